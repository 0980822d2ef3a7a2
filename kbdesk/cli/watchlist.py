"""``kbdesk watchlist``: import a list, look a name or a document up."""

from __future__ import annotations

from pathlib import Path

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import InputError
from kbdesk.cli.main import DONE, SAID_NO, WRONG_INPUT, answer, read_bytes
from kbdesk.desk.watchlist import NoListError, NothingToLookUpError
from kbdesk.domain.dates import spelled
from kbdesk.domain.messages import Catalog
from kbdesk.domain.people import plain_date
from kbdesk.domain.watchlist import COLUMNS, LineFault, WatchlistFileError


@click.group()
def watchlist() -> None:
    """The imported list of people and documents."""


@watchlist.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def take(call: Call, *, file: Path) -> int:
    """Put the list in FILE in the place of the one before; one that leaves lines of that out takes a second officer."""
    data = read_bytes(file, "FILE")
    with call.joiner.open(call.who) as session:
        catalog = session.catalog
        try:
            imported = session.watchlist.take(data, second=call.who.second)
        except WatchlistFileError as error:
            return _faulty(error, catalog, file.name, as_json=call.as_json)
    if call.as_json:
        answer({"lines": imported.lines, "sha256": imported.sha256, "imported_at": imported.at.isoformat()})
    else:
        click.echo(catalog.text("watchlist.imported", lines=imported.lines))
    return DONE


@watchlist.command()
@click.option("--birth-date", default="", help="Only lines of a person born on this day.")
@click.argument("name")
@desk_command
def check(call: Call, *, birth_date: str, name: str) -> int:
    """Look up NAME, a whole name in any order and script, or the number of a document; entered."""
    if birth_date and plain_date(birth_date) is None:
        raise InputError("--birth-date: is not a date with a year of four digits")
    with call.joiner.open(call.who) as session:
        catalog = session.catalog
        try:
            found = session.watchlist.look(name, birth_date=birth_date)
        except NothingToLookUpError as error:
            raise InputError("NAME: there is nothing in it that could be looked up") from error
        except NoListError:
            if call.as_json:
                answer({"checked": False, "imported_at": None, "lines": None, "hits": []})
            else:
                click.echo(catalog.text("watchlist.none"))
            return SAID_NO
    if call.as_json:
        hits = [{"reference": reference} for reference in found.references]
        at = found.imported_at.isoformat()
        answer({"checked": True, "imported_at": at, "lines": found.lines, "hits": hits})
    else:
        at = spelled(found.imported_at.date().isoformat())
        references = ", ".join(found.references)
        hit = catalog.text("watchlist.hit", at=at, references=references)
        click.echo(hit if references else catalog.text("watchlist.no-hit", at=at, lines=found.lines))
    return SAID_NO if found.references else DONE


def _faulty(error: WatchlistFileError, catalog: Catalog, name: str, *, as_json: bool) -> int:
    told = [(fault, _words(fault, catalog)) for fault in error.faults]
    if as_json:
        answer({"faults": [{"line": fault.line, "code": str(fault.reason), "reason": why} for fault, why in told]})
    lines = (catalog.text("watchlist.fault", line=fault.line, reason=why) for fault, why in told)
    click.echo(f"{name}: {'; '.join(lines)}", err=True)
    return WRONG_INPUT


def _words(fault: LineFault, catalog: Catalog) -> str:
    return catalog.text(f"watchlist.fault.{fault.reason}", columns=", ".join(COLUMNS))
