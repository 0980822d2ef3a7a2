"""The number series: each serial is taken once, inside the transaction that uses it, and goes back with it."""

from __future__ import annotations

from kbdesk.domain.numbers import LAST_SERIAL, make
from kbdesk.domain.vocabulary import Series
from kbdesk.store.engine import Database
from kbdesk.store.errors import NumbersExhausted


def take(db: Database, series: Series, *, letter: str, desk: str) -> str:
    """Return the next number of a series, from serial 1 upward. Raises `NumbersExhausted` after the last."""
    row = db.execute(
        "INSERT INTO series (name, last) VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
        (str(series),),
    ).fetchall()
    serial = int(row[0][0])
    if serial > LAST_SERIAL:
        raise NumbersExhausted
    return make(letter, desk, serial)
