"""What the texts of a card mean, understood once for all checks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kbdesk.domain import dates, plates
from kbdesk.domain.passage import TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.vocabulary import DocumentType, ExemptGround
from kbdesk.icao import mrz

TRAVELER_DATES: Mapping[str, bool] = {
    "birth_date": False,
    "document_issued_on": False,
    "document_extended_on": False,
    "document_expires_on": True,
}
VEHICLE_DATES: Mapping[str, bool] = {
    "first_registered": False,
    "registration_extended_on": False,
    "registration_valid_until": True,
    "inside_since": False,
    "authorisation_on": False,
}
"""The date fields of a card, and whether the future is where they belong."""

_STATE = re.compile(r"[A-Z]{1,3}")
_PRESET = frozenset({"language", "residence", "slot"})
_CYRILLIC_CATEGORIES = str.maketrans("ЛМНОТ", "LMNOT")

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodTraveler:
    """A traveler's card with its dates, words and zone; None is what is missing or not understood.

    `issuing_state` is the code in capitals or empty; `age` is in full years on the day.
    """

    path: str
    card: TravelerDraft
    day: date
    dates: Mapping[str, date | None]
    issuing_state: str
    document_type: DocumentType | None
    exempt_ground: ExemptGround | None
    age: int | None
    zone: mrz.Mrz | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodVehicle:
    """A vehicle's or trailer's card with its dates, words and plate; `category` is its first letter or empty."""

    path: str
    card: VehicleDraft
    day: date
    dates: Mapping[str, date | None]
    exempt_ground: ExemptGround | None
    plate: plates.Plate
    category: str


def understand_traveler(path: str, card: TravelerDraft, day: date) -> UnderstoodTraveler:
    """Understand a traveler's card as of a day."""
    found = _dates(card, TRAVELER_DATES, day)
    born = found["birth_date"]
    state = card.document_issuing_state.strip().upper()
    return UnderstoodTraveler(
        path=path,
        card=card,
        day=day,
        dates=found,
        issuing_state=state if _STATE.fullmatch(state) else "",
        document_type=word(DocumentType, card.document_type),
        exempt_ground=word(ExemptGround, card.exempt_ground),
        age=full_years(born, day) if born and born <= day else None,
        zone=_zone(card.mrz, day),
    )


def understand_vehicle(path: str, card: VehicleDraft, day: date) -> UnderstoodVehicle:
    """Understand a vehicle's or trailer's card as of a day. A trailer without a category is one of category O."""
    category = card.category.strip().upper().translate(_CYRILLIC_CATEGORIES)[:1]
    found = _dates(card, VEHICLE_DATES, day)
    return UnderstoodVehicle(
        path=path,
        card=card,
        day=day,
        dates=found,
        exempt_ground=word(ExemptGround, card.exempt_ground),
        plate=plates.understand(card.plate, trailer=path == "trailer", first_registered=found["first_registered"]),
        category=category or ("O" if path == "trailer" else ""),
    )


def is_empty(card: TravelerDraft | VehicleDraft) -> bool:
    """Tell whether nothing was scanned or typed on a card; what a desk presets does not count."""
    return not any(getattr(card, name).strip() for name in text_fields(type(card)) if name not in _PRESET)


def full_years(born: date, day: date) -> int:
    """Return the age in full years; who was born on 29 February turns a year older on 1 March of a common year.

    >>> full_years(date(2006, 8, 2), date(2022, 8, 1))
    15
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def word(vocabulary: type[Word], text: str) -> Word | None:
    """Return the word of a closed vocabulary that a text is, None if it is none."""
    cleaned = text.strip()
    return vocabulary(cleaned) if cleaned in tuple(vocabulary) else None


def _dates(card: TravelerDraft | VehicleDraft, names: Mapping[str, bool], day: date) -> dict[str, date | None]:
    return {name: dates.understand(getattr(card, name), today=day, future=future) for name, future in names.items()}


def _zone(text: str, day: date) -> mrz.Mrz | None:
    try:
        return mrz.read(text, today=day) if text.strip() else None
    except mrz.MrzError:
        return None
