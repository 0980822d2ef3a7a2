"""The claim slip (P-4): exit is granted; what another desk holds, where it lies, and how it comes back."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.returns import Claim, Returnable
from kbdesk.papers import law, notice
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.letterhead import crossing, head, stamp_place
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import NOTHING, instant, typed_day
from kbdesk.papers.style import CODE, NUMBER, Style

_CELLS: Final = Cells(
    chop=(RIGHT + COLUMN - 61.4, 29.6, 61.4, 11.0),
    letters=tuple((x, 240, THIRD, 26) for x in THIRDS),
)
_CLAIMED: Final = Style(Role.OCR, 21, 15)
_WHERE: Final = Style(Role.DISPLAY, 19, 9)


def draw(f: Form) -> None:
    """Draw the slip."""
    claim = f.claim
    head(f, numbers.spelled(claim.number), caption="claim.number", letter="B", shape="ring")
    f.title("claim.title", LEFT, 27.4, 92)
    f.ground(LEFT, 42.6, FULL, 36)
    f.bar(LEFT, 41.6, FULL)
    _claimed(f, claim)
    _person(f, claim)
    f.section("claim.where", LEFT, 92, FULL)
    f.sheet.text(LEFT, 101.6, _place(f, claim), _WHERE, w=FULL, name="where")
    notice.numbered(f, "claim.how", 3, 110, 42)
    f.three_lines(f.words.three("claim.granted"), LEFT, 164, 120, size=9.2, lead=5.2, name="granted")
    f.signature(LEFT, 204, 46, "return.sign.collector")
    f.signature(LEFT + 52, 204, 46, "paper.sign.officer")
    stamp_place(f, LEFT + 116.6, 196, 33)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 180, SMALL_SIDE)
    if f.paper.basis.title:
        law.article(f, THIRDS, 226, THIRD, 58)
    f.foot("P-4", 1, 1)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _claimed(f: Form, claim: Claim) -> None:
    permit = claim.kind is Returnable.PERMIT
    f.caption(LEFT, 46.2, "permit.number" if permit else "certificate.number", 90)
    f.sheet.text(LEFT, 56, numbers.spelled(claim.claimed), _CLAIMED, w=COLUMN, name="claimed")
    f.field(LEFT, 61, "claim.on", instant(f.paper.at), 45, late=True)
    f.field(LEFT + 49, 61, "paper.crossing", crossing(f), 44)
    f.field(LEFT, 69.4, "paper.desk", f"{f.paper.post.letter}{f.paper.post.desk}", 45, style=CODE)
    f.field(LEFT + 49, 69.4, "paper.officer", f.paper.officer, 44, style=CODE)


def _person(f: Form, claim: Claim) -> None:
    person = claim.person
    f.names(RIGHT, 43.6, COLUMN, 17, person.surname, person.given_names, largest=15)
    f.field(RIGHT, 61, "paper.birth_date", typed_day(person.birth_date), 40)
    f.field(RIGHT + 44, 61, "paper.nationality", person.nationality, COLUMN - 44)
    envelope = numbers.spelled_envelope(claim.envelope) if claim.envelope else NOTHING
    f.field(RIGHT, 69.4, "paper.envelope", envelope, 40, style=NUMBER)
    f.field(RIGHT + 44, 69.4, "return.lost", claim.lost, COLUMN - 44)


def _place(f: Form, claim: Claim) -> str:
    """Return the crossing that owes it, in the languages of the paper, with its desk."""
    names = " · ".join(dict.fromkeys(f.words.of(claim.names)))
    return f"{names} · {claim.desk}" if claim.desk else names
