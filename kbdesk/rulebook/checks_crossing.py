"""Checks of the crossing: whether it lets anybody through this way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kbdesk.domain.crossing import standing
from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding
from kbdesk.domain.vocabulary import Direction, Severity
from kbdesk.rulebook.codes import Code


def closed(path: str, field: str, facts: Facts, *, direction: Direction, at: datetime) -> Iterator[Finding]:
    """Yield that the crossing is closed this way: a stop that two officers may lift for a `ClosedReason`."""
    if standing(facts.crossing, at).closes(direction):
        yield Finding(Code.CROSSING_CLOSED, Severity.STOP, f"{path}.{field}", overridable=True)
