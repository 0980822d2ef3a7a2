"""The head of a paper: whose it is, its number, its kind; and where it is stamped."""

from __future__ import annotations

from typing import Final

from kbdesk.domain.vocabulary import Letterhead
from kbdesk.papers import marks
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, LEFT, RIGHT, Form
from kbdesk.papers.guilloche import RADIUS
from kbdesk.papers.inks import HAIR, WHITE, Rgb
from kbdesk.papers.style import EU_CODE, HEAD_NUMBER, Style

_EMBLEM: Final = Style(Role.BOLD, 8.6, 6)
_STAMP_WORDS: Final = Style(Role.TEXT, 6.2, 5)


def head(f: Form, number: str, *, caption: str, letter: str, shape: marks.Shape, code: str = "") -> None:
    """Draw the letterhead on the left; number (late), kind and ribbon on the right: y 8 to 28."""
    sheet, y = f.sheet, 8.0
    if f.paper.letterhead is Letterhead.FULL:
        _authority(f, y)
    else:
        marks.mark(sheet, LEFT + 5.4, y + 6, 9.6, rgb=f.palette.main)
        for i, name in enumerate(crossing_lines(f)):
            style = Style(Role.SEMI if i < 2 else Role.TEXT, 8.2, 6.5)
            sheet.text(LEFT + 14, y + 2.9 + i * 3.75, name, style, w=79, name="letterhead")
    indent = 0.0
    if code:
        sheet.text(RIGHT, y + 2.5, code, EU_CODE, w=6, name=f"code {code}")
        indent = 3.2
    f.caption(RIGHT + indent, y + 2.4, caption, 74)
    sheet.text(RIGHT, y + 9, number, HEAD_NUMBER, w=74, name="number", late=True)
    marks.kind_tab(sheet, letter, shape, RIGHT + COLUMN - 4.6, y + 5, rgb=f.palette.main)
    f.ribbons(RIGHT, y + 13.4, COLUMN, 6.4)


def _authority(f: Form, y: float) -> None:
    """Draw whose paper it is: a place for the emblem with the code of the side, its authority, the crossing."""
    issuer = f.paper.post.issuing_state
    x, middle = LEFT + 6, y + 6.4
    f.sheet.ring(x, middle, 5.8, rgb=f.palette.main, pt=1.2)
    f.sheet.ring(x, middle, 4.9, rgb=f.palette.main, pt=0.4)
    f.sheet.text(x, middle + 1.1, issuer, _EMBLEM, w=9, align="center", name="letterhead")
    for i, name in enumerate(f.words.three(f"paper.authority.{issuer.lower()}")):
        style = Style(Role.SEMI if i < 2 else Role.TEXT, 7.6, 5.4)
        f.sheet.text(LEFT + 14, y + 2.4 + i * 3.3, name, style, w=83, name="letterhead")
    f.sheet.text(LEFT + 14, y + 12.6, crossing_label(f), Style(Role.TEXT, 6.6, 5), w=83, name="letterhead")


def crossing_label(f: Form) -> str:
    """Return the crossing in three languages as one line."""
    return " · ".join(dict.fromkeys(crossing_lines(f)))


def crossing_lines(f: Form) -> tuple[str, str, str]:
    """Return the crossing in three languages: ``Pika e kalimit Jarinjë``."""
    sq, sr, en = f.words.of(f.paper.post.names)
    return (
        f.words.three("paper.crossing.name", name=sq)[0],
        f.words.three("paper.crossing.name", name=sr)[1],
        f.words.three("paper.crossing.name", name=en)[2],
    )


def crossing(f: Form) -> str:
    """Return the crossing's name as one line; names that languages share stand once."""
    return " · ".join(dict.fromkeys(f.words.of(f.paper.post.names)))


def rosette(f: Form, x: float, y: float, radius: float, *, rgb: Rgb, pt: float) -> None:
    """Draw the number's rosette about x, y. Late."""
    f.sheet.late(x - radius - 0.4, y - radius - 0.4, 2 * radius + 0.8, 2 * radius + 0.8)
    f.sheet.place(f.lines.rosette(f.seed), x, y, radius / RADIUS, rgb=rgb, pt=pt)


def stamp_place(f: Form, x: float, y: float, diameter: float = 39.0) -> None:
    """Draw where a stamp goes: the number's rosette in a dashed ring about x, y."""
    f.sheet.keep("stamp", x - diameter / 2, y - diameter / 2, diameter, diameter)
    rosette(f, x, y, diameter / 2 - 1.4, rgb=f.palette.rosette, pt=0.3)
    f.sheet.disc(x, y, diameter * (0.17 if diameter > 30 else 0.21), fill=WHITE)
    f.sheet.ring(x, y, diameter / 2, rgb=HAIR, pt=0.5, dash="2 2")
    style, lead = (_STAMP_WORDS, 2.9) if diameter > 30 else (_STAMP_WORDS.at(5.6, least=5), 2.4)
    for i, word in enumerate(f.words.three("paper.stamp")):
        f.sheet.text(x, y - lead + 0.8 + i * lead, word, style, w=diameter * 0.34, align="center", name="stamp")
