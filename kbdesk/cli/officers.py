"""``kbdesk officers``: who works the desk, and by which password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from kbdesk.cli.backup_answer import told_place
from kbdesk.cli.code_sheet import sheet_lines
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, Rekeyed, SignIn
from kbdesk.cli.main import DONE, answer, read_password, tell_first
from kbdesk.cli.progress import shown
from kbdesk.desk.officers import OfficersDesk
from kbdesk.domain.backup import Occasion
from kbdesk.domain.officers import KnownOfficer, Role

_new_password = click.option(
    "--new-password-file", type=click.Path(path_type=Path), help="The new password; else KBDESK_NEW_PASSWORD."
)
_role = click.option("--role", type=click.Choice([str(role) for role in Role]), required=True, help="What they are.")
_name = click.argument("name")
_UNTIL = "They count once the next line says that the sheet before is void; until then that one does."


@click.group()
def officers() -> None:
    """Who works the desk: roles, standing, passwords."""


@officers.command("list")
@desk_command
def list_officers(call: Call) -> int:
    """List everybody that the desk ever had, with role and standing, and whether they have a password of their own."""
    with call.joiner.open(call.who, reading=True) as session:
        _tell(call, session.officers)
    return DONE


@officers.command()
@_name
@_role
@_new_password
@desk_command
def add(call: Call, *, name: str, role: str, new_password_file: Path | None) -> int:
    """Take an officer in; it takes two."""
    new, own = _new(new_password_file), bytearray(call.who.password)
    with call.joiner.open(call.who) as session:
        session.officers.add(name, Role(role), new, second=call.who.second, password=own)
        _tell(call, session.officers, name)
    return DONE


@officers.command()
@_name
@click.option("--reason", default="", help="Why.")
@desk_command
def suspend(call: Call, *, name: str, reason: str) -> int:
    """Let an officer sign in no more, at once; one supervisor is enough."""
    with call.joiner.open(call.who) as session:
        session.officers.suspend(name, reason=reason)
        _tell(call, session.officers, name)
    return DONE


@officers.command()
@_name
@_new_password
@desk_command
def resume(call: Call, *, name: str, new_password_file: Path | None) -> int:
    """Let a suspended officer sign in again, with a new password; it takes two."""
    new, own = _new(new_password_file), bytearray(call.who.password)
    with call.joiner.open(call.who) as session:
        session.officers.resume(name, new, second=call.who.second, password=own)
        _tell(call, session.officers, name)
    return DONE


@officers.command("role")
@_name
@_role
@desk_command
def change_role(call: Call, *, name: str, role: str) -> int:
    """Give an officer another role; it takes two."""
    with call.joiner.open(call.who) as session:
        session.officers.change_role(name, Role(role), second=call.who.second)
        _tell(call, session.officers, name)
    return DONE


@officers.command()
@_name
@_new_password
@desk_command
def reset(call: Call, *, name: str, new_password_file: Path | None) -> int:
    """Give an officer who forgot theirs a new password; it takes two."""
    new, own = _new(new_password_file), bytearray(call.who.password)
    with call.joiner.open(call.who) as session:
        session.officers.reset(name, new, second=call.who.second, password=own)
        _tell(call, session.officers, name)
    return DONE


@officers.command("change-password")
@_new_password
@desk_command
def change_password(call: Call, *, new_password_file: Path | None) -> int:
    """Change one's own password; one that others gave is good for nothing else."""
    new, own = _new(new_password_file), bytearray(call.who.password)
    with call.joiner.open(call.who, renewing=True) as session:
        session.officers.change_password(new, password=own)
        _tell(call, session.officers, call.who.officer)
    return DONE


@officers.command()
@desk_command
def codes(call: Call) -> int:
    """Print a new sheet of codes by which the supervisor who signs in signs from afar; the one before is void then."""

    def tell(sheet: Sequence[str]) -> None:
        lines = ("The codes in their order; shown only now:", *sheet_lines(sheet), _UNTIL)
        whole = {"name": call.who.officer, "codes": list(sheet)}
        tell_first(lambda: answer(whole) if call.as_json else click.echo("\n".join(lines)))

    with call.joiner.open(call.who) as session:
        session.second_codes.new_sheet(tell)
    if not call.as_json:
        click.echo("The sheet before is void.")
    return DONE


@officers.command()
@click.option("--without", multiple=True, metavar="NAME", help="Who has no password after it; every such officer.")
@desk_command
def rekey(call: Call, *, without: tuple[str, ...]) -> int:
    """Put the records under a new key, by two; everybody else gets a new password. Prints a new recovery code first.

    A backup under the new key is made then.
    """
    again = replace(call.who, password=bytearray(call.who.password), second="", second_password=None)
    tell = partial(tell_code, as_json=call.as_json)
    try:
        done = call.joiner.rekey(call.who, without=without, tell=tell)
        if not call.as_json:
            _tell_rekeyed(done)
        try:
            _back_up_anew(call, again)
        except EnvironmentFailedError as error:
            raise EnvironmentFailedError(f"The records have a new key, but no backup under it: {error}") from error
    finally:
        again.password[:] = bytes(len(again.password))
    return DONE


def tell_code(new: Rekeyed, *, as_json: bool) -> None:
    """Show the new recovery code before it opens anything. Raises `EnvironmentFailedError` where nobody can see it."""
    if as_json:
        tell_first(lambda: answer({"recovery_code": new.recovery_code, "others": list(new.others)}))
        return
    lines = (
        f"The new recovery code, which is shown only now; write it down and seal it: {new.recovery_code}",
        "It opens the desk once the next line says that the records have a new key; until then the one before does.",
    )
    tell_first(lambda: click.echo("\n".join(lines)))


def _tell_rekeyed(done: Rekeyed) -> None:
    click.echo("The records have a new key.")
    if done.others:
        click.echo(f"They need a new password (kbdesk officers reset): {', '.join(done.others)}.")


def _back_up_anew(call: Call, who: SignIn) -> None:
    """Back up what has a new key; what was backed up before opens with the old one, so it is named."""
    with call.joiner.open(who) as session:
        desk = session.backups
        made = desk.make(desk.folder, occasion=Occasion.REKEYED, progress=shown(quiet=call.as_json))
        older, place = desk.beside(made), desk.place()
    if not call.as_json:
        click.echo(told_place(made, place))
        if older:
            click.echo(f"These still open with the old key and the passwords of then: {', '.join(older)}.")
            click.echo("Destroy them, and those carried elsewhere, once the new one lies where it is safe.")


def _new(file: Path | None) -> bytearray:
    return read_password(file, "KBDESK_NEW_PASSWORD", "--new-password-file")


def _tell(call: Call, desk: OfficersDesk, name: str = "") -> None:
    """Tell of everybody, or of one."""
    rows, shut_out, not_own = desk.rows(), desk.shut_out(), desk.not_own()
    told = [(one, one.name in shut_out, one.name in not_own) for one in rows if name in ("", one.name)]
    if call.as_json:
        answer({"officers": [_answer(*one) for one in told]})
        return
    for one, lacks, given in told:
        still = ", needs a new password" if lacks else ", has yet to choose a password" if given else ""
        click.echo(f"{one.name:<24} {one.role:<14} {one.standing:<10} since {one.since:%Y-%m-%d %H:%M}{still}")


def _answer(one: KnownOfficer, lacks: bool, given: bool) -> dict[str, object]:
    return {
        "name": one.name,
        "role": str(one.role),
        "standing": str(one.standing),
        "since": one.since.isoformat(),
        "needs_password": lacks,
        "password_given": given,
    }
