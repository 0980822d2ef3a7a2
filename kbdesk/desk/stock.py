"""The stock of numbered blanks: receive, move, count, confirm what was printed; and take them when papers are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from kbdesk.desk.blanks import Blanks
from kbdesk.desk.ports import Body, Clock, PaperRow
from kbdesk.desk.stock_errors import StockError
from kbdesk.domain import stock
from kbdesk.domain.stock import (
    BY_HAND,
    MOVES,
    ON_BLANKS,
    UNCONFIRMED,
    BlankError,
    BlankRange,
    BlankRow,
    StockLine,
    StockReport,
    Stretch,
)
from kbdesk.domain.vocabulary import BlankState, PaperKind

LONGEST_TEXT = 200
T = TypeVar("T")


class Issued(Protocol):
    """The register of papers, as far as blanks need it."""

    def rows(self, number: str) -> Sequence[PaperRow]:
        """Return every paper of a number, of whatever series and copies too, in the order sealed."""


class StockAct(Protocol):
    """What this procedure needs of an act."""

    @property
    def stock(self) -> Blanks:
        """The register of blanks, inside the transaction."""

    @property
    def issued(self) -> Issued:
        """The register of papers, inside the transaction."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


class StockStore(Protocol):
    """What this procedure needs of the store."""

    @property
    def stock(self) -> Blanks:
        """The register of blanks."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[StockAct]:
        """Begin a transaction."""


class StockDesk:
    """The stock of a desk (store thread). Refusals are `StockError`; nothing has been recorded then."""

    def __init__(self, *, store: StockStore, clock: Clock, officer: str) -> None:
        self._store, self._clock, self._officer = store, clock, officer

    def receive(self, kind: PaperKind, first: str, last: str, *, source: str) -> BlankRange:
        """Take a box of blanks in, by the numbers of its first and last sheet; `source` is the delivery note.

        They are `received`, not yet in the drawer. A range that meets another is refused, naming both.
        """
        blanks, said = _range(first, last), _said(source, "stock.source-missing")
        if kind not in ON_BLANKS:
            raise StockError("stock.kind", kind=str(kind))
        with self._act() as act:
            _try(lambda: stock.received(act.stock.within(kind, blanks), blanks))
            act.append("stock.received", {**_body(kind, blanks), "source": said})
        return blanks

    def move(self, kind: PaperKind, first: str, last: str = "", *, to: BlankState, reason: str = "") -> BlankRange:
        """Bring blanks into another state by hand: all of them or none. What is spoiled or missing needs a reason,
        and so does what was taken for a paper.
        """
        blanks = _range(first, last)
        if to not in BY_HAND:
            raise StockError("stock.by-hand", to=str(to))
        with self._act() as act:
            standing = act.stock.within(kind, blanks)
            _try(lambda: stock.moved(standing, blanks, to))
            lost = to in (BlankState.SPOILED, BlankState.MISSING)
            if lost or any(stretch.state in (*UNCONFIRMED, BlankState.HANDED_OVER) for stretch in standing):
                _said(reason, "stock.reason-missing")
            act.append("blank.moved", {**_body(kind, blanks), "to": str(to), "reason": " ".join(reason.split())})
        return blanks

    def count(self, kind: PaperKind, counted: int, *, explanation: str = "") -> StockLine:
        """Enter how many blanks of a kind lie in the drawer; a difference needs an explanation."""
        if counted < 0:
            raise StockError("stock.count-bad")
        with self._act() as act:
            expected = act.stock.line(kind).in_drawer
            if counted != expected and not explanation.strip():
                raise StockError("stock.count-differs", counted=str(counted), expected=str(expected))
            said = {"kind": str(kind), "counted": counted, "expected": expected}
            act.append("stock.counted", {**said, "explanation": " ".join(explanation.split())})
            return act.stock.line(kind)

    def report(self) -> StockReport:
        """Return all blanks, kind by kind, and those that nobody has confirmed yet."""
        return StockReport(lines=self._store.stock.lines(), unconfirmed=self._store.stock.unconfirmed())

    def unconfirmed(self) -> tuple[BlankRow, ...]:
        """Return the blanks of which an officer must still say what became of them: shown at start and shift close."""
        return self._store.stock.unconfirmed()

    def confirm(
        self, kind: PaperKind, first: str, last: str = "", *, spoiled: Sequence[str] = (), reason: str = ""
    ) -> BlankRange:
        """Confirm a run of printed sheets by its first and last; those named spoiled are not handed over.

        A sheet of which the desk does not know that it was printed (the power went) counts as printed by this. Every
        sheet of the run must wait for it, or be spoiled already; otherwise nothing is recorded.
        """
        run, exceptions = _range(first, last), tuple(str(_range(number, "")) for number in spoiled)
        with self._act() as act:
            standing = act.stock.within(kind, run)
            _require_waiting(standing, run, exceptions)
            self._enter_printed(act, kind, standing, run, exceptions)
            act.append(
                "print.confirmed",
                {**_body(kind, run), "spoiled": list(exceptions), "reason": " ".join(reason.split())},
            )
        return run

    def confirm_paper(self, kind: PaperKind, number: str, *, spoiled: bool = False, reason: str = "") -> BlankRange:
        """Confirm, or mark as spoiled, the sheet that the newest paper of a number waits on: its seal was scanned."""
        waiting = [row for row in self._store.stock.unconfirmed() if (row.kind, row.number) == (kind, number)]
        if not waiting:
            raise StockError("stock.not-waiting", kind=str(kind), number=number)
        blank = max(waiting, key=lambda row: row.copy).blank
        if spoiled:
            return self.move(kind, blank, to=BlankState.SPOILED, reason=reason)
        return self.confirm(kind, blank)

    def _act(self) -> AbstractContextManager[StockAct]:
        return self._store.act(at=self._clock.now(), officer=self._officer)

    def _enter_printed(
        self, act: StockAct, kind: PaperKind, standing: Sequence[Stretch], run: BlankRange, spoiled: Sequence[str]
    ) -> None:
        """Enter as printed what lies reserved in a run and was handed over all the same."""
        reserved = {
            number
            for stretch in standing
            if stretch.state is BlankState.RESERVED
            for number in stretch.blanks.common(run).numbers()
        } - {*spoiled}
        for row in act.stock.unconfirmed():
            if row.kind is kind and row.blank in reserved:
                (paper,) = (p for p in act.issued.rows(row.number) if (p.kind, p.blank) == (kind, row.blank))
                said = {"kind": str(kind), "number": row.number, "copy": row.copy, "sha256": paper.sha256}
                act.append("paper.printed", said)


def _require_waiting(standing: Sequence[Stretch], run: BlankRange, spoiled: Sequence[str]) -> None:
    there = {number: stretch.state for stretch in standing for number in stretch.blanks.common(run).numbers()}
    outside = next((number for number in spoiled if number not in there), None)
    if outside is not None:
        raise StockError("stock.outside", blank=outside, range=str(run))
    if len(there) != run.count:
        raise StockError("stock.unknown", range=str(run))
    for number, state in there.items():
        to = BlankState.SPOILED if number in spoiled else BlankState.HANDED_OVER
        if state not in (*UNCONFIRMED, BlankState.SPOILED) or (number in spoiled and to not in MOVES[state]):
            raise StockError("stock.state", blank=number, state=str(state), to=str(to))


def _body(kind: PaperKind, blanks: BlankRange) -> dict[str, object]:
    return {"kind": str(kind), "first": blanks.first_number, "last": blanks.last_number}


def _range(first: str, last: str) -> BlankRange:
    return _try(lambda: stock.blank_range(first, last))


def _try(step: Callable[[], T]) -> T:
    """Take a step in the pure stock: what it refuses is refused before anything is recorded."""
    try:
        return step()
    except BlankError as error:
        raise StockError(f"stock.{error.code}", **error.values) from error


def _said(text: str, code: str) -> str:
    """Return a text as one line; `StockError` if it is empty or too long."""
    line = " ".join(text.split())
    if not line or len(line) > LONGEST_TEXT:
        raise StockError(code)
    return line
