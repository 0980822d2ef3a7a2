"""``kbdesk backup`` and ``kbdesk restore``: what the desk holds in one file, and a desk out of it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import InputError
from kbdesk.cli.main import DONE, SAID_NO, answer, counted
from kbdesk.cli.progress import shown
from kbdesk.domain.backup import Backup


@click.command()
@click.option(
    "--every-shift", is_flag=True, help="FILE is a folder: every shift that closes leaves a backup there too."
)
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def backup(call: Call, *, every_shift: bool, file: Path) -> int:
    """Write what the desk holds to FILE, or into a folder, and prove it; an older backup there is replaced."""
    if every_shift and not file.is_dir():
        raise InputError("FILE: --every-shift takes a folder that is there")
    with call.joiner.open(call.who) as session:
        if every_shift:
            if not session.backups.place(file).state.usable:
                raise InputError("FILE: nothing can be written into this folder")
            session.keep_backups_in(file)
        made = session.backups.make(file, progress=shown(quiet=call.as_json))
    if call.as_json:
        answer({"file": str(made.file), **_answered(made.backup), "removed": made.removed})
    else:
        click.echo(f"The backup is {made.file.name}: {_told(made.backup)}.")
    return DONE


@click.command()
@click.option("--prove", is_flag=True, help="Only open it somewhere aside and prove it; no desk is touched.")
@click.argument("file", type=click.Path(path_type=Path))
@desk_command
def restore(call: Call, *, file: Path, prove: bool) -> int:
    """Make a desk of a backup where there is none, by two officers of it; its numbers go on after a gap."""
    if not file.is_file():
        raise InputError(f"FILE: {file.name} is not there, or is not a file")
    if prove:
        proved = call.joiner.prove(file, call.who, shown(quiet=call.as_json))
        sound = not proved.differ
        if call.as_json:
            answer({**_answered(proved.backup), "whole": True, "registers": list(proved.differ)})
        elif sound:
            click.echo(f"The backup opens, its chain is whole and its registers add up: {_told(proved.backup)}.")
        else:
            click.echo(f"These registers are not what the ledger adds up to: {', '.join(proved.differ)}.")
        return DONE if sound else SAID_NO
    restored = call.joiner.restore(file, call.who, shown(quiet=call.as_json))
    if call.as_json:
        told = {"gap": restored.gap, "ended": [str(series) for series in restored.ended]}
        answer({"data": str(call.who.data), **_answered(restored.backup), **told})
        return DONE
    days = counted(restored.silent.days, "day")
    click.echo(f"The desk is restored: {_told(restored.backup)}.")
    click.echo(
        f"Its numbers go on after a gap of {restored.gap}: nothing was recorded for {days}, by this machine's clock."
    )
    if restored.ended:
        click.echo(f"No number is left of: {', '.join(restored.ended)}.")
        click.echo("If that clock is wrong, remove the new desk, set the clock and restore again;")
        click.echo("if it is right, the desk needs a new sign from head office.")
    return DONE


def _answered(held: Backup) -> dict[str, Any]:
    return {
        "at": held.at.isoformat(),
        "desk": held.letter + held.desk,
        "drill": held.drill,
        "entries": held.entries,
        "head": held.head,
        "bytes": held.size,
        "sha256": held.sha256,
    }


def _told(held: Backup) -> str:
    return (
        f"desk {held.letter}{held.desk} as of {held.at.isoformat()}, {counted(held.entries, 'entry')}, head {held.head}"
    )
