"""Push buttons of the sheet's kinds, with icons that follow the style."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kbdesk.ui.kit.theme import Theme


class Kind(StrEnum):
    """How loud a button is. None of them is filled: only the one action is (`primary`)."""

    PLAIN = ""
    SMALL = "small"
    QUIET = "quiet"
    QUIET_SMALL = "quiet-small"
    LINK = "link"
    GRAVE = "grave"


_ACCENTED = (Kind.QUIET, Kind.QUIET_SMALL, Kind.LINK)


class Button(QPushButton):
    """A push button that is never narrower than its words."""

    def __init__(
        self, parent: QWidget | None = None, text: str = "", *, kind: Kind = Kind.PLAIN, icon: str = ""
    ) -> None:
        """Make a button; `parent` comes first, as compiled forms give it."""
        super().__init__(parent)
        self._icon = icon
        self.setText(text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind:
            self.setProperty("kind", str(kind))
        self._draw_icon()

    def minimumSizeHint(self) -> QSize:
        """Return the size of the whole text: words on a button are never clipped."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the colours of a new style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon:
            px = 16 if "small" in str(self.property("kind")) else 20
            token = "accent" if self.property("kind") in _ACCENTED else "ink"
            self.setIcon(Theme.current().icon(self._icon, token, px))
            self.setIconSize(QSize(px + 6, px))
