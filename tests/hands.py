"""What went through the hands of functions: each buffer, text and bytes that one of them held as it returned."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from tests.stories.memory import count

Secrets = Mapping[str, bytes | str]
SHORTEST = 16
"""Bytes of which half a key is seen."""


@dataclass(slots=True)
class Hands:
    """Keeps alive all that it saw, so that nothing else comes to lie where it was."""

    _buffers: dict[int, bytearray] = field(default_factory=dict)
    _once: list[bytes] = field(default_factory=list)
    _fixed: dict[int, bytes | str] = field(default_factory=dict)

    def look(self, frame: FrameType, event: str, returned: object) -> None:
        """Take note of what a function holds, and of what it returns."""
        if event == "return":
            for one in (*frame.f_locals.values(), returned):
                if isinstance(one, bytearray):
                    self._buffers[id(one)] = one
                    self._once.append(bytes(one))
                elif isinstance(one, bytes | str) and len(one) >= SHORTEST:
                    self._fixed[id(one)] = one

    def once(self, secrets: Secrets) -> dict[str, int]:
        """Return how often each secret was in a buffer as a function returned."""
        return count(b"\0".join(self._once), secrets)

    def still(self, secrets: Secrets) -> dict[str, int]:
        """Return how often each secret is in a buffer now, or in what nobody can wipe."""
        fixed = (one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one for one in self._fixed.values())
        return count(b"\0".join((*self._buffers.values(), *fixed)), secrets)


@contextmanager
def watched() -> Iterator[Hands]:
    """Look at every function of this thread that returns."""
    hands = Hands()
    sys.setprofile(hands.look)
    try:
        yield hands
    finally:
        sys.setprofile(None)
