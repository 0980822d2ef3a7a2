"""The registers of returns and claims: what was handed back, and what another desk owes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.returns import ClaimRow, ClaimState, Recorded, Returnable, ReturnRow
from kbdesk.domain.vocabulary import PermitState
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("returns", "claims")

_WHOLE: Final = "c.entry NOT IN (SELECT seq FROM pruned)"
_REGISTERS: Final = MappingProxyType({Returnable.PERMIT: "permits", Returnable.REGISTRATION: "registrations"})
_RECORDED: Final = """
    SELECT t.number, t.state, t.envelope, t.valid_from, t.valid_until, t.card, e.at, e.officer, b.body
    FROM {table} t JOIN entries e ON e.seq = t.entry LEFT JOIN bodies b ON b.seq = t.entry WHERE {where}
"""
_OF_ANY_STATE: Final = """t.document IN (
    WITH RECURSIVE documents(first) AS (
        SELECT min(document) FROM permits WHERE document > ''
        UNION ALL
        SELECT (SELECT min(document) FROM permits WHERE document > substr(first, 1, instr(first, ' ') - 1) || '!')
        FROM documents WHERE first IS NOT NULL
    )
    SELECT substr(first, 1, instr(first, ' ')) || ?1 FROM documents WHERE first IS NOT NULL
)"""
"""A document's number with every issuing state that the register knows, found by leaps along its index."""


class ReturnBook:
    """Answers about what can be returned and what was; it implements `kbdesk.desk.returns.ReturnReader`."""

    def __init__(self, reads: Callable[[], AbstractContextManager[Database]]) -> None:
        self._reads = reads

    def recorded(self, kind: Returnable, number: str) -> Recorded | None:
        """Return a permit or registration of this desk by its number."""
        return next(iter(self._recorded(kind, "t.number = ?", number)), None)

    def by_document(self, number: str) -> Sequence[Recorded]:
        """Return the permits given for documents of a number, of any state, the newest last."""
        return self._recorded(Returnable.PERMIT, _OF_ANY_STATE, number)

    def by_plate(self, plate: str) -> Sequence[Recorded]:
        """Return the registrations given for a plate, or bearing it, the newest last."""
        return self._recorded(Returnable.REGISTRATION, "t.plate = ?1 OR t.old_plate = ?1", plate)

    def returns(self, kind: Returnable, number: str) -> Sequence[ReturnRow]:
        """Return every return of a permit or registration, oldest first."""
        sql = (
            "SELECT r.number, r.kind, r.returned, r.envelope, e.at, e.officer, r.closed FROM returns r "
            "JOIN entries e ON e.seq = r.entry WHERE r.returned = ? AND r.kind = ? ORDER BY r.entry"
        )
        with self._reads() as db:
            return [
                ReturnRow(
                    number=own,
                    kind=Returnable(what),
                    returned=returned,
                    envelope=envelope,
                    at=datetime.fromisoformat(at),
                    officer=officer,
                    closed=bool(closed),
                )
                for own, what, returned, envelope, at, officer, closed in db.execute(sql, (number, str(kind)))
            ]

    def claims(self, claimed: str = "") -> Sequence[ClaimRow]:
        """Return the claims for a number that were not withdrawn, or all that are queued, oldest first."""
        if claimed:
            return self._claims("c.claimed = ? AND c.state <> ? ORDER BY c.entry", claimed, ClaimState.WITHDRAWN)
        return self._claims("c.state = ? ORDER BY c.entry", ClaimState.QUEUED)

    def ended_claims(self, most: int) -> Sequence[ClaimRow]:
        """Return the claims that have ended, the newest first, but for those whose case was pruned."""
        return self._claims(f"c.state <> ? AND {_WHOLE} ORDER BY c.entry DESC LIMIT ?", ClaimState.QUEUED, most)

    def claim(self, number: str) -> ClaimRow | None:
        """Return a claim by its own number, None for one whose case was pruned too."""
        return next(iter(self._claims(f"c.number = ? AND {_WHOLE}", number)), None)

    def _claims(self, where: str, *values: object) -> Sequence[ClaimRow]:
        sql = (
            "SELECT c.number, c.kind, c.claimed, c.crossing, c.desk, e.at, e.officer, c.state FROM claims c "
            f"JOIN entries e ON e.seq = c.entry WHERE {where}"
        )
        with self._reads() as db:
            return [
                ClaimRow(
                    number=number,
                    kind=Returnable(kind),
                    claimed=claimed,
                    crossing=crossing,
                    desk=desk,
                    at=datetime.fromisoformat(at),
                    officer=officer,
                    state=ClaimState(state),
                )
                for number, kind, claimed, crossing, desk, at, officer, state in db.execute(sql, values)
            ]

    def _recorded(self, kind: Returnable, where: str, key: str) -> Sequence[Recorded]:
        sql = _RECORDED.format(table=_REGISTERS[kind], where=where)
        with self._reads() as db:
            return [_row(kind, row) for row in db.execute(f"{sql} ORDER BY t.entry", (key,))]


