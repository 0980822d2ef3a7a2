"""Buttons of the Arrive page with icons of their own, as its forms name them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit.buttons import Button, Kind


class FoldButton(Button):
    """Opens a section that is folded until it is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the button."""
        super().__init__(parent, kind=Kind.QUIET_SMALL, icon="plus")


class MoreButton(Button):
    """Opens the menu of what is rarely done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the button."""
        super().__init__(parent, kind=Kind.SMALL, icon="ellipsis")


class EnlargeButton(Button):
    """Shows a page in a window of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the button."""
        super().__init__(parent, kind=Kind.QUIET_SMALL, icon="maximize-2")


class GraveButton(Button):
    """A way out that weighs: outlined in the stop colour, never filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the button."""
        super().__init__(parent, kind=Kind.GRAVE)
