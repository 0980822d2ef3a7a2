"""Every register of a desk on which everything happened is rebuilt from its ledger alone, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kbdesk.app.drill_signer import equip
from kbdesk.app.press_thread import PressThread
from kbdesk.app.printing_desk import make_press
from kbdesk.desk.numbers import skip
from kbdesk.domain.vocabulary import BlankState, PaperKind, Series
from kbdesk.store import registers
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store
from tests.desk.books import ONE_MONTH, signed
from tests.desk.papers_desk import LONGER, Papered, law_with, person
from tests.desk.ruling import Officers
from tests.store.books_day import Day, Rooms, prepared
from tests.store.samples import AT, OFFICER, create, intruder, reopen

_WAYS = (("sent",), ("sent", "unconfirmed"), ("sent", "failed", "sent", "printed"), ("sent", "spoiled"))
"""What becomes of papers at a printer."""
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data of a desk on which everything happened that a register knows of."""
    made = tmp_path_factory.mktemp("day")
    (made / "tray").mkdir()
    law, press = law_with(LONGER), PressThread(make_press)
    with create(made / "data") as store:
        rooms = Rooms(press=press, law=law, tray=made / "tray").over(store)
        issued = prepared(rooms)
        _besides(rooms, made / "data")
        for act in Day(rooms=rooms, issued=issued, law=law).acts.values():
            act()
        _orders(rooms)
    press.close()
    yield made / "data"


def _besides(rooms: Papered, data: Path) -> None:
    """What the day of `books_day` leaves out."""
    equip(data, Settings(crossing="jarinje", desk="2", drill=True), rooms.store, at=rooms.clock.now())
    rooms.papers.extend(rooms.permit(20))
    rooms.fill("A 000001", "A 000010")
    rooms.stock.move(PaperKind.PERMIT, "A 000009", "A 000010", to=BlankState.MISSING, reason="never came")
    rooms.stock.count(PaperKind.PERMIT, 8)
    refused = person(30) + 'decision = { action = "refuse", reason = "declined-to-surrender" }\n'
    draft = rooms.written(f'direction = "entry"\n{refused}')
    assert rooms.desk.issue(draft, rooms.look(draft)).cards
    exempt = '[[traveler]]\nexempt = { ground = "kfor", reference = "7" }\n'
    draft = rooms.written(exempt)
    assert rooms.desk.issue(draft, rooms.look(draft)).cards
    with rooms.store.act(at=rooms.clock.now(), officer=OFFICER) as act:
        for paper, states in zip(rooms.store.unprinted(), _WAYS, strict=False):
            body = {"kind": str(paper.kind), "number": paper.number, "copy": paper.copy, "sha256": paper.sha256}
            for state in states:
                act.append(f"paper.{state}", body)
    with rooms.store.act(at=rooms.clock.now(), officer=OFFICER) as act:
        skip(act, Series.REFERRAL, 1_000, reason="restored")


def _orders(rooms: Papered) -> None:
    """Books activated and suspended, officers known, a sheet of codes printed."""
    desk = Officers(rooms).supervisor
    desk.activate("one-month.toml", ONE_MONTH, signed(ONE_MONTH), second=OFFICER)
    desk.suspend("exempt", order_reference="12/2022")
    with rooms.store.act(at=rooms.clock.now(), officer=OFFICER) as act:
        known = [{"name": name, "role": name} for name in ("officer", "supervisor")]
        act.append("officers.known", {"officers": known, "attempts": 1})
    with rooms.store.act(at=rooms.clock.now(), officer="supervisor") as act:
        act.append("officer.codes-printed", {"name": "supervisor", "salts": ["0" * 32], "digests": ["1" * 64]})


def rows(store: Store) -> Rows:
    """Every row of every register."""
    with store._connection.reads() as db:
        return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in registers.TABLES}


def test_a_masked_ledger_names_nobody_whatever_happened(folder: Path) -> None:
    with reopen(folder) as store:
        whole, masked = (list(store.export(bodies=True, masked=only)) for only in (False, True))
    named = [line for line in whole if b"Testovi" in line]
    assert any(b'"claim.recorded"' in line for line in named), "control"
    assert not [line for line in masked if b"Testovi" in line]


def test_every_register_is_rebuilt_from_the_ledger_alone_row_for_row(folder: Path) -> None:
    with reopen(folder) as store:
        before = rows(store)
        assert {table for table, found in before.items() if not found} == set(), "let it happen in this test too"
        assert store.check().whole and store.rebuild_compare() == () == store.unexplained_numbers()
    connection = intruder(folder)
    connection.execute("PRAGMA foreign_keys = OFF")
    for table in registers.TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.close()
    with reopen(folder) as store:
        assert set(store.rebuild_compare()) == set(registers.TABLES), "control: all of it was gone"
        with store.act(at=AT, officer=OFFICER) as act:
            assert set(act.refill_registers()) == set(registers.TABLES)
        assert rows(store) == before
