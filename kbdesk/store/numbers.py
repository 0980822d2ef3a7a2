"""The number series: each serial is taken once, inside the transaction that uses it, and goes back with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.numbers import LAST_SERIAL, NumberError, make, serial
from kbdesk.domain.vocabulary import Series
from kbdesk.store import ledger
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value
from kbdesk.store.errors import NumbersExhausted
from kbdesk.store.ledger import Entry

TABLES = ("number_gaps",)
NEAR_ITS_END: Final = 1_000
"""From how many numbers left a series is near its end."""

USES: Final[Mapping[str, tuple[tuple[Series, str], ...]]] = MappingProxyType(
    {
        "surrender.recorded": ((Series.PERMIT, "number"),),
        "swap.recorded": ((Series.REGISTRATION, "number"),),
        "custody.held": ((Series.ENVELOPE, "envelope"),),
        "refusal.recorded": ((Series.REFUSAL, "number"),),
        "referral.recorded": ((Series.REFERRAL, "number"),),
        "warning.recorded": ((Series.WARNING, "number"),),
        "fine.recorded": ((Series.FINE, "number"),),
        "confiscation.recorded": ((Series.CONFISCATION, "number"),),
        "return.recorded": ((Series.RETURN, "number"),),
        "claim.recorded": ((Series.CLAIM, "number"),),
        "custody.transferred": ((Series.TRANSFER, "number"),),
        "fee-receipt.recorded": ((Series.FEE_RECEIPT, "number"),),
        "shift.opened": ((Series.SHIFT, "shift"),),
        "emergency-form.printed": ((Series.EMERGENCY_FORM, "number"),),
    }
)
"""The series of the numbers that entries give away, and the key that they stand under."""
RESERVING: Final = "emergency-form.printed"
"""The kind of entry that gives away many numbers at once, to be used later or never."""


def take(db: Database, series: Series, *, letter: str, desk: str) -> str:
    """Return the next number of a series, from serial 1 upward. Raises `NumbersExhausted` after the last."""
    _, last = take_run(db, series, 1)
    return make(letter, desk, last)


def take_run(db: Database, series: Series, count: int) -> tuple[int, int]:
    """Take several numbers at once; return the first and the last serial. Raises `NumbersExhausted`, taking none."""
    if count < 1:
        raise ValueError("Nobody takes no number.")
    last = _last(db, series) + count
    if last > LAST_SERIAL:
        raise NumbersExhausted
    db.execute(
        "INSERT INTO series (name, last) VALUES (?, ?) ON CONFLICT DO UPDATE SET last = excluded.last",
        (str(series), last),
    )
    return last - count + 1, last


def left(db: Database, series: Series) -> int:
    """Return how many numbers of a series nobody has taken."""
    return LAST_SERIAL - _last(db, series)


def ending(db: Database) -> Mapping[Series, int]:
    """Return how many numbers are left in each series that is near its end."""
    rows = db.execute("SELECT name, last FROM series WHERE last >= ?", (LAST_SERIAL - NEAR_ITS_END,))
    return {Series(name): LAST_SERIAL - last for name, last in rows}


def unexplained(db: Database) -> tuple[str, ...]:
    """Return the series whose serials from the first to the last are not each used once or skipped with a reason.

    It walks the whole ledger, and names a series too that was wound back behind a number it gave away.
    """
    taken: dict[Series, list[int]] = {}
    for series, number in _given_away(db):
        taken.setdefault(series, []).append(number)
    for name, first, last in db.execute("SELECT series, first, last FROM number_gaps"):
        taken.setdefault(Series(name), []).extend(range(first, last + 1))
    lasts = {Series(name): int(last) for name, last in db.execute("SELECT name, last FROM series")}
    for series, number in _on_forms(db):
        if number not in taken.get(series, ()):
            taken.setdefault(series, []).append(number)
    return tuple(
        str(series) for series in Series if sorted(taken.get(series, ())) != list(range(1, lasts.get(series, 0) + 1))
    )


def _on_forms(db: Database) -> Iterator[tuple[Series, int]]:
    """Yield the numbers that stand on emergency forms, whether their lines were entered or not."""
    for name, number, envelope in db.execute("SELECT series, number, envelope FROM emergency_lines"):
        yield Series(name), serial(number)
        if envelope:
            yield Series.ENVELOPE, serial(envelope)


def _given_away(db: Database) -> Iterator[tuple[Series, int]]:
    for kind, body in ledger.texts(db):
        uses = USES.get(kind, ())
        said: Mapping[str, Any] = json.loads(body) if uses or kind == RESERVING else {}
        if kind == RESERVING:
            yield from _reserved(said)
        if said.get("form_number"):
            continue  # its numbers were given away when the form was printed
        for series, key in uses:
            try:
                yield series, serial(str(said.get(key, "")))
            except NumberError:
                continue


def _reserved(body: Mapping[str, Any]) -> Iterator[tuple[Series, int]]:
    """Yield every number that stands on an emergency form."""
    for line in body["lines"]:
        yield Series(line["series"]), serial(line["number"])
        if line["envelope"]:
            yield Series.ENVELOPE, serial(line["envelope"])


def _last(db: Database, series: Series) -> int:
    row = db.execute("SELECT last FROM series WHERE name = ?", (str(series),)).fetchone()
    return 0 if row is None else int(row[0])


def _skipped(db: Database, entry: Entry) -> None:
    first, last = (value(entry, key, int) for key in ("first", "last"))
    db.execute(
        "INSERT INTO number_gaps (series, first, last, entry, reason) VALUES (?, ?, ?, ?, ?)",
        (text(entry, "series"), first, last, entry.seq, text(entry, "reason")),
    )


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType({"numbers.skipped": _skipped})
"""What a gap means to its register."""
