"""The Return page: whose permit it is, where its envelope lies, and one key that hands back."""
