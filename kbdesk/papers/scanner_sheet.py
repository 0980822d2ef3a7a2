"""The sheet on which a scanner is put into service: two codes of one text, and the zone of a specimen."""

from __future__ import annotations

from typing import Final

from kbdesk.domain.commissioning import PROBE, ZONE
from kbdesk.papers.codes import code_128, data_matrix
from kbdesk.papers.faces import Role
from kbdesk.papers.inks import HAIR
from kbdesk.papers.sheet import Sheet
from kbdesk.papers.style import Style
from kbdesk.papers.words import Words

SIDE: Final = 30.0
"""Millimetres of the square on which the code alone is drawn, to be shown on the screen."""
_LEFT: Final = 20.0
_WIDE: Final = 170.0
_TITLE: Final = Style(Role.DISPLAY, 20, 12, 8.4)
_TEXT: Final = Style(Role.TEXT, 10.5, 8, 5.2)
_PLAIN: Final = Style(Role.OCR, 11, 8)
_ZONE: Final = Style(Role.OCR, 12.4)
_CELL: Final = 2.54
"""A sign of a zone has a tenth of an inch (Doc 9303-3, section 4.2.1)."""


def draw(sheet: Sheet, words: Words) -> None:
    """Draw the sheet."""
    y = 30.0
    for line in words.three("scanner_sheet.title"):
        sheet.text(_LEFT, y, line, _TITLE, w=_WIDE, name="title")
        y += 9
    for line in words.three("scanner_sheet.code"):
        y += sheet.block(_LEFT, y + 4, _WIDE, 14, line, _TEXT, name="code told") + 3
    y += 14
    side = data_matrix(sheet, PROBE, _LEFT + 8, y, 1.0)
    code_128(sheet, PROBE, 130, y + 1, module=0.33, height=18)
    sheet.text(130, y + 25, PROBE, _PLAIN, w=110, name="code text", align="center")
    y += max(side, 26) + 14
    sheet.line(_LEFT, y, _LEFT + _WIDE, y, rgb=HAIR, pt=0.4)
    for line in words.three("scanner_sheet.zone"):
        y += sheet.block(_LEFT, y + 6, _WIDE, 14, line, _TEXT, name="zone told") + 3
    y += 18
    for line in ZONE.split("\n"):
        for place, sign in enumerate(line):
            sheet.glyph(_LEFT + place * _CELL, y, sign, _ZONE, cell=_CELL, name="zone")
        y += 6.35
    sheet.next_page()


def draw_code(sheet: Sheet) -> None:
    """Draw the code alone in the middle of a square of `SIDE`."""
    module = 1.0
    blank = sheet.blank()
    side = data_matrix(blank, PROBE, 0, 0, module)
    data_matrix(sheet, PROBE, (SIDE - side) / 2, (SIDE - side) / 2, module)
    sheet.next_page()
