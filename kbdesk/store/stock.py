"""The register of numbered blanks: stretches of one state each, moved by entries alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain import stock
from kbdesk.domain.stock import BlankError, BlankRange, BlankRow, StockCount, StockLine, Stretch, blank_range
from kbdesk.domain.vocabulary import BlankState, PaperKind
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value, words
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("stock_received", "blanks", "stock_counts")

_STRETCHES = "SELECT prefix, width, first, last, state FROM blanks WHERE kind = ?"
_TOUCHING = (
    " AND prefix = ? AND width = ? AND first <= ? AND first >= coalesce("
    "(SELECT max(first) FROM blanks WHERE kind = ? AND prefix = ? AND width = ? AND first < ?), 0)"
)
_IN_DRAWER = (
    "SELECT prefix, width, first, last, state FROM blanks INDEXED BY blanks_in_drawer "
    "WHERE kind = ? AND state = 'in-drawer' ORDER BY prefix, width, first LIMIT ?"
)
_TO_ISSUE = (
    "SELECT kind, sum(last - first + 1) FROM blanks INDEXED BY blanks_in_drawer WHERE state = 'in-drawer' GROUP BY kind"
)
_UNCONFIRMED = (
    "SELECT kind, prefix, width, first, last, state FROM blanks INDEXED BY blanks_unconfirmed "
    "WHERE state IN ('reserved', 'printed') ORDER BY kind, prefix, width, first"
)
_ON_BLANK = (
    "SELECT p.number, p.copy, e.at, e.officer FROM papers p JOIN entries e ON e.seq = p.sealed "
    "WHERE p.kind = ? AND p.blank = ? AND p.blank <> '' ORDER BY p.sealed DESC LIMIT 1"
)
_COUNTS = (
    "SELECT c.counted, c.expected, c.explanation, e.at, e.officer FROM stock_counts c "
    "JOIN entries e ON e.seq = c.entry WHERE c.kind = ? ORDER BY c.entry DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class StockBook:
    """Implements `kbdesk.desk.stock.Blanks` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def to_issue(self) -> Mapping[PaperKind, int]:
        """Return how many blanks lie in the drawer, by kind; a kind without any is not named."""
        with self.reads() as db:
            return to_issue(db)

    def next_blanks(self, kind: PaperKind, count: int) -> tuple[str, ...]:
        """Return the numbers of the next blanks in the drawer, lowest first; fewer where there are fewer."""
        numbers: list[str] = []
        with self.reads() as db:
            for stretch in (_stretch(row) for row in db.execute(_IN_DRAWER, (kind, count))):
                numbers.extend(number for number, _ in zip(stretch.blanks.numbers(), range(count), strict=False))
        return tuple(numbers[:count])

    def within(self, kind: PaperKind, blanks: BlankRange) -> tuple[Stretch, ...]:
        """Return the stretches that a range meets, whole."""
        with self.reads() as db:
            return tuple(stretch for stretch in _touching(db, kind, blanks) if stretch.blanks.meets(blanks))

    def line(self, kind: PaperKind) -> StockLine:
        """Return all that is known of the blanks of one kind."""
        with self.reads() as db:
            return _line(db, kind)

    def lines(self) -> tuple[StockLine, ...]:
        """Return all blanks, kind by kind; a kind of which none was ever received is left out."""
        with self.reads() as db:
            kinds = [PaperKind(kind) for (kind,) in db.execute("SELECT DISTINCT kind FROM stock_received ORDER BY 1")]
            return tuple(_line(db, kind) for kind in kinds)

    def unconfirmed(self) -> tuple[BlankRow, ...]:
        """Return the blanks of which an officer must still say what became of them, in order."""
        with self.reads() as db:
            return tuple(_unconfirmed(db))

    def paper_on(self, kind: PaperKind, blank: str) -> tuple[str, int] | None:
        """Return number and copy of the paper that a blank was taken for last, None if it never was for one."""
        with self.reads() as db:
            row = db.execute(_ON_BLANK, (kind, blank)).fetchone()
        return None if row is None else (str(row[0]), int(row[1]))

    def blanks_of(self, kind: PaperKind, number: str) -> tuple[str, ...]:
        """Return the blanks that papers of a kind and number were taken from, the newest last."""
        with self.reads() as db:
            rows = db.execute(
                "SELECT blank FROM papers WHERE number = ? AND kind = ? AND blank <> '' ORDER BY sealed, place",
                (number, kind),
            )
            return tuple(str(blank) for (blank,) in rows)


def to_issue(db: Database) -> Mapping[PaperKind, int]:
    """Return how many blanks lie in the drawer, by kind; a kind without any is not named."""
    return {PaperKind(kind): int(count) for kind, count in db.execute(_TO_ISSUE)}


def move(db: Database, kind: str, blanks: BlankRange, to: BlankState) -> None:
    """Bring a range into a state inside an act. Raises `StoreBroken` where the desk should have refused it."""
    before = _touching(db, kind, blanks)
    try:
        _replace(db, kind, before, stock.moved(before, blanks, to))
    except BlankError as error:
        raise _broken() from error


