"""What a decision rests on, as the header tells it: the rules in force, what of them is suspended, the list's age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from kbdesk.domain.facts import WatchlistAnswer
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Direction, Severity
from kbdesk.ui.header import Fact
from kbdesk.ui.when import brief_age, short_date

if TYPE_CHECKING:
    from kbdesk.domain.orders import Suspension
    from kbdesk.rulebook.law import Law
    from kbdesk.rulebook.rules import Silence

OLD_LIST: Final = timedelta(hours=24)
"""From this age on the list is shown amber; it is never a stop for its age alone."""


def rules_fact(law: Law | None, since: datetime | None, now: datetime, *, crossing: str, catalog: Catalog) -> Fact:
    """Return since when the rules hold, and what of them is suspended; `since` speaks while the law is not read yet."""
    since = last_change(law, now) if law is not None else since
    if since is None:
        return Fact(name=catalog.text("header.rules"), value=catalog.text("header.rules.none"), severity=Severity.WARN)
    value = short_date(since.date(), catalog.language)
    waiting = [s.suspended_at for s in unsigned(law, now)] if law is not None else []
    number = len(holding(law, now, crossing)) or len(waiting) if law is not None else 0
    if not number:
        return Fact(name=catalog.text("header.rules"), value=value)
    told, oldest = catalog.count("header.rules.suspended", number), min(waiting, default=None)
    name, brief = catalog.text("header.rules"), f"{catalog.text('rail.rules')}: {told}"
    if oldest is not None:
        brief = f"{brief} · {brief_age(oldest, now)}"
        told = catalog.text("header.rules.unsigned", what=told, age=brief_age(oldest, now))
    return Fact(name=name, value=f"{value} · {told}", severity=Severity.WARN, brief=brief)


def list_fact(watchlist: WatchlistAnswer | None, now: datetime, catalog: Catalog) -> Fact:
    """Return how old the imported list is, or that there is none: its silence is not "clear"."""
    name = catalog.text("header.list")
    if watchlist is None:
        return Fact(name=name, value=catalog.text("header.list.none"))
    age = brief_age(watchlist.imported_at, now)
    old = now - watchlist.imported_at >= OLD_LIST
    return Fact(name=name, value=catalog.text("header.list.age", age=age), severity=Severity.WARN if old else None)


def holding(law: Law, at: datetime, crossing: str) -> tuple[Silence, ...]:
    """Return the suspensions that hold at an instant and a crossing, in either direction."""
    return tuple(s for s in law.silences if any(s.reaches(at, crossing, direction) for direction in Direction))


def unsigned(law: Law, at: datetime) -> Iterator[Suspension]:
    """Yield the suspensions that are not over and wait for their second signature."""
    return (s for s in law.orders.suspensions if not s.second and (s.until is None or at < s.until))


def instants(law: Law) -> Iterator[datetime]:
    """Yield every instant at which a book, a rule or a suspension begins or ends."""
    spans = [(edition.effective_from, edition.effective_until) for edition in law.editions]
    spans.extend((rule.effective_from, rule.effective_until) for rule in law.rules)
    spans.extend((silence.effective_from, silence.effective_until) for silence in law.silences)
    yield from (at for span in spans for at in span if at is not None)


def last_change(law: Law, at: datetime) -> datetime | None:
    """Return since when the rules in force at an instant hold, None while none ever began."""
    return max((instant for instant in instants(law) if instant <= at), default=None)
