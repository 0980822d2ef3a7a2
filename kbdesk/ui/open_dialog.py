"""The dialog in which a file is chosen, in the window's own language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog

_LABEL = QFileDialog.DialogLabel


def open_dialog(window: QWidget, catalog: Catalog, title: str, *, folder: str, filters: Sequence[str]) -> QFileDialog:
    """Return the dialog, not yet open. Qt's own: a system's speaks a language of its own."""
    made = QFileDialog(window, catalog.text(title), folder)
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setViewMode(QFileDialog.ViewMode.List)
    made.setFileMode(QFileDialog.FileMode.ExistingFile)
    made.setNameFilters(filters)
    for label, name in (
        (_LABEL.LookIn, "look-in"),
        (_LABEL.FileName, "file-name"),
        (_LABEL.FileType, "file-type"),
        (_LABEL.Accept, "open"),
    ):
        made.setLabelText(label, catalog.text(f"rules_page.import.{name}"))
    made.setLabelText(_LABEL.Reject, catalog.text("second.cancel"))
    return made
