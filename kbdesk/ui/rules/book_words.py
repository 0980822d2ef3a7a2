"""Books, suspensions and instants in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.desk.book_lines import BookLine, BookState
from kbdesk.domain.messages import Catalog
from kbdesk.domain.orders import Suspension
from kbdesk.domain.reference import Reference
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.when import ago, clock_time, short_date

STATE_SHAPES: Final[Mapping[BookState, Shape]] = MappingProxyType(
    {
        BookState.IN_FORCE: Shape.OK,
        BookState.WAITING: Shape.NOTE,
        BookState.ENDED: Shape.WAIT,
        BookState.SUSPENDED: Shape.WARN,
    }
)


def state_shape(line: BookLine) -> Shape:
    """Return the mark of a book: one of which something is suspended is never simply in force."""
    return Shape.WARN if line.suspensions and line.state is BookState.IN_FORCE else STATE_SHAPES[line.state]


def state_words(line: BookLine, catalog: Catalog) -> str:
    """Return where a book stands in a word or two."""
    partly = line.state is BookState.IN_FORCE and line.suspensions
    return catalog.text("rules_page.state.partly" if partly else f"rules_page.state.{line.state}")


def instant_words(at: datetime, catalog: Catalog) -> str:
    """Return an instant to the minute, such as ``1 Aug 2022, 00:00``."""
    return f"{short_date(at.date(), catalog.language)}, {clock_time(at)}"


def span_words(start: datetime | None, end: datetime | None, catalog: Catalog) -> str:
    """Return since when and until when something holds."""
    since = catalog.text("rules_page.since", at=instant_words(start, catalog)) if start else ""
    until = catalog.text("rules_page.until", at=instant_words(end, catalog)) if end else ""
    return " · ".join(part for part in (since, until) if part) or catalog.text("rules_page.always")


def book_span(line: BookLine, catalog: Catalog) -> str:
    """Return since when and until when a book stands on the shelf; one to come says from when."""
    if line.state is BookState.WAITING and line.effective_from:
        return catalog.text("rules_page.from", at=instant_words(line.effective_from, catalog))
    return span_words(line.effective_from, line.effective_until, catalog)


def article_name(article: str, catalog: Catalog) -> str:
    """Return what of a book is meant: an article, or all of it."""
    return catalog.text("rules_page.article", article=article) if article else catalog.text("rules_page.whole-book")


def suspension_words(suspension: Suspension, catalog: Catalog) -> str:
    """Return what is suspended, since when and by which order."""
    return catalog.text(
        "rules_page.suspended",
        what=article_name(suspension.article, catalog),
        at=instant_words(suspension.suspended_at, catalog),
        order=suspension.order_reference,
    )


def signature_words(suspension: Suspension, now: datetime, catalog: Catalog) -> str:
    """Return who signed a suspension, or for how long the second signature has been missing."""
    if suspension.second:
        return catalog.text("rules_page.signed", first=suspension.officer, second=suspension.second)
    since = ago(suspension.suspended_at, now, catalog)
    return catalog.text("rules_page.unsigned", first=suspension.officer, since=since)


def reach_words(suspension: Suspension, catalog: Catalog, reference: Reference) -> str:
    """Return where, in which direction and until when a suspension holds; empty if everywhere until lifted."""
    known = reference.crossings
    parts = [catalog.of(known[key].names) if key in known else key for key in suspension.crossings]
    parts += [catalog.text(f"direction.{direction}") for direction in suspension.directions]
    if suspension.until:
        parts.append(catalog.text("rules_page.until", at=instant_words(suspension.until, catalog)))
    return " · ".join(parts)
