"""From a text as scanned, pasted or typed to the lines of a machine readable zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kbdesk.icao.errors import MrzError
from kbdesk.icao.layout import Layout

LONGEST: Final = 512
"""Characters that are looked at; the largest zone has 90, the rest is room for stray spaces."""

_PLAIN: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz\u00ab\u00bb\u2039\u203a", "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00ab\u00ab<<"
)
_UNSEEN: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]+")
_LINE_END: Final = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FOREIGN: Final = re.compile(r"[^0-9A-Z<]")


def zone_lines(text: str, layouts: Sequence[Layout]) -> tuple[Layout, tuple[str, ...]]:
    """Return the format and the lines of the zone that a text holds.

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
        layout = _layout(candidate, layouts)
        if layout:
            zone = "".join(candidate)
            return layout, _checked(tuple(zone[i : i + layout.width] for i in range(0, layout.size, layout.width)))
    raise _misshapen([line.replace("\u00ab", "<") for line in lines], layouts)


def _layout(lines: Sequence[str], layouts: Sequence[Layout]) -> Layout | None:
    """Return the format whose size these lines have.

    Lines in the number of the format must each have its width. Lines in another number are joined, unless the first
    has another format's width: two lines of 30 and the 28 typed so far of a third are no passport's 88.
    """
    for layout in layouts:
        if sum(map(len, lines)) != layout.size or not layout.takes(lines[0][0]):
            continue
        broken = len(lines) > 1 and any(len(lines[0]) == other.width != layout.width for other in layouts)
        if all(len(line) == layout.width for line in lines) if len(lines) == layout.lines else not broken:
            return layout
    return None


def _checked(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines if all their characters belong to a zone."""
    for number, line in enumerate(lines, 1):
        foreign = _FOREIGN.search(line)
        if foreign:
            position = foreign.start() + 1
            raise MrzError(
                f"Line {number} of the machine readable zone has, in position {position}, "
                "a character other than A to Z, 0 to 9 and <.",
                code="mrz-character",
                values={"line": str(number), "position": str(position)},
            )
    return lines


def _misshapen(lines: Sequence[str], layouts: Sequence[Layout]) -> MrzError:
    """Return the error that tells how a text differs from every known size."""
    if any(sum(map(len, lines)) == layout.size and not layout.takes(lines[0][0]) for layout in layouts):
        return MrzError("This machine readable zone is a visa's; visas are not read.", code="mrz-visa")
    lengths = [str(len(line)) for line in lines]
    found = ", ".join(lengths[:6]) + (", ..." if len(lengths) > 6 else "")
    known = " or ".join(f"{layout.lines} lines of {layout.width}" for layout in layouts)
    return MrzError(
        f"This is no machine readable zone: {known} characters are read, and the lines found have {found}.",
        code="mrz-shape",
        values={"known": known, "found": found},
    )
