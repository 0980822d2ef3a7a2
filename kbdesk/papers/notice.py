"""What all notices are made of: decision and person, article, what it means, the appeal, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.paper import Told
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.papers import law, marks
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.letterhead import crossing, head, stamp_place
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import NOTHING, day, document_code, instant, plain, typed_day
from kbdesk.papers.style import CODE, DATE, DUTIES_HEAD, STRONG, Style
from kbdesk.papers.words import Three

_DECIDED: Final = Style(Role.DISPLAY, 21, 12)
_WHAT: Final = Style(Role.MEDIUM, 7.4, 5.6)
_ITEM: Final = Style(Role.TEXT, 8.2, 6.4, 3.5)
_TEXT: Final = Style(Role.TEXT, 8.2, 5.2, 3.5)
_BODY: Final = Style(Role.SEMI, 8.6, 5.2, 3.75)
_LAST_DAY: Final = DATE.at(28, least=24)
_SMALL: Final = Style(Role.TEXT, 6.6, 5.4)
_RECEIVED: Final = Style(Role.TEXT, 6.6, 5.2, 2.8)
CHOP: Final = (RIGHT + COLUMN - 61.4, 29.6, 61.4, 11.0)
"""Where the marks of a drill, copy or proof stand, beside the title."""
_APPEAL: Final = 204.0
_SIGN: Final = 249.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What stands on top: messages of title, of the decision in large letters and of what it is about.

    `amount` stands after the decision.
    """

    form: str
    title: str
    decided: str
    what: str
    amount: str = ""


def draw_head(f: Form, top: Decided) -> None:
    """Draw head, title, decision, person or vehicle: y 8 to 78."""
    head(f, numbers.spelled(f.notice.number), caption="notice.number", letter="N", shape="triangle")
    f.title(top.title, LEFT, 27.4, 92)
    f.ground(LEFT, 42.6, FULL, 35.2)
    f.bar(LEFT, 41.6, FULL)
    decided = " ".join(filter(None, (f.words.label(top.decided), top.amount)))
    f.sheet.text(LEFT, 52.2, decided, _DECIDED, w=COLUMN, name="decided")
    f.sheet.text(LEFT, 57.6, f.words.label(top.what), _WHAT, w=COLUMN, name="what")
    f.field(LEFT, 61, "paper.sign.when", instant(f.paper.at), 45, late=True)
    f.field(LEFT + 49, 61, "paper.crossing", crossing(f), 44)
    f.field(LEFT, 69.4, "paper.desk", f"{f.paper.post.letter}{f.paper.post.desk}", 45, style=CODE)
    f.field(LEFT + 49, 69.4, "paper.officer", f.paper.officer, 44, style=CODE)
    if f.notice.vehicle is not None:
        _vehicle(f, f.notice.vehicle)
    else:
        _person(f, f.notice.traveler or TravelerDraft())


def draw_foot(f: Form, top: Decided, letters: Sequence[tuple[float, float, float, float]]) -> None:
    """Draw the appeal, signatures, stamp and seal, the foot and the overprints, and end the page: y 204 to 290."""
    appeal(f, _APPEAL)
    _signatures(f, _SIGN)
    f.foot(top.form, 1, 1)
    overprint(f, Cells(chop=CHOP, letters=letters))
    f.sheet.next_page()


def heads(f: Form, message: str, y: float) -> None:
    """Set a head in three columns, one language each, below a bar at y; 7 mm high."""
    for title, x in zip(f.words.three(message), THIRDS, strict=True):
        f.bar(x, y, THIRD, 0.6)
        f.sheet.text(x, y + 5, title, DUTIES_HEAD.at(9.6, least=7), w=THIRD, name=f"head {message}")


def numbered(f: Form, message: str, count: int, y: float, h: float) -> None:
    """Set a head and its numbered items (`message` with ``_1``, ``_2`` ...) in three columns; y is the bar."""
    heads(f, message, y)
    items = [f.words.three(f"{message}_{i}") for i in range(1, count + 1)]
    f.numbered(items, [(x, y + 7.8) for x in THIRDS], THIRD, h - 7.8, _ITEM, gap=1.2)


