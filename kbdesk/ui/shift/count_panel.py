"""The side of the Shift page: what is counted, what differs and why, and what waits for a hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.shift import Counted, Difference, ShiftCount
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.desk_page import Caret, put_caret
from kbdesk.ui.kit.boxes import column, line, row
from kbdesk.ui.kit.field import Field
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldRow
from kbdesk.ui.shift.count_row import FIELD_WIDE, GAP, MARK_WIDE, NUMBER_WIDE, CountRow
from kbdesk.ui.shift.view import ShiftView

HANDED_IN: Final = "handed-in"
SHIFT: Final = "shift"
"""What the shift that a count is of is kept as."""
_LONGEST = 200
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CountPanel(SteadyScroll):
    """The counts. Nothing stands in them until somebody counted; what was typed stays while the books are read again.

    Signals:
        changed: Another count or reason was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self._view: ShiftView | None = None
        self._catalog: Catalog | None = None
        self.shift = ""
        self._left: tuple[Mapping[str, str], Caret] | None = None
        inside = QWidget(self)
        self._title, self._agree = Words(inside, role="section"), Words(inside, role="caption")
        self._heads = [Words(inside, role="caption", tone="ink2") for _ in range(3)]
        for head, wide in zip(self._heads, (NUMBER_WIDE, NUMBER_WIDE, FIELD_WIDE), strict=True):
            head.setFixedWidth(wide)
            head.setAlignment(_RIGHT)
        self._inside = inside
        self.rows: dict[str, CountRow] = {}
        self._made: dict[str, CountRow] = {}
        self._rows_box = column(gap=0)
        self._warned = QFrame(inside)
        self._warned.setProperty("panel", "warned")
        self._differs, self._what = Paragraph(self._warned, role="strong"), Paragraph(self._warned, role="caption")
        self.reason = Field(self._warned)
        self.reason.editor.setMaxLength(_LONGEST)
        words = column(self._differs, self._what, self.reason, gap=2)
        mark = column(Mark(self._warned, Shape.WARN, 20), None)
        self._warned.setLayout(row(mark, (words, 1), gap=12, margins=(14, 10, 14, 4)))
        self._waits_title, self._waits = Words(inside, role="section"), _Waits(inside)
        heads = row(None, *self._heads, MARK_WIDE + GAP, gap=GAP)
        inside.setLayout(
            column(
                row(self._title, None, self._agree, gap=8),
                heads,
                line(),
                self._rows_box,
                8,
                self._warned,
                8,
                self._waits_title,
                self._waits,
                None,
                gap=4,
                margins=(24, 16, 24, 12),
            )
        )
        self.setWidget(inside)
        self.reason.edited.connect(lambda _text: self.changed.emit())

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self.set_side(16 if room is Room.COMPACT else 24)

    def show_view(self, view: ShiftView, catalog: Catalog) -> None:
        """Show what the books say now; another shift is counted anew."""
        self._view, self._catalog = view, catalog
        shift = view.shift.id if view.shift is not None else ""
        if shift != self.shift:
            self.shift = shift
            self.clear()
        self._build(view)
        self._put_back()
        start, book, no_start = view.shift, view.expected, view.shift is None
        for key, made in self.rows.items():
            name = catalog.text(f"arrive.paper.{key}") if key not in _NAMED else catalog.text(f"shift_page.count.{key}")
            match key:
                case Counted.CASH:
                    first = None if start is None else start.float_amount
                    made.show_books(name, first, None if view.first_count else book.cash, catalog)
                case Counted.CUSTODY:
                    first = None if start is None else Decimal(start.custody)
                    made.show_books(name, first, Decimal(book.custody), catalog)
                case _ if key == HANDED_IN:
                    made.show_books(name, None, None, catalog)
                case _:
                    first = None if no_start or start is None else Decimal(start.stock.get(key, 0))
                    made.show_books(name, first, Decimal(book.stock.get(key, 0)), catalog)
        self._speak(catalog)
        self._show_differences()
        self._show_waits(view, catalog)

    @property
    def lines(self) -> Mapping[str, QLineEdit]:
        """The counts by what is counted, and the reason."""
        return {**{key: made.field for key, made in self.rows.items()}, "reason": self.reason.editor}

    def take_up(self, typed: Mapping[str, str], at: Caret) -> None:
        """Go on with a count that was left half done, once it is known what there is to count."""
        self._left = typed, at

    def _put_back(self) -> None:
        if self._left is None:
            return
        (typed, at), self._left = self._left, None
        if typed.get(SHIFT, "") == self.shift:
            for key, made in self.rows.items():
                made.set_text(typed.get(key, ""))
            self.reason.set_value(typed.get("reason", ""))
            put_caret(self.lines, at)

    def clear(self) -> None:
        """Take every count and the reason out."""
        for made in self._made.values():
            made.set_text("")
        self.reason.set_value("")

    @property
    def uncounted(self) -> int:
        """How many counts are missing, or are none."""
        return sum(made.value() is None for key, made in self.rows.items() if key != HANDED_IN) + self._taken_wrongly()

    def counted(self) -> ShiftCount | None:
        """Return the count, None while it is not whole."""
        if self.uncounted or not self.rows:
            return None
        found = {key: made.value() or Decimal(0) for key, made in self.rows.items()}
        stock = {key: int(value) for key, value in found.items() if key not in _NAMED}
        return ShiftCount(
            cash=found[Counted.CASH],
            custody=int(found[Counted.CUSTODY]),
            stock=stock,
            handed_in=found.get(HANDED_IN, Decimal("0.00")),
        )

    def differing(self) -> tuple[Difference, ...]:
        """Return what of the count is not as the books have it."""
        counted = self.counted()
        return () if counted is None or self._view is None else self._view.differing(counted)

    def said(self) -> str:
        """Return the reason typed, on one line."""
        return " ".join(self.reason.value().split())

    def _taken_wrongly(self) -> int:
        """Tell whether more is handed in than the drawer holds, or what is typed is no amount."""
        made = self.rows.get(HANDED_IN)
        if made is None or not made.field.text().strip():
            return 0
        value, cash = made.value(), self.rows[Counted.CASH].value()
        return int(value is None or (cash is not None and value > cash))

    def _build(self, view: ShiftView) -> None:
        """Make a row for everything there is to count, in its order; the same rows stay."""
        keys = [str(Counted.CASH), str(Counted.CUSTODY), *sorted(view.expected.stock)]
        if view.shift is not None:
            keys.insert(1, HANDED_IN)
        if list(self.rows) == keys:
            return
        for made in self.rows.values():
            self._rows_box.removeWidget(made)
            made.hide()
        self.rows = {key: self._made.get(key) or self._make(key) for key in keys}
        for made in self.rows.values():
            self._rows_box.addWidget(made)
            made.show()
        self.setFocusProxy(self.rows[str(Counted.CASH)].field)

    def _make(self, key: str) -> CountRow:
        """Make a row. None is ever thrown away: the focus may stand in it."""
        made = self._made[key] = CountRow(key, money=key in (Counted.CASH, HANDED_IN), parent=self._inside)
        made.edited.connect(self._on_edited)
        return made

    def _speak(self, catalog: Catalog) -> None:
        self._title.setText(catalog.text("shift_page.count"))
        for head, name in zip(self._heads, ("start", "book", "counted"), strict=True):
            head.setText(catalog.text(f"shift_page.count.{name}"))
        self._heads[0].setVisible(self._view is not None and self._view.shift is not None)
        self.reason.set_label(catalog.text("shift_page.reason"))
        self._waits_title.setText(catalog.text("shift_page.waits"))

    def _on_edited(self) -> None:
        self._show_differences()
        self.changed.emit()

    def _show_differences(self) -> None:
        catalog, view = self._catalog, self._view
        if catalog is None or view is None:
            return
        judged = [made for key, made in self.rows.items() if key != HANDED_IN]
        agree = sum(made.agrees for made in judged)
        self._agree.setText(catalog.text("shift_page.count.agree", agree=agree, of=len(judged)))
        found = self.differing()
        unsigned = view.unsigned if view.shift is not None and self.counted() is not None else ()
        self._warned.setVisible(bool(found or unsigned))
        lines = [difference_words(one, catalog) for one in found]
        self._differs.setText("\n".join((*lines, *_orders(unsigned, catalog))))
        self._what.setText(catalog.text(f"shift_page.differs.{'open' if view.shift is None else 'close'}"))

    def _show_waits(self, view: ShiftView, catalog: Catalog) -> None:
        rows = waits(view, catalog)
        self._waits.show_rows(rows)
        self._waits_title.setVisible(bool(rows))
        self._waits.setVisible(bool(rows))