def _row(kind: Returnable, row: tuple[Any, ...]) -> Recorded:
    number, state, envelope, valid_from, valid_until, card, at, officer, body = row
    return Recorded(
        kind=kind,
        number=number,
        state=PermitState(state),
        envelope=envelope,
        valid_from=date.fromisoformat(valid_from),
        valid_until=date.fromisoformat(valid_until),
        card=card,
        at=datetime.fromisoformat(at),
        officer=officer,
        body={} if body is None else json.loads(body),
    )


def _returned(db: Database, entry: Entry) -> None:
    _list(db, entry)
    kind, number, closes = Returnable(text(entry, "kind")), text(entry, "returned"), value(entry, "closes", bool)
    lost = bool(text(entry, "report_reference"))
    said = (text(entry, "envelope"), text(entry, "collector"), int(lost), value(entry, "overstay_days", int))
    db.execute(
        "INSERT INTO returns (number, entry, kind, returned, envelope, collector, lost, overstay_days, closed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (text(entry, "number"), entry.seq, str(kind), number, *said, int(closes)),
    )
    if closes and "desk" not in entry.body:  # the paper of another desk stands in that desk's registers
        close(db, kind, number, entry.kind)


def close(db: Database, kind: Returnable, number: str, by: str) -> None:
    """Write a permit or registration as returned. Raises `StoreBroken` if it is not there, or is so already."""
    changed = db.execute(
        f"UPDATE {_REGISTERS[kind]} SET state = ? WHERE number = ? AND state <> ? RETURNING number",
        (PermitState.RETURNED, number, PermitState.RETURNED),
    ).fetchall()
    if not changed:
        raise StoreBroken(f"There is no {kind} that {by} could close; nothing was recorded.")


def _claimed(db: Database, entry: Entry) -> None:
    _list(db, entry)
    said = tuple(text(entry, key) for key in ("number", "kind", "claimed", "crossing", "desk"))
    number, kind, claimed, *rest = said
    db.execute("DELETE FROM claims WHERE claimed = ? AND kind = ? AND state = ?", (claimed, kind, ClaimState.WITHDRAWN))
    db.execute(
        "INSERT INTO claims (number, entry, kind, claimed, crossing, desk, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, entry.seq, kind, claimed, *rest, ClaimState.QUEUED),
    )


def _claim_to(state: ClaimState) -> Callable[[Database, Entry], None]:
    """Return what brings a claim to a state; one that is not there undoes the act."""

    def change(db: Database, entry: Entry) -> None:
        changed = db.execute("UPDATE claims SET state = ? WHERE number = ?", (state, text(entry, "number")))
        if changed.rowcount != 1:
            raise StoreBroken(f"The entry {entry.kind} names a claim that is not there; nothing was recorded.")

    return change


def _list(db: Database, entry: Entry) -> None:
    db.execute("INSERT INTO passages (passage, entry, card) VALUES (?, ?, '')", (text(entry, "passage"), entry.seq))


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "return.recorded": _returned,
        "claim.recorded": _claimed,
        "claim.settled": _claim_to(ClaimState.SETTLED),
        "claim.withdrawn": _claim_to(ClaimState.WITHDRAWN),
        "claim.reopened": _claim_to(ClaimState.QUEUED),
    }
)
"""What each kind of entry means to these registers."""
