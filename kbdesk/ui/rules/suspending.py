"""Suspend a book or an article at once: what, by which order, and if need be where, in which direction, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.desk.orders import LONGEST_REFERENCE
from kbdesk.domain import dates
from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.field import ChoiceField, Field, FieldShell
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room, room_behind
from kbdesk.ui.rules.book_words import article_name
from kbdesk.ui.rules.view import BookShown

_DATE: Final = 10
_TIME: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionWish:
    """What is to be suspended, as `RulesDesk.suspend` takes it."""

    book: str
    article: str
    order_reference: str
    crossings: tuple[str, ...]
    directions: tuple[Direction, ...]
    until: datetime | None


class Suspending(QDialog):
    """A few fields; the order's reference must be given. Esc goes back and changes nothing.

    Signals:
        asked: Suspend this now. arg: a `SuspensionWish`.
    """

    asked = Signal(object)

    def __init__(
        self, window: QWidget, book: BookShown, article: str, now: datetime, catalog: Catalog, reference: Reference
    ) -> None:
        """Ask over a window about a book, the article chosen in it offered first."""
        super().__init__(window)
        self._book, self._now, self._catalog, self._reference = book, now, catalog, reference
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("rules_page.suspend.title"))
        self.setModal(True)
        self.article, self.order = ChoiceField(self), Field(self)
        self.crossing, self.direction = ChoiceField(self), ChoiceField(self)
        self.until, self.until_time = Field(self), Field(self)
        self.message, self._mark = Paragraph(self, role="caption", tone="stop"), Mark(self, Shape.STOP, 16)
        self.cancel = Button(self, catalog.text("second.cancel"))
        self.suspend = Button(self, catalog.text("rules_page.suspend.do"), kind=Kind.GRAVE)
        self._offer(article)
        self._lay_out(room_behind(window))
        self.cancel.clicked.connect(self.reject)
        self.suspend.clicked.connect(self._on_suspend_clicked)
        for field in (self.order, self.until, self.until_time):
            field.edited.connect(lambda _text: self._say(""))
        self.setMinimumWidth(560)
        self.order.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, article: str) -> None:
        catalog = self._catalog
        articles = dict.fromkeys(rule.article.id for rule in self._book.rules)
        self.article.set_choices([(name, article_name(name, catalog)) for name in ("", *articles)])
        self.article.set_value(article if article in articles else "")
        crossings = [(key, catalog.of(place.names)) for key, place in self._reference.crossings.items()]
        self.crossing.set_choices([("", catalog.text("rules_page.all-crossings")), *crossings])
        directions = [(str(d), catalog.text(f"direction.{d}")) for d in Direction]
        self.direction.set_choices([("", catalog.text("rules_page.both-directions")), *directions])
        for choice in (self.crossing, self.direction):
            choice.set_value("")
        self.order.editor.setMaxLength(LONGEST_REFERENCE)
        self.until.editor.setMaxLength(_DATE + 1)
        self.until_time.editor.setMaxLength(_TIME)
        self.until.set_placeholder(catalog.text("authorisation_on.hint"))
        self.until_time.set_placeholder("00:00")
        for field, name in (
            (self.article, "what"),
            (self.order, "order"),
            (self.crossing, "crossing"),
            (self.direction, "direction"),
            (self.until, "until"),
            (self.until_time, "time"),
        ):
            field.set_label(catalog.text(f"rules_page.suspend.{name}"))

    def _lay_out(self, room: Room) -> None:
        catalog = self._catalog
        said = QWidget(self)
        said.setLayout(row(column(self._mark, None, margins=(0, 1, 0, 0)), (self.message, 1), gap=8))
        compact = room is Room.COMPACT
        said.setMinimumHeight(24 if compact else 36)
        follows = Paragraph(self, catalog.text("rules_page.suspend.follows"), tone="ink2")
        follows.setVisible(not compact)
        above = 8 if compact else 16
        self.setLayout(
            column(
                Paragraph(self, catalog.of(self._book.line.title), role="section"),
                follows,
                8,
                row((self.article, 1), (self.order, 1), gap=16),
                row((self.crossing, 1), (self.direction, 1), gap=16),
                row((self.until, 1), (self.until_time, 1), gap=16),
                said,
                row(self.cancel, None, self.suspend, gap=12),
                gap=0,
                margins=(24, above, 24, above),
            )
        )
        self._say("")

    def refuse(self, sentence: str) -> None:
        """Say why nothing was suspended."""
        self.suspend.setEnabled(True)
        self._say(sentence)

    def reject(self) -> None:
        """Go back; what is being suspended already is waited for, as it cannot be taken back."""
        if self.suspend.isEnabled():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus at Enter; elsewhere Enter has gone on to the next field already."""
        if is_enter(event):
            button = next((b for b in (self.suspend, self.cancel) if b.hasFocus()), None)
            if button is not None:
                button.click()
            return
        super().keyPressEvent(event)

    def _on_suspend_clicked(self) -> None:
        order = " ".join(self.order.value().split())
        until, fault = self._until()
        if not order:
            self._complain(self.order, "fault.rules.order-missing")
        elif fault is not None:
            self._complain(fault, "rules_page.suspend.not-an-instant")
        else:
            self.suspend.setEnabled(False)
            self.asked.emit(self._wish(order, until))

    def _wish(self, order: str, until: datetime | None) -> SuspensionWish:
        crossing, direction = self.crossing.value(), self.direction.value()
        return SuspensionWish(
            book=self._book.line.id,
            article=self.article.value(),
            order_reference=order,
            crossings=(crossing,) if crossing else (),
            directions=(Direction(direction),) if direction else (),
            until=until,
        )

    def _until(self) -> tuple[datetime | None, FieldShell | None]:
        """Return until when, or the field that does not say it: a day without a time ends where it begins."""
        typed, hour = self.until.value().strip(), self.until_time.value().strip()
        if not typed:
            return None, self.until if hour else None
        day = dates.understand(typed, today=self._now.date(), future=True)
        if day is None:
            return None, self.until
        try:
            at = time.fromisoformat(hour.rjust(_TIME, "0")) if hour else time()
        except ValueError:
            return None, self.until_time
        return datetime.combine(day, at, tzinfo=self._now.tzinfo), None

    def _complain(self, field: FieldShell, message: str) -> None:
        self._say(self._catalog.text(message))
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._mark.setVisible(bool(text))
        self.order.editor.setAccessibleDescription(text)
