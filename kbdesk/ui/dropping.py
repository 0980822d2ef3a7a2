"""Pictures and files dropped or pasted anywhere in the window: their codes and seals are taken like scans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget

from kbdesk.domain.scan import Source
from kbdesk.ui.verify.taking import Given, TakesPictures, given

Take = Callable[[Given, Source], object]
_DRAGS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Dropping(QObject):
    """Listens at the window itself, before any field: a path must not land in one. Text is left to the fields.

    A widget that takes pictures itself (`TakesPictures`, or one that takes drops and is no editor) keeps them.
    """

    def __init__(self, view: QWidget, take: Take) -> None:
        """Stand ready for a view's window; `take` gets what was dropped or pasted, and how it came."""
        super().__init__(view)
        self._view, self._take = view, take

    def watch(self, window: QWidget) -> None:
        """Listen at a window that is on the screen."""
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take pictures and files; let all else pass."""
        if event.type() in _DRAGS and isinstance(event, QDropEvent):
            return self._is_ours(event) and self._drag(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self._paste()
        return False

    def _drag(self, event: QDropEvent) -> bool:
        event.acceptProposedAction()
        if not isinstance(event, QDragMoveEvent):
            what = given(event.mimeData())
            if what is not None:
                self._take(what, Source.IMAGE)
        return True

    def _is_ours(self, event: QDropEvent) -> bool:
        there = self._view.isVisible() and holds_picture(event.mimeData())
        return there and not self._kept_at(event.position().toPoint())

    def _kept_at(self, place: QPoint) -> bool:
        """Tell whether what lies there takes pictures itself."""
        window = self._view.window()
        at = window.childAt(place)
        while at is not None and at is not window and not at.acceptDrops():
            at = at.parentWidget()
        return at is not None and at is not window and not _is_editor(at)

    def _paste(self) -> bool:
        mime = QGuiApplication.clipboard().mimeData()
        kept = isinstance(QApplication.focusWidget(), TakesPictures)
        if kept or not self._view.isVisible() or not holds_picture(mime):
            return False
        what = given(mime)
        if what is not None:
            self._take(what, Source.PASTE)
        return what is not None


def holds_picture(mime: QMimeData | None) -> bool:
    """Tell whether a drop or the clipboard holds a picture or a file of this machine, whatever text stands beside."""
    return mime is not None and (mime.hasImage() or any(url.isLocalFile() for url in mime.urls()))


def _is_editor(widget: QWidget) -> bool:
    """Tell whether a widget takes drops for their text alone."""
    parent = widget.parentWidget()
    return isinstance(widget, QLineEdit | QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea)
