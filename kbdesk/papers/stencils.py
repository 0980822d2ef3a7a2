"""Stencils: parts of pages that stand alike on paper after paper, set and compressed once, then drawn whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from kbdesk.papers.sheet import Sheet, Stencil

_MOST: Final = 64
"""Kept at a time: a desk needs a handful for each script of its readers and each law in force."""


class Stencils:
    """The stencils that were cut so far, by what they say; the oldest goes first."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Stencil | None] = {}

    def draw(self, sheet: Sheet, said: Hashable, draw: Callable[[Sheet], None]) -> None:
        """Let `draw` set a part of a page; what it sets must depend on nothing but what is `said`."""
        if said not in self._kept:
            blank = sheet.blank()
            draw(blank)
            self._kept[said] = blank.stencil()
            if len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
        stencil = self._kept[said]
        if stencil is None:
            draw(sheet)
        else:
            sheet.stand(stencil)
