"""What the window asks of the launcher that replaces its process at a lock and at a sign-out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the process that takes over is told: who locked and when (nobody at a sign-out); where the window stood.

    `geometry` is what Qt tells of that, in Base64.
    """

    officer: str = ""
    at: datetime | None = None
    geometry: str = ""

    def to_json(self) -> Mapping[str, object]:
        """Return it as JSON values."""
        return {
            "officer": self.officer,
            "at": self.at.isoformat() if self.at else "",
            "geometry": self.geometry,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Leaving:
        """Return what JSON values say."""
        at = datetime.fromisoformat(told["at"]) if told["at"] else None
        return cls(officer=told["officer"], at=at, geometry=told["geometry"])


class Word(StrEnum):
    """What a window is told: to show itself in another's place, that the other is gone, to come to the front."""

    SHOW = "show"
    ALONE = "alone"
    RAISE = "raise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something a window was told; `fault` is the code of what kept the one before from saving its draft."""

    word: Word
    leaving: Leaving | None = None
    fault: str = ""


class Relay(Protocol):
    """The launcher, from a process with a window."""

    @property
    def spare(self) -> bool:
        """Whether this process waits behind another."""

    @property
    def descriptor(self) -> int:
        """What becomes readable when something was told."""

    def start(self) -> None:
        """Have a spare made: from now on there is something to be forgotten."""

    def renew(self) -> None:
        """Have the spare made anew: what it read at its start is not so any more."""

    def leave(self, leaving: Leaving) -> None:
        """Have the spare show itself in this one's place."""

    def end(self, fault: str = "") -> None:
        """Be ended: everything is done. `fault` is the code of what kept the draft from being saved."""

    def told(self) -> Iterator[Told]:
        """Return what was told since."""
