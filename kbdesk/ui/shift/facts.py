"""What the header says of the desk's books: the shift, the crossing's state, the stock; only what there is to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kbdesk.domain.crossing import CrossingStatus
from kbdesk.domain.honest_time import ClockDoubt
from kbdesk.domain.messages import Catalog
from kbdesk.domain.shift import Shift
from kbdesk.domain.shift_report import WentBack
from kbdesk.domain.vocabulary import CrossingState, PaperKind, Severity
from kbdesk.icao.trust.trust_store import Age, AgedKind
from kbdesk.ui.desk import Session
from kbdesk.ui.header import Fact
from kbdesk.ui.standing import OLD_LIST
from kbdesk.ui.when import brief_age, short_date

SCARCE = 40
"""With fewer blanks of a kind the drawer is shown amber: about a day's work at a busy crossing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """How the books stand: the shift that is open, what counts of the crossing, the blanks in the drawer by kind.

    `behind` is when something was recorded that the desk's clock stands before, None while it does not; `doubt` is why
    else the clock is not believed. `went_back` is what was found older than it was since a shift was closed. `lists`
    are the ages of what was carried here of other desks' papers and of revoked signers.
    """

    shift: Shift | None
    overnight: bool
    status: CrossingStatus
    blanks: Mapping[PaperKind, int]
    behind: datetime | None = None
    doubt: ClockDoubt | None = None
    went_back: tuple[WentBack, ...] = ()
    lists: tuple[Age, ...] = ()


def read_books(session: Session) -> Books:
    """Read how the books stand (store thread)."""
    return Books(
        shift=session.shift.current(),
        overnight=session.shift.is_overnight(),
        status=session.crossing.status(),
        blanks={line.kind: line.in_drawer for line in session.stock.report().lines},
        behind=session.shift.clock_behind(),
        doubt=session.shift.clock_doubt(),
        went_back=session.shift.went_back(),
        lists=_lists(session),
    )


def _lists(session: Session) -> tuple[Age, ...]:
    """Return the ages of other desks' lists, and of lists of revoked signers where the next was due."""
    own = f"{session.post.letter}{session.post.desk}"
    ages = session.trust.ages()
    return tuple(one for one in ages if one.is_stale or (one.kind is AgedKind.STATUS and one.name != own))


def book_facts(books: Books, catalog: Catalog) -> Iterator[Fact]:
    """Yield what the header says: nothing of a shift of today, an open crossing, or a desk without blanks."""
    if books.status.state is not CrossingState.OPEN:
        value = catalog.text(f"shift_page.crossing.{books.status.state}")
        yield Fact(name=catalog.text("header.crossing"), value=value, severity=Severity.WARN)
    if books.shift is None:
        value = catalog.text("header.shift.none")
        yield Fact(name=catalog.text("header.shift"), value=value, severity=Severity.WARN)
    elif books.overnight:
        since = short_date(books.shift.opened_at.date(), catalog.language)
        value = catalog.text("header.shift.overnight", date=since)
        yield Fact(name=catalog.text("header.shift"), value=value, severity=Severity.WARN)
    if books.lists:
        oldest = max(books.lists, key=lambda one: one.age)
        value = catalog.text("header.list.age", age=brief_age(oldest.issued_at, oldest.issued_at + oldest.age))
        old = oldest.is_stale or oldest.age >= OLD_LIST
        yield Fact(name=catalog.text("header.papers"), value=value, severity=Severity.WARN if old else None)
    if books.blanks:
        left = min(books.blanks.values())
        severity = Severity.WARN if left < SCARCE else None
        yield Fact(name=catalog.text("header.stock"), value=str(left), severity=severity)
