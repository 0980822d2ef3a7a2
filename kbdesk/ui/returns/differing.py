"""Say how a return is different: who collects, a lost paper, only some of what is held, a reason for a warning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from kbdesk.desk.handing import LONGEST_TEXT, Handing
from kbdesk.desk.return_view import ReturnView
from kbdesk.domain.findings import Finding
from kbdesk.domain.messages import Catalog
from kbdesk.domain.returns import Collector
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.field import ChoiceField, Field, FieldShell
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.returns.words import item_words
from kbdesk.ui.room import Room, room_behind


class Differing(QDialog):
    """A few fields, empty where nothing is different. Esc goes back and changes nothing.

    Signals:
        said: It is to be handed back so. arg: the `Handing`.
    """

    said = Signal(object)

    def __init__(
        self, window: QWidget, view: ReturnView, handing: Handing, warned: Sequence[Finding], catalog: Catalog
    ) -> None:
        """Ask over a window, filled with what was said before; `warned` are the findings that want a reason."""
        super().__init__(window)
        self._view, self._warned, self._catalog = view, tuple(warned), catalog
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("return_page.differ.title"))
        self.setModal(True)
        self.collector, self.name, self.authorisation = ChoiceField(self), Field(self), Field(self)
        self.report, self.reason = Field(self), Field(self)
        self.items = [QCheckBox(item_words(item, catalog), self) for item in view.contents]
        self.message, self._mark = Paragraph(self, role="caption", tone="stop"), Mark(self, Shape.STOP, 16)
        self.cancel, self.keep = Button(self, catalog.text("second.cancel")), Button(self)
        self._fill(handing)
        self._lay_out(room_behind(window))
        self._connect()
        self.setMinimumWidth(560)
        first = self.reason if self.reason.isVisibleTo(self) and not self.reason.value() else self.collector
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, handing: Handing) -> None:
        catalog, text = self._catalog, self._catalog.text
        self.collector.set_choices([(str(c), text(f"return_page.collector.{c}")) for c in Collector])
        self.collector.set_value(str(handing.collector))
        for field, name, value in (
            (self.collector, "collector", ""),
            (self.name, "name", handing.collector_name),
            (self.authorisation, "authorisation", handing.authorisation),
            (self.report, "report", handing.lost_report),
            (self.reason, "reason", next(iter(handing.reasons.values()), "")),
        ):
            field.set_label(text(f"return_page.differ.{name}"))
            if isinstance(field, Field):
                field.editor.setMaxLength(LONGEST_TEXT)
                field.set_value(value)
        self.keep.setText(text("return_page.differ.keep"))
        chosen = self._view.contents if handing.items is None else handing.items
        for box, item in zip(self.items, self._view.contents, strict=True):
            box.setChecked(item in chosen)
        self.reason.setVisible(bool(self._warned))
        if self._warned:
            self.reason.set_hint(catalog.finding(self._warned[0]).short)

    def _lay_out(self, room: Room) -> None:
        said, which = QWidget(self), QWidget(self)
        said.setLayout(row(column(self._mark, None, margins=(0, 1, 0, 0)), (self.message, 1), gap=8))
        compact = room is Room.COMPACT
        said.setMinimumHeight(20 if compact else 36)
        what = Paragraph(which, self._catalog.text("return_page.differ.items"), role="caption", tone="ink2")
        which.setLayout(column(what, *self.items, gap=2, margins=(0, 0, 0, 4)))
        which.setVisible(len(self.items) > 1)
        above = 8 if compact else 16
        self.setLayout(
            column(
                Paragraph(self, self._catalog.text("return_page.differ.title"), role="section"),
                6,
                row((self.collector, 1), (self.name, 1), gap=16),
                row((self.authorisation, 1), (self.report, 1), gap=16),
                self.reason,
                which,
                said,
                row(self.cancel, None, self.keep, gap=12),
                gap=0,
                margins=(24, above, 24, above),
            )
        )
        self._say("")
        self._on_collector_chosen()

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.collector.edited.connect(lambda _value: self._on_collector_chosen())
        for field in (self.name, self.authorisation, self.report, self.reason):
            field.edited.connect(lambda _text: self._say(""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus at Enter; elsewhere Enter has gone on to the next field already."""
        if is_enter(event):
            button = next((b for b in (self.keep, self.cancel) if b.hasFocus()), None)
            if button is not None:
                button.click()
            return
        super().keyPressEvent(event)

    def _on_collector_chosen(self) -> None:
        other = self.collector.value() == Collector.AUTHORISED
        for field in (self.name, self.authorisation):
            field.setEnabled(other)
        self._say("")

    def _on_keep_clicked(self) -> None:
        other = self.collector.value() == Collector.AUTHORISED
        chosen = tuple(item for box, item in zip(self.items, self._view.contents, strict=True) if box.isChecked())
        if other and not self.name.value().strip():
            self._complain(self.name, "fault.return.collector-missing")
        elif other and not self.authorisation.value().strip():
            self._complain(self.authorisation, "fault.return.authorisation-missing")
        elif self.items and not chosen:
            self._complain(self.keep, "fault.return.nothing-chosen")
        elif self._warned and not self.reason.value().strip():
            self._complain(self.reason, "second.no-reason")
        else:
            self.said.emit(self._handing(chosen, other=other))
            self.accept()

    def _handing(self, chosen: tuple[str, ...], *, other: bool) -> Handing:
        reason = self.reason.value().strip()
        return Handing(
            items=None if chosen == self._view.contents else chosen,
            collector=Collector.AUTHORISED if other else Collector.HOLDER,
            collector_name=self.name.value().strip() if other else "",
            authorisation=self.authorisation.value().strip() if other else "",
            lost_report=self.report.value().strip(),
            reasons={finding.code: reason for finding in self._warned if reason},
        )

    def _complain(self, field: FieldShell | Button, message: str) -> None:
        self._say(self._catalog.text(message))
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._mark.setVisible(bool(text))
