"""``kbdesk init``: make a desk's data folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from kbdesk.cli.code_sheet import sheet_lines
from kbdesk.cli.joiner import Initialised, InputError, Joiner, NewSupervisor
from kbdesk.cli.main import DONE, answer, data_option, json_option, sign_in_options, signing_in, tell_first


@click.command()
@data_option
@json_option
@sign_in_options
@click.option("--crossing", default="jarinje", help="Key of the crossing.")
@click.option("--desk", default="2", help="1-9 or A-Z; given once and never again.")
@click.option("--shelf", default="seeds", help="The set of books the desk obeys.")
@click.option("--drill", is_flag=True, help="For training: its own clock and signer, DRILL on every paper.")
@click.pass_obj
def init(
    joiner: Joiner,
    *,
    data: Path | None,
    as_json: bool,
    officer: str,
    password_file: Path | None,
    second: str,
    second_password_file: Path | None,
    crossing: str,
    desk: str,
    shelf: str,
    drill: bool,
) -> int:
    """Make a desk: encrypted store, officers, signer. A real one takes two supervisors with passwords of their own."""
    folder = data or joiner.default_data()
    if drill:
        if officer or second:
            raise InputError("--officer: a drill desk makes its own officers")
        made = joiner.init(folder, crossing=crossing, desk=desk, shelf=shelf)
    else:
        if not second:
            raise InputError("--second: a real desk is made by two supervisors; or say --drill")
        who = signing_in(
            folder,
            officer=officer,
            password_file=password_file,
            second=second,
            second_password_file=second_password_file,
        )
        both = ((who.officer, who.password), (who.second, who.second_password or bytearray()))
        supervisors = [NewSupervisor(name=name, password=password) for name, password in both]
        tell = partial(_tell_codes, as_json=as_json)
        made = joiner.init_real(folder, crossing=crossing, desk=desk, shelf=shelf, supervisors=supervisors, tell=tell)
    if not as_json:
        click.echo(_told(made))
    elif drill:
        answer(_answered(made))
    return DONE


def _tell_codes(made: Initialised, *, as_json: bool) -> None:
    """Show what is shown once before the desk is there: whose codes nobody saw is no desk."""
    tell_first(lambda: answer(_answered(made)) if as_json else click.echo(_codes(made)))


def _answered(made: Initialised) -> dict[str, object]:
    real = {} if made.request is None else _real(made)
    return {
        "data": str(made.data),
        "crossing": made.crossing,
        "desk": made.desk,
        "shelf": made.shelf,
        "officers": [{"name": n, "role": r, "password": p or None} for n, r, p in made.officers],
        **real,
    }


def _real(made: Initialised) -> dict[str, object]:
    sheets = [{"name": name, "codes": list(codes)} for name, codes in made.sheets]
    return {"recovery_code": made.recovery_code, "request": str(made.request), "sheets": sheets}


def _told(made: Initialised) -> str:
    where = f"desk {made.desk} at {made.crossing}, shelf {made.shelf}, in {made.data}"
    lines = [f"Drill {where}" if made.request is None else f"Real {where}"]
    lines += [f"  {name:<12} {role:<12} {password}".rstrip() for name, role, password in made.officers]
    if made.request is not None:
        lines.append(
            f"The request for its signer is {made.request}; until the certificate is imported it issues nothing."
        )
    return "\n".join(lines)


def _codes(made: Initialised) -> str:
    lines = [f"The recovery code, which is shown only now; write it down and seal it: {made.recovery_code}"]
    for name, codes in made.sheets:
        lines.append(f"The codes by which {name} signs from afar, in their order; shown only now:")
        lines += sheet_lines(codes)
    return "\n".join([*lines, "All of these count once the next line names the desk."])
