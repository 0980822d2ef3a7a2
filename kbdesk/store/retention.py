"""The registers of retention: which bodies were pruned, the terms that were set, and the cases that a dispute keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.retention import Category, DueCase, Hold, PastTerm, Pruning, TermError, Terms, read_terms
from kbdesk.domain.retention_kept import PRUNABLE, StandIns, kept
from kbdesk.domain.vocabulary import Series
from kbdesk.store import people, retention_cases
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("pruned", "retention_terms", "retention_holds")

_ENVELOPE: Final = (
    "UPDATE envelopes SET card = '', slot = '', contents = '[]', holder = '', given_back = '[]', seal_number = '', "
    "photograph = '', crossing = '', missing = 0 WHERE number = :envelope AND state <> 'held'"
)
_PAPERS: Final = "UPDATE papers SET card = '', sha256 = '' WHERE sealed = :seq"
_VOID: Final = "UPDATE voids SET article = '', reason = :reason WHERE entry = :seq"
_LISTED: Final = "DELETE FROM passages WHERE passage = :passage AND entry = :seq"
_TURNED_AWAY: Final = "UPDATE refusals SET card = '', reason = '', article = '' WHERE entry = :seq"
_EXTENDED: Final = "UPDATE extensions SET article = '' WHERE entry = :seq"
_REDUCED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "surrender.recorded": (
            "UPDATE permits SET card = '', measure = '', disposition = '', document = '' WHERE number = :number",
        ),
        "swap.recorded": (
            "UPDATE registrations SET card = '', measure = '', disposition = '', plate = '', old_plate = '' "
            "WHERE number = :number",
        ),
        "refusal.recorded": (_TURNED_AWAY,),
        "referral.recorded": (_TURNED_AWAY,),
        "fee.charged": ("UPDATE fees SET card = '' WHERE entry = :seq",),
        "papers.sealed": (_PAPERS,),
        "paper.reprinted": (_PAPERS,),
        "permit.voided": (_VOID,),
        "permit.corrected": (_VOID,),
        "registration.voided": (_VOID,),
        "registration.corrected": (_VOID,),
        "permit.extended": (_EXTENDED,),
        "registration.extended": (_EXTENDED,),
        "custody.held": (_ENVELOPE,),
        "return.recorded": ("UPDATE returns SET collector = '', overstay_days = 0 WHERE number = :number",),
    }
)
"""What an entry's register rows lose with its body: all but numbers, kinds, states, dates and amounts."""
_PRUNINGS: Final = (
    "SELECT e.seq, e.at, e.officer, json_extract(b.text, '$.second'), json_extract(b.text, '$.cases'), "
    "(SELECT count(*) FROM pruned p WHERE p.entry = e.seq), json_extract(b.text, '$.drafts') "
    "FROM entries e JOIN (SELECT seq, CAST(body AS TEXT) AS text FROM bodies) b ON b.seq = e.seq "
    "WHERE e.seq IN (SELECT DISTINCT entry FROM pruned ORDER BY entry DESC LIMIT ?) ORDER BY e.seq DESC"
)


@dataclass(frozen=True, slots=True)
class RetentionBook:
    """Implements `kbdesk.desk.retention_ports.Retained` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def terms(self) -> Terms | None:
        """Return the terms that were set last, None where nobody set any."""
        with self.reads() as db:
            rows = db.execute(
                "SELECT t.category, t.days, t.basis, e.at, e.officer, b.body FROM retention_terms t "
                "JOIN entries e ON e.seq = t.entry JOIN bodies b ON b.seq = t.entry"
            ).fetchall()
        if not rows:
            return None
        _, _, basis, at, officer, body = rows[0]
        return Terms(
            days={Category(category): days for category, days, *_ in rows},
            basis=basis,
            set_on=datetime.fromisoformat(at).date(),
            officer=officer,
            second=str(json.loads(body).get("second", "")),
        )

    def holds(self) -> tuple[Hold, ...]:
        """Return the cases that a dispute keeps, oldest first."""
        with self.reads() as db:
            rows = db.execute(
                "SELECT h.kind, h.number, e.officer, e.at, h.reason FROM retention_holds h "
                "JOIN entries e ON e.seq = h.entry ORDER BY h.entry"
            ).fetchall()
        return tuple(
            Hold(kind=kind, number=number, officer=officer, at=datetime.fromisoformat(at), reason=reason)
            for kind, number, officer, at, reason in rows
        )

    def prunings(self, most: int) -> tuple[Pruning, ...]:
        """Return what was pruned, the newest first."""
        with self.reads() as db:
            return tuple(_pruning(*row) for row in db.execute(_PRUNINGS, (most,)))

    def due(self, terms: Mapping[Category, int], *, on: date, most: int) -> tuple[DueCase, ...]:
        """Return the closed cases whose term has passed, oldest first, `most` of them at most."""
        return self.past_term(terms, on=on, most=most).due

    def past_term(self, terms: Mapping[Category, int], *, on: date, most: int) -> PastTerm:
        """Return those, and how many cases of their age something keeps open."""
        with self.reads() as db:
            return retention_cases.past_term(db, terms, on=on, most=most)

    def covering(self, cases: Sequence[DueCase]) -> Mapping[str, Mapping[str, Any]]:
        """Return what stays of every entry of some cases, by its number, as ``retention.pruned`` says it."""
        stand_ins: StandIns = {}
        wanted = json.dumps(sorted({seq for case in cases for seq in case.entries}))
        with self.reads() as db:
            rows = db.execute(
                "SELECT e.seq, e.kind, b.body FROM json_each(?) j JOIN entries e ON e.seq = j.value "
                "JOIN bodies b ON b.seq = e.seq ORDER BY e.seq",
                (wanted,),
            )
            return {str(seq): kept(kind, json.loads(body), stand_ins) for seq, kind, body in rows}

    def recorded(self, kind: Series, number: str) -> bool:
        """Tell whether this desk recorded a number of a series and its case still stands whole."""
        with self.reads() as db:
            row = db.execute(
                "SELECT 1 FROM search_keys k JOIN search_items i ON i.entry = k.entry "
                "WHERE k.key = ? AND i.kind = ? AND i.number = ? LIMIT 1",
                (f"c{number}", str(kind), number),
            ).fetchone()
            return row is not None

    def pruned_papers(self, papers: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Return those of some papers, by number and kind, of which every one was pruned."""
        with self.reads() as db:
            return frozenset(
                (number, kind)
                for number, kind in papers
                if db.execute("SELECT max(sha256) FROM papers WHERE number = ? AND kind = ?", (number, kind)).fetchone()
                == ("",)
            )

    def old_drafts(self, before: date) -> int:
        """Return how many drafts nobody saved since a day."""
        with self.reads() as db:
            row = db.execute(f"SELECT count(*) FROM drafts WHERE {_SAVED} < ?", (before.isoformat(),)).fetchone()
        return int(row[0])


