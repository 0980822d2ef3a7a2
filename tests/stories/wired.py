"""A scanner on the wire: keys struck on a real X server, at a scanner's speed, whatever layout the machine has."""

from __future__ import annotations

import os
import subprocess
import time

from Xlib import XK, X, display
from Xlib.ext import xtest

from kbdesk.domain.keyboard import US, Level
from tests.domain.bursts import KEYBOARDS

KEYCODES = 8
ENTER, LEFT_SHIFT, ALTGR = 28, 42, 100


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

    def scan(self, text: str, *, gap: float = 0.002) -> None:
        """Strike the keys of a text, a line feed as Enter; `gap` is the scanner's own speed in seconds."""
        for sign in text:
            code, level = (ENTER, Level.PLAIN) if sign == "\n" else self.board.places[sign]
            held = {Level.PLAIN: 0, Level.SHIFT: LEFT_SHIFT, Level.ALTGR: ALTGR}[level]
            self.strike(code, held)
            time.sleep(gap)

    def strike(self, code: int, held: int = 0) -> None:
        """Press and release one key while another is held."""
        for kind, key in ((X.KeyPress, held), (X.KeyPress, code), (X.KeyRelease, code), (X.KeyRelease, held)):
            if key:
                xtest.fake_input(self._server, kind, key + KEYCODES)
        self._server.sync()

    def types(self, text: str, *, gap: float = 0.09) -> None:
        """Strike keys as a quick typist does."""
        self.scan(text, gap=gap)

    def press(self, name: str) -> None:
        """Press a key that has a name."""
        self.strike(self._server.keysym_to_keycode(XK.string_to_keysym(name)) - KEYCODES)
