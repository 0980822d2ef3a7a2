"""How long a field may be: what no document carries is a slip of the hand or of the clipboard, not data."""

from __future__ import annotations

LONGEST = 200
#: Characters a field takes. Names: twice what a document prints. Zone: three lines with endings and stray spaces.
BOUNDS = {
    "mrz": 300,
    "surname": 120,
    "given_names": 120,
    "birth_date": 20,
    "nationality": 3,
    "personal_number": 20,
    "document_issuing_state": 3,
    "document_number": 24,
    "document_issued_on": 20,
    "document_extended_on": 20,
    "document_expires_on": 20,
    "slot": 12,
    "plate": 24,
    "vin": 24,
    "make": 60,
    "model": 60,
    "colour": 40,
    "category": 12,
    "first_registered": 20,
    "registration_extended_on": 20,
    "registration_valid_until": 20,
    "inside_since": 20,
    "holder_registration_number": 24,
    "authorisation_on": 20,
    "authorisation_number": 40,
}


def bound(name: str) -> int:
    """Return how many characters the field of this name takes."""
    return BOUNDS.get(name, LONGEST)


def bounded(name: str, text: str) -> tuple[str, bool]:
    """Return the text as the field takes it, and whether some was left out.

    >>> bounded("document_number", "0" * 10_000)[1]
    True
    """
    most = bound(name)
    return text[:most], len(text) > most
