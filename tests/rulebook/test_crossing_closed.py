"""A closed crossing stops every card in its direction and is nobody's to lift but two officers'."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kbdesk.domain.crossing import CrossingStatus
from kbdesk.domain.facts import Facts
from kbdesk.domain.passage import Override
from kbdesk.domain.vocabulary import CrossingState, Direction, Severity
from kbdesk.rulebook.checks_crossing import closed
from kbdesk.rulebook.reasons import ClosedReason, lifts
from tests.domain.test_crossing import NOON


def facts(state: CrossingState) -> Facts:
    return Facts(crossing=(CrossingStatus(state=state, from_at=NOON, until=NOON + timedelta(hours=1)),))


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("state", list(CrossingState))
def test_a_card_is_stopped_in_a_closed_direction_alone(state: CrossingState, direction: Direction) -> None:
    found = list(closed("vehicle", "plate", facts(state), direction=direction, at=NOON))
    assert bool(found) is CrossingStatus(state=state).closes(direction)
    assert all((f.code, f.severity, f.field, f.overridable) == ("crossing-closed", Severity.STOP, "vehicle.plate", True)
               for f in found)  # fmt: skip


def test_control_once_the_order_is_over_nobody_is_stopped() -> None:
    after = NOON + timedelta(hours=1)
    assert not list(closed("vehicle", "plate", facts(CrossingState.CLOSED), direction=Direction.ENTRY, at=after))


def test_only_a_listed_reason_lifts_the_stop() -> None:
    def lifted(finding: str, reason: str) -> bool:
        return lifts(Override(finding=finding, field="vehicle.plate", reason=reason))

    assert all(lifted("crossing-closed", reason) for reason in ClosedReason)
    assert not any(lifted("crossing-closed", reason) for reason in ("", "other", "because"))
    assert lifted("plate-not-accepted", "because") and not lifted("plate-not-accepted", " ")
