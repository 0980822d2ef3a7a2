"""A scanner on the wire: keys struck on a real X server, at a scanner's speed, whatever layout the machine has."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from itertools import accumulate

from Xlib import XK, X, display
from Xlib.ext import xtest

from kbdesk.domain.keyboard import US, Level
from tests.domain.bursts import KEYBOARDS

KEYCODES = 8
ENTER, LEFT_SHIFT, LEFT_CTRL, LEFT_ALT, ALTGR = 28, 42, 29, 56, 100
KEYPAD = (82, 79, 80, 81, 75, 76, 77, 71, 72, 73)
"""The keys of the keypad, by their digits."""


class Wired:
    """A scanner set to one layout, on a display."""

    def __init__(self, name: str, scanner: str = US) -> None:
        self.name, self.board = name, KEYBOARDS[scanner]
        self._server = display.Display(name)

    def close(self) -> None:
        self._server.close()

    def set_layout(self, layout: str, variant: str = "") -> None:
        """Give the machine a layout, as its desktop would."""
        command = ["setxkbmap", "-layout", layout, "-variant", variant]
        subprocess.run(command, env={**os.environ, "DISPLAY": self.name}, check=True, timeout=60)
        self._server.sync()

    def scan(self, text: str, *, gap: int = 2, together: int = 1) -> None:
        """Strike the keys of a text, a line feed as Enter; `gap` is the scanner's own speed in milliseconds.

        So many keys come `together`, in one millisecond, as a radio brings them.

        The X server itself keeps the time: a machine that is busy makes no pauses that no scanner makes.
        """
        for number, sign in enumerate(text):
            code, level = (ENTER, Level.PLAIN) if sign == "\n" else self.board.places[sign]
            held = {Level.PLAIN: 0, Level.SHIFT: LEFT_SHIFT, Level.ALTGR: ALTGR}[level]
            self._strike(code, held, 0 if number % together else gap)
        self._server.sync()

    def compose(self, text: str) -> None:
        """Compose the signs of a text, a line feed as a carriage return: Alt held, and digits on the keypad."""
        for sign in text.replace("\n", "\r"):
            xtest.fake_input(self._server, X.KeyPress, LEFT_ALT + KEYCODES, 1)
            for digit in f"{ord(sign):03}":
                self._strike(KEYPAD[int(digit)], 0, 1)
            xtest.fake_input(self._server, X.KeyRelease, LEFT_ALT + KEYCODES, 1)
        self._server.sync()

    def send(self, text: str, *keys: tuple[int, int], before: bool = True, after: int = 2) -> None:
        """Strike keys for control characters, each its number and what is held with it, and a text behind or before.

        The first key comes so many milliseconds `after` what was struck last.
        """
        for part in (keys, text) if before else (text, keys):
            if isinstance(part, str):
                self.scan(part)
            else:
                for number, (code, held) in enumerate(part):
                    self._strike(code, held, 2 if number else after)
        self._server.sync()

    def replay(self, typed: str, gaps: Sequence[int], held: Sequence[int]) -> None:
        """Strike the keys of a text as they were recorded, and let each go; times in tenths of a millisecond.

        When Shift went down and up is in no record: it is held for as long as its sign takes to go down.
        """
        moves: list[tuple[int, int, int]] = []
        for sign, down, for_long in zip(typed, accumulate(gaps, initial=0), held, strict=True):
            code, level = (ENTER, Level.PLAIN) if sign == "\n" else self.board.places[sign]
            press = (down, X.KeyPress, code)
            shift = level is Level.SHIFT
            moves += [(down, X.KeyPress, LEFT_SHIFT), press, (down, X.KeyRelease, LEFT_SHIFT)] if shift else [press]
            moves.append((down + for_long, X.KeyRelease, code))
        now = 0
        for at, kind, code in sorted(moves, key=lambda move: move[0]):
            wait = round(at / 10) - now
            now += wait
            xtest.fake_input(self._server, kind, code + KEYCODES, wait)
        self._server.sync()

    def strike(self, code: int) -> None:
        """Press and release one key."""
        self._strike(code, 0, 0)
        self._server.sync()

    def _strike(self, code: int, held: int, after: int) -> None:
        struck = [(X.KeyPress, code), (X.KeyRelease, code)]
        if held:
            struck = [(X.KeyPress, held), *struck, (X.KeyRelease, held)]
        for number, (kind, key) in enumerate(struck):
            xtest.fake_input(self._server, kind, key + KEYCODES, 0 if number else after)

    def press(self, name: str) -> None:
        """Press a key that has a name."""
        self.strike(self._server.keysym_to_keycode(XK.string_to_keysym(name)) - KEYCODES)
