"""Overprints, told apart by shape and not by colour.

PROOF and COPY are outlined letters, VOID two strokes from corner to corner, DRILL a slanted hatch all round.

The mark of a proof is late: its places are declared on every sheet, so that proof and paper declare the same boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kbdesk.domain.paper import Stage
from kbdesk.papers import marks
from kbdesk.papers.faces import MM, Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import GHOST, WHITE, K
from kbdesk.papers.style import Style
from kbdesk.papers.words import Three

_EDGE: Final = 4.6
_BAND: Final = 2.4
_LARGEST: Final = 240.0
_BAR: Final = 3.2
_SIDE_WORDS: Final = Style(Role.SEMI, 5.2, 4.6, track=0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Where a page takes overprints, in mm: a free box beside the title, and cells for large letters by language.

    `places` are kept for a photograph or a seal: a proof stands in them too, in all three languages in turn.
    `gap` is a stretch (top, bottom) of the left edge that the hatch of a drill leaves free, beside a zone.
    """

    chop: tuple[float, float, float, float]
    letters: Sequence[tuple[float, float, float, float]]
    places: Sequence[tuple[float, float, float, float]] = ()
    gap: tuple[float, float] | None = None


TITLE_BOX: Final = (72.0, 22.0, 29.0, 16.5)


def overprint(f: Form, cells: Cells) -> None:
    """Mark the page as a drill, a copy or a proof, whatever it is."""
    if f.paper.post.drill:
        _hatched(f, cells.gap)
    if f.paper.void:
        strike(f, f.sheet.width, f.sheet.height)
    overprint_part(f, cells)


def overprint_part(f: Form, cells: Cells) -> None:
    """Mark one part of a page that is cut into several; the page itself is marked by `overprint`."""
    marks_here: list[tuple[Three, str]] = []
    if f.paper.post.drill:
        marks_here.append((f.words.three("paper.mark.drill"), ""))
    if f.paper.stage is Stage.PROOF:
        marks_here.append((f.words.three("paper.mark.proof"), ""))
    elif f.paper.void:
        marks_here.append((f.words.three("paper.mark.void"), _copy(f)))
    elif f.paper.copy:
        marks_here.append((f.words.three("paper.mark.copy"), str(f.paper.copy)))
    x, y, w, h = cells.chop
    f.sheet.late(x, y, w, h)
    _letters(f, cells.letters)
    for place, word in zip(cells.places, f.words.three("paper.mark.proof"), strict=False):
        f.sheet.late(*place)
        if f.paper.stage is Stage.PROOF:
            across(f, word, *place)
    for (words, suffix), place in zip(marks_here, _divided(cells.chop, len(marks_here)), strict=True):
        _chop(f, words, suffix, *place)


