"""The one action of a page: what it does, what follows, its key; and when it is off, why."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import CENTRE, Canvas

QUIET_MS: Final = 800
"""How long the action is dead after what it would sign has changed (UX, "Keys")."""


class Primary(QAbstractButton):
    """The only filled button of a page, 352 x 56 pixels.

    Signals:
        signed: The action was asked for, by hand or by its key, and it was neither off nor settling.
        denied: It was asked for while it was off: say why once more.
    """

    signed = Signal()
    denied = Signal()

    def __init__(self, parent: QWidget | None = None, *, width: int = 352, height: int = 56) -> None:
        """Make an action that is off until `offer` is called."""
        super().__init__(parent)
        self._title, self._follows, self._key = "", "", ""
        self._mark: Shape | None = None
        self._icon = ""
        self._off = True
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self.setMinimumSize(200, height)
        self.setMaximumSize(width, height)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.press)

    def offer(self, title: str, follows: str = "", *, key: str = "F9", icon: str = "") -> None:
        """Put the action on: verb and object, what follows from it in one short line, its key."""
        self._tell(title, follows, key, None, icon, off=False)

    def hold(self, title: str, reason: str, *, key: str = "F9", mark: Shape = Shape.STOP) -> None:
        """Put the action off and say why; it is never just greyed, and it keeps the focus."""
        self._tell(title, reason, key, mark, "", off=True)

    def settle(self, milliseconds: int = QUIET_MS) -> None:
        """Be dead for a moment: a finding appeared, or another page came under the hand."""
        self._settling.start(milliseconds)

    @property
    def off(self) -> bool:
        """Whether the action is off."""
        return self._off

    @property
    def settling(self) -> bool:
        """Whether the action is dead for the moment."""
        return self._settling.isActive()

    @property
    def title(self) -> str:
        """The words on the button."""
        return self._title

    @property
    def follows(self) -> str:
        """The second line: what follows, or why it is off."""
        return self._follows

    def press(self) -> None:
        """Do what a click or the key does."""
        if self._off:
            self.denied.emit()
        elif not self._settling.isActive():
            self.signed.emit()

    def is_cut(self) -> bool:
        """Tell whether dots stand for words."""
        wide = self._wide()
        lines = ((self._title, 17, 600), (self._follows, 13, 400))
        return any(fonts.width(text, px, weight, fonts.NARROW) > wide for text, px, weight in lines)

    def sizeHint(self) -> QSize:
        """Return the largest size."""
        return self.maximumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button."""
        with Canvas(self) as canvas:
            fill = "accent_press" if self.isDown() else "accent_hover" if self.underMouse() else "accent"
            canvas.box(canvas.rect, radius=6, fill="off" if self._off else fill, edge="edge" if self._off else "")
            height = canvas.rect.height()
            at = QRectF(16, (height - 24) / 2, 24, 24)
            if self._mark is not None:
                canvas.mark(self._mark, at)
            elif self._icon:
                canvas.icon(self._icon, at, "on_accent")
            self._paint_words(canvas)
            self._paint_key(canvas)

    def _paint_words(self, canvas: Canvas) -> None:
        ink, second = ("ink", "off_ink") if self._off else ("on_accent", "accent_ink2")
        left, wide, height = self._left(), self._wide(), canvas.rect.height()
        if not self._follows:
            canvas.words(QRectF(left, 0, wide, height), self._title, px=17, weight=600, ink=ink)
            return
        canvas.words(QRectF(left, height / 2 - 23, wide, 24), self._title, px=17, weight=600, ink=ink)
        canvas.words(QRectF(left, height / 2 + 1, wide, 20), self._follows, px=13, ink=second)

    def _paint_key(self, canvas: Canvas) -> None:
        wide, height = self._key_width(), canvas.rect.height()
        if not wide:
            return
        at = QRectF(canvas.rect.width() - wide - 14, (height - 24) / 2, wide, 24)
        canvas.box(at, radius=3, edge="edge" if self._off else "accent_ink2")
        canvas.words(at, self._key, px=13, weight=600, ink="off_ink" if self._off else "on_accent", align=CENTRE)

    def _left(self) -> float:
        return 56 if self._mark is not None or self._icon else 16

    def _wide(self) -> float:
        return self.width() - self._left() - self._key_width() - 24

    def _key_width(self) -> float:
        return max(28, fonts.width(self._key, 13, 600) + 14) if self._key else 0

    def _tell(self, title: str, follows: str, key: str, mark: Shape | None, icon: str, *, off: bool) -> None:
        self._title, self._follows, self._key, self._mark, self._icon, self._off = title, follows, key, mark, icon, off
        self.setAccessibleName(title)
        self.setAccessibleDescription(follows)
        self.setToolTip(follows)
        self.setCursor(Qt.CursorShape.ArrowCursor if off else Qt.CursorShape.PointingHandCursor)
        self.update()
