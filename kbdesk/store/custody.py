"""The register of custody: every envelope in its one state and place, and the entries that brought it there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain import custody, transfer
from kbdesk.domain.custody import CustodyError, CustodyStep, Envelope, EnvelopeRow, HeldFor, ManifestRow
from kbdesk.domain.transfer import ArrivedRow
from kbdesk.domain.vocabulary import Disposition
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value, words
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("custody_steps", "custody_received")
"""Beside ``envelopes``, which is older."""

_COLUMNS: Final = (
    "e.number, e.contents, e.state, e.slot, e.holder, e.given_back, e.seal_number, e.photograph, e.crossing, e.missing"
)
_ROWS: Final = f"""
    SELECT {_COLUMNS}, e.held_for, h.at, p.number, r.number,
           coalesce(p.valid_until, r.valid_until, nullif(v.valid_until, '')), v.kind, v.crossing
    FROM envelopes e JOIN entries h ON h.seq = e.entry
    LEFT JOIN permits p ON p.number = e.held_for AND p.envelope = e.number
    LEFT JOIN registrations r ON r.number = e.held_for AND r.envelope = e.number
    LEFT JOIN custody_received v ON v.envelope = e.number
"""
_HELD: Final = "e.state = 'held'"
_HOLDING: Final = """e.number IN (
    SELECT number FROM envelopes WHERE state = 'held' AND held_for = ?1
    UNION SELECT envelope FROM permits WHERE number = ?1 UNION SELECT envelope FROM registrations WHERE number = ?1
    UNION SELECT envelope FROM custody_received WHERE held_for = ?1
)"""
_NAMES: Final = """
    SELECT e.number, json_extract(b.body, '$.traveler.surname'), json_extract(b.body, '$.traveler.given_names'),
           json_extract(b.body, '$.vehicle.holder_surname'), json_extract(b.body, '$.vehicle.holder_given_names'),
           json_extract(b.body, '$.vehicle.holder_company')
    FROM envelopes e
    LEFT JOIN permits p ON p.number = e.held_for AND p.envelope = e.number
    LEFT JOIN registrations r ON r.number = e.held_for AND r.envelope = e.number
    JOIN (SELECT seq, CAST(body AS TEXT) AS body FROM bodies) b ON b.seq = coalesce(p.entry, r.entry)
    WHERE e.state = 'held'
