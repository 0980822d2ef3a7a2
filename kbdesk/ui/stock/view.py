"""What the Stock page shows: the blanks kind by kind, those that wait for a word, the papers of a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kbdesk.desk.ports import PaperRow
from kbdesk.domain.issued import IssuedRow
from kbdesk.domain.messages import Catalog
from kbdesk.domain.stock import BlankRow, StockLine, StockReport, blank_range
from kbdesk.domain.vocabulary import BlankState, PermitState
from kbdesk.ui.desk import Session
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rules.told_list import ToldRow
from kbdesk.ui.shift.facts import SCARCE
from kbdesk.ui.when import clock_time, short_date

_MOST_RANGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The papers that bear a number, and how the permit and the registration of it stand."""

    number: str
    papers: tuple[PaperRow, ...]
    issued: tuple[IssuedRow, ...]


def look_up(session: Session, number: str) -> Papers:
    """Look a number up (store thread); a refusal where nothing bears it."""
    papers, issued = session.papers.papers(number), session.papers.issued(number)
    return Papers(number=papers[0].number if papers else number, papers=papers, issued=issued)


def stock_rows(report: StockReport, catalog: Catalog) -> list[ToldRow]:
    """Return a row for every kind of blank."""
    return [_line(line, catalog) for line in report.lines]


def waiting_rows(report: StockReport, catalog: Catalog) -> list[ToldRow]:
    """Return a row for every blank of which an officer must still say what became of it."""
    rows = []
    for row in report.unconfirmed:
        kind, state = catalog.text(f"arrive.paper.{row.kind}"), catalog.text(f"blank_state.{row.state}")
        when = f"{short_date(row.at.date(), catalog.language)} {clock_time(row.at)}"
        detail = catalog.text("stock_page.waits-for", number=row.number, state=state, at=when, officer=row.officer)
        rows.append(ToldRow(title=f"{row.blank}  {kind}", detail=detail, shape=Shape.WARN))
    return rows


def paper_rows(found: Papers, catalog: Catalog) -> list[ToldRow]:
    """Return a row for every paper, with how what it tells of stands."""
    states = {issued.number: issued for issued in found.issued}
    return [_paper(paper, states.get(paper.number), catalog) for paper in found.papers]


def run_of(rows: Sequence[BlankRow], chosen: int) -> tuple[str, str]:
    """Return the first and last number of the run of one kind that the row chosen stands in.

    >>> run_of((), 0)
    ('', '')
    """
    if not 0 <= chosen < len(rows):
        return "", ""
    same = [row for row in rows if row.kind is rows[chosen].kind]
    ranges = sorted(blank_range(row.blank) for row in same)
    here = ranges.index(blank_range(rows[chosen].blank))
    first = last = here
    while first > 0 and ranges[first].follows(ranges[first - 1]):
        first -= 1
    while last + 1 < len(ranges) and ranges[last + 1].follows(ranges[last]):
        last += 1
    return ranges[first].first_number, ranges[last].last_number


def _line(line: StockLine, catalog: Catalog) -> ToldRow:
    kind = catalog.text(f"arrive.paper.{line.kind}")
    states = [
        f"{catalog.text(f'blank_state.{state}')} {line.counts[state]}"
        for state in BlankState
        if line.counts.get(state) and state is not BlankState.IN_DRAWER
    ]
    drawer = [str(stretch.blanks) for stretch in line.stretches if stretch.state is BlankState.IN_DRAWER]
    shown = ", ".join(drawer[:_MOST_RANGES]) + (" …" if len(drawer) > _MOST_RANGES else "")
    parts = [*([shown] if shown else []), *states]
    counted = line.last_count
    if counted is not None:
        at = short_date(counted.at.date(), catalog.language)
        parts.append(catalog.text("stock_page.counted", counted=counted.counted, at=at))
    title = catalog.text("stock_page.in-drawer", kind=kind, count=line.in_drawer)
    return ToldRow(title=title, detail=" · ".join(parts), shape=Shape.WARN if line.in_drawer < SCARCE else Shape.OK)


def _paper(paper: PaperRow, issued: IssuedRow | None, catalog: Catalog) -> ToldRow:
    kind = catalog.text(f"arrive.paper.{paper.kind}")
    title = f"{kind}  {paper.number}"
    if paper.copy:
        title = f"{title} · {catalog.text('stock_page.copy', copy=paper.copy)}"
    parts = [f"{short_date(paper.at.date(), catalog.language)} {clock_time(paper.at)}", paper.officer]
    parts.append(catalog.text("stock_page.printed" if paper.printed else "stock_page.not-printed"))
    if paper.blank:
        parts.append(catalog.text("stock_page.on-blank", blank=paper.blank))
    shape = Shape.NOTE if paper.printed else Shape.WARN
    if issued is not None:
        parts.append(catalog.text(f"stock_page.state.{issued.state}"))
        shape = Shape.STOP if issued.state is PermitState.VOID else shape
    return ToldRow(title=title, detail=" · ".join(parts), shape=shape)
