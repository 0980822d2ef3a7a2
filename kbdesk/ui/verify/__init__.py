"""The Verify page: a paper checked by its seal, and what is to be held against it by eye."""