class _Waits(QWidget):
    """What waits, one below the other, each with its mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[QWidget, Mark, Paragraph]] = []
        self._box = column(gap=6)
        self.setLayout(self._box)

    def show_rows(self, rows: list[ToldRow]) -> None:
        """Show these."""
        while len(self._lines) < len(rows):
            part = QWidget(self)
            mark, words = Mark(part, Shape.WARN, 16), Paragraph(part, role="caption", tone="ink")
            part.setLayout(row(column(mark, None, margins=(0, 1, 0, 0)), (words, 1), gap=8))
            self._lines.append((part, mark, words))
            self._box.addWidget(part)
        for number, (part, mark, words) in enumerate(self._lines):
            part.setVisible(number < len(rows))
            if number < len(rows):
                mark.set_shape(rows[number].shape or Shape.NOTE)
                words.setText(rows[number].title)


_NAMED: Final = frozenset({str(Counted.CASH), str(Counted.CUSTODY), HANDED_IN})


def difference_words(one: Difference, catalog: Catalog) -> str:
    """Return a difference in words: what, and how much is missing or too much."""
    what = catalog.text(f"arrive.paper.{one.kind}") if one.kind else catalog.text(f"shift_page.count.{one.of}")
    amount = f"{abs(one.amount):.2f}" if one.of is Counted.CASH else f"{abs(one.amount):.0f}"
    return catalog.text(f"shift_page.differs.{'missing' if one.amount < 0 else 'over'}", what=what, amount=amount)


def waits(view: ShiftView, catalog: Catalog) -> list[ToldRow]:
    """Return what waits for a hand before a shift is closed."""
    rows = [catalog.text("shift_page.waits.overnight")] if view.overnight else []
    rows += [catalog.text("shift_page.waits.unsigned", order=order) for order in view.unsigned]
    if view.unprinted:
        rows.append(catalog.count("shift_page.waits.unprinted", view.unprinted))
    if view.unconfirmed:
        rows.append(catalog.count("shift_page.waits.unconfirmed", view.unconfirmed))
    found = [ToldRow(title=words, shape=Shape.WARN) for words in rows]
    if view.due:
        words = catalog.text("shift_page.waits.due", count=len(view.due), total=f"{view.due_total:.2f}")
        found.append(ToldRow(title=words, shape=Shape.NOTE))
    return found


def _orders(unsigned: tuple[str, ...], catalog: Catalog) -> list[str]:
    return [catalog.text("shift_page.waits.unsigned", order=order) for order in unsigned]
