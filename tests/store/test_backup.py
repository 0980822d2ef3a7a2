"""Backups: what was written is what the desk holds, and every other byte is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.store import registers
from kbdesk.store.atomic_file import replace_file
from kbdesk.store.backup import Vault
from kbdesk.store.backup_file import head_of, unpack
from kbdesk.store.connection import connect
from kbdesk.store.engine import Database
from kbdesk.store.errors import (
    BackupInTheWay,
    BackupStopped,
    BackupUnproved,
    BackupUnreadable,
    BackupUnwritable,
    StoreError,
)
from kbdesk.store.store import Store
from tests.store.backups import back_up, furnish, unwatched
from tests.store.killing import broken
from tests.store.samples import KEY, SURNAME, create, issue, onlooker, reopen

POINTS = int(os.environ.get("KBDESK_ROUNDS", "24"))


@pytest.fixture
def data(folder: Path) -> Path:
    """The folder of a desk that issued three permits."""
    with create(folder) as store:
        for number in (1, 2, 3):
            issue(store, number)
    furnish(folder)
    return folder


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    with reopen(data) as opened:
        yield opened


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup, made once."""
    folder = tmp_path_factory.mktemp("written") / "data"
    with create(folder) as opened:
        issue(opened, 1)
        furnish(folder)
        back_up(folder, opened, folder.parent / "b")
    return folder.parent / "b"


def test_a_backup_holds_what_the_desk_holds(data: Path, store: Store, tmp_path: Path) -> None:
    done = back_up(data, store, tmp_path / "b")
    assert (done.entries, done.head) == (store.check().entries, store.check().head)
    assert done.size == (tmp_path / "b").stat().st_size
    into = tmp_path / "into"
    into.mkdir()
    assert unpack(tmp_path / "b", into, unwatched) == done
    assert sorted(p.name for p in into.iterdir()) == ["desk.db", "keys.json", "settings.toml"]
    assert {p.stat().st_mode & 0o777 for p in into.iterdir()} == {0o600}
    with reopen(into) as other:
        assert other.check() == store.check()
        assert other.rebuild_compare() == ()
        assert other.papers(f"{1:016x}") == store.papers(f"{1:016x}")


def test_a_backup_is_a_tar_that_any_program_lists_and_holds_no_name(data: Path, store: Store, tmp_path: Path) -> None:
    back_up(data, store, tmp_path / "b")
    with tarfile.open(tmp_path / "b") as tar:
        assert tar.getnames() == ["backup.json", "desk.db", "keys.json", "settings.toml"]
    listed = subprocess.run(["tar", "tf", tmp_path / "b"], capture_output=True, text=True, check=True)
    assert listed.stdout.split() == ["backup.json", "desk.db", "keys.json", "settings.toml"]
    content = (tmp_path / "b").read_bytes()
    assert b"backup.json" in content  # control
    assert SURNAME.encode() not in content
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600


def test_only_what_belongs_to_the_desk_goes_along(data: Path, store: Store, tmp_path: Path) -> None:
    taken = ("signer-0123456789ab.pem", "trust.bundle", "books.pem", "drill-office/a.pem")
    for name in (*taken, "desk.lock", "notes.txt"):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(name)
    (data / "tray").mkdir()
    (data / "tray" / "permit.pdf").write_text("a paper")
    back_up(data, store, tmp_path / "b")
    with tarfile.open(tmp_path / "b") as tar:
        held = set(tar.getnames())
    assert held == {"backup.json", "desk.db", "keys.json", "settings.toml", *taken}


def test_the_desk_issues_while_another_thread_backs_it_up(data: Path, store: Store, tmp_path: Path) -> None:
    begun, go_on, done = threading.Event(), threading.Event(), []

    def wait(_: float) -> None:
        begun.set()
        assert go_on.wait(60)

    thread = threading.Thread(target=lambda: done.append(back_up(data, store, tmp_path / "b", wait)))
    thread.start()
    assert begun.wait(60)
    before = store.check().entries
    issue(store, 9)
    go_on.set()
    thread.join(60)
    assert done[0].entries in (before, before + 3)
    assert unpack(tmp_path / "b", None, unwatched) == done[0]


def test_a_desk_closes_only_once_its_copy_has_ended(data: Path, store: Store, tmp_path: Path) -> None:
    """To close what SQLite is reading ends the program."""
    begun, go_on, closed = threading.Event(), threading.Event(), threading.Event()

    def wait(_: float) -> None:
        begun.set()
        assert go_on.wait(60)

    def close() -> None:
        store.copier.close()
        closed.set()

    backing_up = threading.Thread(target=back_up, args=(data, store, tmp_path / "b", wait))
    closing = threading.Thread(target=close)
    backing_up.start()
    assert begun.wait(60)
    closing.start()
    assert not closed.wait(0.1)
    go_on.set()
    for thread in (backing_up, closing):
        thread.join(60)
    assert closed.is_set()


