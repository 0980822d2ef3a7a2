"""Visible digital seals (Doc 9303-13): bytes, what they say, and whether they hold."""
