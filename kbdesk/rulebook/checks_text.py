"""Checks of any card's texts: length, characters, dates, and the ground of an exemption."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from kbdesk.domain.findings import Finding
from kbdesk.domain.passage import TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.vocabulary import ExemptGround
from kbdesk.rulebook.codes import Code, stop, warn
from kbdesk.rulebook.understanding import TRAVELER_DATES, VEHICLE_DATES, UnderstoodTraveler, UnderstoodVehicle

LONGEST_TEXT = 120
ROOM: Mapping[str, int] = {
    "mrz": 400,
    "surname": 80,
    "given_names": 80,
    "personal_number": 24,
    "document_number": 24,
    "document_issuing_office": 60,
    "residence": 60,
    "slot": 6,
    "vin": 24,
    "make": 30,
    "model": 30,
    "colour": 30,
    "category": 8,
    "holder_surname": 50,
    "holder_given_names": 50,
    "holder_company": 80,
    "holder_registration_number": 24,
}
"""Characters that the papers have room for, measured with the widest letter; other fields take `LONGEST_TEXT`."""

_PAST = frozenset(
    {
        "birth_date",
        "document_issued_on",
        "document_extended_on",
        "first_registered",
        "registration_extended_on",
        "inside_since",
        "authorisation_on",
    }
)
_MAY_FOLLOW = frozenset({ExemptGround.AMBULANCE, ExemptGround.FIRE, ExemptGround.POLICE_ON_DUTY})
"""Grounds of emergency: the crew goes through, its reference may follow."""
_PRINTABLE = re.compile(
    r"[ !-~\u00a0-\u0148\u014a-\u017f\u0218-\u021b\u0400-\u049d\u04a0-\u04ff"
    r"\u2010\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2116\u2212]*"
)
"""Latin with the letters of Europe's languages, Cyrillic, and punctuation: what the faces of the papers have."""


def text_findings(card: TravelerDraft | VehicleDraft, path: str) -> Iterator[Finding]:
    """Yield texts no paper has room for, and characters no paper can print; the zone is never printed as typed."""
    for name in text_fields(type(card)):
        text = getattr(card, name)
        limit = ROOM.get(name, LONGEST_TEXT)
        if len(text) > limit:
            yield stop(Code.FIELD_TOO_LONG, path, name, limit=str(limit))
        elif name != "mrz" and not printable(text):
            yield stop(Code.CHARACTERS_UNPRINTABLE, path, name)


def date_findings(understood: UnderstoodTraveler | UnderstoodVehicle) -> Iterator[Finding]:
    """Yield dates that mean nothing, as "permanent" does, and those that lie in the future and cannot."""
    for name in TRAVELER_DATES if isinstance(understood, UnderstoodTraveler) else VEHICLE_DATES:
        typed, found = getattr(understood.card, name), understood.dates[name]
        if typed.strip() and found is None:
            yield warn(Code.DATE_NOT_UNDERSTOOD, understood.path, name)
        elif name in _PAST and isinstance(found, date) and found > understood.day:
            make = stop if name == "birth_date" else warn
            yield make(Code.DATE_IN_FUTURE, understood.path, name, date=found.isoformat())


def ground_findings(understood: UnderstoodTraveler | UnderstoodVehicle) -> Iterator[Finding]:
    """Yield the ground of an exemption that is none."""
    if understood.card.exempt_ground.strip() and understood.exempt_ground is None:
        yield stop(Code.EXEMPT_GROUND_NOT_UNDERSTOOD, understood.path, "exempt_ground")


def reference_findings(understood: UnderstoodTraveler | UnderstoodVehicle) -> Iterator[Finding]:
    """Yield that an exemption lacks its reference: a vehicle's is its plate, an emergency's may follow."""
    plate = isinstance(understood, UnderstoodVehicle) and bool(understood.plate.canonical)
    referred = plate or bool(understood.card.exempt_reference.strip())
    if not referred and understood.exempt_ground not in (None, *_MAY_FOLLOW):
        yield warn(Code.EXEMPT_REFERENCE_MISSING, understood.path, "exempt_reference")


def printable(text: str) -> bool:
    """Tell whether papers can print a text; letters and their marks may come apart (papers compose them)."""
    return _PRINTABLE.fullmatch(unicodedata.normalize("NFC", text)) is not None
