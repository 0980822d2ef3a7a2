"""IPP messages as bytes (RFC 8010): what a printer is asked, and what it answers."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

VERSION: Final = (2, 0)
LARGEST: Final = 1 << 20
"""How many bytes of attributes are read: answers have a few thousand."""
_DEEPEST: Final = 8
_END: Final = 0x03


class IppError(ValueError):
    """Bytes that are no IPP message; the text says what is wrong with them and shows none of them."""


class Group(IntEnum):
    """What attributes belong to (RFC 8010, 3.5.1); others that a printer sends are kept by their number."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """What a value is (RFC 8010, 3.5.2)."""

    UNSUPPORTED = 0x10
    UNKNOWN = 0x12
    NO_VALUE = 0x13
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE_TIME = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    BEGIN_COLLECTION = 0x34
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MEDIA_TYPE = 0x49
    MEMBER = 0x4A


_NUMBERS: Final = frozenset({Tag.INTEGER, Tag.ENUM})
_WORDS: Final = range(0x40, 0x60)

Content = int | bool | str | bytes | tuple[int, int] | Mapping[str, tuple["Value", ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag and its content, bytes where the tag is none of `Tag`.

    Words are text, a range is its first and last, a collection maps its members to their values.
    """

    tag: int
    content: Content


Attributes = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A request or an answer: `code` is the operation (RFC 8011, 5.4.15) or the status (5.4.16)."""

    code: int
    request: int = 1
    groups: tuple[tuple[int, Attributes], ...] = ()
    version: tuple[int, int] = VERSION
    data: bytes = field(default=b"", repr=False)

    def of(self, group: int) -> Attributes:
        """Return the attributes of the first group of a kind, none where there is no such group."""
        return next((attributes for tag, attributes in self.groups if tag == group), {})


def keyword(*words: str) -> tuple[Value, ...]:
    """Return the values of an attribute that holds keywords."""
    return tuple(Value(Tag.KEYWORD, word) for word in words)


def word(tag: Tag, text: str) -> tuple[Value, ...]:
    """Return the value of an attribute that holds one text."""
    return (Value(tag, text),)


def number(value: int, tag: Tag = Tag.INTEGER) -> tuple[Value, ...]:
    """Return the value of an attribute that holds one number."""
    return (Value(tag, value),)


def encode(message: Message) -> bytes:
    """Return a message as it travels. Raises `IppError` for what no message can hold."""
    parts = [struct.pack(">BBHi", *message.version, message.code, message.request)]
    for group, attributes in message.groups:
        parts.append(bytes([group]))
        for name, values in attributes.items():
            parts.extend(_attribute(name, values))
    return b"".join((*parts, bytes([_END]), message.data))


def _attribute(name: str, values: Iterable[Value]) -> Iterable[bytes]:
    said = name
    for value in values:
        yield from _value(said, value)
        said = ""


def _value(name: str, value: Value) -> Iterable[bytes]:
    if not isinstance(value.content, Mapping):
        yield _field(value.tag, name, _content(value))
        return
    yield _field(Tag.BEGIN_COLLECTION, name, b"")
    for member, values in value.content.items():
        yield _field(Tag.MEMBER, "", member.encode())
        for one in values:
            yield from _value("", one)
    yield _field(Tag.END_COLLECTION, "", b"")


def _field(tag: int, name: str, content: bytes) -> bytes:
    said = name.encode()
    if max(len(said), len(content)) > 0x7FFF:
        raise IppError("a name or a value is longer than a message can hold")
    return struct.pack(">BH", tag, len(said)) + said + struct.pack(">H", len(content)) + content


def _content(value: Value) -> bytes:
    content = value.content
    try:
        if isinstance(content, bool):
            return bytes([content])
        if isinstance(content, int):
            return struct.pack(">i", content)
        if isinstance(content, tuple):
            return struct.pack(">ii", *content)
    except struct.error:
        raise IppError("a number is larger than a message can hold") from None
    return content.encode() if isinstance(content, str) else bytes(content) if isinstance(content, bytes) else b""


def decode(data: bytes) -> Message:
    """Read a message; what follows its attributes is its data. Raises `IppError`, and nothing else."""
    reader = _Reader(data)
    major, minor, code, request = reader.head()
    groups: list[tuple[int, dict[str, list[Value]]]] = []
    name = ""
    while (tag := reader.byte()) != _END:
        if tag < Tag.UNSUPPORTED:
            groups.append((tag, {}))
            name = ""
            continue
        if not groups:
            raise IppError("an attribute stands before its group")
        said, value = reader.value(tag)
        attributes = groups[-1][1]
        if said:
            name, attributes[said] = said, [value]
        elif name:
            attributes[name].append(value)
        else:
            raise IppError("a further value stands before the first")
    read = tuple((group, _whole(attributes)) for group, attributes in groups)
    return Message(code=code, request=request, groups=read, version=(major, minor), data=reader.rest())


def _whole(read: Mapping[str, list[Value]]) -> dict[str, tuple[Value, ...]]:
    return {name: tuple(values) for name, values in read.items()}


class _Reader:
    """Takes a message apart from its first byte to its last."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def head(self) -> tuple[int, int, int, int]:
        """Return version, code and the request's number."""
        major, minor, code, request = struct.unpack(">BBHi", self._take(8))
        return major, minor, code, request

    def byte(self) -> int:
        """Return the next byte."""
        return self._take(1)[0]

    def rest(self) -> bytes:
        """Return what has not been read."""
        return self._data[self._at :]

    def value(self, tag: int, depth: int = 0) -> tuple[str, Value]:
        """Return the name (empty for a further value) and the value that follow a tag."""
        name, content = self._text(), self._take(self._length())
        if tag == Tag.BEGIN_COLLECTION:
            return name, Value(tag, self._collection(depth + 1))
        return name, Value(tag, _understood(tag, content))

    def _collection(self, depth: int) -> dict[str, tuple[Value, ...]]:
        if depth > _DEEPEST:
            raise IppError("collections stand in one another too deep")
        members: dict[str, list[Value]] = {}
        member = ""
        while True:
            tag = self.byte()
            if tag < Tag.UNSUPPORTED:
                raise IppError("a collection does not end")
            _, value = self.value(tag, depth)
            if tag == Tag.END_COLLECTION:
                return _whole(members)
            if tag == Tag.MEMBER:
                member = str(value.content)
                members[member] = []
            elif member:
                members[member].append(value)
            else:
                raise IppError("a value of a collection stands before its name")

    def _length(self) -> int:
        return int.from_bytes(self._take(2), "big")

    def _text(self) -> str:
        return _decoded(self._take(self._length()))

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count or self._at + count > LARGEST:
            raise IppError("the message ends too early, or does not end")
        self._at += count
        return taken


def _understood(tag: int, content: bytes) -> Content:
    if tag in _NUMBERS:
        return int.from_bytes(_sized(content, 4), "big", signed=True)
    if tag == Tag.BOOLEAN:
        return _sized(content, 1) != b"\0"
    if tag == Tag.RANGE:
        first, last = struct.unpack(">ii", _sized(content, 8))
        return first, last
    return _decoded(content) if tag in _WORDS else content


def _sized(content: bytes, size: int) -> bytes:
    if len(content) != size:
        raise IppError("a value does not have the length of its kind")
    return content


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise IppError("a text is not UTF-8") from None
