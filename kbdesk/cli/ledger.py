"""``kbdesk ledger``: prove the record, export it, rebuild the registers from it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, Joiner, RebuildReport
from kbdesk.cli.main import (
    DONE,
    SAID_NO,
    answer,
    counted,
    data_option,
    json_option,
    require_new,
    sign_in_options,
    signing_in,
)


@click.group()
def ledger() -> None:
    """The chained record."""


@ledger.command()
@data_option
@json_option
@sign_in_options
@click.pass_obj
def check(
    joiner: Joiner,
    *,
    data: Path | None,
    as_json: bool,
    officer: str,
    password_file: Path | None,
    second: str,
    second_password_file: Path | None,
) -> int:
    """Prove the chain, entry by entry."""
    who = signing_in(
        data or joiner.default_data(),
        officer=officer,
        password_file=password_file,
        second=second,
        second_password_file=second_password_file,
    )
    with joiner.open(who, reading=True) as session:
        report = session.check_ledger()
    if as_json:
        answer(asdict(report))
    elif report.whole:
        click.echo(f"The chain is whole: {counted(report.entries, 'entry')}, head {report.head}")
    else:
        click.echo(f"The chain is broken at entry {report.broken_at} of {report.entries}")
    return DONE if report.whole else SAID_NO


@ledger.command()
@click.option("--bodies", is_flag=True, help="With what the entries say, personal data and all; else digests only.")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def export(call: Call, *, bodies: bool, file: Path) -> int:
    """Write the chain to FILE, which must not exist yet, so that anyone can prove it; that is an entry too."""
    require_new(file, "FILE")
    with call.joiner.open(call.who) as session:
        head = session.check_ledger().head
        try:
            entries, masked = session.export_ledger(file, bodies=bodies)
        except OSError as error:
            raise EnvironmentFailedError(f"FILE: {file.name} cannot be written: {error.strerror}") from error
    if call.as_json:
        answer({"file": str(file), "entries": entries, "bodies": bodies, "masked": masked, "head": head})
    else:
        told = "with their bodies, but for those that tell of people" if masked else "with their bodies"
        click.echo(f"{counted(entries, 'entry')} in {file.name}, {told if bodies else 'without their bodies'}.")
    return DONE


@ledger.command()
@click.option("--mend", is_flag=True, help="Fill those that differ anew, in one transaction, and enter that.")
@desk_command
def rebuild(call: Call, *, mend: bool) -> int:
    """Compare every register with what the ledger adds up to; exit 1 where one differs."""
    with call.joiner.open(call.who, reading=not mend) as session:
        report = session.rebuild(mend=mend)
    if call.as_json:
        said = {"whole": report.chain.whole, "broken_at": report.chain.broken_at, "entries": report.chain.entries}
        answer(said | {"registers": report.registers, "numbers": report.numbers, "mended": report.mended})
    else:
        click.echo(_told(report))
    sound = report.chain.whole and not report.numbers and (report.mended or not report.registers)
    return DONE if sound else SAID_NO


def _told(report: RebuildReport) -> str:
    if not report.chain.whole:
        return f"The chain is broken at entry {report.chain.broken_at}; nothing was compared."
    said = []
    if report.registers:
        done = "were filled anew" if report.mended else "are not what the ledger adds up to"
        said.append(f"These registers {done}: {', '.join(report.registers)}.")
    if report.numbers:
        said.append(f"Not every number of these series is explained: {', '.join(report.numbers)}.")
    return " ".join(said) or f"Every register is what the ledger adds up to: {counted(report.chain.entries, 'entry')}."
