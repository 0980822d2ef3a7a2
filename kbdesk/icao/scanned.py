"""From a text as scanned, pasted or typed to the lines of a machine readable zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kbdesk.icao.errors import MrzError
from kbdesk.icao.form import FORMS, Form, Kind
from kbdesk.icao.layout import Layout

LONGEST: Final = 512
"""Characters that are looked at; the largest zone has 90, the rest is room for stray spaces."""

_CYRILLIC: Final = "АЕЈКМОТаејкмот"
"""The letters of Serbian Cyrillic that stand for one Latin letter by shape, by sound and by their key alike.

The others are refused: В is V by its sound and key and B by its shape, С is S and C, Р is R and P.
"""
_PLAIN: Final = str.maketrans(
    f"abcdefghijklmnopqrstuvwxyz{_CYRILLIC}\u00ab\u00bb\u2039\u203a",
    f"ABCDEFGHIJKLMNOPQRSTUVWXYZ{'AEJKMOT' * 2}\u00ab\u00ab<<",
)
_UNSEEN: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]+")
_LINE_END: Final = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FOREIGN: Final = re.compile(r"[^0-9A-Z<]")
_LARGEST: Final = max(form.layout.size for form in FORMS.values())


def scanned_zone(text: str) -> tuple[Form, str]:
    """Return the format of the zone that a text holds, and the zone: its lines parted by line feeds.

    Lines may end in any way or run together in one string; case, spaces, tabs and other characters that cannot be
    seen do not matter; the quotation marks that keyboards and readers put for ``<`` are taken as one, or, where that
    does not give a known size, as two. Raises `MrzError` naming what is wrong and where.
    """
    if len(text) > LONGEST:
        raise MrzError(
            f"The text has {len(text)} characters; a machine readable zone has at most 90.",
            code="mrz-too-long",
            values={"count": str(len(text))},
        )
    plain = text.translate(_PLAIN)
    lines = [line for piece in _LINE_END.split(plain) if (line := _UNSEEN.sub("", piece))]
    if not lines:
        raise MrzError("There is no machine readable zone: the text is empty.", code="mrz-empty")
    for filler in ("<", "<<"):
        candidate = [line.replace("\u00ab", filler) for line in lines]
        form = next((form for form in FORMS.values() if _fits(candidate, form)), None)
        if form:
            return form, _checked(_broken("".join(candidate), form.layout))
    raise _misshapen([line.replace("\u00ab", "<") for line in lines])


def _fits(lines: Sequence[str], form: Form) -> bool:
    """Tell whether these lines have a format's size.

    Lines in its number must each have its width. Others are joined, unless they may be the beginning of another format
    that is being typed: two lines of 30 and 28 of the third are no passport's 88, broken or in one run.
    """
    layout = form.layout
    if sum(map(len, lines)) != layout.size or not layout.takes(lines[0][0]):
        return False
    if len(lines) == layout.lines:
        return all(len(line) == layout.width for line in lines)
    widths = {other.layout.width for other in FORMS.values()} - {layout.width}
    if len(lines) > 1 and len(lines[0]) in widths:
        return False
    return layout.size == _LARGEST or _has_digits_in_place(_broken("".join(lines), layout), form)


def _has_digits_in_place(zone: str, form: Form) -> bool:
    """Tell whether digits or fillers stand where a format has dates and check digits."""
    return all(c == "<" or "0" <= c <= "9" for c, kind in zip(zone, form.kinds, strict=True) if kind is Kind.DIGITS)


def _broken(run: str, layout: Layout) -> str:
    """Return a run of characters broken into a format's lines."""
    return "\n".join(run[i : i + layout.width] for i in range(0, layout.size, layout.width))


def _checked(zone: str) -> str:
    """Return the zone if all its characters belong to one."""
    for number, line in enumerate(zone.split("\n"), 1):
        foreign = _FOREIGN.search(line)
        if foreign:
            position = foreign.start() + 1
            raise MrzError(
                f"Line {number} of the machine readable zone has, in position {position}, "
                "a character other than A to Z, 0 to 9 and <.",
                code="mrz-character",
                values={"line": str(number), "position": str(position)},
            )
    return zone


def _misshapen(lines: Sequence[str]) -> MrzError:
    """Return the error that tells how a text differs from every known size."""
    lengths = [str(len(line)) for line in lines]
    found = ", ".join(lengths[:6]) + (", ..." if len(lengths) > 6 else "")
    sizes = dict.fromkeys(f"{form.layout.lines} lines of {form.layout.width}" for form in FORMS.values())
    known = " or ".join(sizes)
    return MrzError(
        f"This is no machine readable zone: {known} characters are read, and the lines found have {found}.",
        code="mrz-shape",
        values={"known": known, "found": found},
    )
