"""A printer of the platform's own, through Qt: for Windows, where papers reach a printer in no other way.

Qt tells nothing of what becomes of a job: whatever is sent is unconfirmed until an officer has said that it lies there.
Never tried on Windows; what it draws is tried in a file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kbdesk.desk.ports import NotTakenError, PrinterError
from kbdesk.domain.paper import PageImage, Printed
from kbdesk.domain.printers import OF_QT, PDF, Fault, Medium, PrinterLook, PrinterState, plan
from kbdesk.domain.strays import Stray
from kbdesk.domain.vocabulary import PrintState
from kbdesk.ui.arrive.page_view import picture

DPI: Final = 300
_STOPPED: Final = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
Told = Callable[[str], None]


class Pages(Protocol):
    """Turns papers into pixels; see `kbdesk.desk.ports.Press`."""

    def pages(self, pdf: bytes, *, width: int, after: int = 0, most: int | None = None) -> tuple[PageImage, ...]:
        """Return pages, each `width` pixels wide."""


class QtPrinter:
    """A printer by its name; with a `file`, what would be printed is written there as PDF."""

    def __init__(self, name: str, pages: Pages, *, file: Path | None = None) -> None:
        """Name a printer; it is looked for when something is printed."""
        self._name, self._pages, self._file = name, pages, file

    @property
    def address(self) -> str:
        """How the settings name it."""
        return f"{OF_QT}{self._name}"

    def look(self) -> PrinterLook:
        """Return what Qt knows of the printer. Raises `NotTakenError` where it knows none of this name."""
        if self._file is None:
            return look_at(self._name)
        ready = _media([QPageSize(QPageSize.PageSizeId.A4)])
        return PrinterLook(name=self._name, state=PrinterState.IDLE, formats=(PDF,), ready=ready, ranges=True)

    def put(self, printed: Printed, job: str, _told: Told | None = None, /) -> None:
        """Send a paper as pixels at true size. Raises `PrinterError`: what was sent is always unconfirmed."""
        look = self.look()
        planned = plan(printed.kind, printed.pages, look)
        if planned is None:
            raise NotTakenError(
                "The printer has no paper of this size.", code=f"printer.{Fault.WRONG_PAPER}", values={"size": "A4"}
            )
        first, last = planned.pages or (1, len(printed.pages))
        printer = self._printer(job)
        painter = QPainter()
        for place in range(first - 1, last):
            width, height = printed.pages[place]
            _lay(printer, width, height)
            if not painter.isActive():
                if not painter.begin(printer):
                    raise NotTakenError("The printer does not begin.", code=f"printer.{Fault.REFUSED}")
            elif not printer.newPage():  # what went before it may lie there
                break
            (page,) = self._pages.pages(printed.pdf, width=round(width / 25.4 * DPI), after=place, most=1)
            painter.drawImage(QRectF(0, 0, printer.width(), printer.height()), picture(page))
        painter.end()
        raise _unknown()

    def ask(self, _printed: Printed, _job: str, _told: Told | None = None, /) -> None:
        """Say that nobody knows: Qt names no job that can be asked for."""
        raise _unknown()

    def withdraw(self, _stray: Stray, /) -> bool:
        """Say that it cannot be asked. Raises `NotTakenError`."""
        raise NotTakenError("A printer of Qt's cannot be asked.", code=f"printer.{Fault.UNKNOWN_JOB}")

    def begin(self) -> None:
        """Have nothing to forget: nothing is ever canceled."""

    def cancel(self) -> None:
        """Cancel nothing: what was sent is out of reach."""

    def _printer(self, job: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._file is None:
            printer.setPrinterName(self._name)
        else:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self._file))
        printer.setDocName(job)
        printer.setResolution(DPI)
        return printer


def look_at(name: str) -> PrinterLook:
    """Return what Qt knows of a printer. Raises `NotTakenError` where it knows none of this name."""
    info = None if QGuiApplication.instance() is None else QPrinterInfo.printerInfo(name)
    if info is None or info.isNull():
        raise NotTakenError("The printer is not known here.", code=f"printer.{Fault.OFFLINE}")
    state = PrinterState.STOPPED if info.state() in _STOPPED else PrinterState.IDLE
    ready = _media(info.supportedPageSizes())
    return PrinterLook(name=name, state=state, formats=(PDF,), ready=ready, ranges=True)


def _lay(printer: QPrinter, width: float, height: float) -> None:
    """Set size and side of the next page: all of the sheet, no margin taken off it."""
    upright = QSizeF(min(width, height), max(width, height))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Millimeter))
    lying = width > height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)


def _media(sizes: list[QPageSize]) -> tuple[Medium, ...]:
    found = ((size.name(), size.size(QPageSize.Unit.Millimeter)) for size in sizes)
    return tuple(Medium(name=n, width=round(s.width() * 100), height=round(s.height() * 100)) for n, s in found)


def _unknown() -> PrinterError:
    return PrinterError(
        "Nobody knows whether the paper came out.", code=f"printer.{Fault.UNKNOWN_JOB}", state=PrintState.UNCONFIRMED
    )
