"""Where one scan ends and the next begins in what a serial line brings between two silences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kbdesk.domain.scanner import Framing, LineFault
from kbdesk.icao.seal import codec
from kbdesk.icao.seal.errors import SealFormatError
from kbdesk.icao.seal.header import MAGIC

MOST: Final = codec.MOST + 16
"""Bytes between two silences; no scan has more."""
_STX: Final = b"\x02"
_CLOSED: Final = re.compile(rb"\x03(?=[\r\n]*(?:\x02|\Z))")
_ENDS: Final = (b"\r\n", b"\r", b"\n")
_LINE_END: Final = re.compile(rb"[\r\n]+")
_LABEL: Final = re.compile(rb"[0-9A-Za-z][0-9A-Za-z .-]{3,23}")
_MOST_SCANS: Final = 16
"""Nobody scans more without a pause: it is a line at the wrong speed, or no scanner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One scan as its bytes, or what was wrong with it: then there are none."""

    data: bytes = b""
    fault: LineFault | None = None


class Framer:
    """Gathers what comes in and cuts it up at each silence. It holds no more than `MOST` bytes."""

    def __init__(self, framing: Framing) -> None:
        self._framing, self._burst, self._flooded = framing, bytearray(), False

    @property
    def pending(self) -> bool:
        """Whether a scan has begun that no silence has ended."""
        return bool(self._burst) or self._flooded

    def feed(self, data: bytes) -> None:
        """Take what came in."""
        self._burst += data[: max(0, MOST + 1 - len(self._burst))]
        if len(self._burst) > MOST:
            self._flooded = True
            self._burst.clear()

    def silence(self) -> tuple[Frame, ...]:
        """Nothing came for a while: return the scans that have ended."""
        burst, flooded = bytes(self._burst), self._flooded
        self._burst.clear()
        self._flooded = False
        if flooded:
            return (Frame(fault=LineFault.TOO_LONG),)
        made = tuple(_frames(burst, self._framing)) if burst.strip(b"\r\n") else ()
        return made if len(made) <= _MOST_SCANS else (Frame(fault=LineFault.TOO_LONG),)


def _frames(burst: bytes, framing: Framing) -> list[Frame]:
    if burst.startswith(_STX) and framing is not Framing.CR:
        return _enclosed(burst)
    if framing is Framing.STX_ETX or (framing is Framing.CR and not burst.endswith(_ENDS)):
        return [Frame(fault=LineFault.HALF)]
    if burst[0] == MAGIC:
        return [Frame(data=_seal(burst))]
    lines = [line for line in _LINE_END.split(burst) if line]
    if 1 < len(lines) <= _MOST_SCANS and all(_LABEL.fullmatch(line) for line in lines):
        return [Frame(data=line) for line in lines]
    return [Frame(data=burst.strip(b"\r\n"))]


def _enclosed(burst: bytes) -> list[Frame]:
    """Return what stands between each STX and its ETX; what has no end is half a scan."""
    made, at, burst = list[Frame](), 0, burst.rstrip(b"\r\n")
    while burst.startswith(_STX, at):
        end = next(_ends(burst, at), None)
        if end is None:
            break
        made += [Frame(data=burst[at + 1 : end])] if end > at + 1 else []
        between = _LINE_END.match(burst, end + 1)
        at = between.end() if between else end + 1
    return [*made, Frame(fault=LineFault.HALF)] if at < len(burst) else made


def _ends(burst: bytes, at: int) -> Iterator[int]:
    """Yield where the scan may end that begins at an STX; a damaged seal is left, whole, to whoever judges seals."""
    for found in _CLOSED.finditer(burst, at):
        end = found.start()
        if burst[at + 1] != MAGIC or end == len(burst) - 1 or _is_whole(burst[at + 1 : end]):
            yield end


def _is_whole(data: bytes) -> bool:
    """Tell whether some bytes are a seal, whole: it may have an ETX and an STX among them, as a permit's has."""
    try:
        codec.read(data)
    except SealFormatError:
        return False
    return True


def _seal(burst: bytes) -> bytes:
    """Return the bytes of a seal without the line end that the scanner put after it, if that is none of its bytes."""
    end = next((end for end in _ENDS if burst.endswith(end)), b"")
    ways = (burst, burst.removesuffix(end), burst[:-1] if end == b"\r\n" else burst)
    return next(filter(_is_whole, ways), burst.removesuffix(end))
