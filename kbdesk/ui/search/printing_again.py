"""Print a paper of a case again, as COPY n, for a reason, or save it as a file for the archive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.desk.ports import PaperRow
from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import ReprintReason
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.field import ChoiceField, FreeChoiceField
from kbdesk.ui.kit.words import Paragraph


class PrintingAgain(QDialog):
    """Which paper, and why. Esc goes back and changes nothing.

    Signals:
        asked: A paper is to be printed again. args: the `PaperRow`, the reason.
        kept: A paper is to be saved with its record. args: the `PaperRow`.
        told: The person of the case is to be told all that is held on them.
    """

    asked = Signal(object, str)
    kept = Signal(object)
    told = Signal()

    def __init__(self, window: QWidget, papers: Sequence[PaperRow], catalog: Catalog, *, is_person: bool) -> None:
        """Ask over a window; `papers` are the originals of the case, which may be a person's."""
        super().__init__(window)
        self._papers, self._catalog = {paper.sha256: paper for paper in papers}, catalog
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("search_page.again.title"))
        self.setModal(True)
        self.paper, self.reason = ChoiceField(self), FreeChoiceField(self)
        self.message = Paragraph(self, role="caption", tone="stop")
        self.cancel = Button(self, catalog.text("second.cancel"))
        self.keep = Button(self, catalog.text("search_page.again.keep"), icon="archive")
        self.tell = Button(self, catalog.text("search_page.again.tell"), kind=Kind.SMALL, icon="user-round")
        self.tell.setVisible(is_person)
        self.print = Button(self, catalog.text("search_page.again.do"), icon="printer")
        choices = [(p.sha256, f"{catalog.text(f'arrive.paper.{p.kind}')} {numbers.spelled(p.number)}") for p in papers]
        self.paper.set_choices(choices)
        self.paper.set_value(choices[0][0] if choices else "")
        self.paper.set_label(catalog.text("search_page.again.paper"))
        self.reason.set_label(catalog.text("second.reason"))
        listed = [reason for reason in ReprintReason if reason is not ReprintReason.OTHER]
        self.reason.set_choices([(str(reason), catalog.text(f"reprint_reason.{reason}")) for reason in listed])
        self.reason.set_value("")
        self.message.setMinimumHeight(20)
        if not choices:
            self.message.setText(catalog.text("search_page.again.none"))
            self.print.setEnabled(False)
            self.keep.setEnabled(False)
        self.setLayout(
            column(
                Paragraph(self, catalog.text("search_page.again.title"), role="section"),
                Paragraph(self, catalog.text("search_page.again.what"), tone="ink2"),
                8,
                self.paper,
                self.reason,
                self.message,
                row(self.tell, None),
                8,
                row(self.cancel, None, self.keep, self.print, gap=12),
                gap=2,
                margins=(24, 14, 24, 14),
            )
        )
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.tell.clicked.connect(self._on_tell_clicked)
        self.print.clicked.connect(self._on_print_clicked)
        self.reason.edited.connect(lambda _text: self.message.setText(""))
        self.setMinimumWidth(500)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus at Enter; elsewhere Enter has gone on to the next field already."""
        if is_enter(event):
            button = next((b for b in (self.print, self.keep, self.tell, self.cancel) if b.hasFocus()), None)
            if button is not None:
                button.click()
            return
        super().keyPressEvent(event)

    def _on_keep_clicked(self) -> None:
        paper = self._papers.get(self.paper.value())
        if paper is not None:
            self.kept.emit(paper)
            self.accept()

    def _on_tell_clicked(self) -> None:
        self.told.emit()
        self.accept()

    def _on_print_clicked(self) -> None:
        reason, paper = " ".join(self.reason.value().split()), self._papers.get(self.paper.value())
        if not reason:
            self.message.setText(self._catalog.text("second.no-reason"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif paper is not None:
            self.asked.emit(paper, reason)
            self.accept()
