"""The register of emergency forms: the numbers each line reserves, and which lines were entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.late import EmergencyForm, FormLine
from kbdesk.domain.vocabulary import Series
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("emergency_forms", "emergency_lines")


@dataclass(frozen=True, slots=True)
class LateBook:
    """Implements `kbdesk.desk.late.EmergencyForms` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def form(self, number: str) -> EmergencyForm | None:
        """Return a form by its nine characters."""
        return next(iter(self._forms("f.number = ?", number)), None)

    def unfinished(self) -> tuple[EmergencyForm, ...]:
        """Return the forms that have lines nobody entered, oldest first."""
        where = "EXISTS (SELECT 1 FROM emergency_lines u WHERE u.form = f.number AND u.used IS NULL)"
        return self._forms(where)

    def _forms(self, where: str, *values: str) -> tuple[EmergencyForm, ...]:
        with self.reads() as db:
            rows = db.execute(
                "SELECT f.number, f.printed_at, l.line, l.series, l.number, l.envelope, l.used "
                "FROM emergency_forms f JOIN emergency_lines l ON l.form = f.number "
                f"WHERE {where} ORDER BY f.entry, f.number, l.line",
                values,
            ).fetchall()
        lines: dict[tuple[str, str], list[FormLine]] = {}
        for form, printed_at, line, series, number, envelope, used in rows:
            found = FormLine(line=line, series=Series(series), number=number, envelope=envelope, used=used is not None)
            lines.setdefault((form, printed_at), []).append(found)
        return tuple(
            EmergencyForm(number=form, printed_at=datetime.fromisoformat(at), lines=tuple(found))
            for (form, at), found in lines.items()
        )


def note(db: Database, entry: Entry) -> None:
    """Mark the line of a form that a card was entered from; an entry made at the time has none.

    Raises `StoreBroken` where the form has no such line, or it was entered already.
    """
    line = entry.body.get("form_line")
    if line is None:
        return
    form = text(entry, "form_number")
    db.execute(
        "UPDATE emergency_lines SET used = ? WHERE form = ? AND line = ? AND used IS NULL", (entry.seq, form, line)
    )
    row = db.execute("SELECT used FROM emergency_lines WHERE form = ? AND line = ?", (form, line)).fetchone()
    if row != (entry.seq,):
        raise StoreBroken("There is no such line of an emergency form to be entered; nothing was recorded.")


def _printed(db: Database, entry: Entry) -> None:
    form = text(entry, "form")
    db.execute(
        "INSERT INTO emergency_forms (number, entry, printed_at) VALUES (?, ?, ?)",
        (form, entry.seq, entry.at.isoformat()),
    )
    for line in value(entry, "lines", Sequence):
        words = (line["line"], line["series"], line["number"], line["envelope"])
        db.execute(
            "INSERT INTO emergency_lines (form, line, series, number, envelope) VALUES (?, ?, ?, ?, ?)", (form, *words)
        )
    db.execute("INSERT INTO passages (passage, entry, card) VALUES (?, ?, '')", (form, entry.seq))


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {"emergency-form.printed": _printed}
)
"""What each kind of entry means to this register."""
