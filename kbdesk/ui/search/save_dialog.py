"""The dialog that asks where to save what was found, in the window's own language."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog

_LABEL = QFileDialog.DialogLabel


def save_dialog(window: QWidget, catalog: Catalog, *, what: str = "tables", suffix: str = "csv") -> QFileDialog:
    """Return the dialog, not yet open. Qt's own: a system's speaks a language of its own."""
    made = QFileDialog(window, catalog.text("search_page.export.title"))
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setViewMode(QFileDialog.ViewMode.List)
    made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    made.setFileMode(QFileDialog.FileMode.AnyFile)
    made.setDefaultSuffix(suffix)
    made.setNameFilters([f"{catalog.text(f'search_page.export.{what}')} (*.{suffix})"])
    for label, name in ((_LABEL.LookIn, "look-in"), (_LABEL.FileName, "file-name"), (_LABEL.FileType, "file-type")):
        made.setLabelText(label, catalog.text(f"rules_page.import.{name}"))
    made.setLabelText(_LABEL.Accept, catalog.text("search_page.export.save"))
    made.setLabelText(_LABEL.Reject, catalog.text("second.cancel"))
    return made
