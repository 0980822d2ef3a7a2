"""Make a drill desk: officers with passwords of its own, an encrypted store, settings; nothing of it is real."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from kbdesk.app.book_signer import make_drill_signer
from kbdesk.app.clock import DRILL_BEGINS, machine_now
from kbdesk.app.drill_passwords import FILE as PASSWORDS
from kbdesk.app.drill_signer import equip
from kbdesk.app.making import begun_with, fill_folder, letter_of, spoken
from kbdesk.app.place import tray_folder
from kbdesk.cli.joiner import Initialised
from kbdesk.desk.shift import open_shift
from kbdesk.domain.shift import ShiftCount
from kbdesk.domain.vocabulary import ShelfName
from kbdesk.store import records_seen
from kbdesk.store.atomic_file import replace_file
from kbdesk.store.settings import Settings
from kbdesk.store.settings import write as write_settings
from kbdesk.store.slots import FILE as SLOTS
from kbdesk.store.slots import NewOfficer, make_slots
from kbdesk.store.store import create_store
from kbdesk.store.wrapping import FULL_COST, Cost

OFFICERS = (("officer", "officer"), ("supervisor", "supervisor"), ("supervisor2", "supervisor"))


def make(data: Path, *, crossing: str, desk: str, shelf: str, cost: Cost = FULL_COST) -> Initialised:
    """Make a drill desk in a folder that has none. Its passwords stay in a file beside it, as nothing in it is real.

    `cost` is that of one guess at a password.
    """
    letter = letter_of(crossing, desk=desk, shelf=shelf)
    made = Initialised(
        data=data,
        crossing=crossing,
        desk=desk,
        shelf=shelf,
        officers=tuple((name, role, spoken(4)) for name, role in OFFICERS),
    )
    fill_folder(data, lambda part: _fill(part, made, letter=letter, cost=cost))
    return made


def _fill(data: Path, made: Initialised, *, letter: str, cost: Cost) -> None:
    """Put a desk into a folder beside: what fails half way leaves nothing where a desk would be looked for."""
    key = make_slots(
        data / SLOTS,
        [NewOfficer(name=n, role=r, password=bytearray(p.encode())) for n, r, p in made.officers],
        cost=cost,
        drill=True,
    )
    known = Settings(
        crossing=made.crossing,
        desk=made.desk,
        shelf=ShelfName(made.shelf),
        drill=True,
        drill_epoch_wall=machine_now(),
    )
    write_settings(data, known)
    tray_folder(data, known).mkdir(mode=0o700)
    make_drill_signer(data)
    opened = {"crossing": made.crossing, "desk": made.desk, "shelf": made.shelf, "drill": True}
    begun = begun_with(data, [(name, role) for name, role, _ in made.officers])
    with create_store(data, key=key, letter=letter, desk=made.desk, drill=True, machine_now=machine_now) as store:
        with store.act(at=DRILL_BEGINS, officer="") as act:
            act.append("desk.opened", {**opened, **begun})
        equip(data, known, store, at=DRILL_BEGINS)
        with store.act(at=DRILL_BEGINS, officer=made.officers[0][0]) as act:
            open_shift(act, ShiftCount(cash=Decimal("0.00"), custody=0), at=DRILL_BEGINS)
        records_seen.note(data, *store.head())
    lines = "".join(f"{name}\t{role}\t{password}\n" for name, role, password in made.officers)
    replace_file(data / PASSWORDS, lines.encode())
