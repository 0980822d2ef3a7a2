"""``kbdesk ledger``: prove the record."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kbdesk.cli.joiner import Joiner
from kbdesk.cli.main import DONE, SAID_NO, answer, data_option, json_option, sign_in_options, signing_in


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
        click.echo(f"The chain is whole: {report.entries} entries, head {report.head}")
    else:
        click.echo(f"The chain is broken at entry {report.broken_at} of {report.entries}")
    return DONE if report.whole else SAID_NO
