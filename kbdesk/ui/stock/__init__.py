"""The Stock page: numbered blanks, what was printed on them, and papers found by their number."""
