"""A key as it was struck: when, which, what it would type, and what it can be in a scan."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from kbdesk.domain.keyboard import Level

_ENDS: Final = frozenset({15, 28, 96})  # Tab, Enter, the keypad's Enter
_PREFIXES: Final = frozenset(range(183, 195))  # F13 to F24
_FUNCTIONS: Final = frozenset({*range(59, 69), 87, 88})  # F1 to F12
_EDITS: Final = frozenset({14, 102, 105, 106, 107, 111})  # Backspace, Home, Left, Right, End, Delete
_HELD: Final = frozenset({29, 42, 54, 56, 58, 69, 97, 100, 125, 126})  # Ctrl, Shift, Alt, the locks, AltGr, Meta
_STX, _ETX = "\x02", "\x03"
_LAST_KEY: Final = 57
_LESS_KEY: Final = 86


class Role(Enum):
    """What a key can be in a scan."""

    SIGN = auto()
    END = auto()
    PREFIX = auto()
    SUFFIX = auto()
    HELD = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that went down `at` so many milliseconds.

    `code` is its number (evdev's, which is the PC's scan code of set 1), 0 where only its `text` arrived. `control`
    tells that Ctrl, Meta or the left Alt was held, `repeat` that it was not struck but is held down, `acts` that it
    would do something where it lands rather than be written. `event` is what it came as, for whoever lets it land.
    """

    at: int
    code: int
    text: str
    level: Level = Level.PLAIN
    control: bool = False
    repeat: bool = False
    acts: bool = False
    event: object = field(default=None, compare=False, repr=False)

    @property
    def role(self) -> Role:
        """What it can be in a scan: a sign, the end of a line, what comes before all of it or after, nothing."""
        if self.code in _HELD:
            return Role.HELD
        if self.repeat:
            return Role.OTHER
        if self.text == _STX or self.code in _PREFIXES:
            return Role.PREFIX
        if self.text == _ETX:
            return Role.SUFFIX
        if self.code in _ENDS or self.text in ("\r", "\n", "\t"):
            return Role.END
        if self.control or not (self.text.isprintable() and (self.text or self._types)):
            return Role.OTHER
        return Role.SIGN

    @property
    def is_command(self) -> bool:
        """Whether it asks for something to be done: a function key, or one with Ctrl, Meta or Alt that ends no line."""
        return self.role in (Role.OTHER, Role.SUFFIX) and (self.control or self.code in _FUNCTIONS)

    @property
    def is_edit(self) -> bool:
        """Whether it changes what is written where it lands, or the place in it: it is taken back like a letter."""
        return self.code in _EDITS and not (self.control or self.acts)

    @property
    def is_said(self) -> bool:
        """Whether it is of what a scan says: a sign, or the end of a line."""
        return self.role in (Role.SIGN, Role.END)

    @property
    def _types(self) -> bool:
        """Whether it is a key of the main block, whatever this machine's layout makes of it."""
        return 2 <= self.code <= _LAST_KEY or self.code == _LESS_KEY
