"""The portrait of a card at the window: its place, where it comes from, and how it is cut."""
