"""A scanner on a serial line: where it is looked for, how its scans begin and end, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SPEEDS: Final = (9600, 19200, 38400, 57600, 115200)
"""Bits a second; a scanner on USB takes any."""


class Framing(StrEnum):
    """How a scan begins and ends: by itself, between STX and ETX, or with a carriage return."""

    AUTO = "auto"
    STX_ETX = "stx-etx"
    CR = "cr"


class LineState(StrEnum):
    """How the line stands."""

    OFF = "off"
    MISSING = "missing"
    REFUSED = "refused"
    CONNECTED = "connected"


class LineFault(StrEnum):
    """What went wrong on the line."""

    UNPLUGGED = "unplugged"
    UNPLUGGED_IN_SCAN = "unplugged-in-scan"
    REFUSED = "refused"
    HALF = "half"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerLine:
    """Which scanner this machine has.

    `port` is a name (``/dev/ttyACM0``, ``COM3``), the numbers by which USB knows it (``0c2e:0b61``), or empty for none.
    """

    port: str = ""
    framing: Framing = Framing.AUTO
    speed: int = SPEEDS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPort:
    """A port that this machine has: its name, what it calls itself, and its numbers on USB (``0c2e:0b61``) or none."""

    name: str
    what: str = ""
    usb: str = ""
