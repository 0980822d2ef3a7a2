"""``kbdesk late``: emergency forms, and what is entered from them afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from kbdesk.cli.amounts import counts
from kbdesk.cli.answer import passage_answer
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError
from kbdesk.cli.main import DONE, SAID_NO, Instant, answer, counted, read_text
from kbdesk.cli.passage import all_decided, tell
from kbdesk.cli.portrait import Portraits
from kbdesk.desk.passage_file import read
from kbdesk.domain.late import EmergencyForm, LateEntry
from kbdesk.domain.numbers import spelled


@click.group()
def late() -> None:
    """Entries made afterwards, from emergency forms."""


@late.command("print")
@click.argument("count", type=int, default=1)
@desk_command
def print_forms(call: Call, *, count: int) -> int:
    """Print emergency forms with numbers of their own."""
    with call.joiner.open(call.who) as session:
        drawn = session.late.draw_forms(count)
        failed = session.late.deliver(drawn)
        files = {one.form.number: session.printed_path(one.paper) for one in drawn}
    if call.as_json:
        answer([{**_form(one.form), "file": str(files[one.form.number] or "")} for one in drawn])
    else:
        for one in drawn:
            click.echo(f"{spelled(one.form.number)} {files[one.form.number] or ''}")
    if failed:
        raise EnvironmentFailedError("; ".join(sorted({str(why) for _, why in failed})))
    return DONE


@late.command("list")
@desk_command
def list_forms(call: Call) -> int:
    """List the forms that have lines nobody entered."""
    with call.joiner.open(call.who, reading=True) as session:
        found = session.late.forms()
    if call.as_json:
        answer([_form(form) for form in found])
    else:
        for form in found:
            click.echo(f"{spelled(form.number)}: {form.left} of {counted(len(form.lines), 'line')} left")
        click.echo(counted(len(found), "form"))
    return DONE


@late.command()
@click.option("--form", required=True, help="The number of the form.")
@click.option("--occurred-at", type=Instant(), required=True, help="When it happened.")
@click.option("--reason", default="", help="Why it was not entered at the time.")
@click.option("--line", "lines", multiple=True, metavar="CARD=LINE", help="Such as traveler[1]=3; may be given again.")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def enter(call: Call, *, form: str, occurred_at: datetime, reason: str, lines: Iterable[str], file: Path) -> int:
    """Enter the passage of FILE from a form; takes a second officer. Nothing is printed."""
    text = read_text(file, "FILE")
    entry = LateEntry(form=form, occurred_at=occurred_at, reason=reason, lines=counts("--line", lines))
    with call.joiner.open(call.who) as session:
        portrait = Portraits(session.pictures, file)
        draft = read(text, draft_id=session.new_id(), clock=session.clock, portrait=portrait)
        issued = session.late.enter(draft, session.late.examine(draft, entry), entry, second=call.who.second)
        if not issued.cards:
            session.passage.save(draft, parked=True)
        said = passage_answer(session, issued, at=session.clock.now(), files={})
    if call.as_json:
        answer(said)
    else:
        tell(said, session)
    return DONE if all_decided(issued) else SAID_NO


def _form(form: EmergencyForm) -> dict[str, object]:
    return {
        "form": form.number,
        "printed_at": form.printed_at.isoformat(),
        "lines": [
            {"line": x.line, "series": str(x.series), "number": x.number, "envelope": x.envelope, "used": x.used}
            for x in form.lines
        ],
    }
