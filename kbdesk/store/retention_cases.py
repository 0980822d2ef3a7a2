"""Which cases are closed and past their term, and every entry that goes with each; the index must be caught up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from kbdesk.domain.retention import Category, DueCase, Open, PastTerm, last_day, oldest_first
from kbdesk.domain.retention_kept import PRUNABLE
from kbdesk.domain.search_subjects import of_envelope, of_number, of_passage
from kbdesk.domain.vocabulary import PermitState
from kbdesk.store import shifts
from kbdesk.store.engine import Database

SHARED: Final = frozenset({"custody.transferred", "custody.received", "custody.counted"})
"""Entries that tell of many envelopes at once; one goes with the last of them."""
_ISSUED: Final = frozenset(
    {"surrender.recorded", "swap.recorded", "confiscation.recorded", "return.recorded", "claim.recorded"}
)
_TURNED_AWAY: Final = frozenset({"refusal.recorded", "referral.recorded", "warning.recorded", "fine.recorded"})
_NUMBERED: Final[Mapping[str, str]] = MappingProxyType(
    {"surrender.recorded": "permit", "swap.recorded": "registration"}
)
_REGISTERS: Final[Mapping[str, str]] = MappingProxyType({"permit": "permits", "registration": "registrations"})
_YOUNG: Final = 1000
"""So many passages too young in a row, and there is nothing older behind them."""
_LISTED: Final = """
    SELECT e.seq, e.at, e.kind, json_extract(b.text, '$.number'), json_extract(b.text, '$.kind'),
        coalesce(json_extract(b.text, '$.returned'), json_extract(b.text, '$.claimed')),
        json_extract(b.text, '$.envelope')
    FROM passages p JOIN entries e ON e.seq = p.entry
    JOIN (SELECT seq, CAST(body AS TEXT) AS text FROM bodies) b ON b.seq = e.seq WHERE p.passage = ?
"""


@dataclass(slots=True)
class _Case:
    """A passage with those that follow it: what was issued there, handed back here."""

    passages: set[str] = field(default_factory=set)
    kinds: dict[int, str] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    numbers: set[tuple[str, str]] = field(default_factory=set)
    own: set[tuple[str, str]] = field(default_factory=set)
    envelopes: set[str] = field(default_factory=set)

    @property
    def category(self) -> Category | None:
        """The category, None for what is no case: a shift's report, a form, a manifest."""
        kinds = set(self.kinds.values())
        if kinds & _ISSUED:
            return Category.ISSUED
        return Category.TURNED_AWAY if kinds & _TURNED_AWAY else None


def past_term(db: Database, terms: Mapping[Category, int], *, on: date, most: int) -> PastTerm:
    """Return the closed cases whose term has passed, oldest first, `most` at most, and what keeps others as old."""
    found: list[DueCase] = []
    kept = Counter[Open]()
    envelopes, seen, young = set[str](), set[str](), 0
    shift = shifts.current(db)
    before = (1 << 62) if shift is None else shift.entry
    newest = on - timedelta(days=min(terms[Category.ISSUED], terms[Category.TURNED_AWAY]))
    for passage, at in db.execute(
        "SELECT i.passage, e.at FROM search_items i JOIN entries e ON e.seq = i.entry "
        "WHERE i.passage <> '' ORDER BY i.entry"
    ):
        if len(found) >= most or young > _YOUNG:
            break
        if passage in seen:
            continue
        seen.add(passage)
        if _day(at) >= newest:
            young += 1
            continue
        young = 0
        case = read_case(db, passage)
        seen |= case.passages
        one = _due(db, case, terms, on, before=before, kept=kept)
        if one is not None:
            found.append(one)
            envelopes |= case.envelopes
    gone = {seq for case in found for seq in case.entries}
    due = oldest_first([*found, *_shared(db, envelopes, gone, terms[Category.ISSUED], on=on)])
    return PastTerm(due=due, kept=kept)


def read_case(db: Database, passage: str) -> _Case:
    """Return the case that a passage belongs to."""
    case, waiting = _Case(), {passage}
    while waiting:
        one, known = waiting.pop(), set(case.numbers)
        case.passages.add(one)
        for seq, at, kind, number, of, other, envelope in db.execute(_LISTED, (one,)).fetchall():
            case.kinds[seq] = kind
            case.days.append(_day(at))
            if kind in _NUMBERED:
                case.numbers.add((_NUMBERED[kind], number))
                case.own.add((_NUMBERED[kind], number))
            elif kind.endswith(".recorded"):
                case.own.add((kind.partition(".")[0], number))
            if kind in ("return.recorded", "claim.recorded"):
                case.numbers.add((of, other))
            if kind in ("custody.held", "return.recorded") and envelope:
                case.envelopes.add(envelope)
        waiting |= set(_beside(db, case.numbers - known)) - case.passages
    _follow(db, case)
    return case


