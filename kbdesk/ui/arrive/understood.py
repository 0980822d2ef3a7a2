"""What a field makes of what was typed: dates, plates, codes and places, as drafts keep and fields show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kbdesk.domain import dates, plates
from kbdesk.domain.reference import Reference

#: Date fields, each with whether its date may lie ahead (that decides the century of a year of two digits).
DATES: Mapping[str, bool] = MappingProxyType(
    {
        "birth_date": False,
        "document_issued_on": False,
        "document_extended_on": False,
        "document_expires_on": True,
        "first_registered": False,
        "registration_extended_on": False,
        "registration_valid_until": True,
        "inside_since": False,
        "authorisation_on": False,
    }
)
_CODES = ("nationality", "document_issuing_state", "vin", "personal_number", "document_number")


def understood(name: str, typed: str, *, today: date, reference: Reference) -> str:
    """Return a field's value as the draft keeps it once the field was left; what is not understood stays as typed."""
    if name == "mrz":
        return typed
    text = " ".join(typed.split())
    if name in DATES:
        return dates.iso(text, today=today, future=DATES[name])
    if name in _CODES:
        return text.upper().replace(" ", "")
    if name == "residence":
        return text if text in reference.municipalities else reference.municipality_key(text) or text
    if name == "document_issuing_office":
        return text if text in reference.issuing_offices else reference.office_key(text) or text
    return text


def shown(name: str, value: str) -> str:
    """Return a value as its field shows it: dates as papers print them, all else as it is.

    >>> shown("birth_date", "1961-03-15")
    '15.03.1961'
    """
    return dates.spelled(value) if name in DATES else value


def plate_read_as(typed: str, *, trailer: bool) -> str:
    """Return how a plate was understood, empty where that is how it was typed.

    >>> plate_read_as("км 123 аб", trailer=False)
    'KM 123-AB'
    """
    spelled = plates.understand(typed, trailer=trailer).spelled
    return "" if spelled == typed else spelled
