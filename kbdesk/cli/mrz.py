"""``kbdesk mrz``: read a machine readable zone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from kbdesk.cli.joiner import InputError, Joiner
from kbdesk.cli.main import DONE, SAID_NO, answer, at_option, data_option, json_option, read_text
from kbdesk.icao.mrz import Mrz, read


@click.command()
@data_option
@json_option
@at_option
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.pass_obj
def mrz(joiner: Joiner, *, data: Path | None, as_json: bool, at: datetime | None, file: Path) -> int:
    """Read a machine readable zone from FILE, or from standard input (-)."""
    zone = read(_text(file), today=joiner.today(data or joiner.default_data(), at).date())
    if as_json:
        answer(zone.as_json())
    else:
        click.echo("\n".join(_told(zone)))
    return DONE if zone.valid else SAID_NO


def _told(zone: Mrz) -> Iterator[str]:
    """Yield the answer line by line: the fields, the check digits, and what was repaired to make them hold."""
    yield f"{zone.format}, {'all check digits hold' if zone.valid else 'a check digit or a date does not hold'}"
    for name, value in zone.fields().items():
        yield f"  {name:<26} {value}"
    for name, holds in zone.checks.items():
        yield f"  check {name:<20} {'holds' if holds else 'DOES NOT HOLD'}"
    for repair in zone.repairs:
        where = f"line {repair.line}, position {repair.position}"
        yield f"  REPAIRED {where:<17} read as {repair.read}, taken for {repair.taken}: compare with the document"
    if zone.repair_ambiguous:
        yield "  Several repairs would make all check digits hold; none was made."


def _text(file: Path) -> str:
    if str(file) != "-":
        return read_text(file, "FILE")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input is not UTF-8 at byte {error.start}") from error
