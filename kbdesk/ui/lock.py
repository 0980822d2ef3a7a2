"""The locked desk: who locked it and when, and the way back; nobody's data is on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QSpacerItem, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import WindowDesk
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Icon, Mark
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.words import Paragraph, Words, dress
from kbdesk.ui.post_words import desk_words, place_name
from kbdesk.ui.room import Room
from kbdesk.ui.telling import RefusalLine, Telling
from kbdesk.ui.when import clock_time, long_date, short_date

_ENTER: Final = "Enter"
"""As it is engraved on the key, in every language."""
_CARD: Final = 480


class LockPage(QFrame):
    """The page of a locked desk.

    Signals:
        asked: The officer who locked wants to go on. args: the name, the password as a `bytearray`.
        other_asked: Another officer wants to sign in.
    """

    asked = Signal(str, object)
    other_asked = Signal()

    def __init__(self, desk: WindowDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._catalog: Catalog | None = None
        self._officer, self._at, self._busy = "", desk.clock.now(), False
        self._loss: Callable[[Catalog], str] | None = None
        self.setProperty("panel", "frame")
        self._post = Words(tone="frame2")
        self._place = Words(role="title", tone="frame")
        self._facts = Words(tone="frame2")
        self._clock = Words(role="clock-lock", tone="frame")
        self._date = Words(role="date", tone="frame2")
        self._foot = Words(tone="frame2")
        self.title = Words(role="section")
        self._kept = Paragraph(role="caption")
        self._label = Words(role="caption")
        self.password = QLineEdit()
        self.message = Paragraph(tone="stop")
        self._mark = Mark()
        self._refusal = RefusalLine(self.message, self._mark, self.password)
        self.unlock = Primary(width=232, height=48)
        self.other = Button()
        self._gap = QSpacerItem(0, 40, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.card = self._make_card()
        self._lay_out()
        self.password.returnPressed.connect(self.unlock.press)
        self.password.textEdited.connect(lambda _text: self._refusal.say(""))
        self.unlock.signed.connect(self._on_signed)
        self.other.clicked.connect(self.other_asked)
        self.set_room(Room.WIDE)

    def _make_card(self) -> QFrame:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setProperty("tall", "true")
        self.password.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._label.setBuddy(self.password)
        head = row(Icon(None, "lock", 24), (self.title, 1), gap=12)
        acts = row(self.unlock, None, self.other, gap=12)
        said = row(self._mark, (self.message, 1))
        self._inside = column(head, 10, self._kept, 18, self._label, 5, self.password, 6, said, 8, acts, gap=0)
        return panel("card", self._inside, width=_CARD)

    def _lay_out(self) -> None:
        for words in (self._clock, self._date, self._foot):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = row(column(self._post, self._place, gap=2), None, column(self._facts, None, gap=0))
        above = column(self._clock, self._date, gap=0)
        above.addItem(self._gap)
        self._box = column(head, None, above, row(None, self.card, None), None, self._foot, gap=0)
        self.setLayout(self._box)

    def show_locked(self, officer: str, at: datetime) -> None:
        """Be locked by an officer since an instant."""
        self._officer, self._at, self._loss = officer, at, None
        if self._catalog is not None:
            self.retranslate(self._catalog)

    def show_loss(self, told: Callable[[Catalog], str]) -> None:
        """Say, in the place of that the draft is kept, what was not; it stays until the desk is open again."""
        self._loss = told
        if self._catalog is not None:
            self.retranslate(self._catalog)

    @property
    def kept(self) -> str:
        """What is said of the draft."""
        return self._kept.text()

    @property
    def officer(self) -> str:
        """Who locked the desk."""
        return self._officer

    def show_time(self, at: datetime) -> None:
        """Show the desk's clock."""
        self._clock.setText(clock_time(at))
        if self._catalog is not None:
            self._date.setText(long_date(at.date(), self._catalog.language))

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        post = self._desk.post
        self._post.setText(desk_words(post, catalog))
        self._place.setText(place_name(post, catalog.language))
        since = self._desk.rules_from(self._desk.clock.now())
        rules = short_date(since.date(), catalog.language) if since else catalog.text("header.rules.none")
        self._facts.setText(f"{catalog.text('header.rules')} {rules}")
        self._foot.setText(catalog.text("lock.keys"))
        self.title.setText(catalog.text("lock.title", officer=self._officer, time=clock_time(self._at)))
        self._kept.setText(catalog.text("lock.kept") if self._loss is None else self._loss(catalog))
        dress(self._kept, tone="" if self._loss is None else "stop")
        self._label.setText(catalog.text("sign-in.password"))
        self.password.setAccessibleName(catalog.text("sign-in.password"))
        self.other.setText(catalog.text("lock.other"))
        self._refusal.retranslate(catalog)
        self._offer()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = room is Room.COMPACT
        side, top = (16, 8) if compact else (56, 40)
        self._box.setContentsMargins(side, top, side, top)
        inner = 16 if compact else 32
        self._inside.setContentsMargins(inner, inner, inner, inner)
        dress(self._clock, role="clock" if compact else "clock-lock")
        self._gap.changeSize(0, 8 if compact else 40, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        for words in (self._date, self._foot):
            words.setVisible(not compact)

    @property
    def typed(self) -> str:
        """The password as it stands."""
        return self.password.text()

    def begin(self) -> None:
        """Be ready for the officer who locked."""
        self._set_busy(False)
        self.password.clear()
        self.password.setFocus()

    def refuse(self, telling: Telling) -> None:
        """Say why the desk stays locked, and forget what was typed: it may be right a while later."""
        self._set_busy(False)
        self._refusal.say(telling)
        self.password.setText("")
        self.password.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter on the button too: elsewhere it never presses one, as a scan may end in it."""
        if is_enter(event) and self.unlock.hasFocus():
            self.unlock.press()
        else:
            super().keyPressEvent(event)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.password.setReadOnly(busy)
        self._offer()

    def _offer(self) -> None:
        if self._catalog is None:
            return
        if self._busy:
            self.unlock.hold(self._catalog.text("sign-in.busy"), "", key=_ENTER, mark=Shape.WAIT)
        else:
            self.unlock.offer(self._catalog.text("lock.unlock"), key=_ENTER)

    def _on_signed(self) -> None:
        if not self.password.text():
            self._refusal.say(lambda catalog: catalog.text("sign-in.no-password"))
            self.password.setFocus()
            return
        password = bytearray(self.password.text().encode())
        self._refusal.say("")
        self._set_busy(True)
        self.asked.emit(self._officer, password)


def unsaved(fault: str, catalog: Catalog) -> str:
    """Return how far a draft was saved at a lock, and the code of a fault told in words."""
    why = catalog.text(f"fault.{fault}") if catalog.has(f"fault.{fault}") else fault
    return catalog.text("lock.unsaved", why=why)
