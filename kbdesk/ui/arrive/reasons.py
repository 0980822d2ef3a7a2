"""Short lists of reasons, opened at the button that asked; free text for what is on no list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.rulebook.reasons import Adjudication, RefusalReason, WarnReason
from kbdesk.ui.arrive.own_words import OwnWords

WARN_REASONS = tuple(reason for reason in WarnReason if reason is not WarnReason.OTHER)
REFUSAL_REASONS = tuple(reason for reason in RefusalReason if reason is not RefusalReason.OTHER)
ADJUDICATIONS = tuple(Adjudication)
OTHER = "other"


def open_reasons(
    at: QWidget,
    catalog: Catalog,
    *,
    listed: Sequence[str],
    prefix: str,
    title: str,
    take: Callable[[str], object],
    own_words: bool = True,
    first: str = "",
) -> QMenu:
    """Open a list of reasons above or below a widget; `take` gets the key, or the officer's own words if they will do.

    `first` is the key under the hand when the list opens. The menu deletes itself when it closes, so nothing of it
    outlives the choice.
    """
    menu = QMenu(at)
    menu.setAccessibleName(title)
    menu.setToolTipsVisible(False)
    menu.aboutToHide.connect(menu.deleteLater)
    for key in listed:
        action = menu.addAction(plain(catalog.text(f"{prefix}.{key}")))
        action.setObjectName(key)
        action.triggered.connect(lambda _checked=False, reason=str(key): take(reason))
    if own_words:
        menu.addSeparator()
        other = menu.addAction(plain(f"{catalog.text(f'{prefix}.{OTHER}')}…"))
        other.setObjectName(OTHER)
        other.triggered.connect(lambda: OwnWords(at.window(), catalog, title=title, take=take).open())
    below = at.mapToGlobal(QPoint(0, at.height() + 4))
    above = at.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4))
    screen = at.screen().availableGeometry()
    menu.popup(below if below.y() + menu.sizeHint().height() < screen.bottom() else above)
    menu.setActiveAction(next((entry for entry in menu.actions() if entry.objectName() == first), menu.actions()[0]))
    return menu


def plain(text: str) -> str:
    """Return a text so that a menu shows it as it is: an ampersand is no mnemonic."""
    return text.replace("&", "&&")


def unmarked(text: str) -> str:
    """Return a button's words without the mark of its Alt key, as for a screen reader."""
    return text.replace("&", "")
