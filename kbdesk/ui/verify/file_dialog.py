"""The dialog in which a picture, a PDF or the bytes of a seal are chosen, in the window's own language."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog

_LABEL = QFileDialog.DialogLabel


def file_dialog(window: QWidget, folder: str, catalog: Catalog) -> QFileDialog:
    """Return the dialog, not yet open, in the folder last used. Qt's own: a system's speaks a language of its own."""
    made = QFileDialog(window, catalog.text("verify_page.file.title"), folder)
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setViewMode(QFileDialog.ViewMode.List)
    made.setFileMode(QFileDialog.FileMode.ExistingFile)
    papers = f"{catalog.text('verify_page.file.papers')} (*.pdf *.png *.jpg *.jpeg *.bin *.hex *.txt)"
    made.setNameFilters([papers, f"{catalog.text('verify_page.file.all')} (*)"])
    for label, name in (
        (_LABEL.LookIn, "look-in"),
        (_LABEL.FileName, "file-name"),
        (_LABEL.FileType, "file-type"),
        (_LABEL.Accept, "open"),
    ):
        made.setLabelText(label, catalog.text(f"rules_page.import.{name}"))
    made.setLabelText(_LABEL.Reject, catalog.text("second.cancel"))
    return made