def _divided(box: tuple[float, float, float, float], parts: int) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of that many marks: one below the other, in a wide box side by side from the right."""
    x, y, w, h = box
    if w > 3 * h:
        half = (w - 1.4) / 2
        yield from ((x + w - half - i * (half + 1.4), y, half, h) for i in range(parts))
        return
    height = h / max(1, parts)
    yield from ((x, y + i * height, w, height - (0.6 if i + 1 < parts else 0)) for i in range(parts))


def _letters(f: Form, cells: Sequence[tuple[float, float, float, float]]) -> None:
    """Set the word of a proof, of a copy or of what is void across the cells, one language a cell."""
    proof, copy, void = (f.words.three(f"paper.mark.{mark}") for mark in ("proof", "copy", "void"))
    for i, (x, y, w, h) in enumerate(cells):
        language = i % 3
        f.sheet.late(x, y, w, h)
        if f.paper.stage is Stage.PROOF:
            across(f, proof[language], x, y, w, h)
        elif f.paper.void:
            across(f, void[language], x, y, w, h)
        elif f.paper.copy:
            across(f, f"{copy[language]} {f.paper.copy}", x, y, w, h)


def across(f: Form, text: str, x: float, y: float, w: float, h: float, *, pt: float = 0.9) -> None:
    """Set outlined letters as large as a box allows, accents included."""
    face = f.sheet.faces[Role.DISPLAY]
    head = max(face.ink(character)[3] for character in text if character != " ")
    size = min(_LARGEST, (w - 2) / face.width(text, 1), (h - 2) * MM / head)
    above = (head - face.cap) * size / MM / 2
    marks.outlined(f.sheet, x + w / 2, y + h / 2 + above, text, size, rgb=GHOST, pt=pt)


def _chop(f: Form, words: Three, suffix: str, x: float, y: float, w: float, h: float) -> None:
    """Draw a ruled block with the word in three languages, like a rubber stamp; never over data."""
    sheet, middle = f.sheet, x + w / 2
    large, small = Style(Role.DISPLAY, h * 0.95, 5), Style(Role.SEMI, max(4.8, h * 0.44), 4)
    sheet.box(x, y, w, h, fill=WHITE)
    sheet.frame(x + 0.4, y + 0.4, w - 0.8, h - 0.8, pt=1.4)
    if h > 10:
        sheet.frame(x + 1.1, y + 1.1, w - 2.2, h - 2.2, pt=0.4)
    word = f"{words[2]} {suffix}".strip()
    sheet.text(middle, y + h * 0.46, word, large, w=w - 4, align="center", name="mark")
    pair = f"{words[0]} · {words[1]}"
    if sheet.fits(pair, small, w - 3):
        sheet.text(middle, y + h * 0.78, pair, small, w=w - 3, align="center", name="mark")
    else:
        sheet.text(middle, y + h * 0.66, words[0], small, w=w - 3, align="center", name="mark")
        sheet.text(middle, y + h * 0.86, words[1], small, w=w - 3, align="center", name="mark")


def _copy(f: Form) -> str:
    """Return what stands behind the English word of a void paper: which copy it is."""
    return f"· {f.words.three('paper.mark.copy')[2]} {f.paper.copy}" if f.paper.copy else ""


def strike(f: Form, width: float, height: float, *, pt: float = 2.2) -> None:
    """Strike a page, or a plate, out from corner to corner: whatever is torn off it bears a stroke."""
    inner = _EDGE + _BAND
    right, foot = width - inner, height - inner
    f.sheet.line(inner, inner, right, foot, rgb=K, pt=pt)
    f.sheet.line(inner, foot, right, inner, rgb=K, pt=pt)


def struck(f: Form, x: float, y: float, w: float, h: float, *, bars: int) -> None:
    """Strike out a seal or a zone of a void paper with heavy bars, so that no machine reads it; else do nothing."""
    if f.paper.void and f.paper.stage is not Stage.PROOF:
        for bar in range(bars):
            middle = y + h * (bar + 0.5) / bars
            f.sheet.line(x, middle, x + w, middle, rgb=K, pt=_BAR)


def _hatched(f: Form, gap: tuple[float, float] | None) -> None:
    sheet = f.sheet
    right, foot = sheet.width - _EDGE, sheet.height - _EDGE
    inner, side = _EDGE + _BAND, sheet.height - 2 * (_EDGE + _BAND)
    edges = [(_EDGE, _EDGE, right - _EDGE, _BAND), (_EDGE, foot - _BAND, right - _EDGE, _BAND)]
    edges.append((right - _BAND, inner, _BAND, side))
    if gap is None:
        edges.append((_EDGE, inner, _BAND, side))
    else:
        edges += [(_EDGE, inner, _BAND, gap[0] - inner), (_EDGE, gap[1], _BAND, foot - _BAND - gap[1])]
    for x, y, w, h in edges:
        marks.hatch(sheet, x, y, w, h, rgb=K, pitch=3.2, thick=0.9)
    text = f.words.label("paper.mark.drill")
    width = sheet.width_of(text, _SIDE_WORDS) + 3
    for middle in (sheet.width / 4, sheet.width * 3 / 4):
        for y in (_EDGE, foot - _BAND):
            sheet.box(middle - width / 2, y - 0.1, width, _BAND + 0.2, fill=WHITE)
            sheet.text(middle, y + 1.85, text, _SIDE_WORDS, w=width, align="center", name="drill")
