"""The register of fees settled and of the drawer counted; what was charged stands in the register of charges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from kbdesk.domain.fees import Due, total
from kbdesk.domain.vocabulary import Means
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("settlements", "drawer_counts")

_DUE = (
    "SELECT f.number, f.code, f.amount, f.currency, p.passage, f.card, e.at FROM fees f "
    "JOIN entries e ON e.seq = f.entry JOIN passages p ON p.entry = f.entry "
    "WHERE NOT EXISTS (SELECT 1 FROM settlements s WHERE s.charge = f.entry)"
)


@dataclass(frozen=True, slots=True)
class FeeBook:
    """Implements `kbdesk.desk.fees.Fees` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def due(self, *, number: str = "", passage: str = "") -> tuple[Due, ...]:
        """Return what is charged and not settled, oldest first: all of it, of one paper, or of one passage."""
        where = " AND f.number = ?" * bool(number) + " AND p.passage = ?" * bool(passage)
        with self.reads() as db:
            rows = db.execute(_DUE + where + " ORDER BY f.entry", tuple(filter(None, (number, passage)))).fetchall()
        return tuple(
            Due(
                number=number,
                code=code,
                amount=Decimal(amount),
                currency=currency,
                passage=passage,
                card=card,
                charged_at=datetime.fromisoformat(at),
            )
            for number, code, amount, currency, passage, card, at in rows
        )

    def charged(self, number: str) -> bool:
        """Tell whether anything was ever charged with a paper."""
        with self.reads() as db:
            return db.execute("SELECT 1 FROM fees WHERE number = ? LIMIT 1", (number,)).fetchone() is not None


def drawer(db: Database, float_amount: Decimal, *, since: int) -> Decimal:
    """Return what the drawer should hold: what was counted last since an entry, or the float, and cash after it."""
    row = db.execute(
        "SELECT entry, counted FROM drawer_counts WHERE entry > ? ORDER BY entry DESC LIMIT 1", (since,)
    ).fetchone()
    begun, held = (since, float_amount) if row is None else (int(row[0]), Decimal(row[1]))
    paid = db.execute("SELECT amount FROM settlements WHERE entry > ? AND means = ?", (begun, Means.CASH))
    return total([held, *(Decimal(amount) for (amount,) in paid)])


def _paid(db: Database, entry: Entry) -> None:
    _settle(db, entry, means=text(entry, "means"))


def _waived(db: Database, entry: Entry) -> None:
    _settle(db, entry, means="")


def _settle(db: Database, entry: Entry, *, means: str) -> None:
    row = db.execute(
        "SELECT f.entry, f.amount FROM fees f WHERE f.number = ? AND f.code = ? "
        "AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.charge = f.entry) ORDER BY f.entry LIMIT 1",
        (text(entry, "number"), text(entry, "code")),
    ).fetchone()
    if row is None or row[1] != text(entry, "amount"):
        raise StoreBroken(f"There is no fee due that {entry.kind} could settle; nothing was recorded.")
    db.execute(
        "INSERT INTO settlements (charge, entry, means, amount) VALUES (?, ?, ?, ?)",
        (row[0], entry.seq, means, row[1]),
    )


def _counted(db: Database, entry: Entry) -> None:
    words = tuple(text(entry, key) for key in ("shift", "expected", "counted", "explanation"))
    db.execute(
        "INSERT INTO drawer_counts (entry, shift, expected, counted, explanation) VALUES (?, ?, ?, ?, ?)",
        (entry.seq, *words),
    )


def _receipted(db: Database, entry: Entry) -> None:
    db.execute("INSERT INTO passages (passage, entry, card) VALUES (?, ?, '')", (text(entry, "passage"), entry.seq))


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "fee.paid": _paid,
        "fee.waived": _waived,
        "fee-receipt.recorded": _receipted,
        "drawer.counted": _counted,
    }
)
"""What each kind of entry means to this register."""
