"""``kbdesk custody``: where every envelope is; move, seal, hand over, transfer, receive, destroy, count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kbdesk.cli.custody_answer import (
    claim_answer,
    envelope_answer,
    inventory_answer,
    listed_answer,
    papers_answer,
    received_answer,
    step_answer,
    told_claim,
    told_envelope,
    told_inventory,
    told_step,
)
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, InputError
from kbdesk.cli.main import DONE, SAID_NO, answer, counted, read_bytes, read_text
from kbdesk.desk import manifest_file
from kbdesk.domain import numbers
from kbdesk.domain.custody import EnvelopeRow

_numbers = click.argument("named", metavar="NUMBER...", nargs=-1, required=True)


@click.group()
def custody() -> None:
    """The envelopes that hold what was taken."""


@custody.command("list")
@click.option("--overdue", is_flag=True, help="Only what is held although its permit or registration has expired.")
@click.option("--gone", is_flag=True, help="What has left custody lately instead.")
@click.option("--holder", default="", help="Only what this officer answers for.")
@click.option("--claims", is_flag=True, help="What was claimed of other desks instead: what waits, --gone what ended.")
@desk_command
def list_envelopes(call: Call, *, overdue: bool, gone: bool, holder: str, claims: bool) -> int:
    """List the envelopes in custody here, by slot; entered, but for claims."""
    if claims:
        return _claims(call, ended=gone)
    with call.joiner.open(call.who) as session:
        desk = session.custody
        rows = desk.overdue() if overdue else desk.envelopes(gone=gone, holder=holder)
    return _listed(call, rows)


@custody.command()
@click.argument("text")
@desk_command
def find(call: Call, *, text: str) -> int:
    """Find envelopes by a number, slot, seal, document, plate or name; entered."""
    with call.joiner.open(call.who) as session:
        rows = session.custody.find(text)
    _listed(call, rows)
    return DONE if rows else SAID_NO


@custody.command()
@click.argument("number")
@desk_command
def show(call: Call, *, number: str) -> int:
    """Show an envelope and who held it when; entered."""
    with call.joiner.open(call.who) as session:
        row, steps = session.custody.get(number), session.custody.history(number)
    if call.as_json:
        answer({**envelope_answer(row), "history": [step_answer(step) for step in steps]})
    else:
        click.echo("\n".join((told_envelope(row), *(f"  {told_step(step)}" for step in steps))))
    return DONE


@custody.command()
@click.argument("number")
@click.argument("slot")
@desk_command
def move(call: Call, *, number: str, slot: str) -> int:
    """Put an envelope into another slot."""
    with call.joiner.open(call.who) as session:
        row = session.custody.move(number, slot)
    return _one(call, row)


@custody.command()
@click.option("--photograph", type=click.Path(path_type=Path), help="A picture of it; only its SHA-256 is kept.")
@click.argument("number")
@click.argument("seal_number", metavar="SEAL")
@desk_command
def seal(call: Call, *, photograph: Path | None, number: str, seal_number: str) -> int:
    """Enter the number of the seal that closes an envelope."""
    picture = b"" if photograph is None else read_bytes(photograph, "--photograph")
    with call.joiner.open(call.who) as session:
        row = session.custody.seal(number, seal_number, photograph=picture)
    return _one(call, row)


@custody.command("hand-over")
@click.option("--to", required=True, help="The officer who answers for them from now on.")
@_numbers
@desk_command
def hand_over(call: Call, *, to: str, named: tuple[str, ...]) -> int:
    """Let another officer answer for envelopes."""
    with call.joiner.open(call.who) as session:
        rows = session.custody.hand_over(named, to)
    return _listed(call, rows)


@custody.command()
@click.option("--to", "crossing", required=True, help="The crossing they go to.")
@_numbers
@desk_command
def transfer(call: Call, *, crossing: str, named: tuple[str, ...]) -> int:
    """Send envelopes to another crossing, with a manifest."""
    with call.joiner.open(call.who) as session:
        done = session.custody.transfer(named, crossing)
        failed = {str(why) for _, why in session.custody.deliver(done.papers)}
        papers = papers_answer(session, done.papers, {})
    if call.as_json:
        rows = [envelope_answer(row) for row in done.envelopes]
        answer({"manifest": done.manifest.number, "crossing": crossing, "envelopes": rows, "papers": papers})
    else:
        held = counted(len(done.envelopes), "envelope")
        click.echo(f"Manifest {numbers.spelled(done.manifest.number)} to {crossing}: {held}")
    if failed:
        raise EnvironmentFailedError("; ".join(sorted(failed)))
    return DONE


@custody.command()
@click.argument("number")
@desk_command
def manifest(call: Call, *, number: str) -> int:
    """Tell what a manifest lists, as the file that the receiving desk enters it from; entered."""
    with call.joiner.open(call.who) as session:
        rows = session.custody.manifest(number)
    if call.as_json:
        answer([listed_answer(row) for row in rows])
    else:
        click.echo(manifest_file.written(rows), nl=False)
    return DONE


@custody.command()
@click.argument("manifest")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def receive(call: Call, *, manifest: str, file: Path) -> int:
    """Enter the envelopes that arrived with MANIFEST from another crossing, as FILE tells them."""
    rows = manifest_file.read(read_text(file, "FILE"))
    with call.joiner.open(call.who) as session:
        done = session.custody.receive(manifest, rows)
    if call.as_json:
        answer(received_answer(done))
    else:
        came, held = done.arrival, counted(len(done.arrival.arrived), "envelope")
        click.echo(f"Manifest {numbers.spelled(came.manifest)} from {came.crossing}: {held}")
        for row in came.rows:
            if row.discrepancies:
                click.echo(f"  {numbers.spelled_envelope(row.envelope)}  {', '.join(row.discrepancies)}")
    return DONE


@custody.command()
@click.option("--article", required=True, help="The article that allows it, as BOOK:ARTICLE.")
@click.option("--order", "reference", required=True, help="Reference of the order.")
@click.argument("number")
@desk_command
def destroy(call: Call, *, article: str, reference: str, number: str) -> int:
    """Enter that an envelope was destroyed by order; takes a second officer."""
    with call.joiner.open(call.who) as session:
        row = session.custody.destroy(number, article, reference, second=call.who.second)
    return _one(call, row)


@custody.command()
@click.option(
    "--slot",
    "slots",
    multiple=True,
    required=True,
    metavar="SLOT=NUMBER,NUMBER",
    help="What was found in a slot, nothing after the = if it was empty; may be given again.",
)
@click.option("--explain", "explained", multiple=True, metavar="NUMBER=TEXT", help="Why one differs; may be repeated.")
@desk_command
def inventory(call: Call, *, slots: tuple[str, ...], explained: tuple[str, ...]) -> int:
    """Count what lies in some slots; a difference is shown, and entered once it is explained."""
    scanned = {slot: [n for n in found.split(",") if n.strip()] for slot, found in _pairs("--slot", slots)}
    said = dict(_pairs("--explain", explained))
    with call.joiner.open(call.who) as session:
        taken = session.custody.count(scanned)
        bare = {each.number for each in taken.differences} - {numbers.understand(number) for number in said}
        if not bare:
            taken = session.custody.inventory(scanned, said)
    if call.as_json:
        answer(inventory_answer(taken, recorded=not bare))
    else:
        click.echo(told_inventory(taken))
    if bare:
        click.echo(f"Nothing was entered: --explain is missing for {counted(len(bare), 'difference')}.", err=True)
    return SAID_NO if bare else DONE


@custody.command()
@click.argument("what", metavar="settle|withdraw|reopen", type=click.Choice(["settle", "withdraw", "reopen"]))
@click.argument("number")
@click.option("--reason", default="", help="Who said so, or why, in one line.")
@desk_command
def claim(call: Call, *, what: str, number: str, reason: str) -> int:
    """Enter how the claim NUMBER ended: what was owed was given, or nothing was owed; or take that back."""
    with call.joiner.open(call.who) as session:
        claims = session.returns.claims
        row = {"settle": claims.settle, "withdraw": claims.withdraw, "reopen": claims.reopen}[what](number, reason)
    if call.as_json:
        answer(claim_answer(row))
    else:
        click.echo(told_claim(row))
    return DONE


def _claims(call: Call, *, ended: bool) -> int:
    with call.joiner.open(call.who, reading=True) as session:
        rows = session.returns.claims.ended() if ended else session.returns.claims.waiting()
    if call.as_json:
        answer([claim_answer(row) for row in rows])
    else:
        click.echo("\n".join((*map(told_claim, rows), counted(len(rows), "claim"))))
    return DONE


def _listed(call: Call, rows: Sequence[EnvelopeRow]) -> int:
    if call.as_json:
        answer([envelope_answer(row) for row in rows])
    else:
        click.echo("\n".join((*map(told_envelope, rows), counted(len(rows), "envelope"))))
    return DONE


def _one(call: Call, row: EnvelopeRow) -> int:
    if call.as_json:
        answer(envelope_answer(row))
    else:
        click.echo(told_envelope(row))
    return DONE


def _pairs(option: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [text.partition("=") for text in texts]
    if any(not between for _, between, _ in pairs):
        raise InputError(f"{option}: has no = in it")
    if len({first for first, _, _ in pairs}) < len(pairs):
        raise InputError(f"{option}: says one thing twice")
    return [(first, last) for first, _, last in pairs]
