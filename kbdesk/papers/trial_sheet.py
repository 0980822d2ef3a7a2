"""The test sheet: a ruler to be measured, a frame near the edges, and what to look for, in three languages."""

from __future__ import annotations

from typing import Final

from kbdesk.papers import marks
from kbdesk.papers.faces import Role
from kbdesk.papers.inks import HAIR
from kbdesk.papers.sheet import Sheet
from kbdesk.papers.style import Style
from kbdesk.papers.words import Words

_MARGIN: Final = 6.0
_TITLE: Final = Style(Role.DISPLAY, 22, 9)
_TEXT: Final = Style(Role.TEXT, 10, 4.5)


def draw(sheet: Sheet, words: Words) -> None:
    """Draw the sheet: the ruler is as long as there is room for, 100 mm or 30."""
    width, height = sheet.width, sheet.height
    sheet.frame(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, rgb=HAIR)
    left, room = 2 * _MARGIN, width - 4 * _MARGIN
    for line, title in enumerate(words.three("test_sheet.title")):
        sheet.text(left, 20 + line * 9, title, _TITLE, w=room, name="title")
    length = 100 if room >= 108 else 30
    marks.ruler(sheet, left, 52, length)
    for line, text in enumerate(words.three(f"test_sheet.measure.{length}")):
        sheet.block(left, 59 + line * 11, room, 10.6, text, _TEXT, name="measure")
    sheet.next_page()
