"""Whatever officers and the system do to the program in whatever order: what was typed is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from kbdesk.app.clock import machine_now
from kbdesk.store.store import open_store

from .conftest import Program
from .screen import Window, wait
from .test_lock import key_of, lock, scan

ROUNDS = int(os.environ.get("KBDESK_ROUNDS", "2"))
SEED = int(os.environ.get("KBDESK_SEED", random.SystemRandom().randrange(10**6)))
STEPS = 4


class Day:
    """Works the program by keys; knows what the draft holds at any moment, whole."""

    def __init__(self, program: Program, display: str, seed: int) -> None:
        self.program, self.display, self.chance = program, display, random.Random(seed)
        self.key = bytes(key_of(program))
        self.window = Window(program, display)
        self.window.sign_in()
        scan(self.window)
        self.window.press("F2", "Tab", "End")
        self.content = self.kept()

    def kept(self) -> str:
        """Return what the store holds of the one draft, in capitals."""
        data, key = self.program.data, bytearray(self.key)
        with open_store(
            data, key=key, letter="J", desk="2", machine_now=machine_now, reading=True, drill=True
        ) as store:
            (row,) = store.drafts()
            return str(store.load_draft(row.id)).upper()

    def check(self) -> None:
        """The draft holds what it held when it was last looked at, to the letter."""
        assert self.kept() == self.content

    def _type(self) -> str:
        word = "".join(self.chance.choices("BDGJLNPRVZ", k=5)) + "Q"
        self.window.type(word)
        return word

    def _grown_by(self, word: str) -> bool:
        """Tell whether the draft holds what it held, and a word more, once; it holds that from now on."""
        now, long = self.kept(), len(word)
        grown = any(now[:at] + now[at + long :] == self.content for at in _places(now, word))
        if grown:
            self.content = now
        return grown

    def edit(self) -> None:
        """Type a word: a second later it is kept, unless the machine has not let the program come to rest since."""
        word = self._type()
        second = time.monotonic() + 1.0

        def kept() -> bool:
            late = time.monotonic() > second and self.window.is_at_rest()
            grown = self._grown_by(word)
            assert grown or not late, "a second after it was typed, and with nothing left to do, it is not kept"
            return grown

        wait(kept, "what was typed is kept, and nothing else is another")

    def edit_and_lock(self) -> None:
        """Type a word and lock with the same hand; all of it is kept."""
        word = self._type()
        lock(self.window)
        assert self._grown_by(word)
        self.window.sign_in()

    def lock_and_unlock(self) -> None:
        """Lock, and go on where it was."""
        lock(self.window)
        self.check()
        self.window.sign_in()

    def edit_and_kill(self) -> None:
        """Type a word and kill the program: of this one the end may be lost, and nothing before it."""
        word = self._type()
        self.window.end(signal.SIGKILL)
        assert any(self._grown_by(word[:left]) for left in range(len(word), -1, -1))
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


def _places(text: str, word: str) -> list[int]:
    """Return where a word stands in a text; no word stands everywhere."""
    return [at for at in range(len(text)) if text.startswith(word, at)]


@contextmanager
def replayed_by(seed: int) -> Iterator[None]:
    """Say with whatever fails how it is done again."""
    try:
        yield
    except Exception as error:
        error.add_note(f"The same day again: KBDESK_SEED={seed} KBDESK_ROUNDS=1")
        raise


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_what_was_typed_is_there_after_any_sequence_of_locks_kills_and_switches(
    program: Program, display: str, turn: int
) -> None:
    with replayed_by(SEED + turn):
        day = Day(program, display, SEED + turn)
        acts: list[Callable[[], None]] = [day.edit_and_lock, day.lock_and_unlock, day.edit_and_kill, day.switch]
        day.edit()
        for act in day.chance.choices([*acts, day.kill_while_locked, day.edit], k=STEPS):
            act()
            day.edit()
        day.window.end(signal.SIGKILL)
        day.check()
