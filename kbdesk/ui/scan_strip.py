"""What was just scanned, said for a moment over whatever page is shown: its kind alone, never whose it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.toast import Toast

_BRIEF: Final = 1.5
_LONG: Final = 6.0
_EDGES: Final = 72
_GAP: Final = 8


class ScanStrip(Toast):
    """A strip at the top of the pages. It takes neither focus nor clicks, and goes by itself."""

    def __init__(self, over: QWidget) -> None:
        """Lie over a widget, at its top."""
        super().__init__(over)
        self._over, self._wanted = over, 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        over.installEventFilter(self)

    def tell(self, text: str, detail: str = "", *, mark: Shape = Shape.OK) -> None:
        """Say what a scan is: for a moment where it went its way, longer where the officer must do something."""
        words = ((text, fonts.face(15, 600)), (detail, fonts.face(13)))
        self._wanted = max(QFontMetricsF(font).horizontalAdvance(line) for line, font in words)
        self.say(text, detail, mark=mark, seconds=_BRIEF if mark is Shape.OK else _LONG)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle, over whatever page comes."""
        if watched is self._over and event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self._place()
        return False

    def _place(self) -> None:
        room = self._over.width() - 2 * _GAP
        self.setFixedWidth(max(0, min(room, int(self._wanted) + _EDGES)))
        self.move((self._over.width() - self.width()) // 2, _GAP)
        self.raise_()
