"""The dialog in which a book's file is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.open_dialog import open_dialog


def file_dialog(window: QWidget, folder: str, catalog: Catalog) -> QFileDialog:
    """Return the dialog, not yet open, in the folder last used."""
    filters = (f"{catalog.text('rules_page.import.books')} (*.toml)",)
    return open_dialog(window, catalog, "rules_page.import.title", folder=folder, filters=filters)
