"""Nothing of a person stands readable on the disk, and only this account may look."""

import sqlite3
from pathlib import Path

from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, SURNAME, create, draft, issue

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


def test_the_callers_key_is_wiped(tmp_path: Path) -> None:
    key = bytearray(range(48))
    from kbdesk.store.store import create_store
    from tests.store.samples import machine_now

    create_store(tmp_path / "data", key=key, letter="J", desk="2", machine_now=machine_now).close()
    assert key == bytearray(48)
