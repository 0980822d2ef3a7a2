"""What the dialogs of the Stock page ask, in the words of a language."""

from __future__ import annotations

from kbdesk.desk.correction import correctable
from kbdesk.desk.ports import PaperRow
from kbdesk.domain.issued import IssuedRow
from kbdesk.domain.messages import Catalog
from kbdesk.domain.stock import BY_HAND, ON_BLANKS, StockLine
from kbdesk.domain.vocabulary import (
    BlankState,
    CorrectionReason,
    PaperKind,
    ReprintReason,
    VoidReason,
)
from kbdesk.ui.shift.form_dialog import Ask, Question

_LONGEST_NUMBER = 24


def receive(catalog: Catalog) -> Question:
    """Ask for the first and last number of a box of blanks."""
    kinds = tuple((str(kind), catalog.text(f"arrive.paper.{kind}")) for kind in PaperKind if kind in ON_BLANKS)
    return Question(
        title=catalog.text("stock_page.receive.title"),
        what=catalog.text("stock_page.receive.what"),
        fields=(
            Ask(name="kind", label=catalog.text("stock_page.kind"), choices=kinds),
            _number("first", catalog),
            _number("last", catalog),
            Ask(name="source", label=catalog.text("stock_page.source")),
        ),
        do=catalog.text("stock_page.receive.do"),
    )


def move(line: StockLine, catalog: Catalog) -> Question:
    """Ask which blanks go where; those that are not in the drawer yet are offered first."""
    states = tuple((str(state), catalog.text(f"blank_state.{state}")) for state in BlankState if state in BY_HAND)
    waiting = next((s.blanks for s in line.stretches if s.state is BlankState.RECEIVED), None)
    return Question(
        title=catalog.text("stock_page.move.title", kind=catalog.text(f"arrive.paper.{line.kind}")),
        what=catalog.text("stock_page.move.what"),
        fields=(
            _number("first", catalog, waiting.first_number if waiting else ""),
            _number("last", catalog, waiting.last_number if waiting else ""),
            Ask(name="to", label=catalog.text("stock_page.to"), value=str(BlankState.IN_DRAWER), choices=states),
            Ask(name="reason", label=catalog.text("shift_page.reason")),
        ),
        do=catalog.text("stock_page.move.do"),
    )


def count(line: StockLine, catalog: Catalog) -> Question:
    """Ask how many blanks of a kind lie in the drawer."""
    return Question(
        title=catalog.text("stock_page.count.title", kind=catalog.text(f"arrive.paper.{line.kind}")),
        what=catalog.text("stock_page.count.what", count=line.in_drawer),
        fields=(
            Ask(name="counted", label=catalog.text("stock_page.count.counted"), longest=6),
            Ask(name="explanation", label=catalog.text("shift_page.drawer.why")),
        ),
        do=catalog.text("shift_page.enter"),
    )


def confirm(first: str, last: str, catalog: Catalog) -> Question:
    """Ask for the first and last sheet of a printed run, and which of it are spoiled."""
    return Question(
        title=catalog.text("stock_page.confirm.title"),
        what=catalog.text("stock_page.confirm.what"),
        fields=(
            _number("first", catalog, first),
            _number("last", catalog, last),
            Ask(name="spoiled", label=catalog.text("stock_page.spoiled")),
            Ask(name="reason", label=catalog.text("shift_page.reason")),
        ),
        do=catalog.text("stock_page.confirm.do"),
    )


def again(paper: PaperRow, catalog: Catalog) -> Question:
    """Ask why a paper is printed again."""
    reasons = tuple((str(r), catalog.text(f"reprint_reason.{r}")) for r in ReprintReason)
    return Question(
        title=catalog.text("stock_page.again.title", number=paper.number),
        what=catalog.text("stock_page.again.what", kind=catalog.text(f"arrive.paper.{paper.kind}")),
        fields=(
            Ask(name="reason", label=catalog.text("shift_page.reason"), choices=reasons),
            Ask(name="words", label=catalog.text("stock_page.own-words")),
        ),
        do=catalog.text("stock_page.again.do"),
    )


def void(issued: IssuedRow, catalog: Catalog) -> Question:
    """Ask why a permit or registration is void."""
    own = tuple(reason for reason in VoidReason if reason is not VoidReason.SUPERSEDED)
    reasons = tuple((str(reason), catalog.text(f"void_reason.{reason}")) for reason in own)
    return Question(
        title=catalog.text("stock_page.void.title", number=issued.number),
        what=catalog.text("stock_page.void.what"),
        fields=(
            Ask(name="reason", label=catalog.text("shift_page.reason"), choices=reasons),
            Ask(name="words", label=catalog.text("stock_page.own-words")),
            Ask(name="article", label=catalog.text("stock_page.void.article"), hint="documents-2022:1", longest=80),
        ),
        do=catalog.text("stock_page.void.do"),
        grave=True,
    )


def correct(issued: IssuedRow, catalog: Catalog) -> Question:
    """Ask which field of a record is wrong, and what belongs there."""
    fields = tuple((name, catalog.text(f"{name}.label")) for name in correctable(issued.kind))
    reasons = tuple((str(r), catalog.text(f"correction_reason.{r}")) for r in CorrectionReason)
    return Question(
        title=catalog.text("stock_page.correct.title", number=issued.number),
        what=catalog.text("stock_page.correct.what"),
        fields=(
            Ask(name="field", label=catalog.text("stock_page.correct.field"), choices=fields, half=True),
            Ask(name="value", label=catalog.text("stock_page.correct.value"), half=True),
            Ask(name="reason", label=catalog.text("shift_page.reason"), choices=reasons, half=True),
            Ask(name="words", label=catalog.text("stock_page.own-words"), half=True),
        ),
        do=catalog.text("stock_page.correct.do"),
        grave=True,
    )


def _number(name: str, catalog: Catalog, value: str = "") -> Ask:
    label = catalog.text(f"stock_page.{name}")
    return Ask(name=name, label=label, value=value, half=True, longest=_LONGEST_NUMBER)