def why_open(db: Database, case: _Case, *, on: date, before: int) -> Open | None:
    """Return what keeps a case open on a day, None for a closed one. `before` is the first entry of an open shift."""
    if max(case.kinds) >= before:
        return Open.IN_SHIFT
    numbers, entries = json.dumps(sorted(case.numbers | case.own)), json.dumps(sorted(case.kinds))
    for why, statement, values in (
        (Open.IN_CUSTODY, _IN_CUSTODY, (json.dumps(sorted(case.envelopes)),)),
        (Open.UNPAID, _UNPAID, (entries,)),
        (Open.CLAIMED, _CLAIMED, (entries, numbers)),
        (Open.DISPUTED, _DISPUTED, (numbers,)),
        (Open.DRAFTED, _DRAFTED, (json.dumps(sorted(case.passages)),)),
    ):
        if db.execute(statement, values).fetchone() is not None:
            return why
    return Open.IN_FORCE if any(until >= on for until in _in_force(db, case)) else None


_IN_CUSTODY: Final = (
    "SELECT 1 FROM json_each(?) j JOIN envelopes e ON e.number = j.value WHERE e.state = 'held' LIMIT 1"
)
_UNPAID: Final = (
    "SELECT 1 FROM json_each(?) j JOIN fees f ON f.entry = j.value "
    "WHERE NOT EXISTS (SELECT 1 FROM settlements s WHERE s.charge = f.entry) LIMIT 1"
)
_CLAIMED: Final = (
    "SELECT 1 FROM claims c WHERE c.state = 'queued' AND (c.entry IN (SELECT value FROM json_each(?)) "
    "OR (c.kind, c.claimed) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))) "
    "LIMIT 1"
)
_DISPUTED: Final = (
    "SELECT 1 FROM json_each(?) j JOIN retention_holds h ON h.kind = json_extract(j.value, '$[0]') "
    "AND h.number = json_extract(j.value, '$[1]') LIMIT 1"
)
_DRAFTED: Final = "SELECT 1 FROM json_each(?) j JOIN drafts d ON d.id = j.value LIMIT 1"


def _due(
    db: Database, case: _Case, terms: Mapping[Category, int], on: date, *, before: int, kept: Counter[Open]
) -> DueCase | None:
    category = case.category
    if category is None:
        return None
    why = why_open(db, case, on=on, before=before)
    if why is not None:
        kept[why] += last_day(max(case.days), terms[category]) < on
        return None
    closed_on = max((*case.days, *_in_force(db, case)))
    last = last_day(closed_on, terms[category])
    if last >= on:
        return None
    return DueCase(
        category=category,
        entries=tuple(sorted(seq for seq, kind in case.kinds.items() if kind in PRUNABLE and kind not in SHARED)),
        numbers=tuple(sorted(case.own)),
        closed_on=closed_on,
        due_on=last + timedelta(days=1),
    )


def _in_force(db: Database, case: _Case) -> Iterator[date]:
    """Yield the last days of what was issued and neither returned nor voided."""
    for series, number in case.numbers:
        row = db.execute(
            f"SELECT valid_until FROM {_REGISTERS[series]} WHERE number = ? AND state = ?",
            (number, PermitState.IN_FORCE),
        ).fetchone()
        if row is not None:
            yield date.fromisoformat(row[0])


def _beside(db: Database, numbers: set[tuple[str, str]]) -> Iterator[str]:
    """Yield the passages where what was issued came back or was claimed, and where what came back was issued."""
    for series, number in numbers:
        rows = db.execute(
            "SELECT json_extract(CAST(b.body AS TEXT), '$.passage') FROM bodies b WHERE b.seq IN ("
            f"SELECT t.entry FROM {_REGISTERS[series]} t WHERE t.number = ?1 "
            "UNION SELECT r.entry FROM returns r WHERE r.returned = ?1 AND r.kind = ?2 "
            "UNION SELECT c.entry FROM claims c WHERE c.claimed = ?1 AND c.kind = ?2)",
            (number, series),
        )
        yield from (passage for (passage,) in rows)


