"""A scanner on a serial line, read by a thread of its own: found, opened, listened to, found again."""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from threading import Event, Thread
from typing import Final, Protocol

from serial import Serial
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from kbdesk.devices.framing import Frame, Framer
from kbdesk.domain.scanner import FoundPort, LineFault, LineState, ScannerLine

if sys.platform == "win32":
    _ERRORS: Final = (OSError, ValueError, TypeError)
else:
    import termios

    _ERRORS: Final = (OSError, ValueError, TypeError, termios.error)
"""What pyserial raises of a line that is not there, is taken, or was pulled out at some point."""
_NOT_THERE: Final = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO)
SILENCE: Final = 0.08
"""Seconds without a byte that end a scan; a scanner on USB pauses for some milliseconds between packets."""
AGAIN: Final = 0.5
"""Seconds until a scanner that is not there is looked for again."""
_USB: Final = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")
_ENDING: Final = 2.0


class Heard(Protocol):
    """Whoever is told by the thread; each call must return at once."""

    def scan(self, data: bytes) -> None:
        """One scan came in, whole."""

    def fault(self, fault: LineFault) -> None:
        """Something went wrong on the line."""

    def state(self, state: LineState) -> None:
        """The line stands otherwise now."""


class SerialScanner:
    """Listens to one line until it is stopped."""

    def __init__(self, line: ScannerLine, heard: Heard) -> None:
        self._line, self._heard = line, heard
        self._end = Event()
        self._state: LineState | None = None
        self._thread = Thread(target=self._run, name="scanner", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of the line and tell nobody anything more."""
        self._end.set()
        self._thread.join(_ENDING)

    def _run(self) -> None:
        while self._line.port and not self._end.is_set():
            name = port_name(self._line.port, list_ports.comports)
            if name:
                self._try(name)
            else:
                self._become(LineState.MISSING)
            self._end.wait(AGAIN)

    def _try(self, name: str) -> None:
        """Open the line and listen while it is there."""
        try:
            opened = Serial(name, baudrate=self._line.speed, timeout=SILENCE, exclusive=True)
        except _ERRORS as error:
            missing = getattr(error, "errno", None) in _NOT_THERE
            if not missing and self._state is not LineState.REFUSED:
                self._fault(LineFault.REFUSED)
            self._become(LineState.MISSING if missing else LineState.REFUSED)
            return
        with opened as port:
            self._become(LineState.CONNECTED)
            self._listen(port, Framer(self._line.framing))

    def _listen(self, port: Serial, framer: Framer) -> None:
        try:
            for data in self._read(port):
                if data:
                    framer.feed(data)
                else:
                    self._hand_on(framer.silence())
        except _ERRORS:
            self._become(LineState.MISSING)
            self._fault(LineFault.UNPLUGGED_IN_SCAN if framer.pending else LineFault.UNPLUGGED)

    def _read(self, port: Serial) -> Iterator[bytes]:
        """Yield what comes in, and nothing at each silence."""
        while not self._end.is_set():
            yield port.read(max(1, port.in_waiting))

    def _hand_on(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            if self._end.is_set():
                return
            if frame.fault is not None:
                self._fault(frame.fault)
            else:
                self._heard.scan(frame.data)

    def _fault(self, fault: LineFault) -> None:
        if not self._end.is_set():
            self._heard.fault(fault)

    def _become(self, state: LineState) -> None:
        if state is not self._state and not self._end.is_set():
            self._state = state
            self._heard.state(state)


def port_name(wanted: str, ports: Callable[[], Iterable[ListPortInfo]]) -> str:
    """Return the name of the port that is meant, empty where a scanner known by its numbers on USB is not there."""
    usb = _USB.fullmatch(wanted.strip())
    if usb is None:
        return wanted.strip()
    numbers = int(usb[1], 16), int(usb[2], 16)
    return next((port.device for port in ports() if (port.vid, port.pid) == numbers), "")


def found_ports() -> tuple[FoundPort, ...]:
    """Return the serial ports of this machine: those that something is plugged into first."""
    found = [
        FoundPort(
            name=port.device,
            what="" if port.description in ("", "n/a") else str(port.description),
            usb="" if port.vid is None else f"{port.vid:04x}:{port.pid:04x}",
        )
        for port in list_ports.comports()
    ]
    return tuple(sorted(found, key=lambda port: (not port.usb, port.name)))
