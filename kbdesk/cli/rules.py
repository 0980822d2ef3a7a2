"""``kbdesk rules``: what is in force, what a passage would meet, what a new book would have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from kbdesk.cli import orders
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, Joiner, Session
from kbdesk.cli.main import DONE, SAID_NO, answer, counted, data_option, json_option, read_bytes, read_text
from kbdesk.cli.rules_answer import book_answer, explanation_answer, replay_answer
from kbdesk.cli.rules_words import told_book, told_line, told_replay
from kbdesk.desk.book_difference import tables
from kbdesk.desk.passage_file import read
from kbdesk.desk.rules import DAYS
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Language
from kbdesk.rulebook.telling import tell

_language = click.option(
    "--language",
    type=click.Choice([str(language) for language in Language]),
    help="Instead of the desk's own language.",
)
_file = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def rules() -> None:
    """The law at the desk."""


for _command in (orders.activate, orders.suspend, orders.sign_suspension, orders.lift, orders.obey):
    rules.add_command(_command)


@rules.command("list")
@desk_command
def list_books(call: Call) -> int:
    """List the books on the shelf: what is in force, what waits, what is suspended."""
    with call.joiner.open(call.who, reading=True) as session:
        now = session.clock.now()
        lines, change = session.rules.listed(now), session.rules.next_change(now)
        catalog = session.catalog
    if call.as_json:
        answer([book_answer(line, catalog) for line in lines])
        return DONE
    for line in lines:
        click.echo(told_line(line, catalog, now))
    click.echo(f"The next change is at {change.isoformat()}." if change else "Nothing changes after this.")
    return DONE


@rules.command()
@_language
@click.argument("book")
@desk_command
def show(call: Call, *, language: str | None, book: str) -> int:
    """Show a book article by article."""
    with call.joiner.open(call.who, reading=True) as session:
        now, catalog = session.clock.now(), _catalog(session, language)
        line, found = session.rules.found(book, now)
    if call.as_json:
        answer({**book_answer(line, catalog), "book": tables(found)})
    else:
        click.echo(told_book(found, line, catalog, now))
    return DONE


@rules.command()
@_language
@_file
@desk_command
def explain(call: Call, *, language: str | None, file: Path) -> int:
    """Explain, card by card, what the passage in FILE would meet and why."""
    text = read_text(file, "FILE")
    with call.joiner.open(call.who, reading=True) as session:
        draft = read(text, draft_id=session.new_id(), clock=session.clock)
        found, catalog = session.rules.explain(draft), _catalog(session, language)
        if call.as_json:
            answer(
                {
                    "at": found[0].at.isoformat(),
                    "crossing": session.post.crossing,
                    "direction": str(draft.direction),
                    "cards": [explanation_answer(explanation, catalog) for explanation in found],
                }
            )
        else:
            click.echo("\n\n".join(tell(explanation, catalog, session.reference) for explanation in found))
    return DONE


@rules.command()
@data_option
@json_option
@_file
@click.pass_obj
def check(joiner: Joiner, *, data: Path | None, as_json: bool, file: Path) -> int:
    """Check a book, by itself and beside the books of its shelf; with --data, beside the shelf of that desk."""
    faults = joiner.check_book(data, file.name, read_text(file, "FILE"))
    if as_json:
        said = [{"file": fault.file, "path": fault.path, "reason": fault.reason} for fault in faults]
        answer({"file": file.name, "sound": not faults, "faults": said})
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(f"{file.name}: {counted(len(faults), 'fault')}" if faults else f"{file.name}: sound")
    return SAID_NO if faults else DONE


@rules.command()
@click.option("--days", type=click.IntRange(1, 3660), default=DAYS, show_default=True, help="How far back.")
@_file
@desk_command
def replay(call: Call, *, days: int, file: Path) -> int:
    """Show which recorded decisions of the last days the book in FILE would have changed."""
    data = read_bytes(file, "FILE")
    with call.joiner.open(call.who, reading=True) as session:
        found = session.rules.replay(file.name, data, days=days)
    if call.as_json:
        answer({"file": file.name, **replay_answer(found)})
    else:
        click.echo(told_replay(found))
    return DONE


@rules.command()
@data_option
@json_option
@_file
@click.pass_obj
def sign(joiner: Joiner, *, data: Path | None, as_json: bool, file: Path) -> int:
    """Sign a book with a drill desk's own key, into FILE.sig; real books are signed by head office."""
    content = read_bytes(file, "FILE")
    signature = joiner.sign_book(data or joiner.default_data(), content)
    beside = orders.beside(file)
    try:
        joiner.save(beside, signature)
    except OSError as error:
        raise EnvironmentFailedError(f"The signature cannot be written: {error.strerror}.") from error
    sha256 = hashlib.sha256(content).hexdigest()
    if as_json:
        answer({"file": file.name, "sha256": sha256, "signature": str(beside)})
    else:
        click.echo(f"Signed, in {beside}")
    return DONE


def _catalog(session: Session, language: str | None) -> Catalog:
    return session.catalogs[Language(language)] if language else session.catalog
