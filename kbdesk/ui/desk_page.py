"""A page that is made when it is first gone to, and what the window asks of it from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QStackedWidget, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.returns import Returnable
from kbdesk.domain.scan import Recognised, ScanKind
from kbdesk.ui.ask_field import AskField
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Caret:
    """Where the caret stood in a line of a page (no name: in none), and from where what was chosen reached to it."""

    name: str = ""
    anchor: int = 0
    caret: int = 0


class DeskPage(QWidget):
    """A page of the desk's books. It looks at the store again whenever it is gone to.

    Signals:
        failed: Something was refused or did not work. arg: the exception.
        sent: Another page is to open something. args: the `Place`, what is to be opened there (empty: nothing).
        entered: The passage of the Arrive page was entered afterwards. arg: the `Issued`.
        recorded: Something was recorded: papers may wait, numbers in the header may be others.
    """

    failed = Signal(object)
    sent = Signal(object, str)
    recorded = Signal()
    entered = Signal(object)

    takes: ClassVar[frozenset[ScanKind]] = frozenset()
    """The kinds of scan that the page opens as it would what was typed."""

    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window, where the page has one action."""

    def look(self) -> None:
        """Look at the store again."""

    def open(self, text: str) -> None:
        """Open what a text says: a number, a name."""

    def lead_back(self, button: QAbstractButton, place: Place) -> None:
        """Let a button of the page, and Esc, go to the page it was come to from."""
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for asked in (button.clicked, back.activated):
            asked.connect(lambda: self.sent.emit(place, ""))

    @property
    def lines(self) -> Mapping[str, QLineEdit]:
        """The lines of the page that somebody may leave half typed, by name: what it is asked, where it can be."""
        line = self.findChild(AskField)
        return {} if line is None else {"ask": line}

    def typed(self) -> Mapping[str, str]:
        """Return what stands half typed on the page, by the name of its line."""
        return {name: line.text() for name, line in self.lines.items() if line.text()}

    def take_up(self, typed: Mapping[str, str], at: Caret) -> None:
        """Put what was left half typed back, and the caret to where it stood."""
        for name, line in self.lines.items():
            line.setText(typed.get(name, line.text()))
        put_caret(self.lines, at)

    @property
    def busy(self) -> bool:
        """Whether the page is in the middle of an act, so that a scan must wait."""
        return False

    def scanned(self, found: Recognised) -> bool:
        """Take what was scanned while the page is shown; False where it belongs elsewhere."""
        if found.kind not in self.takes:
            return False
        self.open(found.text)
        return True

    @property
    def returning(self) -> str:
        """What of the page F3 opens at the Return page; empty where there is nothing."""
        return ""

    def renew(self, number: str, kind: Returnable) -> None:
        """Open a paper that is to be closed and issued anew in one act."""

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""

    def set_room(self, room: Room) -> None:
        """Take what room there is."""

    def tick(self, now: datetime) -> None:
        """Show another second of the desk's clock."""


def put_caret(lines: Mapping[str, QLineEdit], at: Caret) -> None:
    """Put the caret into a line, and choose what was chosen there; nothing for a line that is none of these."""
    line = lines.get(at.name)
    if line is not None:
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.setSelection(at.anchor, at.caret - at.anchor)


class LazyPages:
    """The pages made so far. Most officers on most days go to few of them, so none is loaded before it is gone to."""

    def __init__(self, pages: QStackedWidget, makers: Mapping[Place, Callable[[], DeskPage]]) -> None:
        """Put pages into a stack as they are made."""
        self._pages, self._makers = pages, makers
        self._made: dict[Place, DeskPage] = {}
        self._room = Room.WIDE
        self._window: QWidget | None = None

    def __contains__(self, place: Place) -> bool:
        """Tell whether a place is one of these pages."""
        return place in self._makers

    def made(self) -> tuple[DeskPage, ...]:
        """Return the pages made so far."""
        return tuple(self._made.values())

    def typed(self) -> Mapping[str, Mapping[str, str]]:
        """Return what stands half typed on the pages made so far, by place and line."""
        found = {str(place): page.typed() for place, page in self._made.items()}
        return {place: typed for place, typed in found.items() if typed}

    def lines(self, place: Place) -> Mapping[str, QLineEdit]:
        """Return the lines of a page that may be left half typed; none where it was not made yet."""
        return self._made[place].lines if place in self._made else {}

    def page(self, place: Place) -> DeskPage:
        """Return a page; it is made when it is first asked for."""
        if place not in self._made:
            page = self._makers[place]()
            self._made[place] = page
            self._pages.addWidget(page)
            page.set_room(self._room)
            if self._window is not None:
                page.watch(self._window)
        return self._made[place]

    def watch(self, window: QWidget) -> None:
        """Let the pages listen to their signing key in a window."""
        self._window = window
        for page in self.made():
            page.watch(window)

    def retranslate(self, catalog: Catalog) -> None:
        """Let the pages take the words of a language."""
        for page in self.made():
            page.retranslate(catalog)

    def set_room(self, room: Room) -> None:
        """Let the pages take what room there is."""
        self._room = room
        for page in self.made():
            page.set_room(room)

    def tick(self, now: datetime) -> None:
        """Show another second of the desk's clock on the page in sight."""
        for page in self.made():
            if page.isVisible():
                page.tick(now)
