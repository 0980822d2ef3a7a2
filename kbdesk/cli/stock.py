"""``kbdesk stock``: numbered blanks received, moved, counted and reported."""

from __future__ import annotations

from typing import Any

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.main import DONE, SAID_NO, answer, counted
from kbdesk.domain.stock import BY_HAND, ON_BLANKS, BlankRange, BlankRow, StockLine, StockReport
from kbdesk.domain.vocabulary import BlankState, PaperKind

KINDS = click.Choice(sorted(str(kind) for kind in ON_BLANKS))
_kind = click.argument("kind", type=KINDS)


@click.group()
def stock() -> None:
    """Numbered blanks: each is in exactly one state."""


@stock.command()
@click.option("--source", default="", help="Where they come from, such as a delivery note.")
@_kind
@click.argument("first")
@click.argument("last")
@desk_command
def receive(call: Call, *, source: str, kind: str, first: str, last: str) -> int:
    """Take blanks in, from the number of the first sheet to that of the last."""
    with call.joiner.open(call.who) as session:
        done = session.stock.receive(PaperKind(kind), first, last, source=source)
    return _moved(call, done, kind, BlankState.RECEIVED)


@stock.command()
@click.option("--to", type=click.Choice(sorted(str(state) for state in BY_HAND)), required=True, help="The new state.")
@click.option("--reason", default="", help="Why; what is spoiled, missing or was taken for a paper needs one.")
@_kind
@click.argument("first")
@click.argument("last", required=False, default="")
@desk_command
def move(call: Call, *, to: str, reason: str, kind: str, first: str, last: str) -> int:
    """Bring blanks into another state: into the drawer, on loan, spoiled, missing, sent back."""
    with call.joiner.open(call.who) as session:
        done = session.stock.move(PaperKind(kind), first, last, to=BlankState(to), reason=reason)
    return _moved(call, done, kind, BlankState(to))


@stock.command()
@click.option("--explanation", default="", help="Why that is not what was expected.")
@_kind
@click.argument("counted", type=click.IntRange(0))
@desk_command
def count(call: Call, *, explanation: str, kind: str, counted: int) -> int:
    """Enter how many blanks of a kind lie in the drawer."""
    with call.joiner.open(call.who) as session:
        line = session.stock.count(PaperKind(kind), counted, explanation=explanation)
    if call.as_json:
        answer(line_answer(line))
    else:
        click.echo(_told(line))
    return DONE


@stock.command("report")
@desk_command
def report_stock(call: Call) -> int:
    """Say where all blanks are, and which of them wait to be confirmed (exit 1 where some do)."""
    with call.joiner.open(call.who, reading=True) as session:
        report = session.stock.report()
    if call.as_json:
        answer(report_answer(report))
        return SAID_NO if report.unconfirmed else DONE
    for line in report.lines:
        click.echo(_told(line))
    for row in report.unconfirmed:
        click.echo(f"  {row.kind} {row.number} on {row.blank}: {row.state}, not confirmed since {row.at.isoformat()}")
    if not report.lines:
        click.echo("No blanks were ever received at this desk.")
    return SAID_NO if report.unconfirmed else DONE


def report_answer(report: StockReport) -> dict[str, Any]:
    """Return the stock in JSON."""
    return {
        "kinds": [line_answer(line) for line in report.lines],
        "unconfirmed": [_row_answer(row) for row in report.unconfirmed],
    }


def line_answer(line: StockLine) -> dict[str, Any]:
    """Return the blanks of one kind in JSON."""
    counted = line.last_count
    return {
        "kind": str(line.kind),
        "received": line.received,
        "states": {str(state): line.counts.get(state, 0) for state in BlankState},
        "adds_up": line.adds_up,
        "ranges": [
            {
                "first": s.blanks.first_number,
                "last": s.blanks.last_number,
                "count": s.blanks.count,
                "state": str(s.state),
            }
            for s in line.stretches
        ],
        "last_count": counted
        and {
            "counted": counted.counted,
            "expected": counted.expected,
            "explanation": counted.explanation,
            "at": counted.at.isoformat(),
            "officer": counted.officer,
        },
    }


def _row_answer(row: BlankRow) -> dict[str, Any]:
    return {
        "kind": str(row.kind),
        "blank": row.blank,
        "state": str(row.state),
        "number": row.number,
        "copy": row.copy,
        "at": row.at.isoformat(),
        "officer": row.officer,
    }


def _moved(call: Call, blanks: BlankRange, kind: str, to: BlankState) -> int:
    if call.as_json:
        said = {"kind": kind, "first": blanks.first_number, "last": blanks.last_number, "count": blanks.count}
        answer({**said, "state": str(to)})
    else:
        click.echo(f"{counted(blanks.count, 'blank')} of the kind {kind}, {blanks}: {to}.")
    return DONE


def _told(line: StockLine) -> str:
    states = ", ".join(f"{count} {state}" for state in BlankState if (count := line.counts.get(state, 0)))
    return f"{line.kind}: {line.received} received; {states}" + ("" if line.adds_up else "; THIS DOES NOT ADD UP")