"""


class CustodyBook:
    """Answers about envelopes, from the store or inside an act; it implements `kbdesk.desk.custody.CustodyReader`."""

    def __init__(self, reads: Callable[[], AbstractContextManager[Database]]) -> None:
        self._reads = reads

    def envelope(self, number: str, *, on: date) -> EnvelopeRow | None:
        """Return an envelope by its nine characters; overdue is counted on the civil day `on`."""
        return next(iter(self._rows("e.number = ?", (number,), on)), None)

    def envelopes(self, numbers: Iterable[str], *, on: date) -> Sequence[EnvelopeRow]:
        """Return those of some envelopes that this desk knows, by number."""
        return self._rows("e.number IN (SELECT value FROM json_each(?))", (json.dumps(sorted(set(numbers))),), on)

    def held(self, *, on: date) -> Sequence[EnvelopeRow]:
        """Return every envelope in custody here, by slot and number."""
        return self._rows(_HELD, (), on)

    def gone(self, *, on: date, most: int) -> Sequence[EnvelopeRow]:
        """Return the newest envelopes that are not in custody here any more, by slot and number."""
        inner = "e.number IN (SELECT number FROM envelopes WHERE state <> 'held' ORDER BY entry DESC LIMIT ?)"
        return self._rows(inner, (most,), on)

    def overdue(self, *, on: date) -> Sequence[EnvelopeRow]:
        """Return every held envelope whose permit or registration had its last day before `on`."""
        last = "coalesce(p.valid_until, r.valid_until, nullif(v.valid_until, ''))"
        return self._rows(f"{_HELD} AND {last} < ?", (on.isoformat(),), on)

    def received(self, *, on: date) -> Sequence[EnvelopeRow]:
        """Return every held envelope that came from another crossing, by slot and number."""
        return self._rows(f"{_HELD} AND v.envelope IS NOT NULL", (), on)

    def holding(self, held_for: str, *, on: date) -> Sequence[EnvelopeRow]:
        """Return the envelopes that hold something for a number, or held it for a permit or registration of it."""
        return self._rows(_HOLDING, (held_for,), on)

    def names(self) -> Mapping[str, tuple[str, str]]:
        """Return surname (or company) and given names of whom every held envelope belongs to, by its number."""
        with self._reads() as db:
            return {
                number: (surname or owner or company or "", (given if surname else owner_given) or "")
                for number, surname, given, owner, owner_given, company in db.execute(_NAMES)
            }

    def steps(self, number: str) -> Sequence[CustodyStep]:
        """Return what became of an envelope, oldest first; an entry whose body was pruned says only when and who."""
        sql = (
            "SELECT e.seq, e.at, e.officer, e.kind, b.body FROM custody_steps s JOIN entries e ON e.seq = s.entry "
            "LEFT JOIN bodies b ON b.seq = e.seq WHERE s.envelope = ? ORDER BY e.seq"
        )
        with self._reads() as db:
            return [_step(number, row) for row in db.execute(sql, (number,))]

    def _rows(self, where: str, values: tuple[object, ...], on: date) -> Sequence[EnvelopeRow]:
        with self._reads() as db:
            return [_row(row, on) for row in db.execute(f"{_ROWS} WHERE {where} ORDER BY e.slot, e.number", values)]


def _row(row: tuple[Any, ...], on: date) -> EnvelopeRow:
    envelope = _envelope(row[:10])
    held_for, since, permit, registration, until, received_for, received_from = row[10:]
    last = None if until is None else date.fromisoformat(until)
    late = (on - last).days if last is not None and envelope.held else 0
    return EnvelopeRow(
        number=envelope.number,
        contents=envelope.contents,
        state=envelope.state,
        slot=envelope.slot,
        holder=envelope.holder,
        given_back=envelope.given_back,
        seal_number=envelope.seal_number,
        photograph=envelope.photograph,
        crossing=envelope.crossing,
        missing=envelope.missing,
        held_for=held_for,
        kind=HeldFor.PERMIT if permit else HeldFor.REGISTRATION if registration else HeldFor(received_for or "notice"),
        since=datetime.fromisoformat(since),
        valid_until=last,
        overdue_days=max(0, late),
        received_from=received_from or "",
    )


def _envelope(row: tuple[Any, ...]) -> Envelope:
    number, contents, state, slot, holder, given_back, seal_number, photograph, crossing, missing = row
    return Envelope(
        number=number,
        contents=tuple(json.loads(contents)),
        state=Disposition(state),
        slot=slot,
        holder=holder,
        given_back=tuple(json.loads(given_back)),
        seal_number=seal_number,
        photograph=photograph,
        crossing=crossing,
        missing=bool(missing),
    )


def _step(number: str, row: tuple[int, str, str, str, bytes | None]) -> CustodyStep:
    seq, at, officer, kind, content = row
    body: Mapping[str, Any] = {} if content is None else json.loads(content)
    items = body.get("items", body.get("contents", ())) if kind != "custody.transferred" else ()
    slot = body.get("slot", "")
    if kind == "custody.counted":
        line: Mapping[str, Any] = next((each for each in body.get("differences", ()) if each["envelope"] == number), {})
        body = {**body, "explanation": line.get("explanation", "")}
        slot = line.get("found") or ""
    if kind == "custody.received":
        body = {**next(row for row in body["rows"] if row["envelope"] == number), "crossing": body["crossing"]}
        items, slot = body["contents"], body["slot"]
    return CustodyStep(
        entry=seq,
        at=datetime.fromisoformat(at),
        officer=officer,
        kind=kind,
        slot=slot,
        to=body.get("to", body.get("crossing", "")),
        seal_number=body.get("seal_number", ""),
        items=tuple(items),
        article=body.get("article", ""),
        second=body.get("second", ""),
        explanation=body.get("explanation", ""),
        photograph=body.get("photograph", ""),
    )


def _held(db: Database, entry: Entry) -> None:
    card = text(entry, "card")
    db.execute(
        "INSERT INTO passages (passage, entry, card) VALUES (?, ?, ?)", (text(entry, "passage"), entry.seq, card)
    )
    said = (text(entry, "envelope"), entry.seq, card, text(entry, "slot"), str(Disposition.HELD), text(entry, "number"))
    db.execute(
        "INSERT INTO envelopes (number, entry, card, slot, state, held_for, contents, holder) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*said, json.dumps(value(entry, "contents", Sequence), ensure_ascii=False), entry.officer),
    )
    _log(db, entry, text(entry, "envelope"))


def migrate(db: Database, entry: Entry) -> None:
    """Write what this schema adds of an entry that an older one has projected already."""
    if entry.kind == "custody.held":
        db.execute("UPDATE envelopes SET holder = ? WHERE number = ?", (entry.officer, str(entry.body.get("envelope"))))
        _log(db, entry, str(entry.body.get("envelope")))


def _moved(db: Database, entry: Entry) -> None:
    _change(db, entry, text(entry, "envelope"), lambda e: custody.move(e, text(entry, "slot")))


def _handed_over(db: Database, entry: Entry) -> None:
    _change(db, entry, text(entry, "envelope"), lambda e: custody.hand_over(e, text(entry, "to")))


def _sealed(db: Database, entry: Entry) -> None:
    seal_number, photograph = text(entry, "seal_number"), text(entry, "photograph")
    _change(db, entry, text(entry, "envelope"), lambda e: custody.seal(e, seal_number, photograph))


def _transferred(db: Database, entry: Entry) -> None:
    crossing = text(entry, "crossing")
    db.execute("INSERT INTO passages (passage, entry, card) VALUES (?, ?, '')", (text(entry, "passage"), entry.seq))
    for number in words(entry, "envelopes"):
        _change(db, entry, number, lambda e: custody.transfer(e, crossing))


def _received(db: Database, entry: Entry) -> None:
    for row in value(entry, "rows", Sequence):
        line = replace(entry, body=row if isinstance(row, Mapping) else {})
        if value(line, "arrived", bool):
            _arrived(db, line, crossing=text(entry, "crossing"))
        _log(db, entry, text(line, "envelope"))


def _arrived(db: Database, line: Entry, *, crossing: str) -> None:
    """Put an envelope that arrived into the register: a new one, or one that this desk had sent away."""
    number, kind, until = text(line, "envelope"), text(line, "kind"), text(line, "valid_until")
    found = ManifestRow(
        envelope=number,
        seal_number=text(line, "seal_number"),
        contents=words(line, "contents"),
        held_for=text(line, "held_for"),
    )
    row = ArrivedRow(listed=None, found=found, kind=HeldFor(kind), slot=text(line, "slot"))
    if db.execute("SELECT 1 FROM envelopes WHERE number = ?", (number,)).fetchone() is None:
        db.execute(
            "INSERT INTO envelopes (number, entry, card, slot, state, held_for, contents) "
            "VALUES (?, ?, '', '', ?, ?, '[]')",
            (number, line.seq, str(transfer.on_its_way(number).state), found.held_for),
        )
    db.execute(
        "INSERT INTO custody_received (envelope, entry, crossing, held_for, kind, valid_until) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET entry = excluded.entry, crossing = excluded.crossing",
        (number, line.seq, crossing, found.held_for, kind, until),
    )
    _change(db, line, number, lambda e: transfer.receive(e, row, holder=line.officer))


def _destroyed(db: Database, entry: Entry) -> None:
    _change(db, entry, text(entry, "envelope"), custody.destroy)


def _returned(db: Database, entry: Entry) -> None:
    """Give back the items named; what was pruned says no more than how many they were."""
    if "count" in entry.body:
        count = value(entry, "count", int)
        _change(db, entry, text(entry, "envelope"), lambda e: custody.give_back(e, e.contents[:count]))
        return
    items = words(entry, "items")
    _change(db, entry, text(entry, "envelope"), lambda e: custody.give_back(e, items))


def _counted(db: Database, entry: Entry) -> None:
    for number in words(entry, "missing"):
        _change(db, entry, number, lambda e: replace(e, missing=True))
    for number in words(entry, "reappeared"):
        _change(db, entry, number, lambda e: replace(e, missing=False))
    for number in words(entry, "differing"):
        _log(db, entry, number)


def _change(db: Database, entry: Entry, number: str, to: Callable[[Envelope], Envelope]) -> None:
    """Change an envelope as the domain has it; what it refuses undoes the act."""
    row = db.execute(f"SELECT {_COLUMNS} FROM envelopes e WHERE e.number = ?", (number,)).fetchone()
    if row is None:
        raise StoreBroken(f"There is no envelope that {entry.kind} could change; nothing was recorded.")
    try:
        new = to(_envelope(row))
    except CustodyError as error:
        raise StoreBroken(f"The entry {entry.kind} does not fit its envelope; nothing was recorded.") from error
    lists = tuple(json.dumps(list(items), ensure_ascii=False) for items in (new.contents, new.given_back))
    marks = (new.seal_number, new.photograph, new.crossing, int(new.missing), number)
    db.execute(
        "UPDATE envelopes SET contents = ?, given_back = ?, state = ?, slot = ?, holder = ?, seal_number = ?, "
        "photograph = ?, crossing = ?, missing = ? WHERE number = ?",
        (*lists, str(new.state), new.slot, new.holder, *marks),
    )
    _log(db, entry, number)


def _log(db: Database, entry: Entry, number: str) -> None:
    db.execute("INSERT OR IGNORE INTO custody_steps (envelope, entry) VALUES (?, ?)", (number, entry.seq))


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "custody.held": _held,
        "custody.moved": _moved,
        "custody.handed-over": _handed_over,
        "custody.sealed": _sealed,
        "custody.transferred": _transferred,
        "custody.received": _received,
        "custody.destroyed": _destroyed,
        "custody.returned": _returned,
        "custody.counted": _counted,
    }
)
"""What each kind of entry means to this register."""
