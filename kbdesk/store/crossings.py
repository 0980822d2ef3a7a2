"""The register of what was ordered of the crossing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.crossing import CrossingStatus
from kbdesk.domain.vocabulary import CrossingState
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text
from kbdesk.store.ledger import Entry

TABLES = ("crossing_orders",)


@dataclass(frozen=True, slots=True)
class CrossingBook:
    """Implements `kbdesk.desk.crossing.Crossings` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def orders(self) -> tuple[CrossingStatus, ...]:
        """Return the orders that may count at some instant from the last one on, newest first."""
        with self.reads() as db:
            return orders(db)


def orders(db: Database) -> tuple[CrossingStatus, ...]:
    """Return the orders, newest first, down to the first one that left nothing to those before it."""
    found = []
    for at, officer, state, reason, reference, ordered_by, from_at, until in db.execute(
        "SELECT at, officer, state, reason, order_reference, ordered_by, from_at, until FROM crossing_orders "
        "ORDER BY entry DESC"
    ):
        order = CrossingStatus(
            state=CrossingState(state),
            reason=reason,
            order_reference=reference,
            ordered_by=ordered_by,
            officer=officer,
            set_at=datetime.fromisoformat(at),
            from_at=datetime.fromisoformat(from_at),
            until=datetime.fromisoformat(until) if until else None,
        )
        found.append(order)
        if order.until is None and order.from_at == order.set_at:
            break
    return tuple(found)


def _set(db: Database, entry: Entry) -> None:
    said = tuple(text(entry, key) for key in ("state", "reason", "order_reference", "ordered_by", "from", "until"))
    db.execute(
        "INSERT INTO crossing_orders (entry, at, officer, state, reason, order_reference, ordered_by, from_at, until) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.seq, entry.at.isoformat(), entry.officer, *said),
    )


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType({"crossing.set": _set})
"""What each kind of entry means to this register."""
