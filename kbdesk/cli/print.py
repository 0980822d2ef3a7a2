"""``kbdesk print``: confirm what came out of the printer, mark it as spoiled, print it again as a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, Session
from kbdesk.cli.main import DONE, answer, out_option
from kbdesk.cli.stock import KINDS
from kbdesk.domain import numbers
from kbdesk.domain.paper import Printed
from kbdesk.domain.vocabulary import PaperKind

_blank_kind = click.option("--kind", type=KINDS, default="permit", help="Of which kind; a permit unless said.")
_reason = click.option("--reason", default="", help="Why.")


@click.group("print")
def print_group() -> None:
    """What came out of the printer."""


@print_group.command()
@_blank_kind
@click.option("--spoiled", multiple=True, metavar="BLANK", help="A blank of the run that is spoiled; repeatable.")
@_reason
@click.argument("first", metavar="NUMBER")
@click.argument("last", required=False, default="")
@desk_command
def confirm(call: Call, *, kind: str, spoiled: tuple[str, ...], reason: str, first: str, last: str) -> int:
    """Confirm the sheet of a paper by its NUMBER, or a run of blanks by its first and LAST."""
    with call.joiner.open(call.who) as session:
        if not last and not spoiled and _is_paper(first):
            run = session.stock.confirm_paper(PaperKind(kind), numbers.understand(first))
        else:
            run = session.stock.confirm(PaperKind(kind), first, last, spoiled=spoiled, reason=reason)
        left = len(session.stock.unconfirmed())
    if call.as_json:
        said = {"kind": kind, "first": run.first_number, "last": run.last_number, "spoiled": list(spoiled)}
        answer({**said, "unconfirmed": left})
    else:
        click.echo(f"{run} confirmed, {len(spoiled)} of them spoiled. {left} sheets still wait to be confirmed.")
    return DONE


@print_group.command()
@_blank_kind
@_reason
@click.argument("number")
@desk_command
def spoil(call: Call, *, kind: str, reason: str, number: str) -> int:
    """Mark the sheet of a paper, by its NUMBER, as spoiled; the paper can then be printed again."""
    with call.joiner.open(call.who) as session:
        run = session.stock.confirm_paper(PaperKind(kind), numbers.understand(number), spoiled=True, reason=reason)
    if call.as_json:
        answer({"kind": kind, "number": numbers.understand(number), "blank": str(run), "state": "spoiled"})
    else:
        click.echo(f"The blank {run} is spoiled.")
    return DONE


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


def _is_paper(number: str) -> bool:
    return numbers.check(numbers.understand(number))
