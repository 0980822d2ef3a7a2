"""The portraits that a passage file names: pictures beside it, of which the middle is taken."""

from __future__ import annotations

from pathlib import Path

from kbdesk.desk.ports import Pictures
from kbdesk.domain.portrait import PortraitError, whole

_MOST = (64 << 20) + 1
"""Bytes read of a file: more than any reader takes, so that it says what is wrong."""


class Portraits:
    """Cuts portraits out of files; a relative path begins at the folder of the passage file."""

    def __init__(self, pictures: Pictures, passage: Path) -> None:
        self._pictures, self._folder = pictures, passage.parent

    def __call__(self, file: str) -> bytes:
        """Return the largest portrait in the middle of a picture. Raises `PortraitError`, which names no file."""
        try:
            with (self._folder / file).open("rb") as opened:
                data = opened.read(_MOST)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "no such path"
            raise PortraitError("portrait.unreadable", why=why) from error
        seen = self._pictures.look(data)
        return self._pictures.portrait(data, whole(seen.full_width, seen.full_height))
