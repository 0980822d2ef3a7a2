"""Swap: take plates that are not accepted, give a provisional registration."""

from __future__ import annotations

from kbdesk.domain import plates
from kbdesk.domain.custody import PLATE_FRONT, PLATE_REAR
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.paper import Registration
from kbdesk.domain.passage import VehicleDraft
from kbdesk.domain.vocabulary import Disposition, Measure

MEASURES = frozenset({Measure.PROVISIONAL, Measure.REPLACE})
_REAR_ONLY = ("L", "O", "\N{CYRILLIC CAPITAL LETTER O}")
"""Categories that begin so are motorcycles and trailers (UNECE R.E.3)."""


def provisional_plate(number: str) -> str:
    """Return the text of the provisional plate of a registration: ``P``, six digits, desk, check character.

    It is layout of the same number (DESIGN section 4), and can be taken neither for a Serbian nor a Kosovo plate.

    >>> provisional_plate("J20047118")
    'P 004711 J2 8'
    """
    return f"P {number[2:8]} {number[:2]} {number[8]}"


def registration(card: VehicleDraft, seen: CardExamination, *, number: str, envelope: str) -> Registration:
    """Make the registration that the outcome grants to a vehicle or trailer."""
    outcome = seen.outcome
    if outcome.valid_from is None or outcome.valid_until is None:
        raise ValueError(f"The outcome for {seen.path} has no validity.")
    return Registration(
        number=number,
        plate=provisional_plate(number),
        envelope=envelope,
        vehicle=card,
        old_plate=plate(card, seen.path).spelled,
        measure=outcome.measure,
        valid_from=outcome.valid_from,
        valid_until=outcome.valid_until,
        disposition=outcome.disposition or Disposition.HELD,
        trailer=seen.path == "trailer",
        deadline=outcome.deadline,
        fees=outcome.fees,
    )


def plate(card: VehicleDraft, path: str) -> plates.Plate:
    """Return the plate on a card; a trailer's is read as a trailer's."""
    return plates.understand(card.plate, trailer=path == "trailer")


def contents(card: VehicleDraft, path: str) -> list[str]:
    """Return what goes into the envelope: each old plate, as spelled; trailers and motorcycles have but a rear one."""
    rear_only = path == "trailer" or card.category.strip().upper().startswith(_REAR_ONLY)
    kinds = (PLATE_REAR,) if rear_only else (PLATE_FRONT, PLATE_REAR)
    return [f"{kind} {plate(card, path).spelled}" for kind in kinds]


def spelled_plate(card: VehicleDraft | None) -> str:
    """Return a vehicle's plate as people read it, empty where there is no vehicle."""
    return "" if card is None else plate(card, "vehicle").spelled
