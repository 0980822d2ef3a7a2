"""The jobs that may still come out of a printer, withdrawn as soon as it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Protocol

from kbdesk.desk.ports import PrinterError
from kbdesk.domain.strays import Stray, StrayEnd


class Withdrawing(Protocol):
    """A printer as strays are withdrawn from it."""

    def withdraw(self, stray: Stray, /) -> bool:
        """See that a job comes out no more; return whether it came out before. Raises `PrinterError`."""


class Strays:
    """The strays of a desk and what became of them. One thread withdraws; any may watch or take what is known.

    A job that was withdrawn is forgotten here; what nobody entered is watched again from the ledger.
    """

    def __init__(self, at: Callable[[str], Withdrawing]) -> None:
        """Withdraw at the printer that `at` returns of an address."""
        self._at, self._lock = at, Lock()
        self._watched = dict[tuple[str, str], Stray]()
        self._ended = list[StrayEnd]()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._watched)

    def watch(self, strays: Iterable[Stray]) -> None:
        """Take more of them."""
        with self._lock:
            self._watched.update({(stray.job, stray.printer): stray for stray in strays})

    def ended(self) -> Sequence[StrayEnd]:
        """Return what became of strays and was not returned before."""
        with self._lock:
            ended, self._ended = self._ended, []
        return tuple(ended)

    def at(self, address: str) -> Sequence[Stray]:
        """Return those of one printer."""
        with self._lock:
            return tuple(stray for stray in self._watched.values() if stray.printer == address)

    def withdraw_all(self) -> None:
        """Withdraw what can be."""
        with self._lock:
            strays = tuple(self._watched.values())
        for stray in strays:
            self.withdraw(stray)

    def withdraw(self, stray: Stray) -> StrayEnd | None:
        """Withdraw one; return what became of it, None where its printer cannot be asked or does not let go of it."""
        try:
            came_out = self._at(stray.printer).withdraw(stray)
        except PrinterError:
            self.watch((stray,))
            return None
        end = StrayEnd(stray=stray, came_out=came_out and not stray.seen)
        with self._lock:
            self._watched.pop((stray.job, stray.printer), None)
            self._ended.append(end)
        return end
