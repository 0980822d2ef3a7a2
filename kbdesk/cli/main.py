"""The command line: options every command takes, exit codes, one line for every fault."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kbdesk.cli.joiner import EnvironmentFailedError, InputError, Joiner, SignIn
from kbdesk.desk.issue import SecondOfficerMissingError
from kbdesk.desk.manifest_file import ManifestFileError
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.passage_file import PassageFileError
from kbdesk.icao.mrz import MrzError

DONE, SAID_NO, WRONG_INPUT, FAILED = 0, 1, 2, 3

LARGEST = 64_000_000
"""Bytes of an input file; what has no end, such as a device, is not read to it."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
Command = Callable[..., Any]


class Instant(click.ParamType[datetime]):
    """An instant as ISO 8601 with an offset."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant; a text without an offset is refused."""
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail("is not an instant such as 2022-08-10T08:00+02:00", param, ctx)
        if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
            self.fail(f"is not an instant of the years {_FIRST_YEAR} to {_LAST_YEAR}", param, ctx)
        if at.tzinfo is None:
            self.fail("needs an offset, such as 2022-08-10T08:00+02:00", param, ctx)
        return at


def data_option(command: Command) -> Command:
    """Add ``--data``."""
    return click.option("--data", type=click.Path(path_type=Path), help="The desk's folder.")(command)


def json_option(command: Command) -> Command:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def out_option(command: Command) -> Command:
    """Add ``--out``, a folder that is made before anything is done."""
    told = "Save the papers here too; the export is entered."
    return click.option("--out", type=click.Path(path_type=Path), callback=_folder, help=told)(command)


def _folder(_ctx: click.Context, _param: click.Parameter, out: Path | None) -> Path | None:
    try:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"--out: the folder cannot be made: {error.strerror}") from error
    return out


def at_option(command: Command) -> Command:
    """Add ``--at``."""
    return click.option("--at", type=Instant(), help="Set a drill desk's clock for this command.")(command)


def sign_in_options(command: Command) -> Command:
    """Add the options by which officers sign in."""
    for option in (
        click.option("--second-password-file", type=click.Path(path_type=Path), help="The second officer's password."),
        click.option("--second", default="", help="A second officer, where an act takes two."),
        click.option("--password-file", type=click.Path(path_type=Path), help="The password; else KBDESK_PASSWORD."),
        click.option("--officer", default="", help="Who signs in."),
    ):
        command = option(command)
    return command


def signing_in(
    data: Path,
    *,
    officer: str,
    password_file: Path | None,
    second: str,
    second_password_file: Path | None,
    at: datetime | None = None,
) -> SignIn:
    """Gather who signs in; `InputError` if a name or password is missing."""
    if not officer:
        raise InputError("--officer: say who signs in")
    return SignIn(
        data=data,
        officer=officer,
        password=read_password(password_file, "KBDESK_PASSWORD", "--password-file"),
        at=at,
        second=second,
        second_password=read_password(second_password_file, "KBDESK_SECOND_PASSWORD", "--second-password-file")
        if second
        else None,
    )


def read_password(file: Path | None, variable: str, option: str) -> bytearray:
    """Return a password from a file, else from a variable; `InputError` naming the option where there is neither."""
    if file is None:
        text = os.environ.get(variable)
        if text is None:
            raise InputError(f"{option}: a password is needed, in a file or in {variable}")
        return bytearray(os.fsencode(text))
    return bytearray(read_bytes(file, option).rstrip(b"\r\n"))


def read_bytes(file: Path, option: str) -> bytes:
    """Read an input file; `InputError` naming the option if it can't be read or is larger than `LARGEST`."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{option}: {file.name} cannot be read: {error.strerror}") from error
    if len(data) > LARGEST:
        raise InputError(f"{option}: {file.name} has more than {LARGEST} bytes")
    return data


def read_text(file: Path, option: str) -> str:
    """Read an input file as UTF-8; `InputError` naming the option if it can't be read."""
    try:
        return read_bytes(file, option).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{option}: {file.name} is not UTF-8 at byte {error.start}") from error


def require_new(file: Path, option: str) -> None:
    """Raise `InputError` naming the option where there is a file already that would be overwritten."""
    if file.exists():
        raise InputError(f"{option}: {file.name} is there already; nothing is overwritten")


def answer(value: object) -> None:
    """Print the one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tell_first(say: Callable[[], object]) -> None:
    """Print what is shown once and counts only by what is done next; what is printed into a file is on its disk then.

    Raises `EnvironmentFailedError` where it cannot be: whoever asked has seen nothing, so nothing may be done.
    """
    try:
        if sys.stdout is None:
            raise OSError
        say()
        sys.stdout.flush()
        if stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode):
            os.fsync(sys.stdout.fileno())
    except OSError as fault:
        why = _given_up(fault)
        raise EnvironmentFailedError(f"the answer could not be written ({why}); nothing was done") from fault


def counted(number: int, noun: str) -> str:
    """Return how many there are.

    >>> counted(1, "claim"), counted(0, "day"), counted(2, "entry")
    ('1 claim', '0 days', '2 entries')
    """
    many = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def run(group: click.Group, joiner: Joiner, args: list[str] | None = None) -> int:
    """Run a command and return its exit code; every fault is one line on standard error, never a traceback."""
    try:
        code = group.main(args=args, prog_name="kbdesk", obj=joiner, standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as fault:
        why = _given_up(fault)
        return _say(f"the answer could not be written ({why}); what was asked may have been recorded", FAILED)
    except (InputError, MrzError, PassageFileError, ManifestFileError, SecondOfficerMissingError) as fault:
        return _say(str(fault), WRONG_INPUT)
    except OfficersError as fault:
        return _say(str(fault), SAID_NO)
    except EnvironmentFailedError as fault:
        return _say(str(fault), FAILED)
    except click.ClickException as fault:
        return _say(fault.format_message(), WRONG_INPUT)
    except click.Abort:
        return _say("stopped", WRONG_INPUT)
    return code if isinstance(code, int) else DONE


def _given_up(fault: OSError) -> str:
    """Print nothing more, and return why."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - what is still buffered must not fail again at exit
    return fault.strerror or "closed"


def _say(sentence: str, code: int) -> int:
    click.echo(" ".join(sentence.split()), err=True)
    return code
