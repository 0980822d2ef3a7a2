"""Whatever officers and the system do to the program in whatever order: what was typed is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from statistics import median

import pytest

from .conftest import Program
from .screen import Window, wait
from .test_lock import drafts, lock, scan

ROUNDS = int(os.environ.get("KBDESK_ROUNDS", "2"))
STEPS = 4


class Day:
    """Works the program by keys; knows every word typed, and which of them were seen in the store."""

    def __init__(self, program: Program, display: str, seed: int) -> None:
        self.program, self.display, self.chance = program, display, random.Random(seed)
        self.words: list[str] = []
        self.seconds: list[float] = []
        self.window = Window(program, display)
        self.window.sign_in()
        scan(self.window)
        self.window.press("F2", "Tab", "End")

    def kept(self) -> str:
        """Return what the store holds of the one draft, in capitals."""
        (draft,) = drafts(self.program)
        return str(draft).upper()

    def check(self) -> None:
        """Every word that was typed is there, once."""
        assert [word for word in self.words if self.kept().count(word) != 1] == []

    def _type(self) -> str:
        word = "".join(self.chance.choices("BDGJLNPRVZ", k=4)) + f"{'ABCDEFGH'[len(self.words) % 8]}Q"
        self.window.type(word)
        return word

    def edit(self) -> None:
        """Type a word and wait until it is kept."""
        began = time.monotonic()
        word = self._type()
        wait(lambda: word in self.kept(), "what was typed is kept")
        self.seconds.append(time.monotonic() - began)
        self.words.append(word)

    def edit_and_lock(self) -> None:
        """Type a word and lock with the same hand; all of it is kept."""
        self.words.append(self._type())
        self.lock_and_unlock()

    def lock_and_unlock(self) -> None:
        """Lock, and go on where it was."""
        lock(self.window)
        self.check()
        self.window.sign_in()

    def edit_and_kill(self) -> None:
        """Type a word and kill the program: this one may be lost, and none before it."""
        lost = self._type()
        self.window.end(signal.SIGKILL)
        self.check()
        if lost in self.kept():
            self.words.append(lost)
        self._start_again()

    def kill_while_locked(self) -> None:
        """Kill the program while it is locked."""
        lock(self.window)
        self.window.end(signal.SIGKILL)
        self.check()
        self._start_again()

    def switch(self) -> None:
        """Lock; a supervisor signs in, sees nothing of it, and locks; the officer comes back."""
        lock(self.window)
        self._other("supervisor", "shift+Tab", "Down", "Tab")
        self.check()
        lock(self.window)
        self._other("officer")
        self.check()

    def _other(self, officer: str, *keys: str) -> None:
        self.window.press("Tab", "Tab", "space", *keys)
        self.window.sign_in(officer)

    def _start_again(self) -> None:
        """Start the program, and open the draft from the rail, where the caret stands in its first field."""
        self.window = Window(self.program, self.display)
        self.window.sign_in()
        self.window.press("ctrl+Tab", "ctrl+Tab", "End")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_typed_is_there_after_any_sequence_of_locks_kills_and_switches(
    program: Program, display: str, seed: int
) -> None:
    day = Day(program, display, seed)
    acts: list[Callable[[], None]] = [day.edit_and_lock, day.lock_and_unlock, day.edit_and_kill, day.switch]
    day.edit()
    for act in day.chance.choices([*acts, day.kill_while_locked, day.edit], k=STEPS):
        act()
        day.edit()
    day.check()
    assert median(day.seconds) < 1.0, "at most one second of typing is not yet kept"
    day.window.end(signal.SIGKILL)
