"""The desk's memory: one encrypted store in a data folder, made, opened, acted upon and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from kbdesk.desk.ports import DraftRow, EntryRow, PaperRow
from kbdesk.domain.bookmark import Bookmark
from kbdesk.domain.facts import Facts
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.strays import Stray
from kbdesk.store import (
    before_migrating,
    bookmarks,
    drafts,
    history,
    ledger,
    ledger_export,
    lookups,
    migrations,
    numbers,
    orders,
    post,
    said_settings,
    shelf,
    strays,
    watchlist,
)
from kbdesk.store.act import StoreAct
from kbdesk.store.atomic_file import sync_folder
from kbdesk.store.connection import Connection, create_file, translated
from kbdesk.store.copying import StoreCopier
from kbdesk.store.crossings import CrossingBook
from kbdesk.store.custody import CustodyBook
from kbdesk.store.desk_lock import DeskLock
from kbdesk.store.engine import Database
from kbdesk.store.errors import StoreError, StoreExists, StoreMissing
from kbdesk.store.fees import FeeBook
from kbdesk.store.late import LateBook
from kbdesk.store.ledger import LedgerCheck
from kbdesk.store.officers import OfficerBook
from kbdesk.store.paper_book import PaperBook
from kbdesk.store.post import Sign
from kbdesk.store.rebuild import rebuild_compare
from kbdesk.store.retention import RetentionBook
from kbdesk.store.returns import ReturnBook
from kbdesk.store.said_settings import SaidSettings
from kbdesk.store.search import SearchIndex
from kbdesk.store.second_codes import CodeBook
from kbdesk.store.shifts import ShiftBook
from kbdesk.store.signers import SignerBook
from kbdesk.store.status import StatusBook
from kbdesk.store.stock import StockBook
from kbdesk.store.translation import STORE_FILE
from kbdesk.store.verify import VerifyBook
from kbdesk.store.wiping import wipe

MachineNow = Callable[[], datetime]


def create_store(
    folder: Path, *, key: bytearray, letter: str, desk: str, machine_now: MachineNow, drill: bool = False
) -> Store:
    """Make an empty store in a data folder (made too, mode 0700) and open it. Wipes the key whatever happens.

    Raises `StoreExists` if there is one. A fault leaves no store behind.
    """
    try:
        with translated(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
            if any((folder / name).exists() for name in (STORE_FILE, f"{STORE_FILE}-wal")):
                raise StoreExists
            _create(folder, key, Sign(letter=letter, desk=desk, drill=drill))
        return open_store(folder, key=key, letter=letter, desk=desk, machine_now=machine_now, drill=drill)
    finally:
        wipe(key)


def _create(folder: Path, key: bytearray, sign: Sign) -> None:
    """Make the store under another name first: a fault half way must not leave half a store."""
    new = folder.absolute() / f"{STORE_FILE}.new"
    for left_by_a_fault in folder.glob(f"{new.name}*"):
        left_by_a_fault.unlink()
    db = create_file(new, key)
    try:
        migrations.migrate(db)
        post.give(db, sign)
    finally:
        db.close()
    new.rename(folder / STORE_FILE)
    sync_folder(folder)


def open_store(
    folder: Path,
    *,
    key: bytearray,
    letter: str,
    desk: str,
    machine_now: MachineNow,
    reading: bool = False,
    drill: bool = False,
) -> Store:
    """Open the store of a data folder on the calling thread, which alone may use it. Wipes the key whatever happens.

    `key` is what `slots.unwrap` returns, `machine_now` the machine's own clock, aware. `reading` opens without taking
    the desk, beside a window that has it; then acts and drafts are refused. Raises `StoreUnavailable`.
    """
    try:
        if not folder.is_dir():
            raise StoreMissing
        lock = None if reading else DeskLock(folder)
        try:
            sign = Sign(letter=letter, desk=desk, drill=drill)
            return Store(folder, key, lock=lock, sign=sign, machine_now=machine_now)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
    finally:
        wipe(key)


def _nothing(_act: StoreAct) -> None:
    """Enter nothing."""


class Store:
    """Implements `kbdesk.desk.ports.Store`. Made by `open_store` and `create_store`; belongs to one thread.

    Every method raises `StoreUnavailable` for faults of the environment and `StoreBroken` for ours.
    """

    def __init__(
        self, folder: Path, key: bytearray, *, lock: DeskLock | None, sign: Sign, machine_now: MachineNow
    ) -> None:
        self._lock, self.sign, self._machine_now = lock, sign, machine_now
        self._first: Callable[[StoreAct], object] = _nothing
        self._connection = Connection(folder, key, reading=lock is None)
        self.copier = StoreCopier(folder.absolute() / STORE_FILE, key)
        self.stock, self.issued = StockBook(self._connection.reads), PaperBook(self._connection.reads)
        self.search = SearchIndex(self._connection, reading=lock is None)
        self.custody, self.returns = CustodyBook(self._connection.reads), ReturnBook(self._connection.reads)
        self.shifts, self.fees = ShiftBook(self._connection.reads), FeeBook(self._connection.reads)
        self.crossings, self.late = CrossingBook(self._connection.reads), LateBook(self._connection.reads)
        self.codes = CodeBook(self._connection.reads)
        self.signers, self.officers = SignerBook(self._connection.reads), OfficerBook(self._connection.reads)
        self.status, self.retention = StatusBook(self._connection.reads), RetentionBook(self._connection.reads)
        self.verify = VerifyBook(self._connection.reads, f"{sign.letter}{sign.desk}")
        try:
            with self._connection.reads() as db:
                if lock is None:
                    migrations.require_latest(db)
                else:
                    before_migrating.keep(folder, db, at=machine_now())
                    migrations.migrate(db)
                post.require(db, sign)
        except BaseException:
            self.copier.close()
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let another process have the desk."""
        self.copier.close()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    @property
    def reading(self) -> bool:
        """Whether it was opened only to be read."""
        return self._lock is None

    @property
    def trouble(self) -> StoreError | None:
        """What keeps the store from tidying up after itself, though it still records; to be shown as its health."""
        return self._connection.trouble

    def settled(self) -> bool | None:
        """Tell once what became of an act that was left in doubt: whether it is recorded, None where there was none.

        Raises `StoreInDoubt` while nobody can say, `StoreWaits` where that is of a draft or the like.
        """
        return self._connection.take_cleared()

    @contextmanager
    def act(self, *, at: datetime, officer: str) -> Iterator[StoreAct]:
        """Begin a transaction whose entries carry this instant and officer; it is committed when the block ends.

        Any exception inside undoes all of it. Returning from the block means that it is on the disk.
        Raises `StoreInDoubt` if COMMIT failed and not even opening the file anew could tell, `StoreWaits` while that is
        so of what was done before.
        """
        act = StoreAct(sign=self.sign, at=at, machine_at=self._machine_now(), officer=officer)
        with self._connection.transaction(act.landed, acknowledged=True) as db:
            act.begin(db)
            try:
                self._first(act)
                yield act
            finally:
                act.end()
        self._first = _nothing

    def enter_with_next(self, enter: Callable[[StoreAct], object]) -> None:
        """Have this entered first in the next act that is recorded: with it, or not at all."""
        self._first = enter

    def facts(self, draft: PassageDraft) -> Facts:
        """Read what is known that bears on the draft."""
        with self._connection.reads() as db:
            return lookups.facts(db, draft)

    def recorded(self, draft_id: str) -> bool:
        """Tell whether any card of this passage is in the ledger."""
        with self._connection.reads() as db:
            return lookups.recorded(db, draft_id)

    def save_draft(self, draft: PassageDraft, *, officer: str, at: datetime, parked: bool = False) -> None:
        """Keep a draft, encrypted like all else."""

        def landed(db: Database) -> bool:
            return drafts.load(db, draft.id) == draft

        with self._connection.transaction(landed) as db:
            drafts.save(db, draft, officer=officer, at=at, parked=parked)

    def load_draft(self, draft_id: str) -> PassageDraft | None:
        """Return a draft as it was last saved."""
        with self._connection.reads() as db:
            return drafts.load(db, draft_id)

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft the officer discarded."""
        with self._connection.transaction(lambda db: drafts.load(db, draft_id) is None) as db:
            drafts.drop(db, draft_id)

    def drafts(self) -> Sequence[DraftRow]:
        """Return all drafts, newest first."""
        with self._connection.reads() as db:
            return drafts.rows(db)

    def keep_bookmark(self, bookmark: Bookmark, *, officer: str, at: datetime) -> None:
        """Keep where an officer leaves off, with the draft they leave."""
        draft = bookmark.draft
        with self._connection.transaction(lambda db: bookmarks.load(db, officer) == bookmark) as db:
            bookmarks.save(db, officer, bookmark)
            if draft is not None and draft.cards():
                drafts.save(db, draft, officer=officer, at=at, parked=False)

    def take_bookmark(self, *, officer: str) -> Bookmark | None:
        """Return where an officer left off, and forget it: they are back."""
        with self._connection.reads() as db:
            found = bookmarks.load(db, officer)
        if found is not None:
            with self._connection.transaction(lambda db: bookmarks.load(db, officer) is None) as db:
                bookmarks.drop(db, officer)
        return found

    def papers(self, draft_id: str) -> Sequence[PaperRow]:
        """Return every paper of a recorded passage, in the order sealed."""
        with self._connection.reads() as db:
            return lookups.papers(db, draft_id)

    def unprinted(self) -> Sequence[PaperRow]:
        """Return what was recorded and not printed, oldest first."""
        with self._connection.reads() as db:
            return lookups.unprinted(db)

    def strays(self, row: PaperRow | None = None) -> Sequence[Stray]:
        """Return the jobs that may still come out of a printer, of a paper or of all."""
        with self._connection.reads() as db:
            return strays.of_all(db) if row is None else strays.of_paper(db, row.kind, row.number, row.sha256)

    def orders(self, *, before: int | None = None) -> Orders:
        """Return what was ordered of the law and not lifted: now, or before an entry."""
        with self._connection.reads() as db:
            return orders.current(db) if before is None else orders.before(db, before)

    def orders_changed(self) -> tuple[int, ...]:
        """Return the numbers of the entries by which the orders changed, in order."""
        with self._connection.reads() as db:
            return orders.changes(db)

    def shelf(self) -> str:
        """Return the shelf that the records say the desk obeys, empty where those of an older version name none."""
        with self._connection.reads() as db:
            return shelf.obeyed(db)

    def former_shelves(self) -> frozenset[str]:
        """Return the shelves that were obeyed before changes since somebody signed in last."""
        with self._connection.reads() as db:
            return shelf.former(db)

    def settings(self) -> SaidSettings:
        """Return what the records said last of the settings that they hold."""
        with self._connection.reads() as db:
            return said_settings.said(db)

    def last_entry(self) -> int:
        """Return the number of the last entry, 0 for an empty ledger."""
        with self._connection.reads() as db:
            return history.last(db)

    def last_made(self) -> datetime | None:
        """Return what the machine's clock showed when the last entry was made, None for an empty ledger."""
        with self._connection.reads() as db:
            return ledger.last_made(db)

    def head(self) -> tuple[int, str]:
        """Return the number of the last entry and its digest, 64 hex digits; 0 and zeros for an empty ledger."""
        with self._connection.reads() as db:
            return ledger.head(db)

    def holds(self, seq: int, digest: str) -> bool:
        """Tell whether an entry is in the ledger."""
        with self._connection.reads() as db:
            return ledger.holds(db, seq, digest)

    def knows(self, digest: str) -> bool:
        """Tell whether an entry is in the ledger, wherever it stands."""
        with self._connection.reads() as db:
            return ledger.knows(db, digest)

    def stretch(self, after: int, *, until: int, since: datetime, most: int) -> Sequence[EntryRow]:
        """Return the first `most` of what recorded or counted cards, after one entry up to another."""
        with self._connection.reads() as db:
            return history.stretch(db, after, until=until, since=since, most=most)

    def passage_entries(self, draft_id: str) -> Sequence[EntryRow]:
        """Return what recorded the cards of a passage, in order."""
        with self._connection.reads() as db:
            return history.of_passage(db, draft_id)

    def watchlist_imported(self) -> tuple[datetime, int] | None:
        """Return when the watchlist was imported and how many lines it has, None while none was."""
        with self._connection.reads() as db:
            return watchlist.imported(db)

    def watchlist_find(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the references of the watchlist's lines that any of some keys finds (`domain.watchlist`)."""
        with self._connection.reads() as db:
            return watchlist.find(db, keys)

    def check(self, *, attested: str = "") -> LedgerCheck:
        """Walk the whole ledger; `attested` is a head known from elsewhere, against which a cut tail shows."""
        with self._connection.still() as db:
            return ledger.check(db, attested=attested)

    def export(self, *, bodies: bool, masked: bool = False) -> Iterator[bytes]:
        """Yield the lines of an export of the ledger; without `bodies`, or `masked`, no personal data is in them."""
        with self._connection.reads() as db:
            yield from ledger_export.lines(db, bodies=bodies, masked=masked)

    def rebuild_compare(self) -> tuple[str, ...]:
        """Return the names of the registers that the ledger does not add up to."""
        with self._connection.still() as db:
            return rebuild_compare(db)

    def unexplained_numbers(self) -> tuple[str, ...]:
        """Return the series whose numbers are not each used once, or skipped with a reason."""
        with self._connection.still() as db:
            return numbers.unexplained(db)

    def empty_log(self) -> bool:
        """Bring the file up to its log and empty that: what was pruned stands in neither then.

        Returns False where a reader keeps it for now; the next checkpoint, or closing, does it.
        """
        return self._connection.empty_log()

    def tidy(self) -> None:
        """Tidy up at idle where there is anything to do; a failure shows in `trouble`."""
        self._connection.tidy()

    def checkpoint(self) -> None:
        """Tidy up now; a failure shows in `trouble`."""
        self._connection.checkpoint()
