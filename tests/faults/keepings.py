"""What a desk keeps beside its store, recorded as it changes: backups, slots, bundles, notes; a new key or schema."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kbdesk.app import rekeying
from kbdesk.app.backups import backup_desk
from kbdesk.app.clock import machine_now as now
from kbdesk.app.drill import make
from kbdesk.app.drill_passwords import passwords
from kbdesk.app.manned_desk import MannedDesk
from kbdesk.app.officers import officers_desk
from kbdesk.app.place import clock_of, post_of, settings_of
from kbdesk.app.script import Script
from kbdesk.app.sealing_desk import SealingDesk
from kbdesk.app.sign_in import opened
from kbdesk.cli.joiner import SignIn
from kbdesk.domain.backup import copies
from kbdesk.icao.trust import bundle
from kbdesk.icao.trust.errors import TrustError
from kbdesk.store import records_seen, slot_file, slots
from kbdesk.store.backup_file import unpack
from kbdesk.store.connection import connect
from kbdesk.store.errors import StoreError, StoreUnreadable
from kbdesk.store.migrations import version
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store, open_store
from tests.cheap import CHEAP
from tests.desk.duty import count, shift_desk
from tests.faults.days import on_duty
from tests.faults.run import Tell
from tests.store.backups import furnish, unwatched
from tests.store.books_day import Rooms
from tests.store.samples import KEY, OFFICER, issue, machine_now, reopen

BACKUPS, BUNDLE = "backups", "carried.bundle"


def backed_up(folder: Path, rooms: Rooms) -> None:
    """Make a desk on duty, with a folder for backups and one backup in it that is replaced."""
    on_duty(folder, rooms)
    furnish(folder)
    (folder / BACKUPS).mkdir()
    with reopen(folder) as store:
        issue(store, 1)
        backup_desk(folder, _settings(folder), store, rooms.over(store).clock, OFFICER).make(folder / BACKUPS / "kept")


def closing(folder: Path, rooms: Rooms, tell: Tell) -> None:
    """Close the shift with its backup, and replace the backup that a person keeps."""
    with reopen(folder) as store:
        desk = rooms.over(store)
        backups = backup_desk(folder, _settings(folder), store, desk.clock, OFFICER)
        duty = shift_desk(desk)
        assert duty.deliver(duty.close(count(desk))) == ()
        for made in (backups.at_shift_close(), backups.make(folder / BACKUPS / "kept")):
            assert made is not None
            tell("backup", made.file.relative_to(folder), made.backup.entries)


def whole_backups(folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with the backups: each that has its name is whole, and none is older than was told."""
    least = {name: int(entries) for name, entries in (line.split()[1:] for line in told if line.startswith("backup "))}
    wrong = []
    for name in {*least, f"{BACKUPS}/kept"}:
        try:
            wrong += [] if unpack(folder / name, None, unwatched).entries >= least.get(name, 0) else ["an old backup"]
        except (StoreError, OSError):
            wrong.append("no backup, or a torn one")
    return wrong


def _settings(folder: Path) -> Settings:
    return Settings(crossing="jarinje", desk="2", backup_folder=str(folder / BACKUPS))


