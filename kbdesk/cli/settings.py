"""``kbdesk settings``: what the records hold of `settings.toml`, and how it is changed so that it stays."""

from __future__ import annotations

from collections.abc import Mapping

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import InputError
from kbdesk.cli.main import DONE, answer


@click.group()
def settings() -> None:
    """Say which settings the records hold, and change them."""


@settings.command()
@desk_command
def show(call: Call) -> int:
    """Tell the settings that the records hold, as they are in force."""
    with call.joiner.open(call.who, reading=True) as session:
        found = session.held_settings()
    return _tell(call, found)


@settings.command("set")
@click.argument("pairs", metavar="NAME=VALUE...", nargs=-1, required=True)
@desk_command
def change(call: Call, *, pairs: tuple[str, ...]) -> int:
    """Change settings that the records hold, by a supervisor or administrator, some by two; entered."""
    split = [pair.partition("=") for pair in pairs]
    for name, equals, _ in split:
        if not equals:
            raise InputError(f"NAME=VALUE: {name} has no value; an empty one is {name}=")
    with call.joiner.open(call.who) as session:
        changed = session.change_settings({name: value for name, _, value in split}, second=call.who.second)
    return _tell(call, changed)


def _tell(call: Call, found: Mapping[str, str | int]) -> int:
    if call.as_json:
        answer(found)
    else:
        for name, value in found.items():
            click.echo(f"{name} = {value}")
    return DONE
