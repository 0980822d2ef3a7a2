"""A passage understood as a whole, once for all its cards, and the checks of one card against the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kbdesk.domain.findings import Finding
from kbdesk.domain.names import same_name
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.rulebook.codes import Code, note, stop, warn
from kbdesk.rulebook.understanding import (
    UnderstoodTraveler,
    UnderstoodVehicle,
    understand_traveler,
    understand_vehicle,
)

EXTRACT_UNDER = 16
"""Age below which a birth extract with photograph stands in for an identity card, and a guardian is asked for."""
ADULT_FROM = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodPassage:
    """All cards of a draft, understood.

    `first_with` is the first traveler (from 1) with each document; `adults` counts who is or may be of age.
    """

    travelers: tuple[UnderstoodTraveler, ...]
    vehicle: UnderstoodVehicle | None
    trailer: UnderstoodVehicle | None
    first_with: Mapping[tuple[str, str], int]
    adults: int


def understand_passage(draft: PassageDraft, day: date) -> UnderstoodPassage:
    """Understand every card of a draft as of a day."""
    travelers = tuple(understand_traveler(f"traveler[{i}]", t, day) for i, t in enumerate(draft.travelers, 1))
    first_with: dict[tuple[str, str], int] = {}
    for i, card in enumerate(draft.travelers, 1):
        first_with.setdefault(_document(card), i)
    return UnderstoodPassage(
        travelers=travelers,
        vehicle=None if draft.vehicle is None else understand_vehicle("vehicle", draft.vehicle, day),
        trailer=None if draft.trailer is None else understand_vehicle("trailer", draft.trailer, day),
        first_with=first_with,
        adults=sum(1 for t in travelers if t.age is None or t.age >= ADULT_FROM),
    )


def same_document(u: UnderstoodTraveler, passage: UnderstoodPassage) -> Iterator[Finding]:
    """Yield that another card before this one has the same document: of the same person it is one card too many."""
    key = _document(u.card)
    first = passage.first_with[key]
    if key[1] and f"traveler[{first}]" != u.path:
        other = passage.travelers[first - 1].card
        twice = same_name(u.card.surname, other.surname) and same_name(u.card.given_names, other.given_names)
        yield (stop if twice else warn)(Code.DOCUMENT_DUPLICATE, u.path, "document_number", other=str(first))


def same_plate(u: UnderstoodVehicle, passage: UnderstoodPassage) -> Iterator[Finding]:
    """Yield that the trailer bears the plate of the vehicle before it."""
    towing = passage.vehicle
    if u.path == "trailer" and towing is not None and u.plate.canonical == towing.plate.canonical != "":
        yield warn(Code.PLATE_DUPLICATE, u.path, "plate", plate=u.plate.spelled)


def guardian(u: UnderstoodTraveler, passage: UnderstoodPassage) -> Iterator[Finding]:
    """Yield what is wrong with the guardian named, or that a child travels with nobody and without consent."""
    named, minor = u.card.guardian_traveler.strip(), u.age is not None and u.age < EXTRACT_UNDER
    if named:
        others = {t.path: t for t in passage.travelers if t.path != u.path}
        found = others.get(f"traveler[{named}]")
        if found is None:
            yield warn(Code.GUARDIAN_UNKNOWN, u.path, "guardian_traveler")
        elif found.age is not None and found.age < ADULT_FROM:
            yield warn(Code.GUARDIAN_NOT_ADULT, u.path, "guardian_traveler", age=str(found.age))
    elif minor and not u.card.guardian_consent.strip():
        alone = not passage.adults
        yield (warn if alone else note)(
            Code.MINOR_ALONE if alone else Code.GUARDIAN_MISSING, u.path, "guardian_traveler"
        )


def _document(card: TravelerDraft) -> tuple[str, str]:
    return card.document_issuing_state.strip().upper(), "".join(card.document_number.split()).upper()
