"""The few rules of DER (X.690) that a certificate profile is checked by, byte for byte and without guessing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Tag(IntEnum):
    """The types that names and extensions are made of."""

    BOOLEAN = 0x01
    INTEGER = 0x02
    OCTETS = 0x04
    OID = 0x06
    PRINTABLE = 0x13
    SEQUENCE = 0x30
    SET = 0x31
    VERSION = 0xA0
    EXTENSIONS = 0xA3


@dataclass(frozen=True, slots=True)
class Item:
    """One value: its tag, its bytes, and the same with tag and length."""

    tag: int
    value: bytes
    whole: bytes

    def items(self) -> tuple[Item, ...]:
        """Return the values in this one. Raises `ValueError` if its bytes are not values side by side."""
        return items(self.value)


def items(data: bytes) -> tuple[Item, ...]:
    """Return the values side by side in some bytes. Raises `ValueError`."""
    found, place = [], 0
    while place < len(data):
        start = place
        if place + 2 > len(data) or data[place] & 0x1F == 0x1F:
            raise ValueError("A value has no short tag, or no length.")
        tag, length, place = data[place], data[place + 1], place + 2
        if length >= 0x80:
            size = length - 0x80
            length, place = int.from_bytes(data[place : place + size], "big"), place + size
        if place + length > len(data):
            raise ValueError("A value is longer than what holds it.")
        found.append(Item(tag, data[place : place + length], data[start : place + length]))
        place += length
    return tuple(found)


def encode(tag: Tag, *values: bytes) -> bytes:
    """Return the bytes of a value.

    >>> encode(Tag.SEQUENCE, encode(Tag.INTEGER, bytes(1))).hex()
    '3003020100'
    """
    value = b"".join(values)
    if len(value) < 0x80:
        return bytes((tag, len(value))) + value
    size = -(-len(value).bit_length() // 8)
    return bytes((tag, 0x80 + size)) + len(value).to_bytes(size, "big") + value


def oid(data: bytes) -> str:
    """Return the dotted form of an object identifier's bytes; those of none give another text than any has.

    >>> oid(bytes.fromhex("678108010106"))
    '2.23.136.1.1.6'
    """
    arcs, value = [], 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2) if arcs else 0
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:]))) if arcs else ""
