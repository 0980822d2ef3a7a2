"""The second officer: a name, a password, there and then, and where it is asked for a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from shiboken6 import isValid

from kbdesk.domain.messages import Catalog
from kbdesk.domain.second_codes import CodePlace
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.field import ChoiceField, Field
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room, room_behind
from kbdesk.ui.worker import Worker

SUPERVISOR, AUDITOR = "supervisor", "auditor"
_LONGEST_REASON = 200
_LONGEST_PASSWORD = 200
_CODE = "second code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What two officers are asked for: a title, what follows from it, the words of the button.

    `only` names the one officer who may be the second (empty: anyone else), `supervisor` whether it must be one,
    `reason` whether a reason is asked for too, `kept` whether the signature is for an act that may come much later.
    """

    title: str
    what: str
    do: str
    only: str = ""
    supervisor: bool = False
    reason: bool = False
    kept: bool = False


def who_may(officers: Sequence[OfficerRow], first: str, asking: Asking) -> tuple[OfficerRow, ...]:
    """Return who may be the second officer beside the one signed in."""
    others = (o for o in officers if o.name != first and o.role != AUDITOR and asking.only in ("", o.name))
    return tuple(officer for officer in others if not asking.supervisor or officer.role == SUPERVISOR)


class SecondOfficer(QDialog):
    """Name, password and perhaps a reason; Enter goes on and signs at the end, Esc goes back and changes nothing.

    A supervisor who is not here reads out the next code of their sheet, which is typed in the place of the password.
    Either is tried on the store's worker; its bytes are zeroed by whoever reads them.

    Signals:
        signed: The password was right. args: the name, the reason (empty where none was asked for).
    """

    signed = Signal(str, str)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        store: Worker,
        officers: Sequence[OfficerRow],
        catalog: Catalog,
        asking: Asking,
    ) -> None:
        """Ask over a window."""
        super().__init__(window)
        self._session, self._store, self._catalog, self._asking = session, store, catalog, asking
        self._officers = who_may(officers, session.officer, asking)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(asking.title)
        self.setModal(True)
        self.reason, self.name, self.password = Field(self), ChoiceField(self), Field(self)
        self.message, self._mark = Paragraph(self, role="caption", tone="stop"), Mark(self, Shape.STOP, 16)
        self.sign, self.cancel = Button(self, asking.do), Button(self, catalog.text("second.cancel"))
        self.fill_in = Button(self, catalog.text("sign-in.fill-in"), kind=Kind.QUIET_SMALL)
        self._lay_out(room_behind(window))
        self._speak()
        self._connect()
        self.setMinimumWidth(600 if room_behind(window) is Room.COMPACT else 460)
        first = self.reason if asking.reason else self.name if len(self._officers) > 1 else self.password
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_for_code()

    def _lay_out(self, room: Room) -> None:
        asking = self._asking
        said = QWidget(self)
        said.setLayout(row(column(self._mark, None, margins=(0, 1, 0, 0)), (self.message, 1), gap=8))
        compact = room is Room.COMPACT
        said.setMinimumHeight(24 if compact else 36)
        what = Paragraph(self, asking.what, tone="ink2")
        both = row if compact else column
        above = 12 if compact else 20
        self.setLayout(
            column(
                Paragraph(self, asking.title, role="section"),
                what,
                8,
                self.reason,
                both((self.name, 1), (self.password, 1), gap=16 if compact else 4),
                said,
                row(self.cancel, None, self.fill_in, self.sign, gap=12),
                gap=4,
                margins=(24, above, 24, above),
            )
        )
        what.setVisible(not compact)
        self.reason.setVisible(asking.reason)
        self.fill_in.setVisible(any(officer.password for officer in self._officers))
        self.password.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.editor.setMaxLength(_LONGEST_PASSWORD)
        self.reason.editor.setMaxLength(_LONGEST_REASON)
        self._say("")

    def _speak(self) -> None:
        catalog = self._catalog
        self.reason.set_label(catalog.text("second.reason"))
        self.name.set_label(catalog.text("second.name"))
        self.password.set_label(catalog.text("sign-in.password"))
        choices = [(o.name, f"{o.name} · {catalog.text(f'role.{o.role}')}") for o in self._officers]
        self.name.set_choices(choices)
        if choices:
            self.name.set_value(choices[0][0])
        else:
            self._say(catalog.text("second.nobody"))
            self.sign.setEnabled(False)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.sign.clicked.connect(self._on_sign_clicked)
        self.fill_in.clicked.connect(self._on_fill_in_clicked)
        self.name.edited.connect(self._on_name_edited)
        for field in (self.reason, self.password):
            field.edited.connect(lambda _text: self._say(""))

    def _on_name_edited(self, _name: str) -> None:
        self.password.set_value("")
        self._ask_for_code()

    def _ask_for_code(self) -> None:
        """Name the code that an officer who is not here may read out instead of a password: of the one chosen last."""
        name = self.name.value()
        self.password.set_placeholder("")
        self._store.drop(_CODE)
        if name:
            self._store.run_newest(_CODE, lambda: self._session.second_codes.next(name), self._on_code_found)

    def _on_code_found(self, found: CodePlace | None) -> None:
        if found is not None and self.isVisible():
            self.password.set_placeholder(self._catalog.text("second.code", place=found.place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus at Enter; elsewhere Enter has gone on to the next field already."""
        if is_enter(event):
            button = next((b for b in (self.sign, self.cancel, self.fill_in) if b.hasFocus()), None)
            if button is not None:
                button.click()
            return
        super().keyPressEvent(event)

    def _on_fill_in_clicked(self) -> None:
        known = {officer.name: officer.password for officer in self._officers}
        self.password.set_value(known.get(self.name.value(), ""))
        self.sign.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sign_clicked(self) -> None:
        missing = self._missing()
        if missing is not None:
            field, why = missing
            self._say(self._catalog.text(why))
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name, reason = self.name.value(), " ".join(self.reason.value().split())
        password = bytearray(self.password.value().encode())
        self._busy(True)
        self._store.run(
            lambda: self._session.verify_second(name, password, kept=self._asking.kept),
            self._guarded(lambda: self._on_verified(name, reason)),
            lambda error: self._guarded(lambda: self._on_refused(error))(None),
        )

    def _missing(self) -> tuple[Field, str] | None:
        if self._asking.reason and not self.reason.value().strip():
            return self.reason, "second.no-reason"
        return None if self.password.value() else (self.password, "sign-in.no-password")

    def _guarded(self, act: Callable[[], None]) -> Callable[[object], None]:
        """Return what to do with the answer, if the dialog is still open when it comes."""
        return lambda _answer: act() if isValid(self) and self.isVisible() else None

    def _on_verified(self, name: str, reason: str) -> None:
        self.accept()
        self.signed.emit(name, reason)

    def _on_refused(self, error: Exception) -> None:
        self._busy(False)
        self._say(sentence(error, self._catalog))
        self.password.set_value("")
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _busy(self, busy: bool) -> None:
        self.sign.setEnabled(not busy)
        for field in (self.reason, self.name, self.password):
            field.setEnabled(not busy)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._mark.setVisible(bool(text))
        self.password.editor.setAccessibleDescription(text)
