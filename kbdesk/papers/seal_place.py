"""The place of the seal: a heavy frame that says where not to stamp, and in it the code that any reader can check."""

from __future__ import annotations

from typing import Final

from kbdesk.domain.paper import Stage
from kbdesk.papers.codes import qr_code
from kbdesk.papers.faces import Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import HAIR, WHITE
from kbdesk.papers.overprint import struck
from kbdesk.papers.style import Style

SIDE: Final = 41.8
"""A seal of 61 modules of 0.508 mm with its quiet zone and the band of the frame (`look/PAPERS.md` 8)."""
SMALL_SIDE: Final = 34.0
"""A seal of 57 modules of 0.423 mm, as receipts, notices and reports bear it."""
HEAD_SIDE: Final = 35.8
"""A seal of 61 modules of 0.423 mm, as the shift report bears it, with the head of the ledger in it."""
_LARGE_BAND: Final = 3.35
_SMALL_BAND: Final = 3.2
_PIXEL: Final = 25.4 / 300
_LARGE: Final = (6 * _PIXEL, 5 * _PIXEL, 4 * _PIXEL)
_SMALL: Final = (5 * _PIXEL, 4 * _PIXEL)
"""Modules in whole dots of a printer of 300 dpi, the smaller ones for seals that say more than is usual."""
_PLATE: Final = (0.6, 6 * _PIXEL, 5 * _PIXEL)
_WARNING: Final = Style(Role.SEMI, 5.4, 3.6, track=0.35)
_NOTE: Final = Style(Role.TEXT, 5.8, 4.2, rgb=HAIR)
_WITHOUT: Final = Style(Role.BOLD, 7.6, 4.2)


def seal_place(f: Form, x: float, y: float, side: float = SIDE) -> None:
    """Draw the framed seal, its outer top left corner at x, y. Late: the seal comes with the paper."""
    sheet, band = f.sheet, _LARGE_BAND if side >= SIDE else _SMALL_BAND
    sheet.late(x, y, side, side)
    sheet.keep("seal", x, y, side, side)
    sheet.box(x, y, side, side, fill=WHITE)
    inner = side - 2 * band
    _seal(f, x + band, y + band, inner, _LARGE if side >= SIDE else _SMALL)
    sheet.frame(x + 0.35, y + 0.35, side - 0.7, side - 0.7, pt=2.0)
    sheet.frame(x + band, y + band, inner, inner, pt=0.4)
    _warnings(f, x, y, side)


def plate_seal(f: Form, x: float, y: float, side: float) -> None:
    """Draw the seal of a plate, in a plain frame: nobody stamps a plate. Late."""
    f.sheet.late(x, y, side, side)
    f.sheet.keep("seal", x, y, side, side)
    _seal(f, x, y, side, _PLATE)


def _seal(f: Form, x: float, y: float, side: float, modules: tuple[float, ...]) -> None:
    """Draw the seal, or say what stands in its place: on a proof that it comes, on a paper that there is none."""
    sheet = f.sheet
    if f.paper.seal and f.paper.stage is Stage.PAPER:
        qr_code(sheet, f.paper.seal, x, y, side, modules)
        struck(f, x, y, side, side, bars=5)
        return
    unsealed = f.paper.stage is Stage.PAPER
    style = _WITHOUT if unsealed else _NOTE
    lead = style.size * 0.45
    for i, line in enumerate(f.words.three("paper.seal.without" if unsealed else "paper.seal.place")):
        middle = y + side / 2 + 0.7 + (i - 1) * lead
        sheet.text(x + side / 2, middle, line, style, w=side - 3, align="center", name="seal note")


def _warnings(f: Form, x: float, y: float, side: float) -> None:
    """Say on all four sides not to stamp: Albanian above, Serbian at both sides, English below."""
    sheet, room = f.sheet, side - 7
    above, beside, below = f.words.three("paper.seal.no_stamp")
    sheet.text(x + side / 2, y + 2.72, above, _WARNING, w=room, align="center", name="seal above")
    sheet.text(x + side / 2, y + side - 1.2, below, _WARNING, w=room, align="center", name="seal below")
    turned = _WARNING
    while sheet.width_of(beside, turned) > room:
        turned = turned.at(turned.size - 0.2)
    sheet.turned(x + 2.62, y + side / 2, beside, turned, angle=90, name="seal left")
    sheet.turned(x + side - 2.62, y + side / 2, beside, turned, angle=-90, name="seal right")
