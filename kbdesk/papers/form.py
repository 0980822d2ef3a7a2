"""What all papers are made of: the grid, captions, fields, names, titles, numbered lists, tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from kbdesk.domain.custody import Manifest
from kbdesk.domain.fees import FeeReceipt
from kbdesk.domain.late import EmergencyForm
from kbdesk.domain.paper import Notice, Paper, Permit, Registration, Stage
from kbdesk.domain.personal_record import PersonalRecord
from kbdesk.domain.returns import Claim, Receipt
from kbdesk.domain.shift_report import ShiftReport
from kbdesk.papers.errors import DoesNotFitError
from kbdesk.papers.faces import MM, Role
from kbdesk.papers.guilloche import GROUND_UNIT, Guilloche
from kbdesk.papers.inks import HAIR, Palette
from kbdesk.papers.plate_form import Plates
from kbdesk.papers.sheet import Sheet
from kbdesk.papers.shown import NOTHING, digest, plain
from kbdesk.papers.stencils import Stencils
from kbdesk.papers.style import (
    CAPTION,
    EU_CODE,
    FOOT,
    SECTION,
    VALUE,
    WRAPPED_LEAST,
    Style,
)
from kbdesk.papers.surface import Point
from kbdesk.papers.words import Three, Words, joined

LEFT: Final = 8.0
RIGHT: Final = 109.0
COLUMN: Final = 93.0
"""Two columns of an A4 sheet that is folded to A6: 8 mm outside, 4 mm each side of the fold."""
FULL: Final = 194.0
THIRDS: Final = (8.0, 74.67, 141.33)
THIRD: Final = 60.67
"""Three columns of a sheet that is not folded lengthwise, 6 mm apart."""

_Said = TypeVar("_Said", bound=Hashable)
_STAND_IN: Final = "PROOF0000"
_NAME_STEPS: Final = ((20.0, 15.0), (17.0, 13.0), (15.0, 11.0), (12.0, 9.0), (11.0, 8.5), (10.0, 8.0), (9.0, 7.5),
                      (8.0, 7.0), (7.0, 6.0))  # fmt: skip
_ONE_LINE_DOWN_TO: Final = 15.0


@dataclass(frozen=True, slots=True)
class Form:
    """A paper being drawn: its sheet, words, inks, line art, stencils and the forms of plates."""

    sheet: Sheet
    words: Words
    paper: Paper
    palette: Palette
    lines: Guilloche
    stencils: Stencils
    plates: Plates

    @property
    def permit(self) -> Permit:
        """The permit of a paper that has one; `ValueError` if it has none."""
        if self.paper.permit is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a permit.")
        return self.paper.permit

    @property
    def registration(self) -> Registration:
        """The registration of a paper that has one; `ValueError` if it has none."""
        if self.paper.registration is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a registration.")
        return self.paper.registration

    @property
    def notice(self) -> Notice:
        """The notice of a paper that has one; `ValueError` if it has none."""
        if self.paper.notice is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a notice.")
        return self.paper.notice

    @property
    def receipt(self) -> Receipt:
        """The receipt of a return; `ValueError` for a paper that has none."""
        if self.paper.receipt is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a receipt.")
        return self.paper.receipt

    @property
    def claim(self) -> Claim:
        """The claim of a paper that has one; `ValueError` if it has none."""
        if self.paper.claim is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a claim.")
        return self.paper.claim

    @property
    def manifest(self) -> Manifest:
        """The manifest of a paper that has one; `ValueError` if it has none."""
        if self.paper.manifest is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a manifest.")
        return self.paper.manifest

    @property
    def fee_receipt(self) -> FeeReceipt:
        """What a fee receipt says; `ValueError` for a paper that has none."""
        if self.paper.fee_receipt is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a fee receipt.")
        return self.paper.fee_receipt

    @property
    def shift_report(self) -> ShiftReport:
        """The report of a closed shift; `ValueError` for a paper that has none."""
        if self.paper.shift_report is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a report.")
        return self.paper.shift_report

    @property
    def emergency_form(self) -> EmergencyForm:
        """The emergency form; `ValueError` for a paper that has none."""
        if self.paper.emergency_form is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a form.")
        return self.paper.emergency_form

    @property
    def personal_record(self) -> PersonalRecord:
        """What is held on one traveler; `ValueError` for a paper that tells of none."""
        if self.paper.personal_record is None:
            raise ValueError(f"A {self.paper.kind} is drawn from a record of personal data.")
        return self.paper.personal_record

    @property
    def seed(self) -> str:
        """What line art and microtext are made from: the number, or its fixed stand-in on a proof."""
        return _STAND_IN if self.paper.stage is Stage.PROOF else self.paper.number

    def stencil(self, draw: Callable[[Form, _Said], None], said: _Said) -> None:
        """Let `draw` set what is the same on every paper of this size, ink and script for which the same is `said`."""
        sheet = self.sheet
        same = draw, said, sheet.kind, sheet.width, sheet.height, self.palette, self.words.script
        self.stencils.draw(sheet, same, lambda blank: draw(replace(self, sheet=blank), said))

    def caption(self, x: float, y: float, message: str, w: float) -> None:
        """Set a caption in three languages on the baseline y."""
        self.sheet.text(x, y, self.words.label(message), CAPTION, w=w, name=f"caption {message}")

    def field(
        self,
        x: float,
        y: float,
        message: str,
        value: str,
        w: float,
        *,
        style: Style = VALUE,
        code: str = "",
        late: bool = False,
    ) -> None:
        """Set a caption with its value below; y is the top of a row 8.1 mm high.

        `code` is a code of Directive 1999/37/EC before the caption. The value shrinks on one line to its style's
        floor, then takes two lines down to 4.8 pt. An empty value is a dash, so that nothing can be filled in later.
        """
        indent = 0.0
        if code:
            self.sheet.text(x, y + 1.7, code, EU_CODE, w=12, name=f"code {code}")
            indent = self.sheet.width_of(code, EU_CODE) + 1.4
        self.caption(x + indent, y + 1.6, message, w - indent)
        self.value(x, y + 2.5, value, w, style=style, name=message, late=late)

    def value(self, x: float, y: float, value: str, w: float, *, style: Style, name: str, late: bool = False) -> None:
        """Set a value below y, 5.4 mm high."""
        text = plain(value) or NOTHING
        style = self.readable(text, style)
        if self.sheet.fits(text, style, w):
            self.sheet.text(x, y + 3.6, text, style, w=w, name=name, late=late)
            return
        if late:
            self.sheet.late(x - 0.4, y - 0.4, w + 0.8, 6.2)
        self.sheet.block(x, y, w, 5.4, text, style.at(7, least=WRAPPED_LEAST, lead=2.6), name=name)

    def readable(self, text: str, style: Style) -> Style:
        """Return the style, or that of other values where OCR-B (ASCII only) lacks a letter of the text."""
        if style.role is Role.OCR and self.sheet.faces[Role.OCR].missing(text):
            return VALUE.at(min(VALUE.size, style.size), least=min(VALUE.floor, style.floor))
        return style

    def title(self, message: str, x: float, y: float, w: float, *, size: float = 13, lead: float = 5.0) -> None:
        """Set the paper's title, a line a language, from the baseline y."""
        self.three_lines(self.words.three(message), x, y, w, size=size, lead=lead, name="title")

    def three_lines(self, three: Three, x: float, y: float, w: float, *, size: float, lead: float, name: str) -> None:
        """Set three lines: the two official languages strong, English lighter."""
        for i, line in enumerate(three):
            style = Style(Role.BOLD if i < 2 else Role.MEDIUM, size, size * 0.7)
            self.sheet.text(x, y + i * lead, line, style, w=w, name=name)

    def bar(self, x: float, y: float, w: float, h: float = 1.0) -> None:
        """Draw a bar in the paper's ink."""
        self.sheet.box(x, y, w, h, fill=self.palette.main)

    def section(self, message: str, x: float, y: float, w: float, *, style: Style = SECTION, **values: str) -> None:
        """Set a section's head in three languages above a bar at y."""
        self.sheet.text(x, y - 1.8, self.words.label(message, **values), style, w=w, name=f"section {message}")
        self.bar(x, y, w, 0.6)

    def names(self, x: float, y: float, w: float, h: float, surname: str, given: str, *, largest: float = 20.0) -> None:
        """Set surname and given names as they are, in the largest step of which everything fits. Never cut.

        One line each down to 15 and 11 pt, then wrapped down to 7 and 6 pt.
        """
        label = joined_pair(self.words.three("paper.name.surname"), self.words.three("paper.name.given"))
        self.sheet.text(x, y + 1.6, label, CAPTION, w=w, name="caption name")
        top, parts = y + 3.1, [("surname", plain(surname) or NOTHING)]
        if plain(given):
            parts.append(("given names", plain(given)))
        for step in _NAME_STEPS:
            styles = (
                Style(Role.BOLD, step[0], lead=0.383 * step[0]),
                Style(Role.MEDIUM, step[1], lead=0.383 * step[1]),
            )
            if step[0] > largest or (step[0] >= _ONE_LINE_DOWN_TO and self._wraps(parts, styles, w)):
                continue
            heights = [self.sheet.block_height(text, style, w) for (_, text), style in zip(parts, styles, strict=False)]
            if sum(heights) + 0.7 * (len(parts) - 1) <= y + h - top:
                break
        else:
            raise DoesNotFitError(self.sheet.kind, "name", "the name is too long")
        spare = y + h - top - sum(heights)
        gap, at = 0.7 + min(1.1, max(0.0, spare - 0.7) / 3), top + min(0.9, max(0.0, spare - 0.7) / 3)
        for (name, text), style in zip(parts, styles, strict=False):
            at += self.sheet.block(x, at, w, y + h - at + 0.05, text, style, name=name) + gap

    def _wraps(self, parts: Sequence[tuple[str, str]], styles: Sequence[Style], w: float) -> bool:
        return any(self.sheet.width_of(text, style) > w for (_, text), style in zip(parts, styles, strict=False))

    def numbered(
        self, items: Sequence[Three], places: Sequence[Point], w: float, h: float, style: Style, *, gap: float
    ) -> None:
        """Set a numbered list once for each language, at its place (left, top), `w` wide and at most `h` high.

        All lists are set in one size, the largest in which the longest of them fits.
        """
        size = style.size
        while max(self._list_height(items, i, w - 5, style.scaled(size), gap) for i in range(3)) > h:
            size -= 0.25
            if size < style.floor:
                raise DoesNotFitError(self.sheet.kind, "list", "the list is too long")
        figure, cap = Style(Role.SEMI, size), size * self.sheet.faces[Role.SEMI].cap / MM
        for language, (x, top) in enumerate(places):
            y = top
            for i, item in enumerate(items, 1):
                self.sheet.text(x, y + cap, str(i), figure, w=4, name="item number")
                y += self.sheet.block(x + 5, y, w - 5, h, item[language], style.scaled(size), name="item") + gap

    def _list_height(self, items: Sequence[Three], language: int, w: float, style: Style, gap: float) -> float:
        return sum(self.sheet.block_height(item[language], style, w) + gap for item in items) - gap

    def signature(self, x: float, y: float, w: float, message: str, *, micro: bool = True) -> None:
        """Draw a line to sign on, of microtext or plain, with its caption below; y is the line."""
        if micro:
            self.sheet.micro(x, y, w, self.seed)
        else:
            self.sheet.line(x, y, x + w, y, pt=0.4)
        style = Style(Role.TEXT, 5.6, 5.0, 2.3)
        three = self.words.three(message)
        text = joined(three) if self.sheet.fits(joined(three), style, w) else f"{three[0]} · {three[1]}\n{three[2]}"
        self.sheet.block(x, y + 1.1, w, 5.2, text, style, name=f"caption {message}")

    def ground(self, x: float, y: float, w: float, h: float) -> None:
        """Draw the wave ground of the crossing; the same for every paper of a kind, so it is not late."""
        art = self.lines.ground(f"{self.paper.kind} {self.paper.post.crossing} {x} {y}", w, h)
        with self.sheet.clipped(x, y, w, h):
            self.sheet.place(art, x, y, GROUND_UNIT, rgb=self.palette.ground, pt=0.3, flip=True)

    def ribbons(self, x: float, y: float, w: float, h: float) -> None:
        """Draw the number's two ribbons, the second thread behind. Late."""
        self.sheet.late(x - 0.5, y - h * 0.35, w + 1, h * 1.7)
        middle = y + h / 2
        behind, front = self.lines.ribbon(self.seed + "b", w, h * 0.76, 6), self.lines.ribbon(self.seed, w, h, 10)
        self.sheet.place(behind, x, middle, 0.01, rgb=self.palette.second, pt=0.35)
        self.sheet.place(front, x, middle, 0.01, rgb=self.palette.ribbon, pt=0.3)

    def hairline(self, x: float, y: float, w: float) -> None:
        """Draw a hairline."""
        self.sheet.line(x, y, x + w, y, rgb=HAIR, pt=0.35)

    def foot(
        self, form: str, page: int, pages: int, *, y: float = 288.9, left: float = LEFT, right: float = 202.0
    ) -> None:
        """Set the foot: form, rules in force, digest of the record (late), page."""
        third, behind_fold = (right - left) / 3, (left + right) / 2 + 4
        rules = " · ".join(filter(None, (form, self.paper.basis.book)))
        self.sheet.text(left, y, rules, FOOT, w=third, name="foot form")
        self.sheet.text(behind_fold, y, digest(self.paper.digest), FOOT, w=third, name="foot digest", late=True)
        self.sheet.text(right, y, f"{page}/{pages}", FOOT, w=12, align="right", name="foot page")


def joined_pair(first: Three, second: Three) -> str:
    """Return two captions as one: ``Mbiemri, emri · Prezime, ime · Surname, given names``."""
    a, b, c = (f"{one}, {other.lower()}" for one, other in zip(first, second, strict=True))
    return joined((a, b, c))
