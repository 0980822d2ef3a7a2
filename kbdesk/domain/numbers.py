"""The numbers of papers and envelopes: crossing, desk, six digits and a check character (DESIGN section 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kbdesk.domain.lookalikes import as_digits, capitals, letters_and_digits

CROSSING_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {"jarinje": "J", "brnjak": "B", "merdare": "M", "mutivode": "T", "konculj": "K", "mucibaba": "C"}
)
"""The letter that begins every number of a crossing, by the crossing's key."""

LAST_SERIAL: Final = 999_999

_LENGTH: Final = 9
_LONGEST: Final = 64
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DESKS: Final = _ALPHABET[1:]
_LETTERS: Final = "".join(CROSSING_LETTERS.values())
_SHAPE: Final = re.compile(rf"[{_LETTERS}][1-9A-Z][0-9]{{6}}[0-9A-Z]")


class NumberError(ValueError):
    """A number that cannot be made or read; the message says which part is at fault."""


def make(letter: str, desk: str, serial: int) -> str:
    """Return the nine-character number of a crossing letter, a desk (1-9, A-Z) and a serial (0 to 999999).

    The last character is the check character of ISO/IEC 7064 MOD 37,36 over the first eight.
    Raises `NumberError` if a part is out of range.

    >>> make("J", "2", 4711)
    'J20047118'
    """
    if len(letter) != 1 or letter not in _LETTERS:
        raise NumberError(f"No crossing has the letter {letter!r}.")
    if len(desk) != 1 or desk not in _DESKS:
        raise NumberError(f"No desk is called {desk!r}; desks are 1 to 9 and A to Z.")
    if not 0 <= serial <= LAST_SERIAL:
        raise NumberError(f"The serial {serial} is outside 0 to {LAST_SERIAL}.")
    body = f"{letter}{desk}{serial:06}"
    return body + _check_character(body)


def clean(text: str) -> str:
    """Return a number as typed or printed without its spaces and its ``E-``, in capitals; it may still be wrong.

    >>> clean("e-j2 004711 8")
    'J20047118'
    """
    return "".join(text.split()).upper().removeprefix("E-")


def understand(text: str) -> str:
    """Return the number that a text means, in any spelling; it may still be wrong, `check` tells.

    Read are spaces, hyphens and dots between its groups, either script, the ``E`` of an envelope, the letters O, I and
    B for digits among the six, and the text of a provisional plate.

    >>> understand("e-ј2 оо4711 8"), understand("P 004711 J2 8")
    ('J20047118', 'J20047118')
    """
    bare = letters_and_digits(capitals(text[:_LONGEST], by_look=True))
    if len(bare) == _LENGTH + 1 and bare[0] == "E":
        bare = bare[1:]
    elif len(bare) == _LENGTH + 1 and bare[0] == "P":
        bare = bare[7:9] + bare[1:7] + bare[9]
    return bare[:2] + as_digits(bare[2:8]) + bare[8:]


def check(text: str) -> bool:
    """Tell whether a text is a number of ours, however it is spaced, and its check character holds."""
    number = clean(text)
    return _SHAPE.fullmatch(number) is not None and _check_character(number[:8]) == number[8]


def is_label(text: str) -> bool:
    """Tell whether a text is the label of an envelope: its number with the letter before it.

    >>> is_label("E-J2 004711 8"), is_label("J2 004711 8")
    (True, False)
    """
    return text.strip()[:1].upper() in ("E", "Е") and check(understand(text))


def looks_ours(text: str) -> bool:
    """Tell whether a text has the shape of a number of ours, whether or not its check character holds."""
    return _SHAPE.fullmatch(clean(text)) is not None


def serial(number: str) -> int:
    """Return the six digits of a number; `NumberError` if it is none or its check character does not hold."""
    if not check(number):
        raise NumberError("This is not a number of a desk, or its check character does not hold.")
    return int(clean(number)[2:8])


def spelled(number: str) -> str:
    """Return a nine-character number as papers print it, in three groups; anything else is returned as it is.

    >>> spelled("J20047118")
    'J2 004711 8'
    """
    return f"{number[:2]} {number[2:8]} {number[8]}" if len(number) == 9 else number


def spelled_envelope(number: str) -> str:
    """Return an envelope's number as papers print it, ``E-`` before it; anything else is returned as it is."""
    return f"E-{spelled(number)}" if len(number) == 9 else number


def _check_character(body: str) -> str:
    """Return the check character by ISO/IEC 7064:2003 section 9, hybrid system MOD 37,36."""
    carry = 36
    for character in body:
        carry = (carry + _ALPHABET.index(character)) % 36 or 36
        carry = carry * 2 % 37
    return _ALPHABET[(37 - carry) % 36]
