"""The fee receipt (P-5): two A5 halves, the payer's and the desk's, of fees paid or waived together."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.fees import FeeReceipt
from kbdesk.domain.vocabulary import Means
from kbdesk.papers import law, marks
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.letterhead import head, stamp_place
from kbdesk.papers.overprint import Cells, overprint, overprint_part
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import instant, plain
from kbdesk.papers.style import CODE, DATE, FOOT, NUMBER, SECTION, STRONG, VALUE, Style

_HALF: Final = 148.5
_TABLE: Final = 74.0
_PITCH: Final = 5.9
_MOST_ROWS: Final = 5
_SUM: Final = _TABLE + 2.2 + _MOST_ROWS * _PITCH
_AMOUNT: Final = DATE.at(30, least=18)
_REASON: Final = Style(Role.SEMI, 7.6, 4.8, 3.0)
_FEE: Final = VALUE.at(8.6, least=5.6)
_CELLS: Final = Cells(
    chop=(RIGHT + COLUMN - 61.4, 33.4, 61.4, 7.4),
    letters=((LEFT, 116, 44, 16), (LEFT + 50, 116, 44, 16), (LEFT, 77, 100, 24)),
)


def draw(f: Form) -> None:
    """Draw both halves."""
    f.sheet.line(0, _HALF, 210, _HALF, pt=0.4, dash="4 3")
    marks.scissors(f.sheet, 12, _HALF)
    f.sheet.text(20, _HALF - 1, f.words.label("paper.cut"), FOOT, w=70, name="cut")
    for part, whose in enumerate(("fee_receipt.for_payer", "return.for_desk")):
        with f.sheet.moved(0, part * _HALF):
            _half(f, f.fee_receipt, f"{part + 1} · {f.words.label(whose)}")
            if part:
                overprint_part(f, _CELLS)
    f.foot("P-5", 1, 1, y=288.9)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _half(f: Form, receipt: FeeReceipt, whose: str) -> None:
    paid = receipt.means is not None
    head(f, numbers.spelled(receipt.number), caption="fee_receipt.number", letter="B", shape="ring")
    f.title("fee_receipt.title" if paid else "fee_receipt.title_waived", LEFT, 27.4, 92)
    f.sheet.text(RIGHT + COLUMN, 32, whose, SECTION.at(7.6, least=6), w=COLUMN, align="right", name="whose")
    f.bar(LEFT, 41.6, FULL)
    f.caption(LEFT, 45.6, "fee_receipt.paid", 64)
    amount = receipt.total if paid else Decimal(0)
    f.sheet.text(LEFT - 0.4, 56, money(amount), _AMOUNT, w=64, name="amount")
    _means(f, receipt)
    f.field(LEFT, 59.6, "fee_receipt.on", instant(f.paper.at), 45, late=True)
    f.field(LEFT + 49, 59.6, "paper.officer", f.paper.officer, 44, style=CODE)
    _payer(f, receipt)
    _table(f, receipt)
    _why(f, receipt)
    f.signature(LEFT, 130, 46, "fee_receipt.sign.payer")
    f.signature(LEFT + 52, 130, 46, "paper.sign.officer")
    stamp_place(f, LEFT + 116, 123, 30)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 138 - SMALL_SIDE, SMALL_SIDE)


def _payer(f: Form, receipt: FeeReceipt) -> None:
    person = receipt.person
    f.names(RIGHT, 43.6, COLUMN, 15.6, person.surname, person.given_names, largest=15)
    f.field(RIGHT, 59.6, "fee_receipt.charged", numbers.spelled(receipt.charged), 40, style=NUMBER)
    f.field(RIGHT + 44, 59.6, "paper.vehicle", receipt.plate, COLUMN - 44, style=STRONG)


def _table(f: Form, receipt: FeeReceipt) -> None:
    edge = LEFT + FULL
    f.caption(LEFT, _TABLE, "fee_receipt.fee", 90)
    f.caption(LEFT + 110, _TABLE, "fee_receipt.charged_at", 40)
    f.sheet.text(LEFT + 110, _TABLE + 6.1, instant(receipt.charged_at), _FEE, w=40, name="charged at")
    f.sheet.line(LEFT, _TABLE + 1.6, edge, _TABLE + 1.6, pt=0.8)
    for i, (name, amount) in enumerate(_rows(f, receipt)):
        y = _TABLE + 2.2 + i * _PITCH
        f.value(LEFT, y + 0.3, name, 100, style=_FEE, name="fee")
        f.sheet.text(edge, y + 3.9, money(amount), VALUE, w=36, align="right", name="fee amount")
        f.sheet.line(LEFT, y + _PITCH - 0.5, edge, y + _PITCH - 0.5, rgb=HAIR, pt=0.35)


def _rows(f: Form, receipt: FeeReceipt) -> list[tuple[str, Decimal]]:
    """Return each fee with its amount; those beyond what the table holds share its last row."""
    rows = [(f.words.fee(fee.code), fee.amount) for fee in receipt.fees]
    if len(rows) <= _MOST_ROWS:
        return rows
    more = rows[_MOST_ROWS - 1 :]
    names = ", ".join(dict.fromkeys(name for name, _ in more))
    return [*rows[: _MOST_ROWS - 1], (names, sum((amount for _, amount in more), Decimal(0)))]


def _why(f: Form, receipt: FeeReceipt) -> None:
    """Set the article, and why nothing was charged where it was waived."""
    y = _SUM + 1.6
    if receipt.means is None:
        f.caption(LEFT, y + 1.6, "fee_receipt.reason", 99)
        f.sheet.block(LEFT, y + 2.8, 99, 6.2, plain(receipt.reason), _REASON, name="reason")
        y += 9.4
    if f.paper.basis.title:
        law.block(f, LEFT, y, 99)


def _means(f: Form, receipt: FeeReceipt) -> None:
    """Set how it was paid: into the drawer, by which slip, or how much was waived."""
    if receipt.means is Means.SLIP:
        f.field(LEFT + 66, 48.4, "fee_receipt.slip", receipt.slip_number, 27, style=CODE)
    elif receipt.means is Means.CASH:
        f.field(LEFT + 66, 48.4, "fee_receipt.means", f.words.label("fee_receipt.cash"), 27)
    else:
        f.field(LEFT + 66, 48.4, "paper.fee.waived", money(receipt.total), 27)


def money(amount: Decimal) -> str:
    """Return an amount as papers show it."""
    return f"{amount:.2f} EUR"
