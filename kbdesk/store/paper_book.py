"""Answers about papers, and about what became of permits and registrations after their issue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from kbdesk.desk.ports import PaperRow
from kbdesk.domain.issued import IssuedRow, Void
from kbdesk.domain.vocabulary import PermitState, Series
from kbdesk.store import lookups
from kbdesk.store.engine import Database
from kbdesk.store.papers import REGISTERS


@dataclass(frozen=True, slots=True)
class PaperBook:
    """Implements `kbdesk.desk.papers.Papers` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def rows(self, number: str) -> Sequence[PaperRow]:
        """Return every paper of a number, of whatever series and copies too, in the order sealed."""
        with self.reads() as db:
            return lookups.papers_of(db, number)

    def issued(self, kind: Series, number: str) -> IssuedRow | None:
        """Return where a permit or registration stands, None if this desk never issued it."""
        with self.reads() as db:
            row = db.execute(
                "SELECT t.state, t.valid_from, t.valid_until, t.envelope, v.reason, v.article, v.superseded_by, "
                f"x.article FROM {REGISTERS[kind]} t LEFT JOIN voids v ON v.kind = :kind AND v.number = t.number "
                "LEFT JOIN extensions x ON x.kind = :kind AND x.number = t.number WHERE t.number = :number",
                {"kind": kind, "number": number},
            ).fetchone()
        if row is None:
            return None
        state, valid_from, valid_until, envelope, reason, article, superseded_by, extended_by = row
        return IssuedRow(
            kind=kind,
            number=number,
            state=PermitState(state),
            valid_from=date.fromisoformat(valid_from),
            valid_until=date.fromisoformat(valid_until),
            envelope=envelope,
            void=None if reason is None else Void(reason=reason, article=article, superseded_by=superseded_by),
            extended_by=extended_by or "",
        )
