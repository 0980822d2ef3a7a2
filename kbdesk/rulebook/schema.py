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
    Letterhead,
    Measure,
    PaperKind,
    PlateClass,
    SealRule,
    Severity,
    Sheet,
)
from kbdesk.rulebook.spans import within

Key = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name in a book or of a finding: small letters, digits and hyphens."""
State = Annotated[str, Meta(pattern=r"^[A-Z]{1,3}$")]
"""A country or organisation as a machine readable zone spells it, without filler (Doc 9303-3 section 5)."""
Text = Annotated[str, Meta(pattern=r"\S")]
Positive = Annotated[int, Meta(ge=1, le=10_000)]
"""A count of days, months or years that the calendar has room for."""
Letter = Annotated[str, Meta(pattern=r"^[A-Z]$")]
PlateCode = Annotated[str, Meta(pattern=r"^[A-ZČĆĐŠŽ]{2}$")]


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


class Days(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A span of civil days, both ends included; an open side reaches for ever. A date that is not known is in none."""

    first: date | None = None
    last: date | None = None

    def has(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class When(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The conditions of an article. All that are given must hold; a list holds by any of its members.

    Of a traveler: `issuing_office` by key of the reference data, `displaced_office` whether that office is of a Kosovo
    town; `with_document` asks for a document of such a type beside the first one; `issued_on`, `extended_on` and
    `expires_on` are those of the first document, `expired` whether its last day has passed; ages are in full years,
    `from_age` included, `under_age` excluded. Of a vehicle: `plate_code` are Serbian area codes (``KM``), `category`
    first letters (UNECE R.E.3); the dates are those of its registration, `registration_expired` whether its last day
    has passed, `inside_since` the day from which it has been inside, `inside_over_months` more than how many
    months ago that was (`kbdesk.domain.validity.months_over`). Of either: `resident_north` and `residence`
    (municipality keys) speak of the first traveler; `overstay_days` is asked at exit alone: at least how many civil
    days ago the permit or registration that this desk issued for the card had its last valid day.
    """

    issuing_state: tuple[State, ...] = ()
    issuing_office: tuple[Key, ...] = ()
    displaced_office: bool | None = None
    document_type: tuple[DocumentType, ...] = ()
    with_document: tuple[DocumentType, ...] = ()
    issued_on: Days | None = None
    extended_on: Days | None = None
    expires_on: Days | None = None
    expired: bool | None = None
    from_age: Positive | None = None
    under_age: Positive | None = None
    plate_class: tuple[PlateClass, ...] = ()
    plate_code: tuple[PlateCode, ...] = ()
    category: tuple[Letter, ...] = ()
    first_registered: Days | None = None
    registration_extended_on: Days | None = None
    registration_valid_until: Days | None = None
    registration_expired: bool | None = None
    inside_since: Days | None = None
    inside_over_months: Positive | None = None
    overstay_days: Positive | None = None
    exempt_ground: tuple[ExemptGround, ...] = ()
    residence: tuple[Key, ...] = ()
    resident_north: bool | None = None


class Validity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a paper is valid: exactly one of `months`, `days` and `until` (the last valid day).

    `cap_by_expiry` ends it no later than the document (for a vehicle, its registration) itself.
    """

    months: Positive | None = None
    days: Positive | None = None
    until: date | None = None
    month_end: MonthEnd = MonthEnd.CLAMP
    cap_by_expiry: bool = False


class Charge(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fee; `amount` is a text such as ``"5.00"``. On the days of `waived` it is named and not charged."""

    code: Key
    amount: Decimal
    currency: Literal["EUR"] = "EUR"
    waived: Days | None = None


class Without(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Papers left out for vehicle categories that begin with one of these letters (UNECE R.E.3: L, M, N, O, T ...)."""

    category: tuple[Letter, ...]
    papers: tuple[PaperKind, ...]


class Then(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article does. `document_code` opens the zone of the permit it grants (Doc 9303-6).

    `sheet` tells whether the papers go on pre-numbered blanks, `letterhead` whose symbols they bear, `seal` whether
    they may go without one where none can be signed. `extension` is by how much what it grants may be extended, once,
    counted from its last valid day; without it nothing is extended.
    """

    measure: Measure
    disposition: Disposition | None = None
    papers: tuple[PaperKind, ...] = ()
    without: tuple[Without, ...] = ()
    validity: Validity | None = None
    extension: Validity | None = None
    deadline: date | None = None
    fees: tuple[Charge, ...] = field(name="fee", default=())
    document_code: Annotated[str, Meta(pattern=r"^([A-Z]{1,2})?$")] = ""
    sheet: Sheet = Sheet.PLAIN
    letterhead: Letterhead = Letterhead.NEUTRAL
    seal: SealRule = SealRule.REQUIRED


class Says(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article lets the officer find; `field` is a field of the card."""

    code: Key
    severity: Severity
    field: str


class Appeal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a measure may be appealed against, how, and within how many days of its day (the last day included)."""

    body: Tongues
    text: Tongues
    days: Positive


class Phase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article does between two instants of its own, the first included, the last excluded."""

    then: Then
    text: Tongues | None = None
    effective_from: datetime | None = None
    effective_until: datetime | None = None
    finding: Says | None = None
    overridden: Then | None = None


class Window(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A suspension written into a book: from an instant (included) until another (excluded), or until lifted.

    Empty `articles`, `crossings` and `directions` mean all of the book's.
    """

    order_reference: Text
    effective_from: datetime
    effective_until: datetime | None = None
    articles: tuple[Key, ...] = ()
    crossings: tuple[Key, ...] = ()
    directions: tuple[Direction, ...] = ()


class Article(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. In a book the first article that applies is the one that counts: the order is the precedence.

    `unexpired` stops a card whose document has expired. `overridden` is what two officers may grant instead of a stop.
    Either `then` says what the article does while it is in force, or its phases do, each in its own time. Empty
    `crossings` and `directions` mean those of the book; `appeal` stands in the place of the book's.
    """

    id: Key
    subject: Subject
    text: Tongues
    when: When = When()
    then: Then | None = None
    phases: tuple[Phase, ...] = field(name="phase", default=())
    crossings: tuple[Key, ...] = ()
    directions: tuple[Direction, ...] = ()
    effective_from: datetime | None = None
    effective_until: datetime | None = None
    unexpired: bool = False
    finding: Says | None = None
    overridden: Then | None = None
    appeal: Appeal | None = None


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
    appeal: Appeal | None = None
    crossings: tuple[Key, ...] = ()
    suspensions: tuple[Window, ...] = field(name="suspension", default=())
    zone: str = "Europe/Belgrade"
    effective_from: datetime | None = None
    effective_until: datetime | None = None

    def in_force(self, at: datetime) -> bool:
        """Tell whether the book applies at an instant (from the first included, until the last excluded)."""
        return within(at, self.effective_from, self.effective_until)
