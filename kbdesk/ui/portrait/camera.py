"""A camera at the desk. This module is loaded when one is first asked for: it needs the optional extra."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoFrame, QVideoFrameInput, QVideoSink

from kbdesk.domain.portrait import PortraitError

_PACE_MS: Final = 50
"""Between two pictures that are shown: a face holds still, and the window has other things to do."""


class DeskCamera(QObject):
    """The pictures of one camera after another, as they come.

    Signals:
        seen: Another picture. arg: `QImage`.
        failed: There is no camera, or it gives no pictures. arg: the exception.
    """

    seen = Signal(QImage)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, feed: QVideoFrameInput | None = None) -> None:
        """Take what is connected, or frames that are fed."""
        super().__init__(parent)
        self._session, self._sink = QMediaCaptureSession(self), QVideoSink(self)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._feed, self._camera = feed, QCamera(self) if feed is None else None
        self._place = 0
        self._pace = QElapsedTimer()

    @property
    def several(self) -> bool:
        """Whether there is another one to go on to."""
        return len(QMediaDevices.videoInputs()) > 1

    def start(self) -> None:
        """Begin to see."""
        if self._feed is not None:
            self._session.setVideoFrameInput(self._feed)
            return
        devices = QMediaDevices.videoInputs()
        if not devices or self._camera is None:
            self.failed.emit(PortraitError("portrait.no-camera"))
            return
        self._camera.setCameraDevice(devices[self._place % len(devices)])
        self._camera.errorOccurred.connect(self._on_error)
        self._session.setCamera(self._camera)
        self._camera.start()

    def go_on(self) -> None:
        """See with the next camera."""
        if self._camera is not None:
            self._camera.stop()
            self._camera.errorOccurred.disconnect(self._on_error)
        self._place += 1
        self.start()

    def stop(self) -> None:
        """See no more: the camera's light goes out."""
        if self._camera is not None:
            self._camera.stop()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or (self._pace.isValid() and self._pace.elapsed() < _PACE_MS):
            return
        image = frame.toImage()
        if not image.isNull():
            self._pace.start()
            self.seen.emit(image)

    def _on_error(self, _error: QCamera.Error, _text: str) -> None:
        self.failed.emit(PortraitError("portrait.camera-failed"))
