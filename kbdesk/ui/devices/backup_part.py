"""The backups' part of the Devices page: where they lie, how that place stands, and the choice of another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.backup import BackupPlace, PlaceState
from kbdesk.domain.messages import Catalog
from kbdesk.domain.officers import BACKUPS_CHOSEN
from kbdesk.ui.desk import Session, WindowDesk
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.devices.rights import may_choose
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.open_dialog import open_dialog
from kbdesk.ui.when import clock_time, short_date
from kbdesk.ui.worker import Worker

_SHAPES: Final = {
    PlaceState.OWN: Shape.WARN,
    PlaceState.SAME_DISK: Shape.WARN,
    PlaceState.READY: Shape.OK,
    PlaceState.MISSING: Shape.STOP,
    PlaceState.UNWRITABLE: Shape.STOP,
}


class BackupPart(DevicePart):
    """The part. Whoever is no supervisor or administrator sees it, and chooses nothing."""

    name = "backups"

    def __init__(
        self, desk: WindowDesk, session: Session, store: Worker, devices: Worker, parent: QWidget | None = None
    ) -> None:
        """Show the place; it is looked at on the devices' worker, a choice is kept on the store's."""
        super().__init__(parent)
        self._desk, self._session, self._store, self._devices = desk, session, store, devices
        self._catalog: Catalog | None = None
        self._place: BackupPlace | None = None
        self._refused: BackupPlace | None = None
        self.newest, self.fault, self._refusal = Paragraph(self), Paragraph(self), QWidget(self)
        stop = Mark(self, px=16)
        stop.set_shape(Shape.STOP)
        self._refusal.setLayout(row(column(stop, None, margins=(0, 2, 0, 0)), (self.fault, 1), gap=8))
        self._what, self.who = Paragraph(self, tone="ink2"), Paragraph(self, tone="ink2")
        self.choose, self.own = Button(self), Button(self)
        self.fill(self._refusal, row(self.choose, self.own, None, gap=12), self.who, self.newest, self._what)
        self.setFocusProxy(self.choose)
        self.choose.clicked.connect(self.ask)
        self.own.clicked.connect(lambda: self._keep(None))

    def look(self) -> None:
        """Look at the place again."""
        self._refused = None
        self._devices.run_newest("backups", self._session.backups.place, self._on_looked, self.failed.emit)
        self._show()

    def ask(self) -> QFileDialog | None:
        """Let a folder be chosen; one that is of no use is said, and nothing is kept."""
        if self._catalog is None:
            return None
        at = self._session.backups.folder if self._session.backups.chosen else Path.home()
        dialog = open_dialog(self.window(), self._catalog, "devices_page.backups.ask", folder=str(at), filters=())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.try_out)
        dialog.open()
        return dialog

    def try_out(self, folder: str) -> None:
        """Look at a folder, and keep it if backups can lie there."""
        look = partial(self._session.backups.place, Path(folder))
        self._devices.run_newest("a place for backups", look, self._on_tried, self.failed.emit)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog, text = catalog, catalog.text
        self.title.setText(text("devices_page.backups.title"))
        self.choose.setText(text("devices_page.folder.choose"))
        self.own.setText(text("devices_page.backups.own"))
        self.who.setText(text("devices_page.backups.who"))
        self._show()

    # -- showing -------------------------------------------------------------------------------------
    def _on_looked(self, place: BackupPlace) -> None:
        self._place = place
        self._show()

    def _show(self) -> None:
        catalog, place, refused = self._catalog, self._place, self._refused
        if catalog is None:
            return
        may, keeping = may_choose(self._desk, self._session, BACKUPS_CHOSEN), self._session.backups.keeping
        for button in (self.choose, self.own):
            button.setEnabled(may)
        self.who.setVisible(not may)
        self.own.setVisible(self._session.backups.chosen)
        kept = {"most": str(keeping.most), "days": str(keeping.days)}
        self._what.setText(catalog.text("devices_page.backups.what", **kept))
        self._refusal.setVisible(refused is not None)
        if refused is not None:
            why = catalog.text(f"devices_page.backups.refused.{refused.state}", folder=refused.folder)
            self.fault.setText(why)
        self.newest.setVisible(place is not None and place.state.usable)
        if place is None:
            self.show_state(str(self._session.backups.folder), Shape.WAIT)
            return
        told = catalog.text(f"devices_page.backups.state.{place.state}", folder=place.folder)
        self.show_state(told, _SHAPES[place.state])
        self.newest.setText(_newest(place, catalog))

    # -- acting --------------------------------------------------------------------------------------
    def _on_tried(self, place: BackupPlace) -> None:
        if place.state.usable:
            self._keep(Path(place.folder))
        else:
            self._refused = place
            self._show()

    def _keep(self, folder: Path | None) -> None:
        self._store.run(lambda: self._session.keep_backups_in(folder), lambda _none: self._on_kept(), self.failed.emit)

    def _on_kept(self) -> None:
        self.look()
        if self._catalog is not None:
            text = self._catalog.text
            self.told.emit(text("devices_page.folder.kept"), text("devices_page.backups.from-now"))


def _newest(place: BackupPlace, catalog: Catalog) -> str:
    """Tell of when the newest backup is that lies in a place."""
    if place.newest is None:
        return catalog.text("devices_page.backups.newest.none")
    at = f"{short_date(place.newest.date(), catalog.language)}, {clock_time(place.newest)}"
    return catalog.text("devices_page.backups.newest", at=at)
