"""The road of a portrait: from a file, a drop, the clipboard or a camera through the crop window onto a card."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from kbdesk.desk.ports import Pictures
from kbdesk.domain.messages import Catalog
from kbdesk.domain.portrait import Crop, Picture, PortraitError
from kbdesk.ui.open_dialog import open_dialog
from kbdesk.ui.portrait.camera_dialog import CameraDialog
from kbdesk.ui.portrait.crop_dialog import CropDialog
from kbdesk.ui.portrait.source import PortraitSource, camera, is_installed
from kbdesk.ui.verify.taking import Given, bytes_of, given, png_of
from kbdesk.ui.worker import Worker

_JOB: Final = "portrait"


class Portraying(QObject):
    """Takes a portrait for one person at a time. Pictures are opened on the press's worker, not the window's thread.

    Signals:
        taken: A portrait was cut. args: whom it was asked for, its JPEG; no bytes take one away.
        failed: No portrait can be made of what was given. arg: the exception.
    """

    taken = Signal(object, bytes)
    failed = Signal(object)

    def __init__(self, pictures: Pictures, press: Worker, page: QWidget) -> None:
        """Open windows over a page."""
        super().__init__(page)
        self._pictures, self._press, self._page = pictures, press, page
        self._whom: object = None
        self._folder = ""
        self.source: Callable[[QObject | None], PortraitSource] = camera
        self._catalog: Catalog | None = None

    def menu(self, at: QWidget, whom: object, catalog: Catalog, *, there: bool) -> QMenu:
        """Open what can be done for somebody; `there` tells whether they have a portrait."""
        self._whom, self._catalog = whom, catalog
        menu = QMenu(at)
        menu.setAccessibleName(catalog.text("portrait.label"))
        menu.aboutToHide.connect(menu.deleteLater)
        acts = (
            ("file", "", self.from_file),
            ("camera", "", self.from_camera),
            ("paste", "Ctrl+V", self.from_clipboard),
            *((("remove", "", partial(self.taken.emit, whom, b"")),) if there else ()),
        )
        for name, keys, act in acts:
            missing = name == "camera" and not is_installed()
            words = catalog.text("portrait.menu.no-extra" if missing else f"portrait.menu.{name}")
            entry = menu.addAction(words + (f"\t{keys}" if keys else ""))
            entry.setObjectName(name)
            entry.setEnabled(not missing)
            entry.triggered.connect(lambda _checked=False, do=act: do())
        menu.popup(at.mapToGlobal(QPoint(0, at.height() + 4)))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def from_file(self) -> QFileDialog | None:
        """Let a file be chosen, in the folder last used."""
        if self._catalog is None:
            return None
        names = f"{self._catalog.text('portrait.file.pictures')} (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = open_dialog(
            self._page.window(),
            self._catalog,
            "portrait.file.title",
            folder=self._folder or home,
            filters=(names, f"{self._catalog.text('verify_page.file.all')} (*)"),
        )
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()
        return dialog

    def from_clipboard(self) -> None:
        """Take what the clipboard holds."""
        self._take(given(QGuiApplication.clipboard().mimeData()) or b"")

    def from_camera(self) -> None:
        """Look through the camera until a picture is taken."""
        try:
            source = self.source(self)
        except PortraitError as error:
            self.failed.emit(error)
            return
        if self._catalog is not None:
            dialog = CameraDialog(self._page.window(), source, self._catalog)
            dialog.shot.connect(self._take)
            dialog.finished.connect(source.deleteLater)
            dialog.open()

    def give(self, what: Given, whom: object, catalog: Catalog) -> None:
        """Take what was dropped or pasted for somebody."""
        self._whom, self._catalog = whom, catalog
        self._take(what)

    def _on_file_chosen(self, path: str) -> None:
        self._folder = str(Path(path).parent)
        self._take(Path(path))

    def _take(self, what: Given | QImage) -> None:
        if isinstance(what, bytes | str) and not what:
            self.failed.emit(PortraitError("portrait.nothing-there"))
            return
        done = partial(self._on_looked, self._whom)
        self._press.run_newest(_JOB, lambda: self._look(what), done, self.failed.emit)

    def _look(self, what: Given | QImage) -> tuple[bytes, Picture]:
        """Read and open a picture (press thread)."""
        data = png_of(what) if isinstance(what, QImage) else bytes_of(what)
        return data, self._pictures.look(data)

    def _on_looked(self, whom: object, looked: tuple[bytes, Picture]) -> None:
        data, picture = looked
        if self._catalog is None:
            return
        dialog = CropDialog(self._page.window(), picture, self._catalog)
        dialog.cut.connect(partial(self._cut, data, whom))
        dialog.open()

    def _cut(self, data: bytes, whom: object, crop: Crop) -> None:
        self._press.run(lambda: self._pictures.portrait(data, crop), partial(self._on_cut, whom), self.failed.emit)

    def _on_cut(self, whom: object, jpeg: bytes) -> None:
        self.taken.emit(whom, jpeg)
