"""How the value of a feature is written: text, zone, date, number (Doc 9303-13, 2.3; profiles in 9303-7 and -8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from kbdesk.icao.seal import c40, dates
from kbdesk.icao.seal.errors import SealFormatError

Value = str | int | date | bytes


class Coding(StrEnum):
    """The codings that the profiles use.

    ``c40`` capitals, digits and spaces; ``mrz`` lines of a zone in C40; ``text`` UTF-8; ``date`` three bytes;
    ``digits-date`` YYYYMMDD in ASCII; ``number`` unsigned, the greatest byte first; ``bytes`` anything.
    """

    C40 = "c40"
    MRZ = "mrz"
    TEXT = "text"
    DATE = "date"
    DIGITS_DATE = "digits-date"
    NUMBER = "number"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a coding needs besides: the widths of a zone's lines in the seal, or the bytes of a number."""

    lines: tuple[int, ...] = ()
    size: int = 0


def encode(coding: Coding, value: Any, shape: Shape) -> bytes:
    """Return the bytes of a value. Raises `ValueError` or `TypeError` for one that the coding cannot write."""
    return _CODINGS[coding][0](value, shape)


def decode(coding: Coding, data: bytes, shape: Shape) -> Value:
    """Return the value of some bytes. Raises `SealFormatError`."""
    return _CODINGS[coding][1](data, shape)


def _write_zone(value: Any, shape: Shape) -> bytes:
    lines = str(value).split("\n")
    if len(lines) != len(shape.lines) or any(len(n) < w for n, w in zip(lines, shape.lines, strict=True)):
        raise ValueError("The zone has other lines than the seal.")
    return c40.encode("".join(line[:width] for line, width in zip(lines, shape.lines, strict=True)))


def _read_zone(data: bytes, shape: Shape) -> str:
    text = c40.decode(data)
    if len(text) > sum(shape.lines):
        raise SealFormatError("The zone in the seal is longer than its format.")
    text = text.ljust(sum(shape.lines)).replace(" ", "<")
    lines, place = [], 0
    for width in shape.lines:
        lines.append(text[place : place + width])
        place += width
    return "\n".join(lines)


def _read_text(data: bytes, _: Shape) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise SealFormatError("A text of the seal is not UTF-8.") from None


def _read_date(data: bytes, _: Shape) -> date:
    if len(data) != dates.SIZE:
        raise SealFormatError("A date of the seal has not three bytes.")
    return dates.decode(data)


def _read_digits(data: bytes, _: Shape) -> date:
    try:
        if len(data) != 8 or not data.isdigit():
            raise ValueError
        return datetime.strptime(data.decode("ascii"), "%Y%m%d").date()  # noqa: DTZ007  # a civil date has no zone
    except ValueError:
        raise SealFormatError("A date of the seal is not eight digits of a day.") from None


_CODINGS: Final[Mapping[Coding, tuple[Callable[[Any, Shape], bytes], Callable[[bytes, Shape], Value]]]] = {
    Coding.C40: (lambda value, _: c40.encode(value), lambda data, _: c40.decode(data).rstrip(" ")),
    Coding.MRZ: (_write_zone, _read_zone),
    Coding.TEXT: (lambda value, _: str(value).encode(), _read_text),
    Coding.DATE: (lambda value, _: dates.encode(value), _read_date),
    Coding.DIGITS_DATE: (lambda value, _: f"{value:%Y%m%d}".encode(), _read_digits),
    Coding.NUMBER: (lambda value, shape: int(value).to_bytes(shape.size, "big"),
                    lambda data, _: int.from_bytes(data, "big")),
    Coding.BYTES: (lambda value, _: bytes(value), lambda data, _: data),
}  # fmt: skip
