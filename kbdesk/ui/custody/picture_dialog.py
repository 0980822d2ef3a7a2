"""The dialog in which a picture of an envelope is chosen, in the window's own language."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog

_LABEL = QFileDialog.DialogLabel


def picture_dialog(window: QWidget, catalog: Catalog) -> QFileDialog:
    """Return the dialog, not yet open. Qt's own: a system's speaks a language of its own."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    made = QFileDialog(window, catalog.text("custody_page.picture"), pictures)
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setViewMode(QFileDialog.ViewMode.List)
    made.setFileMode(QFileDialog.FileMode.ExistingFile)
    made.setNameFilters([f"{catalog.text('custody_page.pictures')} (*.png *.jpg *.jpeg)"])
    for label, name in (
        (_LABEL.LookIn, "look-in"),
        (_LABEL.FileName, "file-name"),
        (_LABEL.FileType, "file-type"),
        (_LABEL.Accept, "open"),
    ):
        made.setLabelText(label, catalog.text(f"rules_page.import.{name}"))
    made.setLabelText(_LABEL.Reject, catalog.text("second.cancel"))
    return made
