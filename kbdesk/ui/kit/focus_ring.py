"""One focus ring for every part of a window, above every severity, following focus, resize and scroll."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.theme import Theme

_WIDE: Final = 2
_MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Two pixels of accent outside whatever has the focus.

    It touches a plain field; one pixel of ground parts it from a severity's border, two from a fill of the accent.
    """

    def __init__(self, window: QWidget) -> None:
        """Lay a ring over a window."""
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = 6
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def target(self) -> QWidget | None:
        """What the ring lies around, None while nothing here has the focus."""
        return self._target

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the part that has the focus."""
        if event.type() in _MOVES or event.type() == QEvent.Type.DynamicPropertyChange:
            self.place()
        return False

    def place(self) -> None:
        """Lay the ring where its target is now."""
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        out = _WIDE + self._gap(target)
        self._radius = 9 if isinstance(target, Primary) else 6
        corner = target.mapTo(self._window, QPoint(0, 0))
        ring = QRect(corner, target.size()).adjusted(-out, -out, out, out)
        seen = ring.intersected(self._room(target, out))
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(ring)
        self.setMask(QRegion(seen.translated(-ring.topLeft())))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(Theme.current().colour("accent"), _WIDE))
            half = _WIDE / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), self._radius, self._radius)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for part in filter(isValid, self._watched):
            part.removeEventFilter(self)
        self._watched = []
        self._target = None
        shown = new is not None and new.focusPolicy() != Qt.FocusPolicy.NoFocus
        if new is not None and shown and new is not self._window and self._window.isAncestorOf(new):
            self._target = new
            for part in self._up_from(new):
                part.installEventFilter(self)
                self._watched.append(part)
        self.place()

    @staticmethod
    def _gap(target: QWidget) -> int:
        if isinstance(target, Primary) and not target.off:
            return 2
        return 1 if target.property("severity") else 0

    def _room(self, target: QWidget, out: int) -> QRect:
        """Return where the ring may be seen: inside every scroll area around its target."""
        room = self._window.rect()
        for part in self._up_from(target)[1:]:
            if isinstance(part.parentWidget(), QAbstractScrollArea):
                corner = part.mapTo(self._window, QPoint(0, 0))
                room = room.intersected(QRect(corner, part.size()).adjusted(-out, 0, out, 0))
        return room

    def _up_from(self, part: QWidget) -> list[QWidget]:
        """Return a part and everything around it, the window last."""
        parts, above = [part], part.parentWidget()
        while above is not None and parts[-1] is not self._window:
            parts.append(above)
            above = above.parentWidget()
        return parts
