"""An officer at a desk that something befalls, and what they are told."""

from __future__ import annotations

from typing import Final

from kbdesk.app import carried
from kbdesk.app.session import OpenDesk
from kbdesk.domain.vocabulary import Language
from kbdesk.store.errors import StoreError
from kbdesk.ui.errors import not_recorded, sentence
from tests.faults import oracle
from tests.faults.drill_day import Day

WAL: Final = "desk.db-wal"
FILE: Final = "desk.db"


class Officer:
    """Works a desk, and remembers what they were told."""

    def __init__(self) -> None:
        self.told: list[oracle.Told] = []
        self.number = 0

    def issues(self, desk: OpenDesk) -> str:
        """Issue a permit to the next traveler; return ``done``, or the code of what the desk said instead."""
        self.number += 1
        try:
            Day(number=self.number, tell=self._hears).issue(desk)
        except StoreError as error:
            tells_in_every_language(error)
            return error.code
        return "done"

    def issued(self, desk: OpenDesk) -> bool:
        """Tell whether the last traveler's permit is in the records."""
        return desk.store.recorded(f"{2 * self.number + 1:016x}")

    def _hears(self, kind: str, key: str, value: object) -> None:
        self.told.append((kind, key, str(value)))


def tells_in_every_language(error: StoreError) -> None:
    """Every officer gets a sentence; none says that nothing was recorded where nobody knows."""
    for language in Language:
        catalog = carried.catalogs()[language]
        said = not_recorded(error, catalog)
        assert sentence(error, catalog) in said
        nothing = catalog.text("arrive.issue.failed", why="").strip()
        assert (nothing in said) == (error.code in ("store.moved", "store.busy")), said
    assert not str(error).startswith("<")
