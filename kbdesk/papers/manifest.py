"""The transfer manifest (C-1): the envelopes that go to another crossing, with their seals, and who took them."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.custody import Manifest, ManifestRow, together
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.items import shown_item
from kbdesk.papers.letterhead import crossing, head, stamp_place
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import NOTHING, instant
from kbdesk.papers.style import CODE, STRONG, VALUE, Style

_FIRST: Final = 78.0
_PITCH: Final = 7.4
_ROWS: Final = 19
"""So many envelopes stand on a page; the signatures stand on each."""
_COLUMNS: Final = (
    ("paper.envelope", LEFT + 9, 40.0),
    ("manifest.seal", LEFT + 53, 28.0),
    ("paper.what", LEFT + 85, 70.0),
    ("manifest.held_for", LEFT + 159, 35.0),
)
_COUNT: Final = Style(Role.DISPLAY, 30, 20)
_FIGURE: Final = Style(Role.MEDIUM, 8, 5)
_ROW: Final = VALUE.at(8, least=5.6)
_CELLS: Final = Cells(
    chop=(RIGHT + COLUMN - 61.4, 29.6, 61.4, 11.0),
    letters=tuple((x, 120, THIRD, 26) for x in THIRDS),
)


def draw(f: Form) -> None:
    """Draw every page."""
    manifest = f.manifest
    pages = max(1, -(-len(manifest.rows) // _ROWS))
    for page in range(pages):
        _page(f, manifest, page, pages)
        f.sheet.next_page()


def _page(f: Form, manifest: Manifest, page: int, pages: int) -> None:
    head(f, numbers.spelled(manifest.number), caption="manifest.number", letter="C", shape="ring")
    f.title("manifest.title", LEFT, 27.4, 92)
    f.bar(LEFT, 41.6, FULL)
    f.caption(LEFT, 45.6, "manifest.envelopes", 40)
    f.sheet.text(LEFT - 0.4, 56, str(len(manifest.rows)), _COUNT, w=40, name="envelopes")
    f.field(LEFT + 49, 44.2, "manifest.from", crossing(f), 44, style=STRONG)
    to = " · ".join(dict.fromkeys(f.words.of(manifest.names)))
    f.field(LEFT + 49, 52.6, "manifest.to", to, 44, style=STRONG)
    f.field(RIGHT, 44.2, "paper.sign.when", instant(f.paper.at), 45, late=True)
    f.field(RIGHT + 49, 44.2, "paper.officer", f.paper.officer, 44, style=CODE)
    for message, x, w in _COLUMNS:
        f.caption(x, _FIRST - 8, message, w)
    f.sheet.line(LEFT, _FIRST - 6.4, LEFT + FULL, _FIRST - 6.4, pt=0.8)
    for i, row in enumerate(manifest.rows[page * _ROWS : (page + 1) * _ROWS]):
        _row(f, row, page * _ROWS + i + 1, _FIRST - 5.8 + i * _PITCH)
    _signatures(f)
    f.foot("C-1", page + 1, pages)
    overprint(f, _CELLS)


def _row(f: Form, row: ManifestRow, number: int, y: float) -> None:
    f.sheet.text(LEFT, y + 4.2, str(number), _FIGURE, w=8, name="figure")
    contents = ", ".join(" ".join(shown_item(f, item)) for item in together(row.contents))
    values = (
        numbers.spelled_envelope(row.envelope), row.seal_number or NOTHING, contents, numbers.spelled(row.held_for),
    )  # fmt: skip
    for (message, x, w), value in zip(_COLUMNS, values, strict=True):
        f.value(x, y + 0.5, value, w, style=_ROW if message == "paper.what" else CODE.at(9, least=6), name=message)
    f.sheet.line(LEFT, y + _PITCH - 0.5, LEFT + FULL, y + _PITCH - 0.5, rgb=HAIR, pt=0.35)


def _signatures(f: Form) -> None:
    for x, message in ((LEFT, "manifest.handed"), (LEFT + 52, "manifest.received")):
        f.section(message, x, 228, 46)
        f.signature(x, 247, 46, "paper.sign.when", micro=False)
        f.signature(x, 264, 46, "paper.sign.officer", micro=False)
    stamp_place(f, LEFT + 116, 246, 30)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 226, SMALL_SIDE)
