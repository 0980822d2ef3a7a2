"""What a replay found, in the words of a language: the strictest changes first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kbdesk.desk.replay import Replay, ReplayChange, Said
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Measure
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rules.article_words import MEASURE_SHAPES
from kbdesk.ui.rules.book_words import instant_words
from kbdesk.ui.rules.told_list import ToldRow
from kbdesk.ui.when import short_date

_STRICT: Final = tuple(reversed(Measure))
"""The vocabulary goes from the mildest measure to the strictest."""


def headline(replay: Replay, catalog: Catalog) -> str:
    """Return how many decisions would have been others."""
    return catalog.count("rules_page.replay.changes", len(replay.changes), days=replay.days)


def looked_at(replay: Replay, catalog: Catalog) -> str:
    """Return how many decisions that is out of, and what could not be looked at."""
    parts = [catalog.count("rules_page.replay.decided", replay.decided)]
    if replay.uncounted:
        parts.append(catalog.count("rules_page.replay.uncounted", replay.uncounted))
    if replay.unclear:
        parts.append(catalog.count("rules_page.replay.unclear", replay.unclear))
    if not replay.complete:
        parts.append(catalog.text("rules_page.replay.incomplete"))
    return " · ".join(parts)


def rows(replay: Replay, catalog: Catalog) -> Iterator[ToldRow]:
    """Yield a row for each way in which decisions would change, and under it each decision by its entry."""
    for measures, together in groupby(sorted(replay.changes, key=_order), key=_measures):
        changes = list(together)
        before, after = measures
        if before is after:
            title = catalog.text("rules_page.replay.same", n=len(changes), measure=catalog.text(f"measure.{after}"))
            shape = Shape.NOTE
        else:
            was, would = catalog.text(f"measure.{before}"), catalog.text(f"measure.{after}")
            title = catalog.text("rules_page.replay.other", n=len(changes), before=was, after=would)
            shape = MEASURE_SHAPES[after]
        yield ToldRow(title=title, shape=shape)
        yield from (_row(change, catalog) for change in changes)


def _row(change: ReplayChange, catalog: Catalog) -> ToldRow:
    kind, _, number = change.card.rstrip("]").partition("[")
    title = catalog.text(
        "rules_page.replay.entry",
        number=change.number,
        at=instant_words(change.at, catalog),
        card=catalog.text(f"explain.card.{kind}", number=number),
    )
    before, after = _said(change.before, catalog), _said(change.after, catalog)
    return ToldRow(title=title, detail=catalog.text("rules_page.replay.arrow", before=before, after=after))


def _said(said: Said, catalog: Catalog) -> str:
    article = catalog.text("rules_page.article", article=said.article.rpartition(":")[2]) if said.article else ""
    last = said.valid_until or said.deadline
    until = catalog.text("rules_page.valid.until", on=short_date(last, catalog.language)) if last else ""
    fees = ", ".join(f"{fee.amount} {fee.currency}" for fee in said.fees if not fee.waived)
    return ", ".join(part for part in (article, until, fees) if part) or catalog.text("rules_page.nothing-said")


def _measures(change: ReplayChange) -> tuple[Measure, Measure]:
    return change.before.measure, change.after.measure


def _order(change: ReplayChange) -> tuple[int, int, int]:
    before, after = _measures(change)
    return _STRICT.index(after), _STRICT.index(before), change.number
