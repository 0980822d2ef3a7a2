"""A password of one's own, chosen before anything else by who has one that others gave."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.passwords import SHORTEST
from kbdesk.ui.desk import WindowDesk
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Icon, Mark
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.post_words import desk_words, place_name
from kbdesk.ui.room import Room
from kbdesk.ui.telling import RefusalLine, Telling
from kbdesk.ui.when import clock_time

_ENTER: Final = "Enter"
"""As it is engraved on the key, in every language."""
_CARD: Final = 560


class OwnPasswordPage(QFrame):
    """Asks twice for a password; Enter goes on and signs in at the end, Esc goes back and changes nothing.

    Signals:
        asked: It was chosen. args: the officer's name, the password that others gave and the new one, as a `bytearray`.
        left: It was not.
    """

    asked = Signal(str, object, object)
    left = Signal()

    def __init__(self, desk: WindowDesk, officer: str, given: str, parent: QWidget | None = None) -> None:
        """Ask an officer whose password, which is right, was `given` by others."""
        super().__init__(parent)
        self._desk, self._officer, self._given = desk, officer, given
        self._catalog: Catalog | None = None
        self._busy, self._compact = False, False
        self.setProperty("panel", "frame")
        self._post, self._place = Words(tone="frame2"), Words(role="title", tone="frame")
        self._clock = Words(role="clock", tone="frame")
        self.title, self.why = Words(role="section"), Paragraph(tone="ink2")
        self._labels = Words(role="caption"), Words(role="caption")
        self.new, self.again = QLineEdit(), QLineEdit()
        self.message, self._mark = Paragraph(tone="stop"), Mark()
        self._refusal = RefusalLine(self.message, self._mark, self.new)
        self.save, self.back = Primary(width=272, height=48), Button()
        self._lay_out()
        self.new.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.save.press)
        for field in (self.new, self.again):
            field.textEdited.connect(lambda _text: self.say(""))
        self.save.signed.connect(self._on_signed)
        self.back.clicked.connect(self.left)
        self.set_room(Room.WIDE)
        self.say("")

    def _lay_out(self) -> None:
        for field, label in zip((self.new, self.again), self._labels, strict=True):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setProperty("tall", "true")
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            label.setBuddy(field)
        asked = [column(label, field, gap=5) for label, field in zip(self._labels, (self.new, self.again), strict=True)]
        self._inside = column(
            row(Icon(None, "lock", 24), (self.title, 1), gap=12),
            8,
            self.why,
            14,
            asked[0],
            10,
            asked[1],
            6,
            row(self._mark, (self.message, 1)),
            8,
            row(self.save, None, self.back, gap=12),
            gap=0,
        )
        head = row(column(self._post, self._place, gap=2), None, self._clock)
        card = panel("card", self._inside, width=_CARD)
        self._box = column(head, None, row(None, card, None), None, gap=0)
        self.setLayout(self._box)

    def show_time(self, at: datetime) -> None:
        """Show the desk's clock."""
        self._clock.setText(clock_time(at))

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self._post.setText(desk_words(self._desk.post, catalog))
        self._place.setText(place_name(self._desk.post, catalog.language))
        self.title.setText(catalog.text("own-password.title", officer=self._officer))
        self.why.setText(catalog.text("own-password.why", least=SHORTEST))
        for label, field, words in zip(self._labels, (self.new, self.again), ("new", "new-again"), strict=True):
            label.setText(catalog.text(f"officers_page.{words}"))
            field.setAccessibleName(label.text())
        self.back.setText(catalog.text("own-password.back"))
        self._refusal.retranslate(catalog)
        self._offer()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = self._compact = room is Room.COMPACT
        side, top = (16, 8) if compact else (56, 40)
        self._box.setContentsMargins(side, top, side, top)
        inner = 16 if compact else 32
        self._inside.setContentsMargins(inner, inner, inner, inner)
        for words in (self._post, self._place, self._clock):
            words.setVisible(not compact)

    def begin(self) -> None:
        """Ask anew."""
        self._set_busy(False)
        for field in (self.new, self.again):
            field.setText("")
        self.new.setFocus()

    def forget(self) -> None:
        """Let go of what was typed here and before."""
        self._given = ""
        for field in (self.new, self.again):
            field.clearFocus()
            field.setText("")

    def refuse(self, telling: Telling) -> None:
        """Say why it is not taken, and ask anew."""
        self.begin()
        self.say(telling)

    def say(self, telling: Telling) -> None:
        """Say something below the fields; a small window has no room for why they are asked for beside it."""
        self._refusal.say(telling)
        self.why.setVisible(not (self.message.text() and self._compact))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back at Esc; take Enter on the button too: elsewhere it never presses one, as a scan may end in it."""
        if event.key() == Qt.Key.Key_Escape and not self._busy:
            self.left.emit()
        elif is_enter(event) and self.save.hasFocus():
            self.save.press()
        else:
            super().keyPressEvent(event)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._offer()

    def _offer(self) -> None:
        if self._catalog is None:
            return
        self.back.setEnabled(not self._busy)
        if self._busy:
            self.save.hold(self._catalog.text("sign-in.busy"), "", key=_ENTER, mark=Shape.WAIT)
        else:
            self.save.offer(self._catalog.text("own-password.do"), key=_ENTER)

    def _on_signed(self) -> None:
        if not self.new.text():
            self.refuse(lambda catalog: catalog.text("sign-in.no-password"))
        elif self.new.text() != self.again.text():
            self.refuse(lambda catalog: catalog.text("officers_page.not-the-same"))
        else:
            given, own = (bytearray(text.encode()) for text in (self._given, self.new.text()))
            self.say("")
            self._set_busy(True)
            self.asked.emit(self._officer, given, own)
