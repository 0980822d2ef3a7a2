"""The look in force: one style's colours, the sheet, the palette, the icons; found by every painted part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Icons
from kbdesk.ui.kit.looks import Looks
from kbdesk.ui.kit.tokens import STYLES, Style

_NAME: Final = re.compile(r"@([a-z_0-9]+)")
_ROLE: Final = QPalette.ColorRole
_PALETTE: Final[Mapping[QPalette.ColorRole, str]] = {
    _ROLE.Window: "surface",
    _ROLE.WindowText: "ink",
    _ROLE.Base: "surface",
    _ROLE.AlternateBase: "ground",
    _ROLE.Text: "ink",
    _ROLE.Button: "surface",
    _ROLE.ButtonText: "ink",
    _ROLE.BrightText: "on_accent",
    _ROLE.Highlight: "accent",
    _ROLE.HighlightedText: "on_accent",
    _ROLE.PlaceholderText: "ink3",
    _ROLE.Link: "accent",
    _ROLE.ToolTipBase: "frame",
    _ROLE.ToolTipText: "frame_ink",
    _ROLE.Light: "surface",
    _ROLE.Midlight: "ground",
    _ROLE.Mid: "line",
    _ROLE.Dark: "edge",
    _ROLE.Shadow: "edge",
    _ROLE.Accent: "accent",
}


class ThemeError(Exception):
    """The sheet names a colour that no style has, or there is no theme yet."""


class Theme(QObject):
    """One of the three styles, given to the whole application. It is a child of the application, as its palette is.

    Signals:
        changed: Another style is in force. Painted parts need not listen: they read colours when they paint.
    """

    changed = Signal()

    def __init__(self, app: QApplication, looks: Looks) -> None:
        """Register the faces and check the sheet; nothing is shown differently until `apply`."""
        super().__init__(app)
        self._app, self._looks = app, looks
        self.icons = Icons(looks.icons, looks.marks)
        self.style = Style.LIGHT
        fonts.register(looks.fonts)
        for style in Style:
            sheet(looks.sheet, STYLES[style])

    @staticmethod
    def current() -> Theme:
        """Return the application's theme; raises `ThemeError` if none was made."""
        app = QApplication.instance()
        theme = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly) if app else None
        if theme is None:
            raise ThemeError("the application has no theme")
        return theme

    @property
    def colours(self) -> Mapping[str, str]:
        """The tokens in force, each ``#RRGGBB``."""
        return STYLES[self.style]

    def colour(self, token: str) -> QColor:
        """Return a token's colour; `KeyError` for a name that no style has."""
        return QColor(self.colours[token])

    def apply(self, style: Style) -> None:
        """Put a style in force, live, in every window."""
        self.style = style
        if self._app.style().name() != "fusion":
            self._app.setStyle("Fusion")
        self._app.setFont(fonts.face(15))
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.colour(token))
        for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("off_ink"))
        self._app.setPalette(palette)
        self._app.setStyleSheet(sheet(self._looks.sheet, self.colours))
        self.changed.emit()

    def icon(self, name: str, token: str = "ink", px: int = 20) -> QIcon:
        """Return an icon for a button. Six empty pixels follow it: a sheet cannot set the gap before the words."""
        made = QIcon()
        for ratio in (1, 2):
            pixmap = QPixmap(QSize(px + 6, px) * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                self.icons.draw(painter, name, QRectF(0, 0, px, px), self.colours[token])
            made.addPixmap(pixmap)
        return made


def sheet(text: str, colours: Mapping[str, str]) -> str:
    """Return a style sheet with every ``@token`` replaced; raises `ThemeError` naming those that are unknown."""
    unknown = sorted({name for name in _NAME.findall(text) if name not in colours})
    if unknown:
        raise ThemeError(f"the sheet names unknown colours: {', '.join(unknown)}")
    return _NAME.sub(lambda found: colours[found[1]], text)
