"""The lower half of a folded sheet: duties, one language a cell, and the fourth cell for signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kbdesk.papers.form import COLUMN, LEFT, RIGHT, Form
from kbdesk.papers.style import DUTIES_HEAD, DUTY

CELL_HEADS: Final = ((LEFT, 154.0), (LEFT, 223.0), (RIGHT, 154.0), (RIGHT, 223.0))
"""Left and top of the cells: Albanian, Serbian, English, signatures."""
_HEIGHT: Final = 62.0


def duties(f: Form, heading: str, items: Sequence[str]) -> None:
    """Set the same numbered duties in three cells."""
    f.stencil(_duties, (heading, *items))


def _duties(f: Form, said: tuple[str, ...]) -> None:
    heading, *items = said
    for title, (x, y) in zip(f.words.three(heading), CELL_HEADS, strict=False):
        f.bar(x, y, COLUMN, 0.6)
        f.sheet.text(x, y + 6, title, DUTIES_HEAD, w=COLUMN, name="duties head")
    places = [(x, y + 10.2) for x, y in CELL_HEADS[:3]]
    f.numbered([f.words.three(item) for item in items], places, COLUMN, _HEIGHT - 10.2, DUTY, gap=1.9)
