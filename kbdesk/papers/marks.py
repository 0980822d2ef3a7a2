"""Drawn marks: the house's mark, kinds, folds, scissors, ruler, crop marks, hatching, signatures."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from kbdesk.papers.art import Art, art
from kbdesk.papers.faces import MM, Role
from kbdesk.papers.inks import HAIR, WHITE, K, Rgb
from kbdesk.papers.sheet import Sheet
from kbdesk.papers.style import Style

Shape = Literal["disc", "square", "ring", "triangle"]

_ARC: Final = 0.5523


def mark(sheet: Sheet, x: float, y: float, diameter: float, *, rgb: Rgb) -> None:
    """Draw two half discs slipped along the gap between them: two sides, one passage. x, y is the centre."""
    r, gap, slip = diameter / 2 * MM, diameter * 0.055 * MM, diameter * 0.115 * MM
    k = r * _ARC
    cx, cy = x * MM, sheet.up(y)
    sheet.fill(rgb)
    for side in (-1, 1):
        x0, y0, out = cx + side * gap, cy + side * slip, side
        sheet.raw(
            f"{x0:.2f} {y0 - r:.2f} m "
            f"{x0 + out * k:.2f} {y0 - r:.2f} {x0 + out * r:.2f} {y0 - k:.2f} {x0 + out * r:.2f} {y0:.2f} c "
            f"{x0 + out * r:.2f} {y0 + k:.2f} {x0 + out * k:.2f} {y0 + r:.2f} {x0:.2f} {y0 + r:.2f} c h f"
        )


def kind_tab(sheet: Sheet, letter: str, shape: Shape, x: float, y: float, *, rgb: Rgb) -> None:
    """Tell the kind of paper by letter and shape: person disc, vehicle square, receipt ring, notice triangle."""
    if shape == "disc":
        sheet.disc(x, y, 4.2, fill=rgb)
    elif shape == "square":
        sheet.box(x - 4, y - 4, 8, 8, fill=rgb)
    elif shape == "triangle":
        sheet.polygon((x, y - 4.6), (x + 5.2, y + 4.2), (x - 5.2, y + 4.2), fill=rgb)
    else:
        sheet.ring(x, y, 3.8, rgb=rgb, pt=1.6)
    style = Style(Role.BOLD, 10 if shape == "triangle" else 13, rgb=K if shape == "ring" else WHITE)
    sheet.text(x, y + (3.1 if shape == "triangle" else 1.68), letter, style, w=9, align="center", name="kind")


def box_to_tick(sheet: Sheet, x: float, y: float, *, ticked: bool = False) -> None:
    """Draw a box of 3.4 mm, its top left at x, y; one that is ticked is crossed and heavier."""
    sheet.frame(x, y, 3.4, 3.4, pt=1.4 if ticked else 0.6)
    if ticked:
        sheet.line(x + 0.6, y + 0.6, x + 2.8, y + 2.8, pt=1.3)
        sheet.line(x + 0.6, y + 2.8, x + 2.8, y + 0.6, pt=1.3)


def folds(sheet: Sheet) -> None:
    """Tick where an A4 sheet is folded to A6: at its edges only, half height and half width."""
    for x1, y1, x2, y2 in ((0, 148.5, 4, 148.5), (206, 148.5, 210, 148.5), (105, 0, 105, 4), (105, 293, 105, 297)):
        sheet.line(x1, y1, x2, y2, rgb=HAIR, pt=0.4)


def ruler(sheet: Sheet, x: float, y: float, length: int = 100) -> None:
    """Draw exactly so many millimetres: the proof that nothing was scaled."""
    sheet.line(x, y, x + length, y, pt=0.6)
    for i in range(0, length + 1, 5):
        tall = 3 if i % 50 == 0 else 2.2 if i % 10 == 0 else 1.2
        sheet.line(x + i, y, x + i, y - tall, pt=0.5)
    figures = Style(Role.TEXT, 5.6)
    for i in range(0, length + 1, length // 2):
        sheet.text(x + i, y + 2.6, str(i), figures, w=8, align="center", name="ruler")
    sheet.text(x + length + 3, y + 0.6, f"{length} mm", figures, w=20, name="ruler unit")


def corner(sheet: Sheet, x: float, y: float, right: int, down: int) -> None:
    """Draw a crop mark outside a corner; `right` and `down` are 1 or -1, away from what is cut out."""
    sheet.line(x + right * 2, y, x + right * 8, y, pt=0.35)
    sheet.line(x, y + down * 2, x, y + down * 8, pt=0.35)


def scissors(sheet: Sheet, x: float, y: float, size: float = 3.2) -> None:
    """Draw a pair of scissors (no face carries one)."""
    for side in (-1, 1):
        sheet.ring(x, y + side * size * 0.32, size * 0.24, pt=0.6)
        sheet.line(x + size * 0.2, y + side * size * 0.22, x + size * 1.3, y - side * size * 0.28, pt=0.6)


def hatch(sheet: Sheet, x: float, y: float, w: float, h: float, *, rgb: Rgb, pitch: float, thick: float) -> None:
    """Draw slanted bars clipped to a box: a colour that survives any printer."""
    sheet.place(_bars(w, h, pitch, thick), x, y + h, 0.01, rgb=rgb, pt=thick * MM)


@lru_cache(maxsize=64)
def _bars(w: float, h: float, pitch: float, thick: float) -> Art:
    """Return the bars from the box's lower left corner, along its longer side; each moves on from the one before."""
    wide, high, step, over = (round(length * 100) for length in (w, h, pitch, thick))
    narrow = min(wide, high)
    bar = f"{-over} {-over} m {narrow + over} {narrow + over} l S"
    on = f"1 0 0 1 {step} 0 cm" if wide > high else f"1 0 0 1 0 {step} cm"
    back = f"1 0 0 1 {-narrow // step * step} 0 cm" if wide > high else f"1 0 0 1 0 {-narrow // step * step} cm"
    bars = [back, *[f"{bar}\n{on}"] * (max(wide, high) // step + narrow // step + 3)]
    return art(f"Bars{wide}x{high}x{step}x{over}", (0, 0, wide, high), "\n".join(bars))


def outlined(sheet: Sheet, x: float, y: float, text: str, size: float, *, rgb: Rgb, pt: float = 0.7) -> float:
    """Draw letters as outlines only, their middle at x, y, so that what lies under them stays readable.

    Returns their width in mm.
    """
    face = sheet.faces[Role.DISPLAY]
    used, cap = face.width(text, size), size * face.cap / MM
    sheet.stroke(rgb, pt)
    lettering = sheet.archive.lettering(face)
    shown = " ".join(f"/{font} {size:.5g} Tf {operand} Tj" for font, operand in lettering.runs(text))
    sheet.raw(f"BT 1 Tr 1 0 0 1 {(x - used / 2) * MM:.2f} {sheet.up(y + cap / 2):.2f} Tm {shown} 0 Tr ET")
    return used
