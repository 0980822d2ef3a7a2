"""The machine's own screen lock and sleep, where the platform tells of them over D-Bus."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
"""On the session's bus; each says ``ActiveChanged(true)`` when the screen is locked or put out."""
_LOGIN: Final = "org.freedesktop.login1.Manager"
"""On the system's bus; says ``PrepareForSleep(true)`` before memory is left to itself, or written to the disk."""


class ScreenLock(QObject):
    """Listens, and asks nothing. Where there is no bus, nothing is heard: the desk locks by itself all the same.

    Signals:
        locked: The screen was locked or put out, or the machine goes to sleep.
    """

    locked = Signal()

    def listen(self) -> bool:
        """Listen from now on; tells whether anything can be heard."""
        heard = []
        if _has_session_bus():
            bus = QDBusConnection.sessionBus()
            heard += [self._hear(bus, saver, "ActiveChanged") for saver in _SAVERS]
        system = QDBusConnection.systemBus()
        if system.isConnected():
            heard.append(self._hear(system, _LOGIN, "PrepareForSleep"))
        return any(heard)

    def _hear(self, bus: QDBusConnection, interface: str, name: str) -> bool:
        slot: Any = SLOT("_on_told(bool)")  # text, though the stubs speak of bytes
        return bus.connect("", "", interface, name, self, slot)

    @Slot(bool)
    def _on_told(self, active: bool) -> None:
        if active:
            self.locked.emit()


def _has_session_bus() -> bool:
    """Tell whether there is a bus; Qt would start one to find out."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or (bool(folder) and (Path(folder) / "bus").exists())
