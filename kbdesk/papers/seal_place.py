"""The place of the seal: a heavy frame that says where not to stamp. It stays empty until papers are sealed."""

from __future__ import annotations

from typing import Final

from kbdesk.papers.faces import Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import HAIR, WHITE
from kbdesk.papers.overprint import struck
from kbdesk.papers.style import Style

SIDE: Final = 41.8
"""A seal of 61 modules of 0.508 mm with its quiet zone and the band of the frame (`look/PAPERS.md` 8)."""
SMALL_SIDE: Final = 32.0
_BAND: Final = 3.4
_WARNING: Final = Style(Role.SEMI, 5.4, 3.6, track=0.35)
_NOTE: Final = Style(Role.TEXT, 5.8, 4.2, rgb=HAIR)


def seal_place(f: Form, x: float, y: float, side: float = SIDE) -> None:
    """Draw the framed place, its outer top left corner at x, y. Late: the seal comes with the paper."""
    sheet = f.sheet
    sheet.late(x, y, side, side)
    sheet.keep("seal", x, y, side, side)
    sheet.box(x, y, side, side, fill=WHITE)
    sheet.frame(x + 0.35, y + 0.35, side - 0.7, side - 0.7, pt=2.0)
    sheet.frame(x + _BAND, y + _BAND, side - 2 * _BAND, side - 2 * _BAND, pt=0.4)
    above, beside, below = f.words.three("paper.seal.no_stamp")
    room = side - 7
    sheet.text(x + side / 2, y + 2.72, above, _WARNING, w=room, align="center", name="seal above")
    sheet.text(x + side / 2, y + side - 1.2, below, _WARNING, w=room, align="center", name="seal below")
    turned = _WARNING
    while sheet.width_of(beside, turned) > room:
        turned = turned.at(turned.size - 0.2)
    sheet.turned(x + 2.62, y + side / 2, beside, turned, angle=90, name="seal left")
    sheet.turned(x + side - 2.62, y + side / 2, beside, turned, angle=-90, name="seal right")
    room, lead = side - 2 * _BAND - 3, 2.6 if side >= SIDE else 2.3
    for i, line in enumerate(f.words.three("paper.seal.place")):
        sheet.text(
            x + side / 2, y + side / 2 + 0.6 + (i - 1) * lead, line, _NOTE, w=room, align="center", name="seal note"
        )
    struck(f, x + _BAND, y + _BAND, side - 2 * _BAND, side - 2 * _BAND, bars=5)
