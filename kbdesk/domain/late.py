"""Emergency forms: lines with numbers of their own, printed beforehand and entered when the power is back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from kbdesk.domain.vocabulary import Series

PATTERN: Final[tuple[tuple[Series, bool], ...]] = (
    *((Series.PERMIT, True),) * 8,
    *((Series.REGISTRATION, True),) * 4,
    *((Series.REFUSAL, False),) * 2,
)
"""What the lines of a form are for, from the top, and whether a line has an envelope of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One line of a form: the number that its paper bears, its envelope (empty: none), both nine characters.

    `used` tells that it was entered.
    """

    line: int
    series: Series
    number: str
    envelope: str = ""
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyForm:
    """A form printed beforehand; its `number` has nine characters like every number of the desk."""

    number: str
    printed_at: datetime
    lines: tuple[FormLine, ...]

    @property
    def left(self) -> int:
        """How many lines were not entered yet."""
        return sum(not line.used for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntry:
    """What is entered afterwards: when it happened, on which form, why late; `lines` by card path."""

    form: str
    occurred_at: datetime
    reason: str
    lines: Mapping[str, int] = field(default_factory=dict)
