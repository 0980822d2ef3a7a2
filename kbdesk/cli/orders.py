"""``kbdesk rules activate | suspend | sign-suspension | lift | obey``: what officers order of the law."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.main import DONE, Instant, answer, read_bytes
from kbdesk.cli.rules_answer import activation_answer, replay_answer, suspension_answer
from kbdesk.cli.rules_words import told_replay, told_suspension
from kbdesk.domain.vocabulary import Direction, ShelfName


def beside(file: Path) -> Path:
    """Return where a book's signature lies: beside it, with ``.sig`` after its whole name."""
    return file.with_name(f"{file.name}.sig")


@click.command()
@click.option("--signature", type=click.Path(path_type=Path), help="The signature; else FILE.sig beside the file.")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def activate(call: Call, *, signature: Path | None, file: Path) -> int:
    """Put a signed book on the shelf, from now on; takes a second officer."""
    data = read_bytes(file, "FILE")
    signed = read_bytes(signature or beside(file), "--signature")
    with call.joiner.open(call.who) as session:
        shown = session.rules.replay(file.name, data)
        if not call.as_json:
            click.echo(told_replay(shown))
        done = session.rules.activate(file.name, data, signed, second=call.who.second, shown=shown)
    if call.as_json:
        answer({"id": done.id, **activation_answer(done), "replay": replay_answer(shown)})
    else:
        click.echo(f"{done.id} is on the shelf from {done.activated_at.isoformat()}.")
    return DONE


@click.command()
@click.option("--order", "reference", default="", help="Reference of the order that is followed.")
@click.option("--crossing", "crossings", multiple=True, help="Only at this crossing; may be given again.")
@click.option(
    "--direction",
    "directions",
    multiple=True,
    type=click.Choice([str(way) for way in Direction]),
    help="Only this way.",
)
@click.option("--until", type=Instant(), help="When it ends by itself.")
@click.argument("rule", metavar="BOOK[:ARTICLE]")
@desk_command
def suspend(
    call: Call,
    *,
    reference: str,
    crossings: tuple[str, ...],
    directions: tuple[str, ...],
    until: datetime | None,
    rule: str,
) -> int:
    """Suspend a book, or one article of it, at once; one supervisor may, a second officer signs later."""
    book, _, article = rule.partition(":")
    with call.joiner.open(call.who) as session:
        done = session.rules.suspend(
            book,
            article,
            order_reference=reference,
            crossings=crossings,
            directions=tuple(Direction(direction) for direction in directions),
            until=until,
            second=call.who.second,
        )
    if call.as_json:
        answer(suspension_answer(done))
    else:
        click.echo(told_suspension(done, done.suspended_at))
    return DONE


@click.command()
@click.option("--reason", default="", help="Why, in one line.")
@click.argument("shelf", type=click.Choice([str(name) for name in ShelfName]))
@desk_command
def obey(call: Call, *, reason: str, shelf: str) -> int:
    """Obey another set of books from now on; takes a second officer."""
    with call.joiner.open(call.who) as session:
        former = session.shelf
        session.rules.obey(ShelfName(shelf), second=call.who.second, reason=reason)
    if call.as_json:
        answer({"shelf": shelf, "former": str(former)})
    else:
        click.echo(f"This desk obeys the shelf {shelf} from the next sign-in on.")
    return DONE


@click.command("sign-suspension")
@click.argument("suspension", metavar="ID")
@desk_command
def sign_suspension(call: Call, *, suspension: str) -> int:
    """Put the second signature under a suspension: that of --second, else of the officer signed in."""
    with call.joiner.open(call.who) as session:
        done = session.rules.sign_suspension(suspension, second=call.who.second)
        now = session.clock.now()
    if call.as_json:
        answer(suspension_answer(done))
    else:
        click.echo(told_suspension(done, now))
    return DONE


@click.command()
@click.argument("suspension", metavar="ID")
@desk_command
def lift(call: Call, *, suspension: str) -> int:
    """Lift a suspension, from now on; takes a second officer."""
    with call.joiner.open(call.who) as session:
        shown = session.rules.replay_lift(suspension)
        if not call.as_json:
            click.echo(told_replay(shown))
        session.rules.lift(suspension, second=call.who.second, shown=shown)
    if call.as_json:
        answer({"id": suspension, "lifted": True, "replay": replay_answer(shown)})
    else:
        click.echo(f"The suspension {suspension} is lifted.")
    return DONE
