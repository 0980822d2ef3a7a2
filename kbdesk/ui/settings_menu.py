"""The settings, as one menu: language, style, size, all of it at once but the size; and the way out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import SCALES, Preferences
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.rail import Place
from kbdesk.ui.sign_in import LANGUAGE_NAMES

Option = tuple[str, Preferences]


class SettingsMenu(QMenu):
    """What the officer may choose for the window.

    Signals:
        chosen: Something else was chosen. arg: the whole `Preferences`.
        place_asked: A page that the rail does not show is wanted. arg: the `Place`.
        sign_out_asked: The officer wants to leave; what was typed is saved.
    """

    chosen = Signal(object)
    place_asked = Signal(object)
    sign_out_asked = Signal()

    def __init__(self, now: Preferences, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(catalog.text("rail.settings"), parent)
        languages = [(name, replace(now, language=language)) for language, name in LANGUAGE_NAMES.items()]
        styles = [(catalog.text(f"settings.style.{style}"), replace(now, style=style)) for style in Style]
        sizes = [(f"{scale} %", replace(now, scale=scale)) for scale in SCALES]
        self._add(catalog.text("settings.language"), languages, now)
        self._add(catalog.text("settings.style"), styles, now)
        menu = self._add(catalog.text("settings.scale"), sizes, now)
        menu.addSeparator()
        menu.addAction(catalog.text("settings.scale.when")).setEnabled(False)
        self.addSeparator()
        for place, title, key in (
            (Place.OFFICERS, "officers_page.title", "Ctrl+F7"),
            (Place.RETENTION, "retention_page.title", "Ctrl+Shift+F7"),
            (Place.DEVICES, "rail.devices", "Ctrl+F2"),
        ):
            action = self.addAction(f"{catalog.text(title)}…\t{key}")
            action.triggered.connect(lambda _checked=False, chosen=place: self.place_asked.emit(chosen))
        self.addAction(catalog.text("rail.sign-out")).triggered.connect(self.sign_out_asked)

    def _add(self, title: str, options: list[Option], now: Preferences) -> QMenu:
        menu = QMenu(title, self)
        self.addMenu(menu)
        group = QActionGroup(menu)
        for words, preferences in options:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(preferences == now)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, chosen=preferences: self.chosen.emit(chosen))
        return menu


def in_next_style(now: Preferences) -> Preferences:
    """Return preferences with the style that follows, round and round."""
    styles = list(Style)
    return replace(now, style=styles[(styles.index(now.style) + 1) % len(styles)])
