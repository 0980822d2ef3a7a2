"""What ``kbdesk rules`` tells people: books, suspensions and replays as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kbdesk.cli.main import counted
from kbdesk.desk.book_lines import BookLine
from kbdesk.desk.replay import Replay, ReplayChange, Said
from kbdesk.domain.messages import Catalog
from kbdesk.domain.orders import Suspension
from kbdesk.rulebook.schema import Article, Book

_MOST_CHANGES = 40
"""Changes listed for people; with ``--json`` all are."""


def told_line(line: BookLine, catalog: Catalog, now: datetime) -> str:
    """Return a book in one line, and each suspension of it in one more."""
    span = _span(line.effective_from, line.effective_until)
    head = f"{line.id:<24} {line.state!s:<10} {catalog.of(line.title)}{span}"
    activated = [f"  activated at {line.activated.activated_at.isoformat()}"] if line.activated else []
    return "\n".join([head, *activated, *(f"  {told_suspension(s, now)}" for s in line.suspensions)])


def told_suspension(suspension: Suspension, now: datetime) -> str:
    """Return a suspension in one line; one without its second signature is told as such, with its age."""
    rule = f"{suspension.book}:{suspension.article}" if suspension.article else suspension.book
    reach = [*suspension.crossings, *map(str, suspension.directions)]
    only = f", only {', '.join(reach)}" if reach else ""
    until = f" until {suspension.until.isoformat()}" if suspension.until else ""
    minutes = counted((now - suspension.suspended_at) // timedelta(minutes=1), "minute")
    signed = "signed by two" if suspension.second else f"not signed by a second officer for {minutes}"
    since = suspension.suspended_at.isoformat()
    return f"{suspension.id}: {rule} suspended from {since}{until}{only} by {suspension.order_reference}, {signed}"


def told_book(book: Book, line: BookLine, catalog: Catalog, now: datetime) -> str:
    """Return a book article by article."""
    lines = [told_line(line, catalog, now), f"  {catalog.of(line.legal_basis)}"]
    for article in book.articles:
        lines.extend(_article(article, catalog))
    return "\n".join(lines)


def told_replay(replay: Replay) -> str:
    """Return how many decisions would change, which, and what could not be looked at."""
    found, decided = len(replay.changes), counted(replay.decided, "decision")
    lines = [f"Of {decided} of the last {counted(replay.days, 'day')}, {found} would change."]
    lines.extend(f"  {_change(change)}" for change in replay.changes[:_MOST_CHANGES])
    if found > _MOST_CHANGES:
        lines.append(f"  and {found - _MOST_CHANGES} more")
    if replay.unclear:
        lines.append(f"Not recorded fully enough to be decided again: {replay.unclear} more.")
    if replay.uncounted:
        lines.append(f"Left only a count and cannot be replayed: {counted(replay.uncounted, 'card')}.")
    return "\n".join(lines)


def _article(article: Article, catalog: Catalog) -> Iterator[str]:
    measure = article.then.measure if article.then else ", then ".join(phase.then.measure for phase in article.phases)
    span = _span(article.effective_from, article.effective_until)
    yield f"  Article {article.id}, {article.subject}: {measure}{span}"
    yield f"    {catalog.of(article.text.mapping())}"
    for number, phase in enumerate(article.phases, 1):
        yield f"    phase {number}: {phase.then.measure}{_span(phase.effective_from, phase.effective_until)}"


def _change(change: ReplayChange) -> str:
    at = change.at.isoformat()
    return (
        f"entry {change.number}, {change.kind} at {at}, {change.card}: {_said(change.before)} -> {_said(change.after)}"
    )


def _said(said: Said) -> str:
    until = f" until {said.valid_until.isoformat()}" if said.valid_until else ""
    fees = "".join(f", {fee.amount} {fee.currency}{' waived' if fee.waived else ''}" for fee in said.fees)
    return f"{said.measure}{until}, {counted(len(said.papers), 'paper')}{fees}"


def _span(start: datetime | None, end: datetime | None) -> str:
    since = f" from {start.isoformat()}" if start else ""
    return f"{since} until {end.isoformat()}" if end else since