def new_passwords(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Give an officer one new password after another, by two."""
    settings, own = settings_of(folder), passwords(folder)["supervisor"]
    with opened_by_password(folder) as store:
        desk = officers_desk(folder, store, clock_of(settings), "supervisor", post_of(settings))
        for number in range(1, 5):
            new = bytearray(_word(number).encode())
            desk.reset("officer", new, second="supervisor2", password=bytearray(own.encode()))
            tell("password", number)


def slots_open(folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with the slots once somebody signs in: only the password of the last entry opens."""
    last = max((int(line.split()[1]) for line in told if line.startswith("password ")), default=0)
    with opened_by_password(folder) as store:
        slot_file.mend(folder / slots.FILE)
        slots.settle(folder / slots.FILE, store.knows)
        known = {name: one.digest for name, one in (store.officers.slots() or {}).items()}
        with store._connection.reads() as db:
            (given,) = db.execute("SELECT count(*) FROM entries WHERE kind = 'officer.reset'").fetchone()
    words = [passwords(folder)["officer"], *(_word(number) for number in range(1, 6))]
    opening = [number for number, word in enumerate(words) if _opens(folder, word)]
    wrong = [] if given >= last else ["a password lost"]
    wrong += [] if known == slots.digests(folder / slots.FILE) else ["slots that the records do not know"]
    return wrong + ([] if opening == [given] else ["a password that no entry gave, or none"])


def _word(number: int) -> str:
    return f"{number} blue umbrellas in the yard"


def _opens(folder: Path, word: str, name: str = "officer") -> bool:
    try:
        return bool(slots.unwrap(folder / slots.FILE, name, bytearray(word.encode())))
    except StoreError:
        return False


def drilled(folder: Path, _rooms: Rooms) -> None:
    """Make a whole drill desk, as `kbdesk init` makes it."""
    make(folder, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)


def new_key(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Put the store under a new key, by two."""
    words = passwords(folder)
    who = SignIn(
        data=folder,
        officer="supervisor",
        password=bytearray(words["supervisor"].encode()),
        second="officer",
        second_password=bytearray(words["officer"].encode()),
    )
    tell("rekeyed", rekeying.rekey(who, without=("supervisor2",)).recovery_code)


def opened_by_password(folder: Path) -> Store:
    """Open a drill desk as a sign-in does, but for the entry of it."""
    found = slots.opened(folder / slots.FILE, "supervisor", bytearray(passwords(folder)["supervisor"].encode()))
    for one in found:
        with suppress(StoreUnreadable):
            return open_store(folder, key=one.key, letter="J", desk="2", machine_now=now, drill=True)
    raise StoreUnreadable


def only_new_slots(folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with the slots once a new key was told: the code opens it, who did not sign has none."""
    codes = [line.split()[1] for line in told if line.startswith("rekeyed ")]
    words = passwords(folder)
    wrong = [] if all(_opens(folder, code, slots.RECOVERY) for code in codes) else ["the recovery code lost"]
    old = codes and _opens(folder, words["supervisor2"], "supervisor2")
    with opened_by_password(folder) as store:
        known = {(name, one.digest) for name, one in (store.officers.slots() or {}).items()}
    there = {(one.name, one.digest) for one in slot_file.whole_copies(folder / slots.FILE)[0].slots}
    wrong += [] if known <= there else ["a recorded slot lost"]
    return wrong + (["a slot of the old key opens"] if old else [])


def carrying(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Issue, and write the bundle with the desk's own list for whoever carries it, twice."""
    settings = settings_of(folder)
    with opened_by_password(folder) as store:
        desk = SealingDesk(data=folder, settings=settings, store=store, clock=clock_of(settings), officer="supervisor")
        for number in (1, 2):
            issue(store, number)
            Script().save(folder / f"{number}-{BUNDLE}", desk.export_bundle())
            tell("bundle", number)


def whole_bundles(folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with bundles: each that was told is there, and none is torn."""
    wrong = []
    for number in (1, 2):
        file = folder / f"{number}-{BUNDLE}"
        if file.exists():
            try:
                bundle.read(file.read_bytes())
            except TrustError:
                wrong.append("a torn bundle")
        elif f"bundle {number}" in told:
            wrong.append("a bundle lost")
    return wrong


def leaving(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Come in, record and leave, twice: how far the records go is noted beside them."""
    settings = settings_of(folder)
    clock, word = clock_of(settings), passwords(folder)["supervisor"]
    for number in (1, 2):
        with opened(folder, settings, clock, "supervisor", bytearray(word.encode())) as store:
            issue(store, number)
            MannedDesk(data=folder, settings=settings, store=store, clock=clock, officer="supervisor").note_records()
            tell("noted", store.last_entry())


def noted_as_told(folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with what is noted: as far as was told, and never further than the records go."""
    noted = records_seen.read(folder)
    least = max((int(line.split()[1]) for line in told if line.startswith("noted ")), default=1)
    with opened_by_password(folder) as store:
        wrong = [] if store.holds(noted.entries, noted.head) else ["noted further than the records go"]
    return wrong + ([] if noted.entries >= least else ["noted and forgotten"])


def opened_in_drill(folder: Path) -> Store:
    """Open a drill desk by the tests' own key."""
    return open_store(folder, key=bytearray(KEY), letter="J", desk="2", machine_now=machine_now, drill=True)


def left_by(schema: int) -> Callable[[Path, Rooms], None]:
    """Return what makes a desk whose store an older program left."""

    def base(folder: Path, _: Rooms) -> None:
        folder.mkdir(mode=0o700)
        shutil.copyfile(_frozen(schema), folder / "desk.db")

    return base


def _frozen(schema: int) -> Path:
    return Path(__file__).parents[1] / "stores" / f"schema-{schema}.db"


def kept_before(schema: int) -> Callable[[Path, Sequence[str]], list[str]]:
    """Return what judges the copy of a store that an older program left: whole where it has its name.

    It has one once a step was taken.
    """
    left = _frozen(schema).read_bytes()

    def also(folder: Path, _told: Sequence[str]) -> list[str]:
        found = copies([file.name for file in folder.iterdir()], "J", "2", drill=True)
        wrong = [] if found or _schema(folder) == schema else ["a step taken, and no copy of what was before"]
        torn = any((folder / copy.name).read_bytes() != left for copy in found)
        return wrong + (["a torn copy of what was before"] if torn else [])

    return also


def _schema(folder: Path) -> int:
    """Return the schema of a store, read aside: what a cut left stays as it is."""
    with TemporaryDirectory(prefix="kbdesk-faults-", dir="/dev/shm") as aside:
        for file in folder.glob("desk.db*"):
            shutil.copyfile(file, Path(aside, file.name))
        Path(aside, "desk.db-shm").unlink(missing_ok=True)
        db = connect(Path(aside, "desk.db"), bytearray(KEY))
        try:
            return version(db)
        finally:
            db.close()


def migrating(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Open the store, which brings it to today's schema; tell what it holds."""
    with opened_in_drill(folder) as store:
        seq, digest = store.head()
        tell("entry", seq, digest)
