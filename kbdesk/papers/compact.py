"""A PDF file as numbered objects: what is no stream stands in one compressed stream, as the cross-references do.

ISO 32000-1, 7.5.7 and 7.5.8; ISO 19005-2 allows both. A permit is a sixth smaller for it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import Final

_FREE: Final = (0, 0, 0xFFFF)
_ENTRY: Final = struct.Struct(">BIH")
_HEAD: Final = b"%PDF-1.7\n%\x93\x8c\x8b\x9e\n"
"""Four bytes beyond ASCII tell everybody that the file is no text (7.5.2)."""


class Objects:
    """The objects of a file, each known by its reference (``7 0 R``)."""

    def __init__(self) -> None:
        """Begin without any."""
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> str:
        """Return the reference of an object that is still to be given."""
        self._count += 1
        return f"{self._count} 0 R"

    def give(self, reference: str, content: str) -> str:
        """Give an object that was reserved; return its reference."""
        self._plain[_number(reference)] = content.encode("ascii")
        return reference

    def add(self, content: str) -> str:
        """Add an object; return its reference."""
        return self.give(self.reserve(), content)

    def stream(self, entries: str, content: bytes) -> str:
        """Add a stream, its dictionary being `entries` and its length; return its reference."""
        reference = self.reserve()
        self._streams[_number(reference)] = _stream(entries, content)
        return reference

    def deflated(self, entries: str, content: bytes) -> str:
        """Add a stream that is deflated already; return its reference."""
        return self.stream(f"{entries} /Filter /FlateDecode", content)

    def file(self, said: str) -> bytes:
        """Return the whole file; `said` are the entries Root, Info and ID."""
        packing, references = self._count + 1, self._count + 2
        streams = {**self._streams, packing: _packed(self._plain.items())}
        entries = {number: (2, packing, place) for place, number in enumerate(self._plain)}
        out, place = [_HEAD], len(_HEAD)
        for number, content in streams.items():
            entries[number] = (1, place, 0)
            out.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
            place += len(out[-1])
        entries[references] = (1, place, 0)
        rows = b"".join(_ENTRY.pack(*entries.get(number, _FREE)) for number in range(references + 1))
        said = f"/Type /XRef /Size {references + 1} /W [1 4 2] {said} /Filter /FlateDecode"
        out.append(b"%d 0 obj\n%s\nendobj\n" % (references, _stream(said, zlib.compress(rows))))
        out.append(b"startxref\n%d\n%%%%EOF\n" % place)
        return b"".join(out)


def dictionary(**entries: object) -> str:
    """Return a dictionary: names by their keys, values as PDF writes them.

    >>> dictionary(Type="/Page", Parent="3 0 R")
    '<< /Type /Page /Parent 3 0 R >>'
    """
    return f"<< {' '.join(f'/{key} {value}' for key, value in entries.items())} >>"


def text(value: str) -> str:
    """Return a text string (7.9.2.2): as it is where it is ASCII, else in UTF-16.

    >>> text("permit (1)"), text("Đ")
    ('(permit \\\\(1\\\\))', '<FEFF0110>')
    """
    if value.isascii():
        return f"({value.translate(_ESCAPES)})"
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def _number(reference: str) -> int:
    return int(reference.partition(" ")[0])


def _packed(objects: Iterable[tuple[int, bytes]]) -> bytes:
    """Return an object stream: numbers and places first, then the objects themselves."""
    places, contents, place = list[bytes](), list[bytes](), 0
    for number, content in objects:
        places.append(b"%d %d" % (number, place))
        contents.append(content)
        place += len(content) + 1
    first = b" ".join(places) + b"\n"
    packed = zlib.compress(first + b"\n".join(contents))
    return _stream(f"/Type /ObjStm /N {len(contents)} /First {len(first)} /Filter /FlateDecode", packed)


def _stream(entries: str, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode("ascii"), len(content), content)


_ESCAPES: Final = {ord(sign): "\\" + sign for sign in "()\\"}