def _received(db: Database, entry: Entry) -> None:
    kind, blanks = text(entry, "kind"), _range(entry)
    before = _touching(db, kind, blanks)
    try:
        _replace(db, kind, before, stock.received(before, blanks))
    except BlankError as error:
        raise _broken() from error
    db.execute(
        "INSERT INTO stock_received (entry, kind, prefix, width, first, last, source) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry.seq, kind, *blanks.series, blanks.first, blanks.last, text(entry, "source")),
    )


def _moved(db: Database, entry: Entry) -> None:
    move(db, text(entry, "kind"), _range(entry), _state(entry))


def _counted(db: Database, entry: Entry) -> None:
    counted, expected = (value(entry, key, int) for key in ("counted", "expected"))
    db.execute(
        "INSERT INTO stock_counts (entry, kind, counted, expected, explanation) VALUES (?, ?, ?, ?, ?)",
        (entry.seq, text(entry, "kind"), counted, expected, text(entry, "explanation")),
    )


def _confirmed(db: Database, entry: Entry) -> None:
    kind, run, spoiled = text(entry, "kind"), _range(entry), frozenset(words(entry, "spoiled"))
    for stretch in _touching(db, kind, run):
        if not stretch.blanks.meets(run) or stretch.state is BlankState.SPOILED:
            continue
        for number in stretch.blanks.common(run).numbers():
            move(db, kind, blank_range(number), BlankState.SPOILED if number in spoiled else BlankState.HANDED_OVER)


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "stock.received": _received,
        "blank.moved": _moved,
        "stock.counted": _counted,
        "print.confirmed": _confirmed,
    }
)
"""What each kind of entry means to this register; papers sealed, printed and reprinted move blanks too (`papers`)."""


def _line(db: Database, kind: PaperKind) -> StockLine:
    received = db.execute("SELECT coalesce(sum(last - first + 1), 0) FROM stock_received WHERE kind = ?", (kind,))
    stretches = tuple(_stretch(row) for row in db.execute(_STRETCHES + " ORDER BY prefix, width, first", (kind,)))
    counted = db.execute(_COUNTS, (kind,)).fetchone()
    return StockLine(
        kind=kind,
        received=int(received.fetchone()[0]),
        counts=stock.counts(stretches),
        stretches=stretches,
        last_count=None if counted is None else _count(kind, counted),
    )


def _count(kind: PaperKind, row: tuple[int, int, str, str, str]) -> StockCount:
    counted, expected, explanation, at, officer = row
    return StockCount(
        kind=kind,
        counted=counted,
        expected=expected,
        explanation=explanation,
        at=datetime.fromisoformat(at),
        officer=officer,
    )


def _unconfirmed(db: Database) -> Iterator[BlankRow]:
    for kind, *row in db.execute(_UNCONFIRMED).fetchall():
        stretch = _stretch(row)
        for blank in stretch.blanks.numbers():
            found = db.execute(_ON_BLANK, (kind, blank)).fetchone()
            if found is None:
                raise StoreBroken("A blank was taken for no paper.")
            number, copy, at, officer = found
            yield BlankRow(
                kind=PaperKind(kind),
                blank=blank,
                state=stretch.state,
                number=number,
                copy=copy,
                at=datetime.fromisoformat(at),
                officer=officer,
            )


def _touching(db: Database, kind: str, blanks: BlankRange) -> tuple[Stretch, ...]:
    """Return the stretches that a range meets, and its neighbours on both sides."""
    series = (kind, *blanks.series)
    rows = db.execute(
        _STRETCHES + _TOUCHING + " ORDER BY first",
        (*series, blanks.last + 1, *series, blanks.first),
    )
    return tuple(_stretch(row) for row in rows)


def _replace(db: Database, kind: str, before: tuple[Stretch, ...], after: tuple[Stretch, ...]) -> None:
    for gone in (stretch for stretch in before if stretch not in after):
        place = (kind, *gone.blanks.series, gone.blanks.first)
        db.execute("DELETE FROM blanks WHERE kind = ? AND prefix = ? AND width = ? AND first = ?", place)
    for made in (stretch for stretch in after if stretch not in before):
        db.execute(
            "INSERT INTO blanks (kind, prefix, width, first, last, state) VALUES (?, ?, ?, ?, ?, ?)",
            (kind, *made.blanks.series, made.blanks.first, made.blanks.last, made.state),
        )


def _stretch(row: Sequence[object]) -> Stretch:
    prefix, width, first, last, state = row
    blanks = BlankRange(prefix=str(prefix), width=int(str(width)), first=int(str(first)), last=int(str(last)))
    return Stretch(blanks=blanks, state=BlankState(str(state)))


def _range(entry: Entry) -> BlankRange:
    try:
        return blank_range(text(entry, "first"), text(entry, "last"))
    except BlankError as error:
        raise _broken() from error


def _state(entry: Entry) -> BlankState:
    try:
        return BlankState(text(entry, "to"))
    except ValueError as error:
        raise _broken() from error


def _broken() -> StoreBroken:
    return StoreBroken("Blanks were to be moved in a way that they cannot; nothing was recorded.")
