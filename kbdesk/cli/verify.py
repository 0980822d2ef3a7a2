"""``kbdesk verify``: check papers by their seals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from kbdesk.cli.joiner import InputError, Joiner
from kbdesk.cli.main import (
    DONE,
    SAID_NO,
    answer,
    at_option,
    data_option,
    json_option,
    read_bytes,
    read_text,
    sign_in_options,
    signing_in,
)
from kbdesk.domain.codes import Code, CodesError
from kbdesk.domain.messages import Catalog
from kbdesk.domain.verify import Checked, Judge, Result
from kbdesk.domain.verify_told import WIDTH, banner, told, told_bundle
from kbdesk.domain.verify_told import answer as verify_answer
from kbdesk.domain.vocabulary import Language
from kbdesk.icao.mrz import read as read_zone

_COLOURS: Final = {
    Result.GENUINE: "green",
    Result.UNLISTED: "yellow",
    Result.DOUBTFUL: "yellow",
    Result.ENDED: "red",
    Result.FALSE: "red",
    Result.DRILL: "blue",
}


@click.command()
@data_option
@json_option
@at_option
@sign_in_options
@click.option("--bundle", type=click.Path(path_type=Path), help="The trust bundle; else that of the desk's folder.")
@click.option("--mrz", type=click.Path(path_type=Path), help="The zone as it is printed, to be compared.")
@click.option("--language", type=click.Choice([str(one) for one in Language]), default=str(Language.EN))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def verify(
    joiner: Joiner,
    *,
    data: Path | None,
    as_json: bool,
    at: datetime | None,
    officer: str,
    password_file: Path | None,
    second: str,
    second_password_file: Path | None,
    bundle: Path | None,
    mrz: Path | None,
    language: str,
    files: tuple[Path, ...],
) -> int:
    """Check the seals in images, PDFs, or bytes as they are or in hexadecimal digits.

    It needs no sign-in; with one, the desk's own ledger speaks before any list.
    """
    folder = data or joiner.default_data()
    codes = [(file, _codes(joiner, file)) for file in files]
    believed = None if bundle is None else read_bytes(bundle, "--bundle")
    who = None
    if officer:
        who = signing_in(
            folder,
            officer=officer,
            password_file=password_file,
            second=second,
            second_password_file=second_password_file,
            at=at,
        )
    with joiner.judge(folder, bundle=believed, at=at, who=who) as judge:
        printed = "" if mrz is None else _zone(mrz, judge)
        found = [(file, one) for file, seen in codes for one in judge.check_codes(seen, printed_mrz=printed)]
    if as_json:
        answer([verify_answer(str(file), checked) for file, checked in found])
        for fault in judge.trusted.faults:
            click.echo(f"bundle: {fault}", err=True)
    else:
        _tell(found, judge, joiner.words(Language(language)), printed)
    return SAID_NO if any(checked.is_refused for _, checked in found) else DONE


def _codes(joiner: Joiner, file: Path) -> tuple[Code, ...]:
    try:
        return joiner.codes(read_bytes(file, "FILE"))
    except CodesError as error:
        raise InputError(f"FILE: {file.name}: {error}") from error


def _zone(file: Path, judge: Judge) -> str:
    return "\n".join(read_zone(read_text(file, "--mrz"), today=judge.on).lines)


def _tell(found: Sequence[tuple[Path, Checked]], judge: Judge, words: Catalog, printed: str) -> None:
    for file, checked in found:
        click.echo(str(file))
        for line in banner(checked.result, words):
            click.secho(line.ljust(WIDTH), fg="black", bg=_COLOURS[checked.result], bold=True)
        click.echo("\n".join((*told(checked, words, printed_mrz=printed), "")))
    for line in told_bundle(judge.trusted, words, at=judge.at):
        click.echo(line)
