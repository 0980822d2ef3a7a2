"""The dialog in which a picture, a PDF or the bytes of a seal are chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.open_dialog import open_dialog


def file_dialog(window: QWidget, folder: str, catalog: Catalog) -> QFileDialog:
    """Return the dialog, not yet open, in the folder last used."""
    papers = f"{catalog.text('verify_page.file.papers')} (*.pdf *.png *.jpg *.jpeg *.bin *.hex *.txt)"
    filters = (papers, f"{catalog.text('verify_page.file.all')} (*)")
    return open_dialog(window, catalog, "verify_page.file.title", folder=folder, filters=filters)
