"""What the keys of a keyboard type under a layout, and what a scanner of another layout meant by what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from kbdesk.domain.toml_text import decode

_ZONE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
NO_SIGN: Final = "\ufffd"
US: Final = "us"
_LESS_KEY: Final = 86
"""The key between the left Shift and Z, which keyboards of the United States lack."""


class Level(IntEnum):
    """What is held while a key is pressed: nothing, Shift, AltGr."""

    PLAIN = 0
    SHIFT = 1
    ALTGR = 2


Place = tuple[int, Level]
"""A key's number (evdev's, which is the PC's scan code of set 1) and what is held with it."""


@dataclass(frozen=True)
class Keyboard:
    """One layout. `signs` tells what is typed at each place."""

    name: str
    signs: Mapping[Place, str]

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where a sign is typed: without AltGr if it can be, and where the file names it first."""

        def order(place: Place) -> tuple[bool, bool]:
            key, level = place
            return level is Level.ALTGR, key == _LESS_KEY

        found: dict[str, Place] = {}
        for place in sorted(self.signs, key=order):
            found.setdefault(self.signs[place], place)
        return MappingProxyType(found)

    def typed(self, places: Sequence[Place]) -> str | None:
        """Return what is typed at these places, None where one of them types no sign."""
        signs = [self.signs.get(place) for place in places]
        return None if None in signs else "".join(filter(None, signs))

    def meant(self, text: str, scanner: Keyboard) -> str:
        """Return what a scanner of another layout meant that has typed this; a sign it cannot make stays as it is.

        Of two signs that both are typed as this one, that of a machine readable zone is meant.
        """
        means: dict[str, str] = {}
        for sign in sorted(scanner.places, key=lambda sign: sign not in _ZONE):
            means.setdefault(self.signs.get(scanner.places[sign], sign), sign)
        return "".join(means.get(sign, sign) for sign in text)


Keyboards = Mapping[str, Keyboard]


def latin_beside(letter: str, key: int, keyboards: Keyboards) -> str | None:
    """Return the Latin capital on the key of a Cyrillic one, None for what is no Cyrillic letter of that key.

    Where a machine has the Cyrillic layout alone, Qt looks in vain for the letter of a command (Ctrl+З is Ctrl+Z).
    """
    for name, keyboard in keyboards.items():
        if "cyrillic" in name and keyboard.signs.get((key, Level.SHIFT)) == letter:
            return keyboards[name.replace("cyrillic", "latin")].signs[key, Level.SHIFT]
    return None


def read_keyboards(text: str) -> Keyboards:
    """Return the layouts of a file, by name, in its order.

    >>> boards = read_keyboards("keys = [21, 44]" + chr(10) + "[us]" + chr(10) + "plain = 'yz'")
    >>> boards["us"].typed([(44, Level.PLAIN), (21, Level.PLAIN)])
    'zy'
    """
    tables = decode(text)
    keys = tables.pop("keys")
    return MappingProxyType({name: Keyboard(name, _signs(keys, levels)) for name, levels in tables.items()})


def _signs(keys: Sequence[int], levels: Mapping[str, str]) -> Mapping[Place, str]:
    return MappingProxyType(
        {
            (key, Level[level.upper()]): sign
            for level, signs in levels.items()
            for key, sign in zip(keys, signs, strict=True)
            if sign != NO_SIGN
        }
    )
