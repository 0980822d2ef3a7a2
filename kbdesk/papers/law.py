"""The law a paper rests on: title and article, its text and the appeal, as the rulebook says them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kbdesk.papers.errors import DoesNotFitError
from kbdesk.papers.faces import Role
from kbdesk.papers.form import Form
from kbdesk.papers.shown import plain
from kbdesk.papers.style import DUTIES_HEAD, Style
from kbdesk.papers.words import Three

_TITLE: Final = Style(Role.SEMI, 8.6, 5.4, 3.75)
_TEXT: Final = Style(Role.TEXT, 8.4, 5.2, 3.7)
_MORE: Final = Style(Role.SEMI, 8.4, 5.2, 3.7)
_LINES: Final = Style(Role.SEMI, 6.6, 4.8, 2.75)
_SHRINK: Final = 0.97


def law(f: Form, x: float, y: float, w: float, bottom: float) -> None:
    """Set the law in three languages one below the other, in the largest size that fits; y is the bar above it."""
    f.stencil(_law, (_texts(f), x, y, w, bottom))


def _law(f: Form, said: tuple[tuple[Three, ...], float, float, float, float]) -> None:
    texts, x, y, w, bottom = said
    f.bar(x, y, w, 0.6)
    f.sheet.text(x, y + 6, f.words.label("paper.law"), DUTIES_HEAD.at(11, least=6.6), w=w, name="law head")
    parts, top, shrink = _parts(texts), y + 10.6, 1.0
    while _height(f, parts, w, shrink) > bottom - top:
        shrink *= _SHRINK
        if _TEXT.size * shrink < _TEXT.least:
            raise DoesNotFitError(f.sheet.kind, "paper.law", "the legal texts are too long")
    at = top
    for i, language in enumerate(parts):
        if i:
            f.hairline(x, at - 2.2, w)
        for text, style in language:
            scaled = style.scaled(style.size * shrink)
            at += f.sheet.block(x, at, w, bottom - at + 0.5, text, scaled, name="law") + 1.3
        at += 3.6


def columns(f: Form, places: tuple[float, ...], y: float, w: float, h: float) -> None:
    """Set title and appeal in three columns, one language each, all in one size."""
    side_by_side(f, [[part[0], *part[2:]] for part in _parts(_texts(f))], places, y, w, h)


def article(
    f: Form,
    places: tuple[float, ...],
    y: float,
    w: float,
    h: float,
    more: Sequence[Three] = (),
) -> float:
    """Set title and text in three columns, one language each, then further texts, all in one size; y is the bar above.

    Where no article is cited, that is said. Returns the height used in mm.
    """
    if f.paper.basis.title:
        parts = [part[:2] for part in _parts(_texts(f))]
    else:
        heads, texts = f.words.three("notice.no_article"), f.words.three("notice.no_article.text")
        parts = [[(head, _TITLE), (text, _TEXT)] for head, text in zip(heads, texts, strict=True)]
    for three in more:
        for part, text in zip(parts, three, strict=True):
            part.append((plain(text), _MORE))
    for x in places:
        f.bar(x, y, w, 0.6)
    return 3.2 + side_by_side(f, parts, places, y + 3.2, w, h - 3.2)


def side_by_side(
    f: Form,
    parts: Sequence[Sequence[tuple[str, Style]]],
    places: tuple[float, ...],
    y: float,
    w: float,
    h: float,
) -> float:
    """Set texts in three columns, one language each, all shrunk alike until the longest column is `h` mm high.

    Returns the height of that column in mm.
    """
    shrink = 1.0
    while (longest := max(_height(f, [part], w, shrink) for part in parts)) > h:
        shrink *= _SHRINK
        if _TEXT.size * shrink < _TEXT.least:
            raise DoesNotFitError(f.sheet.kind, "paper.law", "the legal texts are too long")
    for x, language in zip(places, parts, strict=True):
        at = y
        for text, style in language:
            scaled = style.scaled(style.size * shrink)
            at += f.sheet.block(x, at, w, y + h - at + 0.5, text, scaled, name="law") + 1.3
    return longest


def block(f: Form, x: float, y: float, w: float) -> None:
    """Set the caption of the legal basis and its title, a line a language; 12 mm high."""
    f.caption(x, y + 1.6, "paper.basis", w)
    f.sheet.block(x, y + 3.0, w, 9.2, "\n".join(map(plain, titles(f))), _LINES, name="basis")


def _texts(f: Form) -> tuple[Three, ...]:
    """Return title, text and, where there is one, the appeal."""
    basis = f.paper.basis
    texts = titles(f), f.words.of(basis.text)
    return (*texts, f.words.of(basis.appeal)) if basis.appeal else texts


def _parts(texts: Sequence[Three]) -> list[list[tuple[str, Style]]]:
    parts = []
    for language in range(3):
        title, *others = (plain(three[language]) for three in texts)
        parts.append([(title, _TITLE), *((text, _TEXT) for text in others)])
    return parts


def titles(f: Form) -> Three:
    """Return the title of the law with its article, in the three languages."""
    articles = f.words.three("paper.article", article=plain(f.paper.basis.article))
    sq, sr, en = (
        f"{title} · {article}" for title, article in zip(f.words.of(f.paper.basis.title), articles, strict=True)
    )
    return sq, sr, en


def _height(f: Form, parts: Sequence[Sequence[tuple[str, Style]]], w: float, shrink: float) -> float:
    total = 0.0
    for language in parts:
        for text, style in language:
            scaled = style.scaled(style.size * shrink)
            total += f.sheet.block_height(text, scaled, w) + 1.3
        total += 3.6
    return total - 4.9
