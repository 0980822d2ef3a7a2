"""``kbdesk search``: find what the desk recorded, follow a case, save what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, InputError, Session
from kbdesk.cli.main import DONE, SAID_NO, answer, require_new
from kbdesk.desk.search import SearchError
from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.messages import Catalog
from kbdesk.domain.numbers import spelled
from kbdesk.domain.search import SearchKind, SearchRow
from kbdesk.domain.timeline import TimelineRow, tell

_AT_ONCE = 500


@click.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, help="How many at most.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([str(kind) for kind in SearchKind]), help="Only these."
)
@click.option("--timeline", "follow", is_flag=True, help="TEXT is a number or a passage: everything entered about it.")
@click.option("--export", "file", type=click.Path(path_type=Path), help="Save it as CSV in a new file; entered.")
@click.option("--rebuild", is_flag=True, help="Make the index anew from the ledger first.")
@click.argument("text")
@desk_command
def search(
    call: Call, *, limit: int, kinds: tuple[str, ...], follow: bool, file: Path | None, rebuild: bool, text: str
) -> int:
    """Find TEXT: a name in any script and spelling, a number, plate, VIN, document, date or officer, or several."""
    if follow and (file is not None or kinds):
        raise InputError("--timeline: goes with neither --export nor --kind")
    if file is not None:
        require_new(file, "--export")
    with call.joiner.open(call.who) as session:
        if rebuild:
            session.search.rebuild()
        while rebuild and session.search.catch_up(_AT_ONCE):
            pass
        if follow:
            return _timeline(session, text, as_json=call.as_json)
        rows = session.search.ask(text, limit=limit, kinds=tuple(SearchKind(kind) for kind in kinds))
        if file is not None:
            _export(session, rows, file)
        session.search.catch_up()  # with the entry that this was asked
        return _found(session, rows, as_json=call.as_json)


def _found(session: Session, rows: tuple[SearchRow, ...], *, as_json: bool) -> int:
    if as_json:
        answer({"rows": [_row(row) for row in rows], "behind": session.search.behind()})
    else:
        for row in rows or (None,):
            click.echo(session.catalog.text("search.none") if row is None else _line(row, session.catalog))
        if session.search.behind():
            click.echo(session.catalog.count("search.behind", session.search.behind()), err=True)
    return DONE if rows else SAID_NO


def _timeline(session: Session, text: str, *, as_json: bool) -> int:
    rows, catalog = session.search.case(text), session.catalog
    if as_json:
        answer({"timeline": [_entry(row, catalog) for row in rows]})
    else:
        for row in rows:
            click.echo(f"{row.entry:>7}  {row.at.isoformat(' ', 'minutes')}  {tell(row, catalog)}  ({row.officer})")
        if not rows:
            click.echo(catalog.text("search.none"))
    return DONE if rows else SAID_NO


def _export(session: Session, rows: tuple[SearchRow, ...], file: Path) -> None:
    try:
        session.search.export(rows, file)
    except SearchError as error:
        raise EnvironmentFailedError(str(error)) from error


def _row(row: SearchRow) -> dict[str, Any]:
    words = ("number", "name", "born", "plate", "document", "envelope", "state", "officer", "passage", "card")
    return {
        "entry": row.entry,
        "kind": str(row.kind),
        **{name: getattr(row, name) or None for name in words},
        "on": row.on.isoformat(),
        "matched": str(row.matched),
    }


def _entry(row: TimelineRow, catalog: Catalog) -> dict[str, Any]:
    late = row.occurred_at
    return {
        "entry": row.entry,
        "at": row.at.isoformat(),
        "occurred_at": None if late is None else late.isoformat(),
        "officer": row.officer,
        "kind": row.kind,
        "text": tell(row, catalog),
    }


def _line(row: SearchRow, catalog: Catalog) -> str:
    state = catalog.text(f"search.state.{row.state}") if row.state else ""
    what = (catalog.text(f"search.kind.{row.kind}"), spelled(row.number), row.name, spelled_date(row.born))
    return "  ".join(part for part in (*what, row.document, row.plate, spelled_date(row.on.isoformat()), state) if part)
