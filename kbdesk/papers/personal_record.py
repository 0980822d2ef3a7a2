"""The record of personal data (D-1): all that the desk holds on one traveler, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kbdesk.domain import dates, numbers
from kbdesk.domain.passage import RELATIONS
from kbdesk.domain.personal_record import HeldRecord, PersonalRecord, Said
from kbdesk.domain.vocabulary import DocumentType, Language
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.letterhead import crossing, head
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.refusal import REASONS
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import instant, plain
from kbdesk.papers.style import CODE, STRONG, Style
from kbdesk.papers.words import joined

_FIRST: Final = 62.0
_LAST: Final = 238.0
_LABEL_W: Final = 72.0
_VALUE_X: Final = LEFT + 76
_VALUE_W: Final = FULL - 76
_LABEL: Final = Style(Role.TEXT, 6.6, 5, 2.7)
_VALUE: Final = Style(Role.SEMI, 8.4, 6, 3.4)
_HEAD: Final = Style(Role.BOLD, 9.4, 6.4, 3.8)
_LEFT_OUT: Final = Style(Role.TEXT, 7, 5.2, 2.8)
_GAP: Final = 1.6
_SPELLED: Final = frozenset({"number", "returned", "claimed"})
_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"language": tuple(Language), "guardian_relation": RELATIONS}
)
"""Fields of a card that are words of a vocabulary, said as on the card."""
_CELLS: Final = Cells(
    chop=(RIGHT + COLUMN - 61.4, 29.6, 61.4, 11.0),
    letters=tuple((x, 120, THIRD, 26) for x in THIRDS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the list: a label beside a value, or a head over those that follow."""

    label: str
    value: str
    height: float
    heads: bool = False


def draw(f: Form) -> None:
    """Draw every page."""
    record = f.personal_record
    pages = list(_paged(list(_lines(f, record))))
    for number, lines in enumerate(pages, 1):
        _page(f, lines, number, len(pages))
        f.sheet.next_page()


def _paged(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines page by page; a head stays with the line below it."""
    page: list[_Line] = []
    room = _LAST - _FIRST
    for place, line in enumerate(lines):
        below = lines[place + 1].height if line.heads and place + 1 < len(lines) else 0.0
        if page and line.height + below > room:
            yield page
            page, room = [], _LAST - _FIRST
        page.append(line)
        room -= line.height
    yield page


def _page(f: Form, lines: list[_Line], page: int, pages: int) -> None:
    head(f, numbers.spelled(f.paper.number), caption="personal.named_by", letter="D", shape="ring")
    f.title("personal.title", LEFT, 27.4, 92)
    f.bar(LEFT, 41.6, FULL)
    f.field(LEFT, 44.2, "paper.crossing", crossing(f), 92, style=STRONG)
    f.field(RIGHT, 44.2, "paper.sign.when", instant(f.paper.at), 45, late=True)
    f.field(RIGHT + 49, 44.2, "paper.officer", f.paper.officer, 44, style=CODE)
    y = _FIRST
    for line in lines:
        _set(f, line, y)
        y += line.height
    left_out = " ".join(f.words.three("personal.left_out"))
    f.sheet.block(LEFT, 246, FULL - SMALL_SIDE - 8, 20, left_out, _LEFT_OUT, name="left out")
    f.signature(LEFT, 276, 60, "paper.sign.officer", micro=False)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 244, SMALL_SIDE)
    f.foot("D-1", page, pages)
    overprint(f, _CELLS)


def _set(f: Form, line: _Line, y: float) -> None:
    if line.heads:
        f.sheet.block(LEFT, y + 3.4, FULL, line.height, line.label, _HEAD, name="record")
        f.bar(LEFT, y + line.height - 1.4, FULL, 0.5)
        return
    f.sheet.block(LEFT, y + 0.9, _LABEL_W, line.height, line.label, _LABEL, name="label")
    f.sheet.block(_VALUE_X, y + 0.6, _VALUE_W, line.height, line.value, _VALUE, name="held")
    f.sheet.line(LEFT, y + line.height, LEFT + FULL, y + line.height, rgb=HAIR, pt=0.3)


def _lines(f: Form, record: PersonalRecord) -> Iterator[_Line]:
    yield _heading(f, f.words.label("personal.person"))
    for said in record.person:
        yield _line(f, said)
    for one in record.records:
        yield _heading(f, _told(f, one))
        for said in one.said:
            yield _line(f, said) if said.name != "article" or not one.law else _cited(f, said, one.law)
        for event in one.events:
            yield _measured(f, f.words.label(f"personal.event.{event.kind}"), instant(event.at))


def _told(f: Form, one: HeldRecord) -> str:
    number = numbers.spelled(one.number) if one.number else ""
    kind, on = f.words.label(f"personal.kind.{one.kind}"), dates.spelled(one.on.isoformat())
    return "  ".join(filter(None, (kind, number, on)))


def _line(f: Form, said: Said) -> _Line:
    return _measured(f, f.words.label(f"personal.{said.name}"), plain(_shown(f, said)))


def _cited(f: Form, said: Said, law: Mapping[str, str]) -> _Line:
    """Return the line of an article with the title of the law that it is of."""
    articles = f.words.three("paper.article", article=said.value.partition(" ")[2])
    sq, sr, en = (f"{title}, {article}" for title, article in zip(f.words.of(law), articles, strict=True))
    return _measured(f, f.words.label("personal.article"), plain(joined((sq, sr, en))))


def _shown(f: Form, said: Said) -> str:
    """Return a value as people read it: numbers spelled, words of the vocabulary in three languages."""
    if said.name in _SPELLED:
        return numbers.spelled(said.value)
    if said.name == "envelope":
        return numbers.spelled_envelope(said.value)
    if said.name == "document_type" and said.value in tuple(DocumentType):
        return f.words.label(f"paper.document.{said.value}")
    if said.name == "reason" and said.value in REASONS:
        return f.words.label(f"refusal.reason.{said.value}")
    if said.name in _WORDS and said.value in _WORDS[said.name]:
        return f.words.label(f"{said.name}.{said.value}")
    return dates.spelled(said.value)


def _heading(f: Form, text: str) -> _Line:
    return _Line(label=text, value="", height=f.sheet.block_height(text, _HEAD, FULL) + 5.8, heads=True)


def _measured(f: Form, label: str, value: str) -> _Line:
    heights = (
        f.sheet.block_height(label, _LABEL, _LABEL_W),
        f.sheet.block_height(value, _VALUE, _VALUE_W),
    )
    return _Line(label=label, value=value, height=max(heights) + _GAP)
