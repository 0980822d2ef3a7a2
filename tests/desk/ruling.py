"""The rules desk as each officer has it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from kbdesk.app import carried
from kbdesk.desk.book_lines import BookState
from kbdesk.desk.rule_errors import RulesError
from kbdesk.desk.rules import RulesDesk
from kbdesk.domain.outcome import Examination
from kbdesk.domain.vocabulary import Measure

from .books import PUBLIC
from .conftest import POST, Rooms


@dataclass
class Officers:
    """The rules desk as each officer of the drill desk has it."""

    rooms: Rooms

    def desk(self, officer: str, **given: Any) -> RulesDesk:
        wanted: dict[str, Any] = {
            "post": POST,
            "law": carried.law("seeds"),
            "book_signer": PUBLIC,
            "store": self.rooms.store,
        }
        return RulesDesk(
            clock=self.rooms.clock,
            officer=officer,
            supervisors=frozenset({"supervisor", "supervisor2"}),
            new_id=lambda: self.rooms.desk.begin().id,
            **(wanted | given),
        )

    @property
    def supervisor(self) -> RulesDesk:
        return self.desk("supervisor")


def permit(seen: Examination) -> tuple[Measure, str]:
    outcome = seen.card("traveler[1]").outcome
    return outcome.measure, outcome.valid_until.isoformat() if outcome.valid_until else ""


def state(desk: RulesDesk, book: str, at: datetime) -> BookState:
    return desk.found(book, at)[0].state


def refused(desk: RulesDesk, code: str, act: Any) -> RulesError:
    """Do what is refused with a code, and see that nothing was recorded."""
    before = desk._store.check()
    with pytest.raises(RulesError) as caught:
        act()
    assert caught.value.code == code
    assert desk._store.check() == before
    return caught.value