def test_a_file_that_is_replaced_while_it_is_packed_goes_along_as_it_was(
    data: Path, store: Store, tmp_path: Path
) -> None:
    """As the desk's own status list is, which is made anew while a shift that closed is backed up."""
    bundle, into = data / "trust.bundle", tmp_path / "into"
    bundle.write_text("before")
    into.mkdir()
    back_up(data, store, tmp_path / "b", while_packed(lambda: replace_file(bundle, b"and after")))
    assert bundle.read_text() == "and after"
    unpack(tmp_path / "b", into, unwatched)
    assert (into / "trust.bundle").read_text() == "before"
    with pytest.raises(BackupUnproved):  # control
        back_up(data, store, tmp_path / "c", while_packed(lambda: bundle.write_text("written in place")))
    assert not (tmp_path / "c").exists()


def while_packed(happens: Callable[[], object]) -> Callable[[float], None]:
    """Let something happen once the records are packed, before all that comes after them."""
    first = [happens]

    def progress(share: float) -> None:
        if share > 0.4 and first:
            first.pop()()

    return progress


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.9])
def test_a_backup_that_is_stopped_leaves_what_was_there(data: Path, store: Store, tmp_path: Path, at: float) -> None:
    back_up(data, store, tmp_path / "b")
    before, around = (tmp_path / "b").read_bytes(), sorted(p.name for p in data.iterdir())
    issue(store, 9)

    def stop(share: float) -> None:
        if share >= at:
            raise BackupStopped

    with pytest.raises(BackupStopped):
        back_up(data, store, tmp_path / "b", stop)
    assert (tmp_path / "b").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b", "data"]
    assert sorted(p.name for p in data.iterdir()) == around
    assert back_up(data, store, tmp_path / "b").entries == store.check().entries  # the desk works on


