"""A seal as bytes: head, message zone of features, signature (Doc 9303-13, section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kbdesk.icao.seal import header as head
from kbdesk.icao.seal.errors import SealFieldError, SealFormatError
from kbdesk.icao.seal.header import Header

_SIGNATURE: Final = 0xFF
MOST: Final = 65_536
"""No symbol holds as many bytes; more are refused unread."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of the message zone: its tag, 0 to 254, and its value."""

    tag: int
    value: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A seal taken apart. `signature` is r and s side by side, `signed` what it is of: head and message zone."""

    header: Header
    features: tuple[Feature, ...]
    signature: bytes
    signed: bytes


def message(header: Header, features: Iterable[Feature]) -> bytes:
    """Return the bytes to be signed. Raises `SealFieldError`."""
    parts = [head.encode(header)]
    for feature in features:
        if not 0 <= feature.tag < _SIGNATURE:
            raise SealFieldError(f"{feature.tag:02X}", "has no tag from 0 to 254")
        parts.append(_tlv(feature.tag, feature.value))
    return b"".join(parts)


def assemble(signed: bytes, signature: bytes) -> bytes:
    """Return a seal of version 4 from the bytes that were signed and their signature, r and s side by side."""
    return signed + _tlv(_SIGNATURE, signature)


def read(data: bytes) -> Seal:
    """Return the seal that some bytes are. Raises `SealFormatError`, and nothing else, for any other bytes."""
    if len(data) > MOST:
        raise SealFormatError(f"A seal has at most {MOST} bytes.")
    header, place = head.decode(data)
    features: dict[int, Feature] = {}
    while place < len(data):
        tag, start = data[place], place
        length, place = _length(data, place + 1, header.version)
        if length > len(data) - place:
            raise SealFormatError(f"The feature {tag:02X} is longer than the seal.")
        value, place = data[place : place + length], place + length
        if tag == _SIGNATURE:
            if place != len(data):
                raise SealFormatError("Bytes follow the signature.")
            if not value or len(value) % 2:
                raise SealFormatError("The signature is not two numbers of the same length.")
            return Seal(header=header, features=tuple(features.values()), signature=value, signed=data[:start])
        if tag in features:
            raise SealFormatError(f"The feature {tag:02X} is there twice.")
        features[tag] = Feature(tag, value)
    raise SealFormatError("The seal has no signature.")


def _length(data: bytes, place: int, version: int) -> tuple[int, int]:
    """Return a length and where the value begins: one byte in version 3, DER (X.690, 8.1.3) in version 4."""
    if place >= len(data):
        raise SealFormatError("The seal ends before a length.")
    first, place = data[place], place + 1
    if version == 3 or first < 0x80:
        return first, place
    size = first - 0x80
    if not 1 <= size <= 4 or place + size > len(data):
        raise SealFormatError("A length of the seal is not written in DER.")
    length = int.from_bytes(data[place : place + size], "big")
    if length < 0x80 or length < 1 << 8 * (size - 1):
        raise SealFormatError("A length of the seal is written in more bytes than it needs.")
    return length, place + size


def _tlv(tag: int, value: bytes) -> bytes:
    length = len(value)
    if length < 0x80:
        return bytes((tag, length)) + value
    size = -(-length.bit_length() // 8)
    return bytes((tag, 0x80 + size)) + length.to_bytes(size, "big") + value
