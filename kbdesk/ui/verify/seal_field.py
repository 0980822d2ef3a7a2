"""The line that takes a seal's bytes in digits or a printed zone, typed, scanned or pasted; pictures and files too."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from kbdesk.ui.ask_field import AskField
from kbdesk.ui.verify.taking import TakesPictures, given

_LONGEST: Final = 8192
"""Characters: a seal has at most about two thousand bytes, two digits each."""


class SealField(AskField, TakesPictures):
    """The line. Whatever is pasted is taken whole at once, so that it needs no Enter.

    Signals:
        pasted: Something was pasted. arg: a path, the bytes of a picture, or text.
    """

    pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.setMaxLength(_LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is pasted; everything else is typed, or asked at Enter."""
        what = given(QGuiApplication.clipboard().mimeData()) if event.matches(QKeySequence.StandardKey.Paste) else None
        if what is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self.pasted.emit(what)
