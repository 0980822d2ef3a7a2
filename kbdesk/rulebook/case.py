"""A card as the law sees it, and whether an article's conditions hold for it."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import structs

from kbdesk.domain.vocabulary import DocumentType, ExemptGround, PlateClass
from kbdesk.rulebook.schema import Subject, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What articles ask about. Fields bear the names of the conditions; what is not known meets no condition."""

    subject: Subject
    issuing_state: str = ""
    document_type: DocumentType | None = None
    age: int | None = None
    plate_class: PlateClass | None = None
    category: str = ""
    exempt_ground: ExemptGround | None = None
    resident_north: bool = False


def unmet(when: When, case: Case) -> tuple[str, ...]:
    """Return the names of the conditions that do not hold for a case; the article applies if there are none."""
    return tuple(name for name, wanted in structs.asdict(when).items() if not _holds(name, wanted, case))


def _holds(name: str, wanted: object, case: Case) -> bool:
    if wanted is None or wanted == ():
        return True
    if name == "under_age":
        return case.age is not None and isinstance(wanted, int) and case.age < wanted
    found = getattr(case, name)
    return found in wanted if isinstance(wanted, tuple) else found == wanted