def _follow(db: Database, case: _Case) -> None:
    """Add what no passage lists: papers printed, fees settled, custody, hits and overrides."""
    listed, numbers = json.dumps(sorted(case.kinds)), case.numbers | case.own
    subjects = json.dumps(
        [*map(of_passage, sorted(case.passages)), *(of_number(number, series) for series, number in sorted(numbers))]
        + [of_envelope(envelope) for envelope in sorted(case.envelopes)]
    )
    for seq, at, kind in db.execute(
        "SELECT seq, at, kind FROM entries WHERE seq IN ("
        "SELECT printed FROM papers WHERE sealed IN (SELECT value FROM json_each(:listed)) "
        "UNION SELECT entry FROM print_steps WHERE sealed IN (SELECT value FROM json_each(:listed)) "
        "UNION SELECT entry FROM settlements WHERE charge IN (SELECT value FROM json_each(:listed)) "
        "UNION SELECT entry FROM custody_steps WHERE envelope IN (SELECT value FROM json_each(:envelopes)) "
        "UNION SELECT s.entry FROM json_each(:subjects) j JOIN search_subjects s ON s.subject = j.value"
        ") AND seq NOT IN (SELECT seq FROM pruned)",
        {"listed": listed, "envelopes": json.dumps(sorted(case.envelopes)), "subjects": subjects},
    ).fetchall():
        case.kinds[seq] = kind
        case.days.append(_day(at))


def _shared(db: Database, envelopes: set[str], gone: set[int], days: int, *, on: date) -> Iterator[DueCase]:
    """Yield the entries of many envelopes of which every one has ended here and lost its own entries."""
    steps = db.execute(
        "SELECT DISTINCT e.seq, e.at, e.kind, b.body FROM custody_steps s JOIN entries e ON e.seq = s.entry "
        "JOIN bodies b ON b.seq = e.seq WHERE s.envelope IN (SELECT value FROM json_each(:given) "
        "UNION SELECT v.envelope FROM custody_received v JOIN envelopes o ON o.number = v.envelope "
        "WHERE o.state <> 'held') AND e.kind IN (SELECT value FROM json_each(:kinds))",
        {"given": json.dumps(sorted(envelopes)), "kinds": json.dumps(sorted(SHARED))},
    ).fetchall()
    for seq, at, kind, content in steps:
        body = json.loads(content)
        told = body.get("envelopes", body.get("differing", ()))
        ends = [_ended(db, envelope, gone) for envelope in told]
        last = max((day for day in ends if day is not None), default=_day(at))
        due_on = last_day(max(last, _day(at)), days) + timedelta(days=1)
        if None in ends or due_on > on:
            continue
        entries = {seq} | (_manifest(db, body["passage"]) if kind == "custody.transferred" else set())
        yield DueCase(
            category=Category.ISSUED,
            entries=tuple(sorted(entries)),
            numbers=(),
            closed_on=max(last, _day(at)),
            due_on=due_on,
        )


def _ended(db: Database, envelope: str, gone: set[int]) -> date | None:
    """Return the day of the last step of an envelope; None where it is held, or has entries left that tell of it."""
    rows = db.execute(
        "SELECT o.state, e.seq, e.at, e.kind, x.seq FROM envelopes o JOIN custody_steps s ON s.envelope = o.number "
        "JOIN entries e ON e.seq = s.entry LEFT JOIN pruned x ON x.seq = e.seq WHERE o.number = ?",
        (envelope,),
    ).fetchall()
    left = any(
        kind in ("custody.held", "custody.returned") and pruned is None and seq not in gone
        for _, seq, _, kind, pruned in rows
    )
    if left or any(state == "held" for state, *_ in rows):
        return None
    return max((_day(at) for _, _, at, _, _ in rows), default=date.min)


def _manifest(db: Database, passage: str) -> set[int]:
    """Return the entries of a manifest's papers."""
    sealed = {seq for (seq,) in db.execute("SELECT entry FROM passages WHERE passage = ?", (passage,))}
    printed = db.execute(
        "SELECT printed FROM papers WHERE printed IS NOT NULL AND sealed IN (SELECT value FROM json_each(:sealed)) "
        "UNION SELECT entry FROM print_steps WHERE sealed IN (SELECT value FROM json_each(:sealed))",
        {"sealed": json.dumps(sorted(sealed))},
    )
    return sealed | {seq for (seq,) in printed}


def _day(at: str) -> date:
    return datetime.fromisoformat(at).date()
