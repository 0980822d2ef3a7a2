"""The dialog in which a picture of an envelope is chosen."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.open_dialog import open_dialog


def picture_dialog(window: QWidget, catalog: Catalog) -> QFileDialog:
    """Return the dialog, not yet open, in the folder of pictures."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    filters = (f"{catalog.text('custody_page.pictures')} (*.png *.jpg *.jpeg)",)
    return open_dialog(window, catalog, "custody_page.picture", folder=pictures, filters=filters)
