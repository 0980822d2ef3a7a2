"""Breaking a desk that comes to be: ``python -m tests.store.breaking_making FOLDER`` kills it at each rename.

Once as it is, and once carelessly: its codes told last.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kbdesk.app.making import fill_folder
from kbdesk.cli.joiner import InputError
from kbdesk.cli.main import tell_first
from kbdesk.store.slot_file import COPY, FILE, is_there
from kbdesk.store.translation import STORE_FILE
from tests.store import killing
from tests.store.killing import Acknowledge

RENAME = 82
CODES = "codes"


def kills(folder: Path, *, careless: bool) -> dict[str, object]:
    """Kill what makes a desk and tells its codes, and judge each time what it left."""
    (folder / "base").mkdir(parents=True)

    def work(desk: Path, _: Acknowledge) -> None:
        sys.stdout = (folder / "acknowledged").open("a", encoding="utf-8")
        _make(desk, careless=careless)

    return killing.kills(folder, 99, work, _judged, where=lambda call: call.number == RENAME)


def _make(desk: Path, *, careless: bool = False) -> None:
    def tell() -> None:
        tell_first(lambda: click.echo(CODES))

    if careless:
        fill_folder(desk, _fill)
        tell()
    else:
        fill_folder(desk, _fill, tell=tell)


def _fill(part: Path) -> None:
    for name in (FILE, COPY, STORE_FILE):
        (part / name).write_text(name)


def _judged(desk: Path, told: list[str]) -> list[str]:
    """Return what is wrong after a kill: a desk is there once its codes were seen, or whoever tries again makes one."""
    if is_there(desk):
        return [] if CODES in told else ["codes that nobody saw"]
    try:
        fill_folder(desk, _fill)
    except InputError:
        return ["in the way of another"]
    return []


if __name__ == "__main__":
    where = Path(sys.argv[1])
    fill_folder(where / "first", _fill)  # what is loaded at first use is loaded here
    found = [kills(where / str(careless), careless=careless) for careless in (False, True)]
    sys.__stdout__.write(json.dumps(found))  # type: ignore[union-attr]  # there is one here
