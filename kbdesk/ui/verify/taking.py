"""What an officer gives to be verified by drop, paste or file: a file's path, a picture, or text."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

Given = Path | bytes | str
_MOST: Final = (64 << 20) + 1
"""Bytes read of a file: one more than any reader takes, so that it says what is wrong."""
_LINES: Final = {72: 36, 88: 44, 90: 30}
"""Whole zones by their length, and how long their lines are."""


class NotAFileError(OSError):
    """What was given is a folder, a device or a pipe: it is not read, which might never end."""

    code = "not-a-file"


class TakesPictures:
    """A widget that, while it has the focus, takes pictures and files from the clipboard itself."""


def given(mime: QMimeData | None) -> Given | None:
    """Return what a drop or the clipboard holds: a file before a picture before text, None where there is nothing."""
    if mime is None:  # a clipboard that nobody put anything into
        return None
    local = next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)
    if local is not None:
        return local
    if mime.hasImage():
        return png_of(QImage(mime.imageData()))
    return mime.text().strip() or None


def holds_anything(mime: QMimeData) -> bool:
    """Tell whether there is anything to be taken, without taking it."""
    return mime.hasUrls() or mime.hasImage() or mime.hasText()


def bytes_of(what: Given) -> bytes:
    """Return the bytes to look through; of a file no more than any reader takes. Raises `OSError`."""
    if isinstance(what, str):
        return what.encode()
    if isinstance(what, bytes):
        return what
    if not S_ISREG(what.stat().st_mode):
        raise NotAFileError
    with what.open("rb") as file:
        return file.read(_MOST)


def is_zone(text: str) -> bool:
    """Tell whether a text is a printed zone rather than the bytes of a seal."""
    return "<" in text


def zone_lines(text: str) -> str:
    """Return a zone with its lines joined by line feeds, as typed with spaces between them or run together.

    >>> zone_lines("PURKSA<<B" + "<" * 27 + " " + "1" * 36).count(chr(10))
    1
    """
    parts = text.upper().split()
    run = "".join(parts)
    if len(parts) == 1 and len(run) in _LINES:
        wide = _LINES[len(run)]
        parts = [run[start : start + wide] for start in range(0, len(run), wide)]
    return "\n".join(parts)


def png_of(picture: QImage) -> bytes:
    """Return a picture as PNG."""
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(data.data())