_SAVED: Final = "substr(saved_at, 1, 10)"


def forget_drafts(db: Database, before: date) -> int:
    """Forget the drafts that nobody saved since a day, and where officers left off at one that is gone."""
    gone = db.execute(f"DELETE FROM drafts WHERE {_SAVED} < ?", (before.isoformat(),)).rowcount
    db.execute(
        "DELETE FROM bookmarks WHERE coalesce(json_extract(bookmark, '$.draft_id'), '') <> '' "
        "AND json_extract(bookmark, '$.draft_id') NOT IN (SELECT id FROM drafts)"
    )
    return int(gone)


def _pruning(seq: int, at: str, officer: str, second: str, cases: int, entries: int, drafts: int) -> Pruning:
    return Pruning(
        entry=seq,
        at=datetime.fromisoformat(at),
        officer=officer,
        second=second,
        cases=cases,
        entries=entries,
        drafts=drafts,
    )


def _pruned(db: Database, entry: Entry) -> None:
    """Cover every body that goes, take from the registers what it said of a person, and let it go."""
    gone = []
    for key, stays in value(entry, "entries", Mapping).items():
        seq = int(key)
        kind = _require_prunable(db, entry, seq)
        db.execute("INSERT INTO pruned (seq, entry) VALUES (?, ?)", (seq, entry.seq))
        _reduce(db, seq, kind, stays)
        gone.append((seq,))
    db.conn.executemany("DELETE FROM bodies WHERE seq = ?", gone)


def _require_prunable(db: Database, entry: Entry, seq: int) -> str:
    row = db.execute("SELECT kind FROM entries WHERE seq = ?", (seq,)).fetchone()
    if row is None or row[0] not in PRUNABLE or seq >= entry.seq:
        raise StoreBroken(f"The entry {entry.kind} names one that is never pruned; nothing was recorded.")
    return str(row[0])


def _reduce(db: Database, seq: int, kind: str, stays: Mapping[str, Any]) -> None:
    said = {"seq": seq, **{key: found for key, found in stays.items() if isinstance(found, str | int)}}
    if kind == "surrender.recorded":
        people.forget(db, seq)
    for statement in _REDUCED.get(kind, ()):
        db.execute(statement, said)
    for row in stays.get("rows", ()):
        db.execute(_ENVELOPE, {"envelope": row["envelope"]})
    if "passage" in stays:
        db.execute(_LISTED, said)


def _terms_set(db: Database, entry: Entry) -> None:
    basis = text(entry, "basis")
    try:
        terms = read_terms(value(entry, "terms", Mapping))
    except TermError as error:
        raise StoreBroken(f"The entry {entry.kind} has a term that is none; nothing was recorded.") from error
    db.execute("DELETE FROM retention_terms")
    _many(
        db,
        "INSERT INTO retention_terms (category, entry, days, basis) VALUES (?, ?, ?, ?)",
        ((str(category), entry.seq, days, basis) for category, days in terms.items()),
    )


def _held(db: Database, entry: Entry) -> None:
    db.execute(
        "INSERT INTO retention_holds (kind, number, entry, reason) VALUES (?, ?, ?, ?)",
        (text(entry, "kind"), text(entry, "number"), entry.seq, text(entry, "reason")),
    )


def _released(db: Database, entry: Entry) -> None:
    gone = db.execute(
        "DELETE FROM retention_holds WHERE kind = ? AND number = ?", (text(entry, "kind"), text(entry, "number"))
    )
    if gone.rowcount != 1:
        raise StoreBroken(f"The entry {entry.kind} names a case that nobody holds; nothing was recorded.")


def _many(db: Database, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    db.conn.executemany(statement, rows)


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "retention.pruned": _pruned,
        "retention.terms-set": _terms_set,
        "retention.held": _held,
        "retention.released": _released,
    }
)
"""What each kind of entry means to these registers."""
