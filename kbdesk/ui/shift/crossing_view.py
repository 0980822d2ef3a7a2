"""The crossing's state as it stands, and whom to call."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import CrossingState
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph, Words, dress
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldList, ToldRow
from kbdesk.ui.shift.view import ShiftView
from kbdesk.ui.when import clock_time, short_date


class CrossingView(QWidget):
    """The state with its order, and the contacts below.

    Signals:
        change_asked: The state is to be changed.
    """

    change_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._card = QFrame(self)
        self._mark = Mark(self._card, Shape.OK, 24)
        self._state, self._told = Paragraph(self._card, role="section"), Paragraph(self._card, tone="ink2")
        self.change = Button(self._card, kind=Kind.SMALL)
        words = column(self._state, self._told, gap=2)
        parts = (column(self._mark, None), (words, 1), column(self.change, None))
        self._card.setLayout(row(*parts, gap=12, margins=(16, 12, 16, 12)))
        self._head, self._sample = Words(self, role="section"), Paragraph(self, role="caption", tone="warn")
        self.contacts = ToldList(self)
        self._box = column(self._card, 8, self._head, self._sample, (self.contacts, 1), gap=6, margins=(24, 16, 24, 16))
        self.setLayout(self._box)
        self.setFocusProxy(self.change)
        self.change.clicked.connect(self.change_asked)

    @property
    def told(self) -> str:
        """What is said of the crossing now."""
        return f"{self._state.text()}. {self._told.text()}"

    def show_view(self, view: ShiftView, catalog: Catalog) -> None:
        """Show what was ordered, and whom to call."""
        closed = view.status.state is not CrossingState.OPEN
        dress(self._card, panel="warned" if closed else "card")
        self._mark.set_shape(Shape.WARN if closed else Shape.OK)
        self._state.setText(catalog.text(f"shift_page.crossing.{view.status.state}"))
        self._told.setText(order_words(view, catalog))
        self._card.setAccessibleName(self.told)
        self.change.setText(catalog.text("shift_page.crossing.change"))
        self._head.setText(catalog.text("shift_page.contacts"))
        self.contacts.setAccessibleName(self._head.text())
        self._sample.setText(catalog.text("shift_page.contacts.placeholder"))
        self._sample.setVisible(any(contact.is_placeholder for contact in view.contacts))
        self.contacts.show_rows(
            [
                ToldRow(
                    title=f"{catalog.of(contact.names)}  {contact.phone}",
                    detail=catalog.text(f"shift_page.contacts.{contact.kind}"),
                    shape=Shape.NOTE,
                )
                for contact in view.contacts
            ]
        )

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        side = 16 if room is Room.COMPACT else 24
        self._box.setContentsMargins(side, 8 if room is Room.COMPACT else 16, side, 8)


def order_words(view: ShiftView, catalog: Catalog) -> str:
    """Return by which order the crossing is as it is, since when and until when, and when that changes by itself."""
    status = view.status
    parts = []
    if status.order_reference:
        parts.append(
            catalog.text(
                "shift_page.crossing.order",
                order=status.order_reference,
                by=status.ordered_by,
                reason=status.reason,
            )
        )
    elif status.from_at is None:
        parts.append(catalog.text("shift_page.crossing.never"))
    if status.from_at is not None:
        at = f"{short_date(status.from_at.date(), catalog.language)} {clock_time(status.from_at)}"
        parts.append(catalog.text("shift_page.crossing.since", at=at))
    if view.next_change is not None:
        at = f"{short_date(view.next_change.date(), catalog.language)} {clock_time(view.next_change)}"
        parts.append(catalog.text("shift_page.crossing.next", at=at))
    return " · ".join(parts)
