"""Signs that are composed: digits are struck on the keypad while Alt is held, and the sign is there when Alt goes up.

Scanners that are set so type through every layout alike. Windows composes by itself; elsewhere nothing does.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from kbdesk.domain.keyboard import Keyboard, Level
from kbdesk.domain.keystroke import Key

ALT: Final = 56
_DIGITS: Final = MappingProxyType(
    {82: "0", 79: "1", 80: "2", 81: "3", 75: "4", 76: "5", 77: "6", 71: "7", 72: "8", 73: "9"}
)
_MOST: Final = 4
_ENTER: Final = 28
_CODE_PAGE: Final = "cp1252"


class Composing:
    """The sign that is being composed."""

    def __init__(self) -> None:
        """Begin with no digit."""
        self._digits = ""

    def strike(self, code: int, *, alt: bool) -> bool:
        """Take a key that went down; True where it is a digit of a sign, and nothing else."""
        digit = _DIGITS.get(code, "") if alt else ""
        self._digits = self._digits + digit if digit else ""
        return bool(digit)

    def let_go(self, at: int, board: Keyboard, *, acts: bool = False) -> Key | None:
        """Return the sign that is there when Alt goes up, as the key that a layout has for it; None where none is."""
        digits, self._digits = self._digits, ""
        if not digits or len(digits) > _MOST or int(digits) > 255:
            return None
        text = bytes([int(digits)]).decode(_CODE_PAGE, "ignore")
        code, level = (_ENTER, Level.PLAIN) if text == "\r" else board.places.get(text, (0, Level.PLAIN))
        return Key(at=at, code=code, level=level, text=text, acts=acts) if text else None
