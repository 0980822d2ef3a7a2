"""The press thread: ReportLab and PDFium are not thread-safe, so one thread draws for everybody."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Protocol

from kbdesk.desk.ports import Press
from kbdesk.domain.codes import Code
from kbdesk.domain.paper import PageImage, Paper, Printed
from kbdesk.domain.printers import Role
from kbdesk.icao.optical import Optical, seen_zone


class DrawingPress(Press, Protocol):
    """The press as the window asks for it: line art by itself too, to be held against a paper, and test sheets."""

    def trial(self, role: Role) -> Printed:
        """Return the test sheet of a printer."""

    def rosette(self, number: str, *, vehicle: bool, width: int) -> PageImage:
        """Return the rosette that a number demands, as a square picture."""

    def scanner_sheet(self) -> Printed:
        """Return the sheet on which a scanner is put into service."""

    def scanner_code(self, *, width: int) -> PageImage:
        """Return the code of that sheet as a square picture."""


class PressThread:
    """A `Press` that any thread may call: the caller waits while the one press thread draws.

    `make` builds the press on that thread, at first use, so that nothing loads before the first paint.
    """

    def __init__(self, make: Callable[[], DrawingPress]) -> None:
        self._make = make
        self._press: DrawingPress | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")

    def _on_thread(self) -> DrawingPress:
        if self._press is None:
            self._press = self._make()
        return self._press

    def draw(self, paper: Paper) -> Printed:
        """Draw a paper, or its proof."""
        return self._thread.submit(lambda: self._on_thread().draw(paper)).result()

    def pages(self, pdf: bytes, *, width: int, after: int = 0, most: int | None = None) -> tuple[PageImage, ...]:
        """Turn a PDF into pixels, each page `width` pixels wide: those after the first `after`, `most` of them."""
        return self._thread.submit(lambda: self._on_thread().pages(pdf, width=width, after=after, most=most)).result()

    def rosette(self, number: str, *, vehicle: bool, width: int) -> PageImage:
        """Return the rosette that a number demands, as a square picture."""
        return self._thread.submit(lambda: self._on_thread().rosette(number, vehicle=vehicle, width=width)).result()

    def trial(self, role: Role) -> Printed:
        """Return the test sheet of a printer."""
        return self._thread.submit(lambda: self._on_thread().trial(role)).result()

    def scanner_sheet(self) -> Printed:
        """Return the sheet on which a scanner is put into service."""
        return self._thread.submit(lambda: self._on_thread().scanner_sheet()).result()

    def scanner_code(self, *, width: int) -> PageImage:
        """Return the code of that sheet as a square picture."""
        return self._thread.submit(lambda: self._on_thread().scanner_code(width=width)).result()

    def codes(self, data: bytes) -> tuple[Code, ...]:
        """Return the codes in a picture or PDF. Raises `CodesError`."""
        from kbdesk.devices.codes import read

        return self._thread.submit(read, data).result()

    def zone(self, data: bytes, *, face: bytes, today: date) -> Optical:
        """Return the zone printed in a picture or PDF, read by the letters of a face. Raises `CodesError`."""
        from kbdesk.devices.zone_reader import ZoneReader

        return self._thread.submit(lambda: seen_zone(ZoneReader(face).read(data), today=today)).result()

    def close(self) -> None:
        """Finish what is being drawn and end the thread."""
        self._thread.shutdown(cancel_futures=True)
