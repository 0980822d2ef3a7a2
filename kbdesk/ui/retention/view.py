"""What the Retention page shows: what is due, what is kept, what went, and the copies of the records."""

from __future__ import annotations

from datetime import datetime

from kbdesk.desk.retention import MOST_SHOWN, Standing
from kbdesk.domain import numbers
from kbdesk.domain.backup import Copy
from kbdesk.domain.messages import Catalog
from kbdesk.domain.retention import Category, DueCase, Hold, Open, Pruning, Terms
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rules.told_list import ToldRow
from kbdesk.ui.when import ago, clock_time, short_date


def terms_told(terms: Terms, catalog: Catalog) -> str:
    """Return how long things are kept, and who said so."""
    days = {category.name.lower(): catalog.count("retention_page.days", terms.days[category]) for category in Category}
    told = catalog.text("retention_page.terms", **days)
    if terms.set_on is None:
        return catalog.text("retention_page.proposed", terms=told)
    on = short_date(terms.set_on, catalog.language)
    by = {"officer": terms.officer, "second": terms.second, "basis": terms.basis}
    return catalog.text("retention_page.chosen", terms=told, on=on, **by)


def cases_told(standing: Standing, catalog: Catalog) -> str:
    """Return how many cases are due, as a number that counts no further than it looked."""
    count = len(standing.due)
    more = "+" if count >= MOST_SHOWN else ""
    return f"{catalog.count('retention_page.cases', count)}{more}"


def due_told(standing: Standing, catalog: Catalog) -> str:
    """Return how many cases are due, else how many drafts or copies of the records, nothing where none is."""
    if standing.due:
        return cases_told(standing, catalog)
    others = (("drafts", standing.drafts), ("old-copies", standing.outdated))
    return next((catalog.count(f"retention_page.{what}", count) for what, count in others if count), "")


def due_rows(standing: Standing, catalog: Catalog) -> list[ToldRow]:
    """Return a row for every case that is due, one for old drafts, and one for old copies of the records."""
    rows = [_due(case, catalog) for case in standing.due]
    if standing.drafts:
        title = catalog.count("retention_page.drafts", standing.drafts)
        rows.append(ToldRow(title=title, detail=catalog.text("retention_page.drafts-what"), shape=Shape.WAIT))
    if standing.outdated:
        title = catalog.count("retention_page.old-copies", standing.outdated)
        rows.append(ToldRow(title=title, detail=catalog.text("retention_page.old-copies-what"), shape=Shape.WAIT))
    return rows


def kept_rows(standing: Standing, catalog: Catalog) -> list[ToldRow]:
    """Return a row for every case that a dispute keeps, then one for all that each other reason keeps past its term."""
    others = sorted((why, count) for why, count in standing.kept.items() if why is not Open.DISPUTED)
    return [*(_kept(hold, catalog) for hold in standing.holds), *(_open(*one, catalog) for one in others)]


def gone_rows(standing: Standing, catalog: Catalog) -> list[ToldRow]:
    """Return a row for everything that was pruned, the newest first."""
    return [_gone(one, catalog) for one in standing.prunings]


def copy_rows(standing: Standing, now: datetime, catalog: Catalog) -> list[ToldRow]:
    """Return a row for every copy of the records, the newest first, those too old with a mark."""
    old = len(standing.copies) - standing.outdated
    newest = list(reversed(standing.copies))
    return [_copy(copy, now, catalog, outdated=place >= old) for place, copy in enumerate(newest)]


def told_number(case: DueCase) -> tuple[str, str]:
    """Return the number that a case is called by: of what was issued where anything was, else its first."""
    issued = [one for one in case.numbers if one[0] in ("permit", "registration")]
    return (issued or list(case.numbers) or [("", "")])[0]


def _due(case: DueCase, catalog: Catalog) -> ToldRow:
    kind, number = told_number(case)
    others = len(case.numbers) - 1
    title = named(kind, number, catalog) if number else catalog.text("retention_page.envelopes")
    if others > 0:
        title = catalog.text("retention_page.and-others", first=title, others=others)
    detail = catalog.text(
        "retention_page.due-since",
        category=catalog.text(f"retention_page.category.{case.category}"),
        closed=short_date(case.closed_on, catalog.language),
        due=short_date(case.due_on, catalog.language),
        entries=catalog.count("retention_page.entries", len(case.entries)),
    )
    return ToldRow(title=title, detail=detail, shape=Shape.WAIT)


def named(kind: str, number: str, catalog: Catalog) -> str:
    """Return a number with what it is the number of."""
    return f"{catalog.text(f'search.kind.{kind}')} {numbers.spelled(number)}"


def _kept(hold: Hold, catalog: Catalog) -> ToldRow:
    since = short_date(hold.at.date(), catalog.language)
    detail = catalog.text("retention_page.kept-since", reason=hold.reason, officer=hold.officer, since=since)
    return ToldRow(title=named(hold.kind, hold.number, catalog), detail=detail, shape=Shape.NOTE)


def _open(why: Open, count: int, catalog: Catalog) -> ToldRow:
    detail = catalog.text(f"retention_page.open.{why}")
    return ToldRow(title=catalog.count("retention_page.open", count), detail=detail, shape=Shape.NOTE)


def _gone(one: Pruning, catalog: Catalog) -> ToldRow:
    cases, drafts = catalog.count("retention_page.cases", one.cases), catalog.count("retention_page.drafts", one.drafts)
    on = f"{short_date(one.at.date(), catalog.language)} {clock_time(one.at)}"
    detail = catalog.text(
        "retention_page.pruned-by",
        on=on,
        officer=one.officer,
        second=one.second,
        entries=catalog.count("retention_page.entries", one.entries),
        entry=one.entry,
    )
    return ToldRow(title=f"{cases}, {drafts}", detail=detail, shape=Shape.OK)


def _copy(copy: Copy, now: datetime, catalog: Catalog, *, outdated: bool) -> ToldRow:
    age = ago(copy.at, now, catalog)
    detail = catalog.text("retention_page.too-old", age=age) if outdated else age
    return ToldRow(title=copy.name, detail=detail, shape=Shape.WARN if outdated else Shape.OK)
