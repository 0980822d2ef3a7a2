"""``kbdesk print``: confirm what came out of the printer, mark it as spoiled, print it again as a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, Session
from kbdesk.cli.main import DONE, answer, counted, out_option
from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.ports import PaperRow
from kbdesk.domain import numbers
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import Role, called
from kbdesk.domain.vocabulary import PaperKind, PrintState

_kind = click.option(
    "--kind", type=click.Choice([str(kind) for kind in PaperKind]), default="permit", help="A permit unless said."
)
_reason = click.option("--reason", default="", help="Why.")


@click.group("print")
def print_group() -> None:
    """What came out of the printer."""


@print_group.command()
@_kind
@click.option("--spoiled", multiple=True, metavar="BLANK", help="A blank of the run that is spoiled; repeatable.")
@_reason
@click.argument("first", metavar="NUMBER")
@click.argument("last", required=False, default="")
@desk_command
def confirm(call: Call, *, kind: str, spoiled: tuple[str, ...], reason: str, first: str, last: str) -> int:
    """Confirm that a paper lies there by its NUMBER, or a run of blanks by its first and LAST."""
    with call.joiner.open(call.who) as session:
        doubted = _doubted(session, first, kind) if not last else None
        if doubted is not None:
            session.printing.say(doubted, PrintState.PRINTED)
            if not doubted.blank:
                return _said(call, doubted, PrintState.PRINTED)
        if not last and not spoiled and _is_paper(first):
            run = session.stock.confirm_paper(PaperKind(kind), numbers.understand(first))
        else:
            run = session.stock.confirm(PaperKind(kind), first, last, spoiled=spoiled, reason=reason)
        left = len(session.stock.unconfirmed())
    if call.as_json:
        said = {"kind": kind, "first": run.first_number, "last": run.last_number, "spoiled": list(spoiled)}
        answer({**said, "unconfirmed": left})
    else:
        click.echo(f"{run} confirmed, {len(spoiled)} of them spoiled. Still to be confirmed: {counted(left, 'sheet')}.")
    return DONE


@print_group.command()
@_kind
@_reason
@click.argument("number")
@desk_command
def spoil(call: Call, *, kind: str, reason: str, number: str) -> int:
    """Mark the sheet of a paper, by its NUMBER, as spoiled; the paper can then be printed again."""
    with call.joiner.open(call.who) as session:
        doubted = _doubted(session, number, kind)
        if doubted is not None:
            session.printing.say(doubted, PrintState.SPOILED)
            return _said(call, doubted, PrintState.SPOILED)
        run = session.stock.confirm_paper(PaperKind(kind), numbers.understand(number), spoiled=True, reason=reason)
    if call.as_json:
        answer({"kind": kind, "number": numbers.understand(number), "blank": str(run), "state": "spoiled"})
    else:
        click.echo(f"The blank {run} is spoiled.")
    return DONE


@print_group.command("missing")
@_kind
@click.argument("number")
@desk_command
def missing(call: Call, *, kind: str, number: str) -> int:
    """Say that nothing of a paper, by its NUMBER, came out of the printer; it can then be printed."""
    with call.joiner.open(call.who) as session:
        doubted = _doubted(session, number, kind)
        if doubted is None:
            raise PapersError("papers.not-waiting", number=numbers.understand(number))
        session.printing.say(doubted, PrintState.RESERVED)
    return _said(call, doubted, PrintState.RESERVED)


@print_group.command("waiting")
@click.option("--now", is_flag=True, help="Print what was not printed.")
@click.option("--despite", is_flag=True, help="Even where an earlier job may still come out; destroy what does.")
@desk_command
def waiting(call: Call, *, now: bool, despite: bool) -> int:
    """List what was recorded and does not lie there for certain, after asking the printer."""
    faults: frozenset[str] = frozenset()
    with call.joiner.open(call.who) as session:
        session.ask_printer()
        if now:
            rows = tuple(row for row in session.unprinted() if row.state is PrintState.RESERVED)
            faults = frozenset(str(why) for _, why in session.print_recorded(rows, despite=despite))
        ends = session.settle_strays()
        rows = tuple(session.unprinted())
    for end in ends:
        became = "came out after all" if end.came_out else "was canceled and comes out no more"
        stray = end.stray
        click.echo(f"{stray.kind} {stray.number}: an earlier job {became} ({called(stray.printer)}).", err=True)
    if call.as_json:
        answer([{"kind": str(row.kind), "number": row.number, "state": str(row.state)} for row in rows])
    else:
        for row in rows:
            click.echo(f"{row.kind} {row.number}: {row.state}")
    return ended(faults)


@print_group.command("test")
@click.option("--printer", type=click.Choice([str(role) for role in Role]), default="paper", help="Which one.")
@desk_command
def test(call: Call, *, printer: str) -> int:
    """Print a sheet with a ruler of 100 mm; the ledger says nothing of it."""
    with call.joiner.open(call.who) as session:
        faults = frozenset(str(why) for _, why in session.try_printer(Role(printer)))
    if call.as_json:
        answer({"printer": printer, "printed": not faults})
    elif not faults:
        click.echo("The test sheet lies there. Measure its ruler.")
    return ended(faults)


@print_group.command()
@click.option("--kind", type=click.Choice([str(kind) for kind in PaperKind]), default="permit", help="Which paper.")
@_reason
@click.option("--sha256", default="", help="Which one, where several things bear the number.")
@out_option
@click.argument("number")
@desk_command
def again(call: Call, *, kind: str, reason: str, sha256: str, out: Path | None, number: str) -> int:
    """Draw a paper again from its record and print it; it says which copy it is."""
    with call.joiner.open(call.who) as session:
        printed = session.papers.again(number, PaperKind(kind), reason, sha256=sha256)
        papers, faults = delivered(session, (printed,), out)
    if call.as_json:
        answer({"papers": papers})
    else:
        click.echo(f"{printed.kind} {printed.number}: copy {printed.copy}.")
    return ended(faults)


def delivered(
    session: Session, papers: Sequence[Printed], out: Path | None
) -> tuple[list[dict[str, Any]], frozenset[str]]:
    """Print papers, save them where asked; return them in JSON and the sentences of what stood in the way."""
    faults = {str(why) for _, why in session.papers.deliver(papers)}
    saved: Mapping[tuple[str, str], Path] = {}
    if out is not None:
        saved, fault = session.export(papers, out)
        faults |= {f"--out: {fault}"} if fault else set()
    files = [saved.get((str(p.kind), p.number)) or session.printed_path(p) for p in papers]
    return [_paper(p, file) for p, file in zip(papers, files, strict=True)], frozenset(faults)


def ended(faults: frozenset[str]) -> int:
    """Return the exit code; raise what stood in the way of papers that are recorded all the same."""
    if faults:
        raise EnvironmentFailedError("; ".join(sorted(faults)))
    return DONE


def _paper(printed: Printed, file: Path | None) -> dict[str, Any]:
    return {
        "kind": str(printed.kind),
        "number": printed.number,
        "file": None if file is None else str(file),
        "sha256": printed.sha256,
        "copy": printed.copy,
        "blank": printed.blank or None,
    }


def _doubted(session: Session, number: str, kind: str) -> PaperRow | None:
    """Return the paper of a number of which nobody knows whether it lies there."""
    clean = numbers.understand(number)
    rows = [row for row in session.unprinted() if (str(row.kind), row.number) == (kind, clean)]
    return next((row for row in rows if row.state in (PrintState.SENT, PrintState.UNCONFIRMED)), None)


def _said(call: Call, row: PaperRow, state: PrintState) -> int:
    if call.as_json:
        answer({"kind": str(row.kind), "number": row.number, "state": str(state)})
    else:
        click.echo(f"{row.kind} {row.number}: {state}.")
    return DONE


def _is_paper(number: str) -> bool:
    return numbers.check(numbers.understand(number))