def article(f: Form, y: float, h: float) -> float:
    """Set the article with its text, and what was found as far as its person may know, in three columns.

    Returns the height used in mm.
    """
    return law.article(f, THIRDS, y, THIRD, h, [found(f, told) for told in f.notice.told])


def found(f: Form, told: Told) -> Three:
    """Return a finding as a notice tells it, in three languages."""
    values = {name: numbers.spelled(typed_day(value)) for name, value in told.values.items()}
    said = f.words.three(f"notice.found.{told.code}", **values)
    sq, sr, en = (f.words.three("notice.found", found=one)[i] for i, one in enumerate(said))
    return sq, sr, en


def appeal(f: Form, y: float) -> None:
    """Frame until when, to whom and how to appeal; 40 mm high."""
    basis, until = f.paper.basis, f.notice.appeal_until
    f.sheet.frame(LEFT, y, FULL, 40, pt=1.4)
    f.caption(LEFT + 5, y + 5.2, "notice.appeal.by", 62)
    f.sheet.text(LEFT + 4.6, y + 15.4, NOTHING if until is None else day(until), _LAST_DAY, w=64, name="appeal by")
    f.caption(LEFT + 76, y + 5.2, "notice.appeal.to", 112)
    to = "\n".join(dict.fromkeys(map(plain, f.words.of(basis.appeal_body)))) if basis.appeal_body else NOTHING
    f.sheet.block(LEFT + 76, y + 6.8, 113, 12.4, to, _BODY, name="appeal body")
    texts = f.words.of(basis.appeal) if basis.appeal else f.words.three("notice.appeal.none")
    size = _TEXT.size
    while max(f.sheet.block_height(plain(text), _TEXT.scaled(size), 58) for text in texts) > 17.6 and size > 5.2:
        size -= 0.2
    for i, text in enumerate(texts):
        f.sheet.block(LEFT + 5 + i * 62.4, y + 20.4, 58, 18.2, plain(text), _TEXT.at(size, least=5), name="appeal")


def _person(f: Form, traveler: TravelerDraft) -> None:
    f.names(RIGHT, 43.6, COLUMN, 17, traveler.surname, traveler.given_names, largest=15)
    f.field(RIGHT, 61, "paper.birth_date", typed_day(traveler.birth_date), 40)
    f.field(RIGHT + 44, 61, "paper.document", document_code(traveler), COLUMN - 44, style=CODE)
    f.field(RIGHT, 69.4, "paper.nationality", traveler.nationality, 40)
    f.field(RIGHT + 44, 69.4, "paper.what.expires", typed_day(traveler.document_expires_on), COLUMN - 44)


def _vehicle(f: Form, vehicle: VehicleDraft) -> None:
    owner = plain(vehicle.holder_surname) or plain(vehicle.holder_company)
    given = vehicle.holder_given_names if vehicle.holder_surname else ""
    f.names(RIGHT, 43.6, COLUMN, 17, owner, given, largest=15)
    f.field(RIGHT, 61, "notice.plate", f.notice.plate, 40, style=STRONG.at(11, least=7))
    f.field(RIGHT + 44, 61, "paper.vin", vehicle.vin, COLUMN - 44, style=CODE)
    f.field(RIGHT, 69.4, "paper.registered_until", typed_day(vehicle.registration_valid_until), 40)
    f.field(RIGHT + 44, 69.4, "paper.vehicle", f"{vehicle.make} {vehicle.model}", COLUMN - 44)


def _signatures(f: Form, y: float) -> None:
    sq, sr, en = f.words.three("notice.received")
    f.sheet.block(LEFT, y - 1, 98, 6, f"{sq} · {sr}\n{en}", _RECEIVED, name="received")
    f.signature(LEFT, y + 15, 46, "paper.sign.holder")
    f.signature(LEFT + 52, y + 15, 46, "paper.sign.officer")
    marks.box_to_tick(f.sheet, LEFT, y + 24.6)
    f.sheet.text(LEFT + 5.4, y + 27.3, f.words.label("notice.unsigned"), _SMALL, w=90, name="unsigned")
    stamp_place(f, LEFT + 116.8, y + 15, 33)
    seal_place(f, LEFT + FULL - SMALL_SIDE, y - 1, SMALL_SIDE)
