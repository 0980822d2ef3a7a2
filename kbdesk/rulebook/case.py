"""A card as the law sees it, and whether an article's conditions hold for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from msgspec import structs

from kbdesk.domain.vocabulary import DocumentType, ExemptGround, PlateClass
from kbdesk.rulebook.schema import Days, Subject, When

AGES = ("from_age", "under_age")
"""The conditions that ask for the age of a case; every other one asks for what bears its own name."""
AT_LEAST = ("from_age", "inside_over_months", "overstay_days")
"""The conditions that a number meets from the wanted one upward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What articles ask about. Fields bear the names of the conditions; what is not known meets no condition.

    `with_document` are the types of the documents beside the first one; `age` is in full years. `overstay_days` are
    those after the last valid day of what this desk issued for it, 0 up to that day.
    """

    subject: Subject
    issuing_state: str = ""
    issuing_office: str = ""
    displaced_office: bool | None = None
    document_type: DocumentType | None = None
    with_document: tuple[DocumentType, ...] = ()
    issued_on: date | None = None
    extended_on: date | None = None
    expires_on: date | None = None
    expired: bool | None = None
    age: int | None = None
    plate_class: PlateClass | None = None
    plate_code: str = ""
    category: str = ""
    first_registered: date | None = None
    registration_extended_on: date | None = None
    registration_valid_until: date | None = None
    registration_expired: bool | None = None
    inside_since: date | None = None
    inside_over_months: int | None = None
    overstay_days: int | None = None
    exempt_ground: ExemptGround | None = None
    residence: str = ""
    resident_north: bool = False

    def found(self, name: str) -> object:
        """Return what this case has where a condition asks."""
        return self.age if name in AGES else getattr(self, name)


@lru_cache(maxsize=2048)
def asked(when: When) -> tuple[tuple[str, object], ...]:
    """Return the conditions that an article sets, name and what is wanted, in the order of the schema."""
    return tuple((name, wanted) for name, wanted in structs.asdict(when).items() if wanted is not None and wanted != ())


def unmet(when: When, case: Case) -> tuple[str, ...]:
    """Return the names of the conditions that do not hold for a case; the article applies if there are none."""
    return tuple(name for name, wanted in asked(when) if not holds(name, wanted, case.found(name)))


def holds(name: str, wanted: object, found: object) -> bool:
    """Tell whether what is found meets what a condition wants; what is not known meets none."""
    if isinstance(wanted, Days):
        return isinstance(found, date) and wanted.has(found)
    if name in AGES or name in AT_LEAST:
        return isinstance(found, int) and isinstance(wanted, int) and (found >= wanted) is (name in AT_LEAST)
    if isinstance(found, tuple):
        return isinstance(wanted, tuple) and not set(found).isdisjoint(wanted)
    return found in wanted if isinstance(wanted, tuple) else found == wanted
