"""The flatbed scanner's part of the Devices page: which folder it puts its pictures into, and how that stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import Session, WindowDesk
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.errors import sentence
from kbdesk.ui.flat_bed import BedState, FlatBed
from kbdesk.ui.kit.boxes import row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.open_dialog import open_dialog
from kbdesk.ui.when import clock_time
from kbdesk.ui.worker import Worker

_SHAPES: Final = {BedState.OFF: Shape.NOTE, BedState.LOOKED_AT: Shape.OK, BedState.LOST: Shape.STOP}


class FolderPart(DevicePart):
    """The part. A folder that is chosen is looked into at once; what lies there already is left alone."""

    def __init__(
        self, desk: WindowDesk, session: Session, bed: FlatBed, store: Worker, parent: QWidget | None = None
    ) -> None:
        """Show a folder; a choice is entered and kept on the store's worker."""
        super().__init__(parent)
        self._desk, self._session, self._bed, self._store = desk, session, bed, store
        self._catalog: Catalog | None = None
        self._what, self.fault = Paragraph(self, tone="ink2"), Paragraph(self, tone="ink2")
        self.choose, self.none = Button(self), Button(self)
        self.fill(self.fault, self._what, row(self.choose, self.none, None, gap=12))
        self.choose.clicked.connect(self.ask)
        self.none.clicked.connect(lambda: self._keep(""))
        bed.changed.connect(self._show)

    def ask(self) -> QFileDialog | None:
        """Let a folder be chosen."""
        if self._catalog is None:
            return None
        dialog = open_dialog(
            self.window(), self._catalog, "devices_page.folder.choose", folder=self._bed.folder, filters=()
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._keep)
        dialog.open()
        return dialog

    def look(self) -> None:
        """Show how the folder stands."""
        self._show()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog, text = catalog, catalog.text
        self.title.setText(text("devices_page.folder.title"))
        self._what.setText(text("devices_page.folder.what"))
        self.choose.setText(text("devices_page.folder.choose"))
        self.none.setText(text("devices_page.folder.none"))
        self._show()

    def _show(self) -> None:
        catalog, bed = self._catalog, self._bed
        if catalog is None:
            return
        self.show_state(catalog.text(f"devices_page.folder.state.{bed.state}", folder=bed.folder), _SHAPES[bed.state])
        self.none.setVisible(bed.state is not BedState.OFF)
        self.fault.setVisible(bed.fault is not None)
        if bed.fault is not None and bed.fault_at is not None:
            what = sentence(bed.fault, catalog)
            self.fault.setText(catalog.text("devices_page.fault", at=clock_time(bed.fault_at), what=what))

    def _keep(self, folder: str) -> None:
        def keep() -> None:
            self._session.keep_scan_folder(folder, keep=self._desk.keep_scan_folder)

        self._store.run(keep, lambda _none: self._on_kept(), self.failed.emit)

    def _on_kept(self) -> None:
        self._bed.start()
        self._show()
        if self._catalog is not None:
            self.told.emit(self._catalog.text("devices_page.folder.kept"), "")
