"""Where a portrait comes from beside files: a seam behind which a camera stands, if its extra is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Final, Protocol

from PySide6.QtCore import QObject, SignalInstance

from kbdesk.domain.portrait import PortraitError

_LIBRARY: Final = "PySide6.QtMultimedia"
_CAMERA: Final = "kbdesk.ui.portrait.camera"


class PortraitSource(Protocol):
    """Shows pictures as they come, of which one is taken.

    Signals:
        seen: Another picture. arg: `QImage`.
        failed: There are none. arg: the exception.
    """

    @property
    def seen(self) -> SignalInstance:
        """Another picture came."""

    @property
    def failed(self) -> SignalInstance:
        """No picture will come."""

    @property
    def several(self) -> bool:
        """Whether there is another source to go on to."""

    def start(self) -> None:
        """Begin to see."""

    def go_on(self) -> None:
        """See with the next one."""

    def stop(self) -> None:
        """See no more."""

    def deleteLater(self) -> None: ...


def is_installed() -> bool:
    """Tell whether the camera's extra is there, without loading it."""
    try:
        return find_spec(_LIBRARY) is not None
    except ImportError:
        return False


def camera(parent: QObject | None = None) -> PortraitSource:
    """Return the desk's camera. Raises `PortraitError` where the extra, or a library of the system, is missing."""
    try:
        module = import_module(_CAMERA)
    except ImportError as error:
        raise PortraitError("portrait.no-extra") from error
    made: PortraitSource = module.DeskCamera(parent)
    return made
