"""What came from a scanner, a picture or the clipboard, and what it is: pure recognition, whatever the bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kbdesk.domain import numbers, plates
from kbdesk.domain.lookalikes import capitals, letters_and_digits
from kbdesk.domain.scan_looks import Looks, looks_like
from kbdesk.domain.vocabulary import PlateClass
from kbdesk.icao import mrz
from kbdesk.icao.seal.header import MAGIC

LONGEST: Final = 8192
"""Characters of a text that are looked at; a seal has at most about two thousand bytes, two digits each."""
SHORT: Final = 64
"""Characters of an unknown text that is kept: a slot of the shelf has no more."""
_LONGEST_NUMBER: Final = 24
_FILLERS: Final = frozenset("<«‹")
_EDGES: Final = "\x02\x03\x04\x00\ufeff \t\r\n"
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_HEX: Final = re.compile(r"(?:0[xX])?[0-9A-Fa-f\s:;,-]{36,}")
_HEX_HEAD: Final = re.compile(r"[dD][cC]0[23]")
_SEAL_HEADS: Final = ("\xdc\x02", "\xdc\x03")
_NOT_HEX: Final = re.compile(r"0[xX]|[\s:;,-]+")
_DOCUMENT_NUMBER: Final = re.compile(r"[A-Z]{0,3}[0-9]{5,10}[A-Z]{0,2}")
_NO_PLATES: Final = (PlateClass.FOREIGN, PlateClass.OTHER)


class Source(StrEnum):
    """By which way a scan came."""

    WEDGE = "wedge"
    SERIAL = "serial"
    IMAGE = "image"
    PASTE = "paste"
    CAMERA = "camera"


class ScanKind(StrEnum):
    """What a scan is; each goes to a procedure of its own."""

    ZONE = "zone"
    PERMIT_ZONE = "permit-zone"
    SEAL = "seal"
    ENVELOPE = "envelope"
    NUMBER = "number"
    PLATE = "plate"
    DOCUMENT_NUMBER = "document-number"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One scan: a text, or bytes as they were read. `notes` are codes of what was done to it, ``layout-undone``."""

    data: str | bytes
    source: Source
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a scan is. `text` is what was scanned without what framed it, `seal` the bytes of a seal.

    `looks` says of an unknown one what it looks like; its text is kept only where it is short.
    """

    kind: ScanKind
    text: str = ""
    seal: bytes = b""
    looks: Looks | None = None


def what_is(scan: Scan, *, today: date) -> Recognised:
    """Tell what a scan is; `today` settles the centuries in a zone. Never raises, whatever was scanned."""
    data = scan.data
    if isinstance(data, bytes):
        if data[:1] == bytes((MAGIC,)):
            return _seal(data)
        try:
            data = data.decode("utf-8")
        except UnicodeDecodeError:
            return _unknown(Looks.BINARY)
    if data[:2] in _SEAL_HEADS and len(data) <= LONGEST:
        return _characters(data)
    text = data.strip(_EDGES)
    text = _SYMBOLOGY.sub("", text, count=1) if text[:1] == "]" else text
    if len(text) > LONGEST:
        return _unknown(looks_like(text))
    return _digits(text) or _zone(text, today) or _number(text) or _unknown(looks_like(text), text)


def _characters(text: str) -> Recognised:
    """Return the seal whose bytes were sent as the characters of Latin-1."""
    try:
        return _seal(text.encode("latin-1"))
    except UnicodeEncodeError:
        return _unknown(Looks.BINARY)


def _digits(text: str) -> Recognised | None:
    """Return the seal that a text is in hexadecimal digits, with whatever stands between them."""
    digits = _NOT_HEX.sub("", text) if _HEX.fullmatch(text) else ""
    return _seal(bytes.fromhex(digits)) if _HEX_HEAD.match(digits) and len(digits) % 2 == 0 else None


def _zone(text: str, today: date) -> Recognised | None:
    if _FILLERS.isdisjoint(text):
        return None
    try:
        zone = mrz.read(text, today=today)
    except mrz.MrzError:
        return None
    if zone.is_visa:
        return Recognised(kind=ScanKind.UNKNOWN, text=text, looks=Looks.VISA)
    ours = zone.checks.get("document_number", False) and numbers.check(zone.document_number)
    return Recognised(kind=ScanKind.PERMIT_ZONE if ours else ScanKind.ZONE, text=text)


def _number(text: str) -> Recognised | None:
    """Return the label, number or plate that a short text on one line is."""
    if len(text) > _LONGEST_NUMBER or not text.isprintable() or looks_like(text) is not Looks.TEXT:
        return None
    if numbers.is_label(text):
        return Recognised(kind=ScanKind.ENVELOPE, text=text)
    if numbers.check(numbers.understand(text)):
        return Recognised(kind=ScanKind.NUMBER, text=text)
    plate = plates.understand(text)
    if plate.plate_class not in _NO_PLATES and not plate.doubts:
        return Recognised(kind=ScanKind.PLATE, text=text)
    if _DOCUMENT_NUMBER.fullmatch(letters_and_digits(capitals(text))):
        return Recognised(kind=ScanKind.DOCUMENT_NUMBER, text=text)
    return None


def _seal(data: bytes) -> Recognised:
    return Recognised(kind=ScanKind.SEAL, seal=data)


def _unknown(looks: Looks, text: str = "") -> Recognised:
    return Recognised(kind=ScanKind.UNKNOWN, text=text if len(text) <= SHORT else "", looks=looks)
