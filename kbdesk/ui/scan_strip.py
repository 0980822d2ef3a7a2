"""What was just scanned, said for a moment in the header, where it covers nothing: its kind, never whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHideEvent

from kbdesk.domain.messages import Catalog
from kbdesk.ui.header import Header
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.toast import Toast

Said = Callable[[Catalog], tuple[str, str]]
"""What is said in a language, and what explains it; empty where nothing does."""
_BRIEF: Final = 1.5
_LONG: Final = 6.0
_AROUND: Final = 56
"""Pixels that mark and margins take beside the words."""


class ScanStrip(Toast):
    """A strip in the header. It takes neither focus nor clicks, goes by itself and follows the language."""

    fill = "frame_on"
    margin = 8

    def __init__(self, header: Header, catalog: Callable[[], Catalog]) -> None:
        """Lie in a header; `catalog` tells the words spoken now."""
        super().__init__(header)
        self._catalog = catalog
        self._said: Said = lambda _catalog: ("", "")
        self._wide = self._least = 0
        self._shape = Shape.OK
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.changed.connect(self._place)
        header.installEventFilter(self)

    def tell(self, said: Said, *, mark: Shape = Shape.OK) -> None:
        """Say what a scan is: for a moment where it went its way, longer where the officer must do something."""
        self._said, self._shape = said, mark
        self._say()

    def retranslate(self) -> None:
        """Say what is being said in the language of now."""
        if not self.isHidden():
            self._say()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in its place while the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the header its room back."""
        header = self.parentWidget()
        if self.isHidden() and isinstance(header, Header):
            header.take_back()
        super().hideEvent(event)

    def _say(self) -> None:
        text, detail = self._said(self._catalog())
        words = ((text, fonts.face(15, 600)), (detail, fonts.face(13)))
        self._wide = _AROUND + max(_advance(line, font) for line, font in words)
        self._least = _AROUND + max(_advance(line, fonts.narrow(font)) for line, font in words)
        self.say(text, detail, mark=self._shape, seconds=_BRIEF if self._shape is Shape.OK else _LONG)
        self._place()

    def _place(self) -> None:
        header = self.parentWidget()
        if isinstance(header, Header) and not self.isHidden():
            there = header.lend(self._wide, self._least)
            self.setFixedSize(there.size())
            self.move(there.topLeft())
            self.raise_()


def _advance(line: str, font: QFont) -> int:
    return int(QFontMetricsF(font).horizontalAdvance(line))
