"""Measures the desk against its promises, in ratios and counts that another machine can check."""
