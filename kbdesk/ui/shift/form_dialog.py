"""A question with a few fields over the window: what is asked for, what follows, the way on and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.field import ChoiceField, Field
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room, room_behind

_LONGEST = 200
_LINE = 80
_SCROLL_SIDE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field: its name, its label, what stands in it; with `choices` (key, words) one of those is chosen.

    `half` lets it share its line with the one beside it, `hint` stands in it while it is empty. What is typed
    into a `secret` one is not shown, and stays as it was typed.
    """

    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    half: bool = False
    hint: str = ""
    longest: int = _LONGEST
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: a title, what follows from it, the fields, the words of the button; `grave` outlines it in red."""

    title: str
    what: str
    fields: tuple[Ask, ...]
    do: str
    grave: bool = False


class FormDialog(QDialog):
    """The fields of a question. Enter goes on from field to field; Esc goes back and changes nothing.

    Signals:
        asked: It is to be done. arg: the values by name, spaces in them told once.
    """

    asked = Signal(object)

    def __init__(self, window: QWidget, question: Question, catalog: Catalog) -> None:
        """Ask over a window."""
        super().__init__(window)
        self._catalog = catalog
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question.title)
        self.setModal(True)
        self.fields: dict[str, Field | ChoiceField] = {ask.name: self._make(ask) for ask in question.fields}
        self._secrets = frozenset(ask.name for ask in question.fields if ask.secret)
        self.message, self._mark = Paragraph(self, role="caption", tone="stop"), Mark(self, Shape.STOP, 16)
        self.cancel = Button(self, catalog.text("second.cancel"))
        self.go_on = Button(self, question.do, kind=Kind.GRAVE if question.grave else Kind.PLAIN)
        self._lay_out(question, room_behind(window))
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.setMinimumWidth(600 if room_behind(window) is Room.COMPACT else 520)
        first = next(iter(self.fields.values()), self.go_on)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> Mapping[str, str]:
        """Return what stands in the fields."""
        typed = {name: field.value() for name, field in self.fields.items()}
        return {name: text if name in self._secrets else " ".join(text.split()) for name, text in typed.items()}

    def refuse(self, error: Exception) -> None:
        """Say why it was not done; nothing was changed."""
        self.complain(sentence(error, self._catalog))

    def complain(self, text: str, field: str = "") -> None:
        """Say what is missing, and go to the field."""
        self.go_on.setEnabled(True)
        self._say(text)
        if field:
            self.fields[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Go back; what is being done already is waited for, as it cannot be taken back."""
        if self.go_on.isEnabled():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus at Enter; elsewhere Enter has gone on to the next field already."""
        if is_enter(event):
            button = next((b for b in (self.go_on, self.cancel) if b.hasFocus()), None)
            if button is not None:
                button.click()
            return
        super().keyPressEvent(event)

    def _make(self, ask: Ask) -> Field | ChoiceField:
        made: Field | ChoiceField
        if ask.choices:
            made = ChoiceField(self)
            made.set_choices(ask.choices)
        else:
            made = Field(self)
            made.editor.setMaxLength(ask.longest)
            made.set_placeholder(ask.hint)
            if ask.secret:
                made.editor.setEchoMode(QLineEdit.EchoMode.Password)
        made.set_label(ask.label)
        made.set_value(ask.value or (ask.choices[0][0] if ask.choices else ""))
        made.edited.connect(lambda _text: self._say(""))
        return made

    def _lay_out(self, question: Question, room: Room) -> None:
        compact = room is Room.COMPACT
        said = QWidget(self)
        said.setLayout(row(column(self._mark, None, margins=(0, 1, 0, 0)), (self.message, 1), gap=8))
        said.setMinimumHeight(24 if compact else 36)
        what = Paragraph(self, question.what, tone="ink2")
        what.setVisible(bool(question.what) and not (compact and question.fields))
        above = 8 if compact else 16
        self.setLayout(
            column(
                Paragraph(self, question.title, role="section"),
                what,
                6 if compact else 8,
                self._body(question, room),
                said,
                row(self.cancel, None, self.go_on, gap=12),
                gap=0,
                margins=(24, above, 24, above),
            )
        )
        self._say("")

    def _body(self, question: Question, room: Room) -> QWidget:
        """Return the fields line by line; more lines than a window has room for scroll."""
        compact = room is Room.COMPACT
        abreast = (2, 3) if compact else (2,)
        told = min((lines_of(question.fields, abreast=most) for most in abreast), key=len)
        lines = [row(*((self.fields[ask.name], 1) for ask in line), gap=16) for line in told]
        inside = QWidget(self)
        inside.setLayout(column(*lines, gap=0))
        most = 3 if compact else 6
        if len(lines) <= most:
            return inside
        scroll = SteadyScroll(self)
        scroll.setWidget(inside)
        scroll.set_side(_SCROLL_SIDE)
        scroll.setFixedHeight(most * _LINE)
        return scroll

    def _on_go_on_clicked(self) -> None:
        self._say("")
        self.go_on.setEnabled(False)
        self.asked.emit(self.values())

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._mark.setVisible(bool(text))
        for field in self.fields.values():
            field.editor.setAccessibleDescription(text)


def lines_of(fields: Sequence[Ask], *, abreast: int = 2) -> list[list[Ask]]:
    """Return the fields line by line: those that are half a line wide share one, so many abreast.

    >>> [len(line) for line in lines_of([Ask(name=n, label="", half=h) for n, h in (("a", 1), ("b", 1), ("c", 0))])]
    [2, 1]
    """
    lines: list[list[Ask]] = []
    for ask in fields:
        beside = lines and len(lines[-1]) < abreast and lines[-1][0].half and ask.half
        if beside:
            lines[-1].append(ask)
        else:
            lines.append([ask])
    return lines
