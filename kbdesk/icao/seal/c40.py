"""C40, in which seals write capitals, digits and spaces: three characters in two bytes (Doc 9303-13, 2.6)."""

from __future__ import annotations

from typing import Final

from kbdesk.icao.seal.errors import SealFormatError

_LETTERS: Final = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIRST: Final = 3
"""The value of the first of the letters; the values below it shift to other sets, which seals do not use."""
_VALUES: Final = {letter: place for place, letter in enumerate(_LETTERS, start=_FIRST)} | {"<": _FIRST}
_UNLATCH: Final = 0xFE


def encode(text: str) -> bytes:
    """Return the bytes of a text of capitals, digits, spaces and ``<`` (which is written as a space).

    Raises `ValueError` for any other character.

    >>> encode("XK<CD").hex(), encode("XKCD").hex()
    ('eb0466a9', 'eb11fe45')
    """
    try:
        values = [_VALUES[letter] for letter in text]
    except KeyError:
        raise ValueError("C40 takes capitals, digits, spaces and fillers only.") from None
    whole = len(values) - len(values) % 3
    data = b"".join(_pair(*values[i : i + 3]) for i in range(0, whole, 3))
    match values[whole:]:
        case [one]:
            return data + bytes((_UNLATCH, ord(_LETTERS[one - _FIRST]) + 1))
        case [one, two]:
            return data + _pair(one, two, 0)
        case _:
            return data


def decode(data: bytes) -> str:
    """Return the text of some bytes; spaces at its end are part of it. Raises `SealFormatError`.

    >>> decode(bytes.fromhex("eb0466a9")), decode(bytes.fromhex("eb11fe45"))
    ('XK CD', 'XKCD')
    """
    if len(data) % 2:
        raise SealFormatError("A C40 text has an even number of bytes.")
    text: list[str] = []
    for i in range(0, len(data), 2):
        last = i + 2 == len(data)
        if data[i] == _UNLATCH:
            text.append(_ascii(data[i + 1], last=last))
        else:
            text.extend(_triple(data[i] << 8 | data[i + 1], last=last))
    return "".join(text)


def _pair(one: int, two: int, three: int) -> bytes:
    return (1600 * one + 40 * two + three + 1).to_bytes(2, "big")


def _ascii(value: int, *, last: bool) -> str:
    letter = chr(value - 1) if value else ""
    if not last or letter not in _VALUES or letter == "<":
        raise SealFormatError("A C40 text leaves C40 before its last character.")
    return letter


def _triple(value: int, *, last: bool) -> str:
    if not value:
        raise SealFormatError("A C40 text holds a pair of bytes that stands for nothing.")
    one, rest = divmod(value - 1, 1600)
    two, three = divmod(rest, 40)
    shown = (one, two) if last and not three else (one, two, three)
    if not all(_FIRST <= part < _FIRST + len(_LETTERS) for part in shown):
        raise SealFormatError("A C40 text holds a character that seals do not use.")
    return "".join(_LETTERS[part - _FIRST] for part in shown)
