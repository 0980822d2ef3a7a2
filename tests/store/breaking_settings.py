"""Breaking a real desk that is changed: ``python -m tests.store.breaking_settings FOLDER`` kills it at each step.

Once as it is, and once carelessly: the file changed first, then the entry made.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

from kbdesk.app import obeying, real_desk
from kbdesk.app.session import OpenDesk
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import NewSupervisor, SignIn
from kbdesk.domain.vocabulary import ShelfName
from kbdesk.store.settings import FILE, read
from tests.cheap import cheap_desks
from tests.store import killing, ptrace
from tests.store.killing import Acknowledge

PASSWORD = "first of the two passwords"
BEFORE, AFTER = 30, 9
"""How many backups are kept."""
RENAME = 82


def made(folder: Path) -> None:
    """Make a real desk whose passwords cost little."""
    two = [NewSupervisor(name=name, password=bytearray(PASSWORD.encode())) for name in ("agim", "besa")]
    with cheap_desks():
        real_desk.make(folder, crossing="jarinje", desk="2", shelf="seeds", supervisors=two)


def kills(folder: Path, *, careless: bool) -> dict[str, object]:
    """Kill a change of a setting before and after each call by which it comes to stay, and judge what that left."""

    def work(data: Path, acknowledge: Acknowledge) -> None:
        _change(data, careless=careless)
        acknowledge("changed")

    return killing.kills(folder, 99, work, _judged, where=_renaming if careless else _step)


def _change(data: Path, *, careless: bool = False) -> None:
    with closing(_signed_in(data)) as desk:
        if careless:
            obeying.keep(data, {"backup_most": AFTER})
        desk.change_settings({"backup_most": str(AFTER)})
        desk.rules.obey(ShelfName.HISTORY, second="besa", reason="order 12")


def _signed_in(data: Path) -> OpenDesk:
    return sign_in(SignIn(data=data, officer="agim", password=bytearray(PASSWORD.encode())))


def _step(call: ptrace.Call) -> bool:
    return _renaming(call) or (call.number in ptrace.SYNC and call.path.endswith("desk.db-wal"))


def _renaming(call: ptrace.Call) -> bool:
    return call.number == RENAME and call.path.endswith(f".{FILE}.new")


def _judged(data: Path, told: list[str]) -> list[str]:
    """Return what is wrong after the next sign-in: what was told is in force, and nobody is said to have done it."""
    wrong = []
    with closing(_signed_in(data)) as desk:
        now = desk.settings.backup_most
        wrong += ["told and not in force"] if told and now != AFTER else []
        wrong += ["neither of the two"] if now not in (BEFORE, AFTER) else []
        file = read(data)
        wrong += ["the file does not follow"] if (file.backup_most, file.shelf) != (now, desk.shelf) else []
        wrong += ["told as somebody's doing"] if desk.shift.went_back() else []
    return wrong


if __name__ == "__main__":
    where = Path(sys.argv[1])
    made(where / "base")
    _change(killing.copied(where / "base", where / "first"))  # what is loaded at first use is loaded here
    found = [kills(where, careless=careless) for careless in (False, True)]
    sys.stdout.write(json.dumps(found))
