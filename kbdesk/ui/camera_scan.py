"""A camera as a scanner: opened when it is asked for, its pictures looked through until there is a code in one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kbdesk.domain.codes import Code
from kbdesk.domain.messages import Catalog
from kbdesk.domain.portrait import PortraitError
from kbdesk.ui.kit.words import Words
from kbdesk.ui.portrait.camera_window import CameraWindow
from kbdesk.ui.portrait.source import PortraitSource, camera
from kbdesk.ui.worker import Worker

KEY: Final = "Ctrl+L"
"""No text field has it."""
Look = Callable[[int, int, bytes], tuple[Code, ...]]
"""Returns the codes in a picture: its width, its height, rows of grey bytes."""


class CodeWindow(CameraWindow):
    """What the camera sees, and that a seal or code is to be held before it."""

    def __init__(self, window: QWidget, source: PortraitSource, catalog: Catalog) -> None:
        """Look through a camera, over a window."""
        super().__init__(window, source, catalog, guided=False)
        self.lay_out(Words(self, catalog.text("scan.camera.what"), tone="ink2"))


class CameraScans(QObject):
    """Opens the camera and looks through what it sees, one picture after the other, off the window's thread.

    Signals:
        seen: There were codes in a picture; the camera is off. arg: a tuple of `Code`.
        failed: There is no camera to be had. arg: the exception.
    """

    seen = Signal(object)
    failed = Signal(object)

    def __init__(self, look: Look, worker: Worker, catalog: Callable[[], Catalog], parent: QWidget) -> None:
        """Stand ready over a window's pages; `catalog` tells the words spoken now."""
        super().__init__(parent)
        self._look, self._worker, self._catalog, self._page = look, worker, catalog, parent
        self.source: Callable[[QObject | None], PortraitSource] = camera
        self.window: CodeWindow | None = None
        self._looking = False

    def ask(self) -> None:
        """Look through the camera until a code is seen."""
        try:
            source = self.source(self)
        except PortraitError as error:
            self.failed.emit(error)
            return
        self.window = window = CodeWindow(self._page.window(), source, self._catalog())
        source.seen.connect(self._on_seen)
        window.finished.connect(self._on_finished)
        window.finished.connect(source.deleteLater)
        window.open()

    def _on_finished(self) -> None:
        self.window = None

    def _on_seen(self, image: QImage) -> None:
        """Look at a picture, unless the one before is still looked at."""
        if not self._looking and self.window is not None:
            self._looking = True
            self._worker.run(lambda: self._codes(image), self._on_looked, self._on_not)

    def _codes(self, image: QImage) -> tuple[Code, ...]:
        """Return the codes in a picture (worker's thread)."""
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        wide, high, step = grey.width(), grey.height(), grey.bytesPerLine()
        rows = bytes(grey.constBits())
        return self._look(wide, high, b"".join(rows[at : at + wide] for at in range(0, high * step, step)))

    def _on_looked(self, codes: tuple[Code, ...]) -> None:
        self._looking = False
        if codes and self.window is not None:
            self.window.accept()
            self.seen.emit(codes)

    def _on_not(self, error: Exception) -> None:
        self._looking = False
        self.failed.emit(error)
