"""What reading a plate gives, and the doubts that may come with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kbdesk.domain.vocabulary import PlateClass


class Doubt(StrEnum):
    """What is odd about a plate, as a finding's code."""

    UNKNOWN = "plate-unknown"
    LETTERS_NOT_ISSUED = "plate-letters-not-issued"
    NUMBER_NOT_ISSUED = "plate-number-not-issued"
    AREA_UNKNOWN = "plate-area-unknown"
    MAYBE_FOREIGN = "plate-maybe-foreign"
    MIXED_SCRIPTS = "plate-mixed-scripts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A plate as understood.

    `canonical` is the same for all ways to type one plate: Latin capitals and digits, Đ kept, nothing between them;
    `spelled` is how papers print it. `region` is the RKS region ``01`` to ``07`` that stands on the plate or follows
    from its Serbian city code, else empty: no more than the default for a new plate. `doubts` are codes of `Doubt`.
    """

    as_typed: str
    canonical: str
    spelled: str
    plate_class: PlateClass
    region: str = ""
    doubts: tuple[str, ...] = ()


def plate(
    canonical: str, spelled: str, plate_class: PlateClass, *, region: str = "", doubts: tuple[str, ...] = ()
) -> Plate:
    """Return a plate whose text as typed is still to be set."""
    return Plate(
        as_typed="", canonical=canonical, spelled=spelled, plate_class=plate_class, region=region, doubts=doubts
    )