def test_progress_only_grows_and_ends_at_the_end(data: Path, store: Store, tmp_path: Path) -> None:
    told: list[float] = []
    back_up(data, store, tmp_path / "b", told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_only_a_backup_of_the_same_desk_is_replaced(data: Path, store: Store, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear mother")
    with pytest.raises(BackupInTheWay):
        back_up(data, store, tmp_path / "letter")
    assert (tmp_path / "letter").read_text() == "Dear mother"
    with pytest.raises(BackupInTheWay):
        back_up(data, store, tmp_path)
    back_up(data, store, tmp_path / "b")
    back_up(data, store, tmp_path / "b")  # control


def test_a_backup_that_somebody_gave_a_name_counts_among_the_copies_and_another_desks_does_not(
    data: Path, store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(data, store, folder / "before-the-holidays")
    (folder / "note.txt").write_text("not a backup")
    vault = Vault(data=data, sign=store.sign, copier=store.copier)
    assert [(path.name, copy.at) for path, copy in vault.copies(folder)] == [
        ("before-the-holidays", head_of(folder / "before-the-holidays").at)
    ]
    other = Vault(data=data, sign=replace(store.sign, desk="3"), copier=store.copier)
    assert other.copies(folder) == (), "control"


def test_a_place_that_cannot_be_written_is_told(data: Path, store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupUnwritable):
        back_up(data, store, tmp_path / "nowhere" / "b")


def test_a_full_disk_is_told_and_leaves_the_old_backup(data: Path, store: Store) -> None:
    with pytest.raises(BackupInTheWay):
        back_up(data, store, Path("/dev/full"))
    found = broken("breaking_backup", data.parent / "full", "failing", "ENOSPC")
    assert found == {"said": "backup.full", "old": True, "left": []}
    assert broken("breaking_backup", data.parent / "bad", "failing", "EIO")["said"] == "backup.unwritable"


def test_a_copy_of_a_damaged_store_is_given_up(data: Path, store: Store, tmp_path: Path) -> None:
    connection = onlooker(data)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE entries SET officer = 'someone else' WHERE seq = 2")
    connection.close()
    with pytest.raises(BackupUnproved):
        back_up(data, store, tmp_path / "b")
    assert not (tmp_path / "b").exists()


@pytest.fixture
def copied(store: Store, tmp_path: Path) -> Path:
    """A copy of the records that was proved as it was made."""
    assert store.copier.copy(tmp_path / "copy", unwatched).entries == store.check().entries
    return tmp_path / "copy"


def test_a_copy_that_lacks_a_row_of_any_register_or_of_the_ledger_is_refused(store: Store, copied: Path) -> None:
    db = connect(copied, bytearray(KEY))
    triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    db.conn.executescript(f"BEGIN;{''.join(f'DROP TRIGGER {name};' for (name,) in triggers)}COMMIT")
    assert store.copier.prove(copied).head == store.check().head, "control: without the rules alone it is proved"
    lacking = []
    for table in ("entries", "bodies", *registers.TABLES):
        if found := first_row(db, table):
            named, row = found
            asked = ", ".join("?" * len(row))
            assert db.execute(f"DELETE FROM {table} WHERE ({named}) IS ({asked})", row).rowcount == 1
            lacking.append(table)
            with pytest.raises(BackupUnproved):
                store.copier.prove(copied)
            db.execute(f"INSERT INTO {table} ({named}) VALUES ({asked})", row)
    assert {"entries", "bodies", "permits", "envelopes", "papers", "passages"} <= {*lacking}
    assert store.copier.prove(copied).head == store.check().head, "control: every row is back"
    db.close()


def first_row(db: Database, table: str) -> tuple[str, tuple[object, ...]] | None:
    """Return the columns of a table and its first row, None for an empty one."""
    found = db.execute(f"SELECT * FROM {table} LIMIT 1")
    row, columns = found.fetchone(), ", ".join(column for column, *_ in found.description)
    return None if row is None else (columns, row)


def test_a_copy_with_one_damaged_page_is_refused_whatever_lies_on_it(store: Store, copied: Path) -> None:
    db = connect(copied, bytearray(KEY))
    pages = dict(db.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 1").fetchall())
    size = int(db.execute("PRAGMA page_size").fetchone()[0])
    db.close()
    whole = copied.read_bytes()
    for name in ("drafts", "search_keys", "permits", "entries"):
        place = (pages[name] - 1) * size + size // 3
        copied.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupUnproved):
            store.copier.prove(copied)
    copied.write_bytes(whole)
    assert store.copier.prove(copied).head == store.check().head, "control"


def test_a_copy_of_other_records_under_the_same_key_is_refused(data: Path, store: Store, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "other")
    issue(store, 4)
    with reopen(tmp_path / "other") as other:
        issue(other, 5)
        assert other.copier.copy(tmp_path / "copy", unwatched).entries == store.check().entries
    with pytest.raises(BackupUnproved):
        store.copier.prove(tmp_path / "copy")


@given(st.data())
def test_a_backup_with_one_other_byte_is_refused(written: Path, data: st.DataObject) -> None:
    content = bytearray(written.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1) | st.integers(0, 2048))
    content[place] ^= data.draw(st.integers(1, 255))
    changed = written.with_name("changed")
    changed.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        unpack(changed, None, unwatched)
    assert refused.value.code in ("backup.unreadable", "backup.too-new")


@given(st.data())
def test_a_backup_cut_short_or_with_more_behind_it_is_refused(written: Path, data: st.DataObject) -> None:
    content = written.read_bytes()
    assert unpack(written, None, unwatched) == unpack(written, None, unwatched)  # control
    cut = written.with_name("cut")
    cut.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    longer = written.with_name("longer")
    longer.write_bytes(content + data.draw(st.binary(min_size=1, max_size=9)))
    for file in (cut, longer):
        with pytest.raises(BackupUnreadable):
            unpack(file, None, unwatched)


@given(st.binary(max_size=2000))
def test_any_other_file_is_no_backup(written: Path, content: bytes) -> None:
    other = written.with_name("other")
    other.write_bytes(content)
    with pytest.raises(BackupUnreadable):
        head_of(other)


def test_a_name_that_leads_elsewhere_is_no_part(written: Path, tmp_path: Path) -> None:
    content = written.read_bytes()
    for name in (b"../desk.db   ", b"/etc/keys.json"):
        changed = tmp_path / "changed"
        changed.write_bytes(content.replace(b"keys.json", name[:9]))
        with pytest.raises(BackupUnreadable):
            unpack(changed, tmp_path / "into", unwatched)
    assert not (tmp_path / "into").exists()


def test_a_kill_at_any_moment_leaves_the_old_backup_or_the_new(tmp_path: Path) -> None:
    found = broken("breaking_backup", tmp_path / "k", "kills", POINTS, "none")
    assert found["killed"] >= min(POINTS, found["stops"]) - 1
    assert found["faults"] == {}


def test_the_killer_sees_a_backup_written_in_place(tmp_path: Path) -> None:
    assert broken("breaking_backup", tmp_path / "k", "kills", 30, "in-place")["faults"]["no backup"] > 0
