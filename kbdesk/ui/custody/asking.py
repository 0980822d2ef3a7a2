"""A small dialog that asks for what an act of custody needs: a slot, an officer, a crossing, an article and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.custody.picture_dialog import picture_dialog
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.field import ChoiceField, Field
from kbdesk.ui.kit.words import Paragraph

_LONGEST = 200
_LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field: its name, its label, and what may be chosen where it is a choice; `free` lets it be empty.

    `picture` says that it is the path of a picture, which can be chosen among files too.
    """

    name: str
    label: str
    choices: Sequence[tuple[str, str]] = ()
    free: bool = False
    picture: bool = False


class AskingDialog(QDialog):
    """A title, what follows, and one to three fields. Esc goes back and changes nothing.

    Signals:
        answered: Do it. arg: the answers by the fields' names.
    """

    answered = Signal(object)

    def __init__(
        self,
        window: QWidget,
        catalog: Catalog,
        act: str,
        about: str,
        questions: Sequence[Question],
        *,
        grave: bool = False,
    ) -> None:
        """Ask over a window; the words are ``custody_page.<act>`` and what follows it."""
        super().__init__(window)
        self._catalog, self._questions = catalog, questions
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = catalog.text(f"custody_page.{act}.title")
        self.setWindowTitle(title)
        self.setModal(True)
        self.fields: Mapping[str, Field | ChoiceField] = {each.name: self._field(each) for each in questions}
        self.message = Paragraph(self, role="caption", tone="stop")
        self.message.setMinimumHeight(20)
        self.cancel = Button(self, catalog.text("second.cancel"))
        kind = Kind.GRAVE if grave else Kind.PLAIN
        self.do = Button(self, catalog.text(f"custody_page.{act}.do"), kind=kind)
        self.setLayout(
            column(
                Paragraph(self, title, role="section"),
                Paragraph(self, about, tone="ink2"),
                8,
                *(self._line(each) for each in questions),
                self.message,
                row(self.cancel, None, self.do, gap=12),
                gap=2,
                margins=(24, 12, 24, 12),
            )
        )
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self._on_do_clicked)
        self.setMinimumWidth(440)
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus at Enter; elsewhere Enter has gone on to the next field already."""
        if is_enter(event):
            button = next((b for b in (self.do, self.cancel) if b.hasFocus()), None)
            if button is not None:
                button.click()
            return
        super().keyPressEvent(event)

    def _field(self, question: Question) -> Field | ChoiceField:
        if question.choices:
            choice = ChoiceField(self)
            choice.set_choices(question.choices)
            choice.set_value(question.choices[0][0])
            choice.set_label(question.label)
            return choice
        field = Field(self)
        field.editor.setMaxLength(_LONGEST_PATH if question.picture else _LONGEST)
        field.set_label(question.label)
        return field

    def _line(self, question: Question) -> QWidget | QLayout:
        """Return a field, with the button that chooses a file beside one for a picture."""
        field = self.fields[question.name]
        if not question.picture:
            return field
        choose = Button(self, self._catalog.text("custody_page.choose"))
        choose.setObjectName(question.name)
        choose.clicked.connect(lambda: self._choose(field))
        return row((field, 1), column(30, choose, None, gap=0), gap=12)

    def _choose(self, field: Field | ChoiceField) -> None:
        dialog = picture_dialog(self, self._catalog)
        dialog.fileSelected.connect(field.set_value)
        dialog.open()

    def _on_do_clicked(self) -> None:
        answers = {
            each.name: value.strip() if each.picture else " ".join(value.split())
            for each in self._questions
            for value in (self.fields[each.name].value(),)
        }
        missing = next((q for q in self._questions if not q.free and not answers[q.name]), None)
        if missing is not None:
            self.message.setText(self._catalog.text("custody_page.wanted", what=missing.label))
            self.fields[missing.name].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answered.emit(answers)
        self.accept()
