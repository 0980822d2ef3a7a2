"""The registers: what the ledger adds up to, projected entry by entry in the transaction that adds the entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from kbdesk.domain.vocabulary import Decision, PermitState
from kbdesk.store import (
    crossings,
    custody,
    fees,
    late,
    numbers,
    officers,
    orders,
    papers,
    people,
    retention,
    returns,
    second_codes,
    shifts,
    signers,
    stock,
)
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text as _text
from kbdesk.store.entry_body import value as _value
from kbdesk.store.ledger import Entry

TABLES = (
    *("passages", "permits", "registrations", "envelopes", "refusals", "fees", "counts", "people"),
    *orders.TABLES,
    *papers.TABLES,
    *stock.TABLES,
    *numbers.TABLES,
    *shifts.TABLES,
    *crossings.TABLES,
    *fees.TABLES,
    *late.TABLES,
    *custody.TABLES,
    *returns.TABLES,
    *signers.TABLES,
    *officers.TABLES,
    *second_codes.TABLES,
    *retention.TABLES,
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
        "fee.charged": _charged,
        "refusal.recorded": _refused,
        "referral.recorded": _referred,
        "warning.recorded": _notified,
        "fine.recorded": _notified,
        "confiscation.recorded": _notified,
        "passage.counted": _counted,
        **orders.PROJECTIONS,
        **papers.PROJECTIONS,
        **stock.PROJECTIONS,
        **numbers.PROJECTIONS,
        **shifts.PROJECTIONS,
        **crossings.PROJECTIONS,
        **fees.PROJECTIONS,
        **late.PROJECTIONS,
        **custody.PROJECTIONS,
        **returns.PROJECTIONS,
        **signers.PROJECTIONS,
        **officers.PROJECTIONS,
        **second_codes.PROJECTIONS,
        **retention.PROJECTIONS,
    }
)


def _issued(entry: Entry) -> dict[str, object]:
    words = ("number", "card", "envelope", "measure", "disposition", "valid_from", "valid_until")
    return {"entry": entry.seq, "state": str(PermitState.IN_FORCE), **{key: _text(entry, key) for key in words}}


def _list(db: Database, entry: Entry) -> None:
    card = _text(entry, "card") if "card" in entry.body else ""
    _insert(db, "passages", passage=_text(entry, "passage"), entry=entry.seq, card=card)
    late.note(db, entry)


def _insert(db: Database, table: str, **values: object) -> None:
    places = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", tuple(values.values()))
