"""The shape of a rulebook: what a book, an article, a condition and an outcome may say, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from kbdesk.domain.validity import MonthEnd
from kbdesk.domain.vocabulary import (
    Direction,
    Disposition,
    DocumentType,
    ExemptGround,
    Measure,
    PaperKind,
    PlateClass,
    Severity,
)

Key = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name in a book or of a finding: small letters, digits and hyphens."""
State = Annotated[str, Meta(pattern=r"^[A-Z]{1,3}$")]
"""A country or organisation as a machine readable zone spells it, without filler (Doc 9303-3 section 5)."""
Text = Annotated[str, Meta(pattern=r"\S")]
Positive = Annotated[int, Meta(ge=1)]


class Subject(StrEnum):
    """Whom an article speaks of; a trailer is a vehicle."""

    TRAVELER = "traveler"
    VEHICLE = "vehicle"


class Tongues(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text in Albanian, Serbian (Latin script) and English."""

    sq: Text
    sr: Text
    en: Text

    def mapping(self) -> dict[str, str]:
        """Return the texts by language."""
        return {"sq": self.sq, "sr": self.sr, "en": self.en}


class When(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The conditions of an article. All that are given must hold; a list holds by any of its members.

    `under_age` is in full years, `resident_north` asks whether the first traveler lives in the northern four.
    """

    issuing_state: tuple[State, ...] = ()
    document_type: tuple[DocumentType, ...] = ()
    under_age: Positive | None = None
    plate_class: tuple[PlateClass, ...] = ()
    exempt_ground: tuple[ExemptGround, ...] = ()
    resident_north: bool | None = None


class Validity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a paper is valid: exactly one of `months`, `days` and `until` (the last valid day)."""

    months: Positive | None = None
    days: Positive | None = None
    until: date | None = None
    month_end: MonthEnd = MonthEnd.CLAMP


class Charge(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fee; `amount` is a text such as ``"5.00"``."""

    code: Key
    amount: Decimal
    currency: Literal["EUR"] = "EUR"


class Without(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Papers left out for vehicle categories that begin with one of these letters (UNECE R.E.3: L, M, N, O, T ...)."""

    category: tuple[Annotated[str, Meta(pattern=r"^[A-Z]$")], ...]
    papers: tuple[PaperKind, ...]


class Then(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article does. `document_code` opens the zone of the permit it grants (Doc 9303-6)."""

    measure: Measure
    disposition: Disposition | None = None
    papers: tuple[PaperKind, ...] = ()
    without: tuple[Without, ...] = ()
    validity: Validity | None = None
    deadline: date | None = None
    fees: tuple[Charge, ...] = field(name="fee", default=())
    document_code: Annotated[str, Meta(pattern=r"^([A-Z]{1,2})?$")] = ""


class Says(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article lets the officer find; `field` is a field of the card."""

    code: Key
    severity: Severity
    field: str


class Article(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. In a book the first article that applies is the one that counts: the order is the precedence.

    `unexpired` stops a card whose document has expired. `overridden` is what two officers may grant instead of a stop.
    """

    id: Key
    subject: Subject
    then: Then
    text: Tongues
    when: When = When()
    effective_from: datetime | None = None
    effective_until: datetime | None = None
    unexpired: bool = False
    finding: Says | None = None
    overridden: Then | None = None
    appeal: Tongues | None = None
    appeal_days: Annotated[int, Meta(ge=0)] = 0

    def in_force(self, at: datetime) -> bool:
        """Tell whether the article applies at an instant (from the first included, until the last excluded)."""
        return within(at, self.effective_from, self.effective_until)


class Book(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One regulation. Of several books in force the one with the higher `precedence` is asked first.

    `crossings` are keys of the reference data; none means all. Instants without an offset are local to `zone`.
    """

    id: Key
    shelf: Key
    precedence: int
    title: Tongues
    legal_basis: Tongues
    directions: Annotated[tuple[Direction, ...], Meta(min_length=1)]
    articles: Annotated[tuple[Article, ...], Meta(min_length=1)] = field(name="article")
    crossings: tuple[Key, ...] = ()
    zone: str = "Europe/Belgrade"
    effective_from: datetime | None = None
    effective_until: datetime | None = None

    def in_force(self, at: datetime) -> bool:
        """Tell whether the book applies at an instant (from the first included, until the last excluded)."""
        return within(at, self.effective_from, self.effective_until)

    def reaches(self, crossing: str, direction: Direction) -> bool:
        """Tell whether the book concerns a crossing and a direction."""
        return direction in self.directions and (not self.crossings or crossing in self.crossings)


def within(at: datetime, start: datetime | None, end: datetime | None) -> bool:
    """Tell whether an instant lies in a half-open span; an open side reaches for ever."""
    return (start is None or start <= at) and (end is None or at < end)
