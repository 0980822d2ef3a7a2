"""``kbdesk shift``: open, hand over, close and report a shift."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from kbdesk.cli.amounts import Euro, counts
from kbdesk.cli.backup_answer import told_place
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError
from kbdesk.cli.main import DONE, answer, out_option
from kbdesk.cli.shift_answer import report_answer, shift_answer, told_report, told_shift
from kbdesk.domain.shift import ShiftCount
from kbdesk.domain.vocabulary import Direction

_custody = click.option("--custody", type=click.IntRange(0), required=True, help="Envelopes counted.")
_stock = click.option("--stock", multiple=True, metavar="KIND=COUNT", help="Blanks counted; may be given again.")
_cash = click.option("--cash", type=Euro(), required=True, help="Cash counted in the drawer, in EUR.")
_reason = click.option("--reason", default="", help="A supervisor's reason for what differs or is unsigned.")


@click.group()
def shift() -> None:
    """The shift: without one nothing is issued, returned or paid."""


@shift.command("open")
@click.option("--float", "float_amount", type=Euro(), required=True, help="Cash in the drawer, in EUR.")
@_custody
@_stock
@click.option("--explanation", default="", help="Why that is not what the last shift left.")
@desk_command
def open_shift(call: Call, *, float_amount: Decimal, custody: int, stock: tuple[str, ...], explanation: str) -> int:
    """Open a shift on what was counted."""
    counted = counts("--stock", stock)
    with call.joiner.open(call.who) as session:
        done = session.shift.open(float_amount, custody_counted=custody, stock_counted=counted, explanation=explanation)
        now = session.clock.now()
    _say(call, shift_answer(done, now), told_shift(done, now))
    return DONE


@shift.command("hand-over")
@click.option("--to", default="", help="Who takes over, signing in as --second; may be left out.")
@_cash
@_custody
@_stock
@_reason
@desk_command
def hand_over(call: Call, *, to: str, cash: Decimal, custody: int, stock: tuple[str, ...], reason: str) -> int:
    """Hand the shift over to the officer of --second, with the drafts and open cases."""
    if to not in ("", call.who.second):
        raise click.BadParameter("is the officer of --second, who gives the password", param_hint="--to")
    counted = ShiftCount(cash=cash, custody=custody, stock=counts("--stock", stock))
    with call.joiner.open(call.who) as session:
        done = session.shift.hand_over(call.who.second, counted=counted, reason=reason)
        now = session.clock.now()
    _say(call, shift_answer(done, now), told_shift(done, now))
    return DONE


@shift.command("close")
@_cash
@_custody
@_stock
@click.option("--handed-in", type=Euro(), default=Decimal("0.00"), help="Cash taken out of the drawer, in EUR.")
@_reason
@desk_command
def close_shift(
    call: Call, *, cash: Decimal, custody: int, stock: tuple[str, ...], handed_in: Decimal, reason: str
) -> int:
    """Close the shift on what was counted and print its report."""
    counted = ShiftCount(cash=cash, custody=custody, stock=counts("--stock", stock), handed_in=handed_in)
    with call.joiner.open(call.who) as session:
        closed = session.shift.close(counted, reason=reason, second=call.who.second)
        failed = session.shift.deliver(closed)
        path = session.printed_path(closed.paper)
        said = report_answer(closed.report, paper=closed.paper, file=path)
        said["backup_folder"] = str(session.backups.folder)
        _say(call, said, told_report(closed.report))
        unlisted = session.renew_status()
        backup = session.backups.at_shift_close()
        if not call.as_json:
            click.echo(told_place(backup, session.backups.place()))
    troubles = {*(str(why) for _, why in failed), *((unlisted,) if unlisted else ())}
    if troubles:
        raise EnvironmentFailedError("; ".join(sorted(troubles)))
    return DONE


@shift.command("report")
@out_option
@click.argument("number", required=False)
@desk_command
def report_shift(call: Call, *, out: Path | None, number: str | None) -> int:
    """Report a shift: that of NUMBER, else the one opened last, so far if it is open."""
    with call.joiner.open(call.who, reading=out is None) as session:
        found = session.shift.report(number)
        saved: dict[tuple[str, str], Path] = {}
        paper = None
        if out is not None:
            paper = session.shift.paper(found.shift.id)
            saved, fault = session.export((paper,), out)
            if fault:
                raise EnvironmentFailedError(f"--out: {fault}")
    file = next(iter(saved.values()), None)
    _say(call, report_answer(found, paper=paper, file=file), told_report(found))
    return DONE


@shift.command()
@click.argument("text")
@desk_command
def incident(call: Call, *, text: str) -> int:
    """Enter something that happened, for the report."""
    with call.joiner.open(call.who) as session:
        noted = session.shift.incident(text)
    _say(call, {"at": noted.at.isoformat(), "officer": noted.officer, "text": noted.text}, "Entered.")
    return DONE


@shift.command()
@click.option("--least", type=click.IntRange(0), required=True, help="The shortest wait, in minutes.")
@click.option("--most", type=click.IntRange(0), required=True, help="The longest wait, in minutes.")
@click.argument("direction", type=click.Choice([str(way) for way in Direction]))
@desk_command
def waiting(call: Call, *, least: int, most: int, direction: str) -> int:
    """Enter how long people wait one way."""
    with call.joiner.open(call.who) as session:
        told = session.shift.waiting(Direction(direction), least, most)
    _say(call, {"direction": direction, "least": told.least, "most": told.most}, "Entered.")
    return DONE


@shift.command("attest-clock")
@click.option("--reason", required=True, help="Why the clock stands before what was recorded.")
@desk_command
def attest_clock(call: Call, *, reason: str) -> int:
    """Attest by two officers that the clock is right, though it stands before what was recorded."""
    with call.joiner.open(call.who) as session:
        session.shift.attest_clock(reason=reason, second=call.who.second)
    _say(call, {"attested": True}, "The clock is attested.")
    return DONE


def _say(call: Call, said: dict[str, object], told: str) -> None:
    if call.as_json:
        answer(said)
    else:
        click.echo(told)
