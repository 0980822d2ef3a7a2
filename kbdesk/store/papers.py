"""The registers of papers: sealed, printed, drawn again; voided, corrected and extended permits and registrations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from kbdesk.domain.stock import BlankError, BlankRange, blank_range
from kbdesk.domain.vocabulary import BlankState, PermitState, PrintState, Series
from kbdesk.store import stock
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("papers", "voids", "extensions", "print_steps")

REGISTERS: Final[Mapping[Series, str]] = MappingProxyType(
    {Series.PERMIT: "permits", Series.REGISTRATION: "registrations"}
)
"""The register of what is issued, by its series."""
_WITHDRAWN: Final = (
    "UPDATE papers SET withdrawn = ? WHERE printed IS NULL AND withdrawn IS NULL AND entry IN "
    "(SELECT entry FROM {table} WHERE number = ? UNION SELECT entry FROM extensions WHERE kind = ? AND number = ?)"
)


def _sealed(db: Database, entry: Entry) -> None:
    _list(db, entry)
    for place, paper in enumerate(value(entry, "papers", Sequence)):
        line = replace(entry, body=paper) if isinstance(paper, Mapping) else replace(entry, body={})
        recorded = _entry_of(db, text(entry, "passage"), text(line, "entry"))
        _insert(db, line, place=place, recorded=recorded)


def _reprinted(db: Database, entry: Entry) -> None:
    if "passage" in entry.body:
        _list(db, entry)
    words = tuple(text(entry, key) for key in ("number", "kind", "original"))
    row = db.execute(
        "SELECT entry FROM papers WHERE number = ? AND kind = ? AND sha256 = ? AND copy = 0", words
    ).fetchone()
    if row is None:
        raise StoreBroken("A paper was drawn again that was never drawn; nothing was recorded.")
    _insert(db, entry, place=0, recorded=int(row[0]))


def _printed(db: Database, entry: Entry) -> None:
    _lies_there(db, entry, BlankState.PRINTED)


def _lies_there(db: Database, entry: Entry, blank_state: BlankState) -> None:
    words = tuple(text(entry, key) for key in ("number", "kind", "sha256"))
    rows = db.execute(
        "UPDATE papers SET printed = ? WHERE number = ? AND kind = ? AND sha256 = ? AND printed IS NULL "
        "RETURNING kind, blank",
        (entry.seq, *words),
    ).fetchall()
    for kind, blank in rows:
        if blank:
            stock.move(db, kind, _blank(blank), blank_state)


def _stepped(state: PrintState) -> Callable[[Database, Entry], None]:
    """Return what an entry means by which a paper came into a state at the printer."""

    def project(db: Database, entry: Entry) -> None:
        words = tuple(text(entry, key) for key in ("number", "kind", "sha256"))
        db.execute(
            "INSERT INTO print_steps (entry, sealed, place, state) "
            "SELECT ?, sealed, place, ? FROM papers WHERE number = ? AND kind = ? AND sha256 = ?",
            (entry.seq, state, *words),
        )
        if state is PrintState.SPOILED:  # it lay there: it is printed again as a copy, and its sheet is spoiled too
            _lies_there(db, entry, BlankState.SPOILED)

    return project


def _strayed(db: Database, entry: Entry) -> None:
    """Note what became of an earlier job: the paper stands where it stood, but for one that comes out after all."""
    came_out = entry.kind == "paper.surfaced"
    words = tuple(text(entry, key) for key in ("number", "kind", "sha256"))
    db.execute(
        "INSERT INTO print_steps (entry, sealed, place, state) SELECT ?, p.sealed, p.place, "
        "CASE WHEN ? AND p.printed IS NULL AND q.state = 'reserved' THEN 'unconfirmed' ELSE q.state END "
        "FROM papers p JOIN print_steps q ON q.entry = "
        "(SELECT max(r.entry) FROM print_steps r WHERE (r.sealed, r.place) = (p.sealed, p.place)) "
        "WHERE p.number = ? AND p.kind = ? AND p.sha256 = ?",
        (entry.seq, came_out, *words),
    )


def _insert(db: Database, line: Entry, *, place: int, recorded: int) -> None:
    """Put a paper into its register, and the blank it goes on out of the drawer."""
    kind, number, sha256 = (text(line, key) for key in ("kind", "number", "sha256"))
    card, blank = str(line.body.get("card", "")), str(line.body.get("blank", ""))
    copy, void = int(line.body.get("copy", 0)), int(bool(line.body.get("void", False)))
    db.execute(
        "INSERT INTO papers (sealed, place, entry, card, kind, number, sha256, copy, void, blank) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (line.seq, place, recorded, card, kind, number, sha256, copy, void, blank),
    )
    if blank:
        stock.move(db, kind, _blank(blank), BlankState.RESERVED)


def _voided(kind: Series) -> Callable[[Database, Entry], None]:
    def project(db: Database, entry: Entry) -> None:
        _list(db, entry)
        _void(db, entry, kind, reason=text(entry, "reason"), article=text(entry, "article"), superseded_by="")

    return project


def _corrected(kind: Series) -> Callable[[Database, Entry], None]:
    """Return what a correction does: the old one is void, and what is held is held for the new one."""

    def project(db: Database, entry: Entry) -> None:
        _list(db, entry)
        number, new = text(entry, "number"), text(entry, "superseded_by")
        _void(db, entry, kind, reason=text(entry, "reason"), article=text(entry, "article"), superseded_by=new)
        db.execute(
            f"UPDATE envelopes SET held_for = ? WHERE held_for = ? AND number = "
            f"(SELECT envelope FROM {REGISTERS[kind]} WHERE number = ?)",
            (new, number, number),
        )

    return project


def _extended(kind: Series) -> Callable[[Database, Entry], None]:
    def project(db: Database, entry: Entry) -> None:
        _list(db, entry)
        number, until = text(entry, "number"), text(entry, "valid_until")
        _change(db, entry, kind, "valid_until", until)
        db.execute(
            "INSERT INTO extensions (entry, kind, number, valid_until, article) VALUES (?, ?, ?, ?, ?)",
            (entry.seq, kind, number, until, text(entry, "article")),
        )

    return project


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "papers.sealed": _sealed,
        "paper.sent": _stepped(PrintState.SENT),
        "paper.printed": _printed,
        "paper.failed": _stepped(PrintState.RESERVED),
        "paper.unconfirmed": _stepped(PrintState.UNCONFIRMED),
        "paper.spoiled": _stepped(PrintState.SPOILED),
        "paper.withdrawn": _strayed,
        "paper.surfaced": _strayed,
        "paper.reprinted": _reprinted,
        "permit.voided": _voided(Series.PERMIT),
        "registration.voided": _voided(Series.REGISTRATION),
        "permit.corrected": _corrected(Series.PERMIT),
        "registration.corrected": _corrected(Series.REGISTRATION),
        "permit.extended": _extended(Series.PERMIT),
        "registration.extended": _extended(Series.REGISTRATION),
    }
)
"""What each kind of entry means to these registers."""


def _void(db: Database, entry: Entry, kind: Series, *, reason: str, article: str, superseded_by: str) -> None:
    number = text(entry, "number")
    _change(db, entry, kind, "state", str(PermitState.VOID))
    db.execute(
        "INSERT INTO voids (entry, kind, number, reason, article, superseded_by) VALUES (?, ?, ?, ?, ?, ?)",
        (entry.seq, kind, number, reason, article, superseded_by),
    )
    db.execute(_WITHDRAWN.format(table=REGISTERS[kind]), (entry.seq, number, kind, number))


def _change(db: Database, entry: Entry, kind: Series, column: str, to: str) -> None:
    """Change one that is in force; `StoreBroken` if there is none."""
    changed = db.execute(
        f"UPDATE {REGISTERS[kind]} SET {column} = ? WHERE number = ? AND state = ? RETURNING number",
        (to, text(entry, "number"), PermitState.IN_FORCE),
    ).fetchall()
    if not changed:
        raise StoreBroken(f"There is nothing in force that {entry.kind} could change; nothing was recorded.")


def _list(db: Database, entry: Entry) -> None:
    card = text(entry, "card") if "card" in entry.body else ""
    db.execute(
        "INSERT INTO passages (passage, entry, card) VALUES (?, ?, ?)", (text(entry, "passage"), entry.seq, card)
    )


def _entry_of(db: Database, passage: str, digest: str) -> int:
    row = db.execute(
        "SELECT p.entry FROM passages p JOIN entries e ON e.seq = p.entry "
        "WHERE p.passage = ? AND lower(hex(e.digest)) = ?",
        (passage, digest),
    ).fetchone()
    if row is None:
        raise StoreBroken("A paper was sealed for an entry that its passage does not have; nothing was recorded.")
    return int(row[0])


def _blank(number: str) -> BlankRange:
    try:
        return blank_range(number)
    except BlankError as error:
        raise StoreBroken("A paper was to go on a blank that has no number; nothing was recorded.") from error
