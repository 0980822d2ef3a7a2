"""The registers: what the ledger adds up to, projected entry by entry in the transaction that adds the entry."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from kbdesk.domain.vocabulary import Decision, Disposition, PermitState
from kbdesk.store import orders, people
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text as _text
from kbdesk.store.entry_body import value as _value
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = (
    *("passages", "permits", "registrations", "envelopes", "refusals", "papers", "fees", "counts", "people"),
    *orders.TABLES,
)
"""Every table that can be rebuilt from the ledger alone."""


def project(db: Database, entry: Entry) -> None:
    """Write what an entry means into the registers; an unknown kind means nothing to them.

    Raises `StoreBroken` naming kind and key if the body lacks one that its kind needs.
    """
    projection = _PROJECTIONS.get(entry.kind)
    if projection is not None:
        projection(db, entry)


def document_key(issuing_state: str, number: str) -> str:
    """Return what a document is found by, however it was typed.

    >>> document_key("SRB", "012 345-678")
    'SRB 012345678'
    """
    return f"{plate_key(issuing_state)} {plate_key(number)}"


def plate_key(plate: str) -> str:
    """Return what a plate is found by: its letters and digits, in capitals."""
    return "".join(c for c in plate.upper() if c.isalnum())


def _surrendered(db: Database, entry: Entry) -> None:
    _list(db, entry)
    document = document_key(_text(entry, "document_issuing_state"), _text(entry, "document_number"))
    _insert(db, "permits", **_issued(entry), document=document)
    people.project(db, entry)


def _swapped(db: Database, entry: Entry) -> None:
    _list(db, entry)
    plate, old_plate = plate_key(_text(entry, "plate")), plate_key(_text(entry, "old_plate_canonical"))
    _insert(db, "registrations", **_issued(entry), plate=plate, old_plate=old_plate)


def _held(db: Database, entry: Entry) -> None:
    _list(db, entry)
    _insert(
        db,
        "envelopes",
        number=_text(entry, "envelope"),
        entry=entry.seq,
        card=_text(entry, "card"),
        slot=_text(entry, "slot"),
        state=str(Disposition.HELD),
        held_for=_text(entry, "number"),
        contents=json.dumps(_value(entry, "contents", Sequence), ensure_ascii=False),
    )


def _charged(db: Database, entry: Entry) -> None:
    _list(db, entry)
    words = {key: _text(entry, key) for key in ("card", "number", "code", "amount", "currency")}
    _insert(db, "fees", entry=entry.seq, **words)


def _refused(db: Database, entry: Entry) -> None:
    _turned_away(db, entry, Decision.REFUSED)


def _referred(db: Database, entry: Entry) -> None:
    _turned_away(db, entry, Decision.REFERRED)


def _notified(db: Database, entry: Entry) -> None:
    _list(db, entry)


def _turned_away(db: Database, entry: Entry, decision: Decision) -> None:
    _list(db, entry)
    words = {key: _text(entry, key) for key in ("card", "reason", "article")}
    _insert(db, "refusals", entry=entry.seq, decision=str(decision), **words)


def _sealed(db: Database, entry: Entry) -> None:
    _list(db, entry)
    for place, paper in enumerate(_value(entry, "papers", Sequence)):
        line = replace(entry, body=paper) if isinstance(paper, Mapping) else replace(entry, body={})
        recorded = _entry_of(db, _text(entry, "passage"), _text(line, "entry"))
        words = {key: _text(line, key) for key in ("card", "kind", "number", "sha256")}
        _insert(db, "papers", sealed=entry.seq, place=place, entry=recorded, **words)


def _printed(db: Database, entry: Entry) -> None:
    words = tuple(_text(entry, key) for key in ("number", "kind", "sha256"))
    db.execute(
        "UPDATE papers SET printed = ? WHERE number = ? AND kind = ? AND sha256 = ? AND printed IS NULL",
        (entry.seq, *words),
    )


def _counted(db: Database, entry: Entry) -> None:
    on_day, direction = entry.at.date().isoformat(), str(entry.body.get("direction", "entry"))
    for measure, cards in sorted(_value(entry, "measures", Mapping).items()):
        db.execute(
            "INSERT INTO counts (on_day, direction, measure, cards) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET cards = cards + excluded.cards",
            (on_day, direction, measure, cards),
        )


_PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "surrender.recorded": _surrendered,
        "swap.recorded": _swapped,
        "custody.held": _held,
        "fee.charged": _charged,
        "refusal.recorded": _refused,
        "referral.recorded": _referred,
        "warning.recorded": _notified,
        "fine.recorded": _notified,
        "confiscation.recorded": _notified,
        "papers.sealed": _sealed,
        "paper.printed": _printed,
        "passage.counted": _counted,
        **orders.PROJECTIONS,
    }
)


def _issued(entry: Entry) -> dict[str, object]:
    words = ("number", "card", "envelope", "measure", "disposition", "valid_from", "valid_until")
    return {"entry": entry.seq, "state": str(PermitState.IN_FORCE), **{key: _text(entry, key) for key in words}}


def _list(db: Database, entry: Entry) -> None:
    card = _text(entry, "card") if "card" in entry.body else ""
    _insert(db, "passages", passage=_text(entry, "passage"), entry=entry.seq, card=card)


def _entry_of(db: Database, passage: str, digest: str) -> int:
    row = db.execute(
        "SELECT p.entry FROM passages p JOIN entries e ON e.seq = p.entry "
        "WHERE p.passage = ? AND lower(hex(e.digest)) = ?",
        (passage, digest),
    ).fetchone()
    if row is None:
        raise StoreBroken("A paper was sealed for an entry that its passage does not have; nothing was recorded.")
    return int(row[0])


def _insert(db: Database, table: str, **values: object) -> None:
    places = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", tuple(values.values()))
