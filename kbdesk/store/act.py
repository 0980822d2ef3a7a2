"""An act: everything done in one transaction, by one officer, at one instant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime

from kbdesk.domain.facts import Facts
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Series
from kbdesk.domain.watchlist import WatchlistLine
from kbdesk.store import bookmarks, drafts, ledger, lookups, numbers, officers, orders, registers, signers, watchlist
from kbdesk.store.crossings import CrossingBook
from kbdesk.store.custody import CustodyBook
from kbdesk.store.engine import Database
from kbdesk.store.errors import StoreBroken
from kbdesk.store.fees import FeeBook
from kbdesk.store.late import LateBook
from kbdesk.store.ledger import Entry
from kbdesk.store.officers import OfficerBook
from kbdesk.store.paper_book import PaperBook
from kbdesk.store.post import Sign
from kbdesk.store.rebuild import refill
from kbdesk.store.retention import RetentionBook, forget_drafts
from kbdesk.store.returns import ReturnBook
from kbdesk.store.shifts import ShiftBook
from kbdesk.store.signers import SignerBook
from kbdesk.store.stock import StockBook


class StoreAct:
    """Implements `kbdesk.desk.ports.Act` while its transaction is open; afterwards everything is refused."""

    def __init__(self, *, sign: Sign, at: datetime, machine_at: datetime, officer: str) -> None:
        self._db: Database | None = None
        self._sign, self._at, self._machine_at, self._officer = sign, at, machine_at, officer
        self._last: Entry | None = None

    def facts(self, draft: PassageDraft) -> Facts:
        """Read, inside the transaction, what is known that bears on the draft."""
        return lookups.facts(self._open(), draft)

    def orders(self) -> Orders:
        """Read, inside the transaction, what was ordered of the law and not lifted."""
        return orders.current(self._open())

    def recorded_cards(self, draft_id: str) -> frozenset[str]:
        """Return the paths of this passage's cards that are in the ledger."""
        return lookups.recorded_cards(self._open(), draft_id)

    def number(self, series: Series) -> str:
        """Take the next number of a series: nine characters, check character included."""
        return numbers.take(self._open(), series, letter=self._sign.letter, desk=self._sign.desk)

    def numbers(self, series: Series, count: int) -> tuple[int, int]:
        """Take several numbers of a series at once; returns the first and the last serial."""
        return numbers.take_run(self._open(), series, count)

    def left(self, series: Series) -> int:
        """Return how many numbers of a series nobody has taken."""
        return numbers.left(self._open(), series)

    def append(self, kind: str, body: Mapping[str, object]) -> str:
        """Add an entry and its register rows; return its digest, 64 hex digits. Raises `StoreBroken`."""
        db = self._open()
        officers.require(db, self._officer, kind, body)
        self._last = ledger.append(
            db, at=self._at, machine_at=self._machine_at, officer=self._officer, kind=kind, body=body
        )
        registers.project(db, self._last)
        return self._last.digest

    def save_draft(self, draft: PassageDraft) -> None:
        """Keep what stays of the passage, parked."""
        drafts.save(self._open(), draft, officer=self._officer, at=self._at, parked=True)

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft that has become a record."""
        drafts.drop(self._open(), draft_id)

    def replace_watchlist(self, lines: Sequence[WatchlistLine], *, sha256: str) -> None:
        """Put a list in the place of the one before; `sha256` is that of its file, 64 hex digits."""
        watchlist.replace(self._open(), lines, at=self._at, sha256=sha256)

    def watchlist_gone(self, lines: Sequence[WatchlistLine]) -> int:
        """Return how many lines of the list that stands are not, word for word, among others."""
        return watchlist.gone(self._open(), lines)

    @property
    def custody(self) -> CustodyBook:
        """The register of custody, inside the transaction."""
        return CustodyBook(lambda: nullcontext(self._open()))

    @property
    def returns(self) -> ReturnBook:
        """The registers of returns and claims, inside the transaction."""
        return ReturnBook(lambda: nullcontext(self._open()))

    def refill_registers(self) -> tuple[str, ...]:
        """Bring the registers to what the ledger adds up to; returns the names of those that were not."""
        return refill(self._open())

    @property
    def stock(self) -> StockBook:
        """The register of numbered blanks, inside the transaction."""
        return StockBook(lambda: nullcontext(self._open()))

    @property
    def issued(self) -> PaperBook:
        """The registers of papers and of what became of them, inside the transaction."""
        return PaperBook(lambda: nullcontext(self._open()))

    @property
    def shifts(self) -> ShiftBook:
        """The register of shifts, inside the transaction."""
        return ShiftBook(lambda: nullcontext(self._open()))

    @property
    def crossings(self) -> CrossingBook:
        """The register of what was ordered of the crossing, inside the transaction."""
        return CrossingBook(lambda: nullcontext(self._open()))

    @property
    def fees(self) -> FeeBook:
        """The register of fees, inside the transaction."""
        return FeeBook(lambda: nullcontext(self._open()))

    @property
    def late(self) -> LateBook:
        """The register of emergency forms, inside the transaction."""
        return LateBook(lambda: nullcontext(self._open()))

    @property
    def signers(self) -> SignerBook:
        """The registers of the desk's keys and of the trust bundle, inside the transaction."""
        return SignerBook(lambda: nullcontext(self._open()))

    @property
    def officers(self) -> OfficerBook:
        """The register of officers, inside the transaction."""
        return OfficerBook(lambda: nullcontext(self._open()))

    @property
    def retention(self) -> RetentionBook:
        """The registers of retention, inside the transaction."""
        return RetentionBook(lambda: nullcontext(self._open()))

    def forget_drafts(self, before: date) -> int:
        """Forget the drafts that nobody saved since a day; return how many there were."""
        return forget_drafts(self._open(), before)

    def keep_secret(self, key: str, secret: bytearray) -> None:
        """Keep the passphrase or PIN that opens a key; it stands in no entry."""
        signers.keep_secret(self._open(), key, secret)

    def drop_secret(self, key: str) -> None:
        """Forget the passphrase or PIN that opens a key."""
        signers.drop_secret(self._open(), key)

    def hand_over_drafts(self, officer: str, to: str) -> int:
        """Make an officer's drafts another's; return how many there were. Nothing of them stays where they left off."""
        bookmarks.drop(self._open(), officer)
        return drafts.hand_over(self._open(), officer, to)

    def give_draft(self, draft_id: str, officer: str, to: str) -> bool:
        """Make an officer's draft another's; False where it is not theirs. Nothing of it stays where they left off."""
        given = drafts.give(self._open(), draft_id, officer, to)
        if given and bookmarks.is_at(self._open(), officer, draft_id):
            bookmarks.drop(self._open(), officer)
        return given

    def begin(self, db: Database) -> None:
        """Take the open transaction."""
        self._db = db

    def landed(self, db: Database) -> bool:
        """Tell whether the last entry of this act stands in the ledger; without entries the act can be repeated."""
        return self._last is not None and ledger.holds(db, self._last.seq, self._last.digest)

    def end(self) -> None:
        """Refuse everything from now on."""
        self._db = None

    def _open(self) -> Database:
        if self._db is None:
            raise StoreBroken("The act is over; nothing more was recorded.")
        return self._db
