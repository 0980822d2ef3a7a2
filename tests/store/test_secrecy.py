"""Nothing of a person stands readable on the disk, no key is left in memory, and only this account may look."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbdesk.store.connection import key_text
from kbdesk.store.errors import StoreExists
from kbdesk.store.masked_key import MaskedKey
from kbdesk.store.slot_file import FILE, whole_copies
from kbdesk.store.slots import NewOfficer, make_slots, unwrap
from kbdesk.store.store import Store, create_store, open_store
from kbdesk.store.wiping import wipe
from kbdesk.store.wrapping import derive
from tests.cheap import CHEAP
from tests.hands import Secrets, watched
from tests.store.samples import AT, KEY, OFFICER, SURNAME, create, draft, issue, machine_now

PASSWORD = "four geese and a gander"

WORDS = (SURNAME, "Ђоковић", "000000001", "traveler", "CREATE TABLE", "SQLite format 3")


def readable(folder: Path) -> set[str]:
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    return {word for word in WORDS for coding in ("utf-8", "utf-16-le") if word.encode(coding) in content}


def test_neither_the_open_nor_the_closed_store_shows_a_word(folder: Path) -> None:
    with create(folder) as store:
        store.save_draft(draft(1), officer=OFFICER, at=AT)
        store.save_draft(draft(2), officer=OFFICER, at=AT)
        issue(store, 1)
        assert readable(folder) == set()
    assert readable(folder) == set()


def test_control_the_same_words_show_in_a_plain_database(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE drafts (draft TEXT)")
    plain.execute("INSERT INTO drafts VALUES (?)", (repr(draft(1)),))
    plain.commit()
    plain.close()
    assert readable(tmp_path) >= {SURNAME, "Ђоковић", "traveler", "SQLite format 3"}


def test_only_this_account_may_look(folder: Path, desk: Store) -> None:
    issue(desk, 1)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (folder, *folder.iterdir())}
    assert modes == {
        "data": "0o700", "desk.db": "0o600", "desk.db-wal": "0o600", "desk.db-shm": "0o600", "desk.lock": "0o600"
    }  # fmt: skip


def test_all_that_a_key_or_a_password_goes_through_is_wiped(tmp_path: Path) -> None:
    data, path = tmp_path, tmp_path / FILE
    desk: dict[str, Any] = {"letter": "J", "desk": "2", "machine_now": machine_now, "drill": True}
    with watched() as hands:
        one = NewOfficer(name=OFFICER, role="officer", password=bytearray(PASSWORD.encode()))
        create_store(data, key=make_slots(path, [one], cost=CHEAP, drill=True), **desk).close()
        open_store(data, key=unwrap(path, OFFICER, bytearray(PASSWORD.encode())), **desk).close()
    key, ((slot,),) = unwrap(path, OFFICER, bytearray(PASSWORD.encode())), [c.slots for c in whole_copies(path)]
    wrapping_key = derive(bytearray(PASSWORD.encode()), slot.wrapped.salt, CHEAP)
    secrets: Secrets = {"key": bytes(key), "password": PASSWORD, "wrapping key": bytes(wrapping_key)}
    assert hands.once(secrets).keys() == secrets.keys(), "control: they were there"
    assert hands.still(secrets) == {}
    with pytest.raises(StoreExists):
        create_store(data, key=key, **desk)
    assert key == bytearray(48), "whatever happens"


def test_a_key_that_is_masked_is_whole_when_it_is_lent_and_stands_nowhere_afterwards() -> None:
    key = bytearray(KEY)
    with watched() as hands:
        masked = MaskedKey(key)
        wipe(key)
        with masked.bare() as lent:
            assert lent == KEY
    assert hands.once({"key": KEY}).keys() == {"key"}, "control: it was there"
    assert hands.still({"key": KEY}) == {}
    masked.wipe()
    with masked.bare() as lent:
        assert lent == bytearray(len(KEY))


@pytest.mark.parametrize("copied", [key_text, lambda key: b"x" + key, lambda key: key.hex()])
def test_control_a_copy_that_nobody_wiped_is_seen(copied: Callable[[bytearray], object]) -> None:
    key = bytearray(KEY)
    with watched() as hands:
        copied(key)
    assert hands.still({"key": KEY}) == {"key": 4}
    wipe(key)
    assert hands.still({"key": KEY}) == {"key": 2}
