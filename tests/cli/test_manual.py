"""The manual names every command and option that exists."""

from pathlib import Path

import click

from kbdesk.cli.commands import kbdesk

MANUAL = (Path(__file__).parents[2] / "docs" / "MANUAL.md").read_text("utf-8")


def commands(group: click.Group, name: str) -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for word, command in group.commands.items():
        full = f"{name} {word}"
        found |= commands(command, full) if isinstance(command, click.Group) else {full: command}
    return found


def test_every_command_stands_in_the_manual() -> None:
    found = commands(kbdesk, "kbdesk")
    assert found
    assert [name for name in found if f"`{name}" not in MANUAL] == []


def test_every_option_stands_in_the_manual() -> None:
    options = {o for c in commands(kbdesk, "kbdesk").values() for p in c.params for o in p.opts if o.startswith("--")}
    assert "--data" in options
    assert sorted(o for o in options if o not in MANUAL) == []
