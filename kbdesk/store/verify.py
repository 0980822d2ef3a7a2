"""What the registers say of a paper that somebody verifies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Final

from kbdesk.domain.verify import Record
from kbdesk.domain.vocabulary import PermitState, Series, VoidReason
from kbdesk.store.engine import Database
from kbdesk.store.papers import REGISTERS

LOST: Final = f"""(
    EXISTS (
        SELECT 1 FROM voids v
        WHERE v.kind = :kind AND v.number = t.number AND v.reason = '{VoidReason.REPORTED_LOST}'
    ) OR EXISTS (SELECT 1 FROM returns r WHERE r.returned = t.number AND r.kind = :kind AND r.lost = 1)
)"""
"""Whether a permit or registration t was reported lost: voided as such, or handed back for without it."""
_RECORD: Final = "SELECT t.state, t.valid_until, {lost} FROM {table} t WHERE t.number = :number"
_EXITED: Final = (
    "SELECT 1 FROM claims WHERE kind = :kind AND claimed = :number "
    "UNION ALL SELECT 1 FROM returns WHERE kind = :kind AND returned = :number"
)


@dataclass(frozen=True, slots=True)
class VerifyBook:
    """Implements `kbdesk.domain.verify.Records` over the store; `own` begins every number of this desk (``J2``)."""

    reads: Callable[[], AbstractContextManager[Database]]
    own: str

    def issues(self, number: str) -> bool:
        """Tell whether a number is one of this desk's own."""
        return number.startswith(self.own)

    def record(self, series: Series, number: str) -> Record | None:
        """Return what the ledger says of one of its own, or of another desk's that was exited here."""
        asked = {"kind": str(series), "number": number}
        with self.reads() as db:
            row = db.execute(_RECORD.format(lost=LOST, table=REGISTERS[series]), asked).fetchone()
            if row is None:
                exited = db.execute(_EXITED, asked).fetchone()
                return None if exited is None else Record(state=PermitState.RETURNED, valid_until=None)
        state, valid_until, lost = row
        return Record(state=PermitState(state), valid_until=date.fromisoformat(valid_until), lost=bool(lost))
