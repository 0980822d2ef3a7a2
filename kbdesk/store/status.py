"""What the registers say of all permits and registrations, read stretch by stretch for the desk's status list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from kbdesk.domain.vocabulary import Series
from kbdesk.icao.trust.status_list import ListedState
from kbdesk.store.engine import Database
from kbdesk.store.papers import REGISTERS
from kbdesk.store.verify import LOST

_STRETCH: Final = f"""
    SELECT t.number, CASE WHEN t.state <> '{ListedState.IN_FORCE}' AND {LOST} THEN '{ListedState.LOST}' ELSE t.state END
    FROM {{table}} t WHERE t.number > :after ORDER BY t.number LIMIT :most
"""
"""What is in force was not reported lost: a report voids or closes."""
_STATES: Final = {str(state): state for state in ListedState}


@dataclass(frozen=True, slots=True)
class StatusBook:
    """Implements `kbdesk.desk.status.StatusReader` over whatever gives it the database."""

    reads: Callable[[], AbstractContextManager[Database]]

    def stretch(self, series: Series, *, after: str, most: int) -> Sequence[tuple[str, ListedState]]:
        """Return the first `most` numbers after one, in order, each with its state."""
        asked = {"kind": str(series), "after": after, "most": most}
        with self.reads() as db:
            rows = db.execute(_STRETCH.format(table=REGISTERS[series]), asked)
            return [(number, _STATES[state]) for number, state in rows]
