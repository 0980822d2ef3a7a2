"""A time that runs out, however long each question takes of it."""

from __future__ import annotations

from threading import Event, Timer
from typing import Self


class Over:
    """Tells, inside a ``with``, whether so many seconds are over since it began."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._over, self._timer = Event(), Timer(seconds, lambda: None)

    @property
    def is_over(self) -> bool:
        """Whether they are."""
        return self._over.is_set()

    def begin(self) -> None:
        """Give all the time again."""
        self._timer.cancel()
        self._over = Event()
        self._timer = Timer(self._seconds, self._over.set)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
