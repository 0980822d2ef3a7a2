"""Whom to believe: certificates of signers, their revocation, and which papers still stand (Doc 9303-12, 9303-13)."""
