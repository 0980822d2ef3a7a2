"""Any scan on any page goes to its procedure; while the desk is in the middle of something it is held, and said so."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from kbdesk.domain import numbers
from kbdesk.domain.codes import Code
from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import Recognised, Scan, ScanKind, Source, what_is
from kbdesk.domain.scanner import LineFault
from kbdesk.domain.verify import Checked, Result
from kbdesk.icao.optical import Optical
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.desk import Session, WindowDesk
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.errors import sentence
from kbdesk.ui.header import Header
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rail import Place
from kbdesk.ui.scan_strip import ScanStrip
from kbdesk.ui.serial_line import SerialLine
from kbdesk.ui.typed_scans import AtWindow
from kbdesk.ui.verify.taking import Given, bytes_of
from kbdesk.ui.worker import Worker

MOST_HELD: Final = 8
LOOK_AGAIN_MS: Final = 100
_ROADS: Final[Mapping[ScanKind, Place]] = MappingProxyType(
    {
        ScanKind.ZONE: Place.ARRIVE,
        ScanKind.PERMIT_ZONE: Place.RETURN,
        ScanKind.ENVELOPE: Place.CUSTODY,
        ScanKind.NUMBER: Place.RETURN,
        ScanKind.PLATE: Place.ARRIVE,
        ScanKind.DOCUMENT_NUMBER: Place.SEARCH,
    }
)
"""Where a scan goes that the page in sight does not take; a seal is looked at first."""
_SEPARATOR: Final = " · "
_COMES_BACK: Final = ("permit", "registration", "plate")
_RETURNED_HERE: Final = (Result.GENUINE, Result.UNLISTED, Result.ENDED)


class Taker(Protocol):
    """A page that may be given scans."""

    @property
    def busy(self) -> bool:
        """Whether it is in the middle of an act, so that a scan must wait."""

    def scanned(self, found: Recognised) -> bool:
        """Take a scan; False where it belongs elsewhere."""


class Pages:
    """The window's pages as scans see them: who takes a scan now, and the way to another."""

    def __init__(self, header: Header, stack: QStackedWidget, arrive: ArrivePage, go: Callable[[Place], None]) -> None:
        """Look at a stack of pages under a header; `go` shows the page of a place."""
        self.header, self.stack, self._arrive, self._go = header, stack, arrive, go

    def in_sight(self) -> Taker | None:
        """Return what takes scans of the page in sight."""
        page = self.stack.currentWidget()
        return self._arrive.taking if page is self._arrive else page if isinstance(page, DeskPage) else None

    def go(self, place: Place) -> None:
        """Go where a scan belongs; the draft that stands open is kept first."""
        self._arrive.save()
        self._go(place)


class Scanning(QObject):
    """Takes scans one after the other. `typed` is what hears a scanner that is a keyboard, where there is a window.

    Signals:
        seen: Something was scanned, whatever became of it. args: the `Scan`, what it was `Recognised` as.
    """

    seen = Signal(object, object)

    def __init__(
        self,
        desk: WindowDesk,
        session: Session,
        store: Worker,
        press: Worker,
        pages: Pages,
        catalog: Callable[[], Catalog],
    ) -> None:
        """Take scans for a window's pages; `catalog` tells the words spoken now."""
        super().__init__(pages.stack)
        self._session, self._store, self._press = session, store, press
        self._pages, self._catalog = pages, catalog
        self._held: deque[Scan] = deque()
        self._checking = False
        self.strip = ScanStrip(pages.header, catalog)
        self.typed: AtWindow | None = None
        self.line = SerialLine(desk, self)
        self.line.scanned.connect(lambda data: self.take(Scan(data=data, source=Source.SERIAL)))
        self.line.failed.connect(self._on_line_failed)
        self._again = QTimer(self)
        self._again.setInterval(LOOK_AGAIN_MS)
        self._again.timeout.connect(self._on_look_again)

    @property
    def held(self) -> int:
        """How many scans wait for the end of what the desk is in the middle of."""
        return len(self._held)

    @property
    def waiting(self) -> int:
        """How many scans wait, those of which two readings are asked about among them."""
        return self.held + (self.typed.doubted if self.typed is not None else 0)

    def take(self, scan: Scan) -> None:
        """Take a scan to its procedure, or hold it until the question is answered or the act done.

        While the pages are covered, the desk locked or about to be, it goes nowhere.
        """
        if not self._pages.stack.isVisible():
            return
        if not (self._held or self._in_the_middle()):
            self._take(scan)
        elif len(self._held) < MOST_HELD:
            self._held.append(scan)
            self._again.start()
            self._say("scan.held", "scan.held.what", mark=Shape.WAIT)
        else:
            self._say("scan.not-held", "scan.not-held.what", mark=Shape.WARN)

    def look_through(self, given: Given, source: Source = Source.IMAGE) -> None:
        """Take the codes of a picture or file, each after those before; a text that was given is taken as it is."""
        if isinstance(given, str):
            self.take(Scan(data=given, source=Source.PASTE))
            return
        self._press.run(
            lambda: self._read(given),
            lambda read: self._on_read(*read, source),
            self.tell_fault,
        )

    def take_codes(self, codes: tuple[Code, ...], source: Source) -> None:
        """Take the first seal of several codes that were seen together, else the first."""
        self._on_read(codes, Optical(), source)

    def tell_fault(self, error: Exception) -> None:
        """Say why nothing can be scanned by the way that was asked for."""
        self.strip.tell(lambda catalog: (sentence(error, catalog), ""), mark=Shape.STOP)

    def _read(self, given: Given) -> tuple[tuple[Code, ...], Optical]:
        """Return the codes of a picture, and, where it has none, the zone printed in it (press thread)."""
        data = bytes_of(given)
        codes = self._session.read_codes(data)
        return codes, Optical() if codes else self._session.read_zone(data)

    def _on_read(self, codes: tuple[Code, ...], optical: Optical, source: Source) -> None:
        """Take the first seal of a picture, else its first code, else its zone."""
        scans = [Scan(data=code.data, source=source) for code in codes]
        today = self._session.clock.now().date()
        seals = (scan for scan in scans if what_is(scan, today=today).kind is ScanKind.SEAL)
        best = next(seals, scans[0] if scans else None)
        if optical.zone:
            best = Scan(data=optical.zone, source=source, notes=("optical",))
        if optical.blurred:
            self._say("scan.blurred", "scan.blurred.what", mark=Shape.WARN)
        elif best is None:
            self._say("scan.no-code", "scan.no-code.what", mark=Shape.WARN)
        else:
            self.take(best)

    # -- held ----------------------------------------------------------------------------------------
    def _in_the_middle(self) -> bool:
        """Tell whether a dialog or menu is open, the page in sight in the middle of an act, or a seal looked at."""
        page = self._pages.in_sight()
        asked = QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
        return asked or self._checking or (page is not None and page.busy)

    def _on_look_again(self) -> None:
        if self._held and not self._in_the_middle():
            self._take(self._held.popleft())
        if not self._held:
            self._again.stop()

    # -- taking --------------------------------------------------------------------------------------
    def _take(self, scan: Scan) -> None:
        found = what_is(scan, today=self._session.clock.now().date())
        self.seen.emit(scan, found)
        page = self._pages.in_sight()
        if page is not None and page.scanned(found):
            self._tell(found, scan)
        elif found.kind is ScanKind.SEAL:
            self._tell(found, scan)
            self._checking = True
            check, done = partial(self._session.verify.check, found.seal), partial(self._on_checked, scan, found)
            self._store.run(check, done, self._on_not_checked)
        elif found.kind in _ROADS:
            self._send(found, _ROADS[found.kind])
            self._tell(found, scan, _ROADS[found.kind])
        else:
            self._tell_unknown(found)

    def _on_checked(self, scan: Scan, found: Recognised, checked: Checked) -> None:
        """Open the return of our own paper whose seal holds; anything else is shown where seals are judged."""
        self._checking = False
        if self._in_the_middle():
            self._held.appendleft(scan)
            self._again.start()
            return
        comes_back = checked.document_type in _COMES_BACK and numbers.check(checked.number)
        ours = comes_back and checked.is_signed and checked.result in _RETURNED_HERE
        self._send(found, Place.RETURN if ours else Place.VERIFY)

    def _on_not_checked(self, error: Exception) -> None:
        self._checking = False
        self.tell_fault(error)

    def _send(self, found: Recognised, place: Place) -> None:
        self._pages.go(place)
        page = self._pages.in_sight()
        if page is not None:
            page.scanned(found)

    # -- telling -------------------------------------------------------------------------------------
    def _tell(self, found: Recognised, scan: Scan, place: Place | None = None) -> None:
        def said(catalog: Catalog) -> tuple[str, str]:
            notes = [catalog.text(f"scan.note.{note}") for note in scan.notes if catalog.has(f"scan.note.{note}")]
            if found.looks is not None:
                return catalog.text("scan.taken"), _SEPARATOR.join(notes)
            where = [catalog.text(f"rail.{place}")] if place is not None else []
            return catalog.text(f"scan.kind.{found.kind}"), _SEPARATOR.join((*where, *notes))

        self.strip.tell(said)

    def _tell_unknown(self, found: Recognised) -> None:
        self._say(f"scan.looks.{found.looks}", f"scan.looks.{found.looks}.what", mark=Shape.WARN)

    def tell_unused(self, count: int) -> None:
        """Say how many scans came while nobody was signed in, or waited when the desk was locked: none was used."""
        if count:
            self.strip.tell(
                lambda catalog: (catalog.count("scan.unused", count), catalog.text("scan.unused.what")), mark=Shape.WARN
            )

    def _on_line_failed(self, fault: LineFault) -> None:
        if self._pages.stack.isVisible():
            self._say(f"scanner.fault.{fault}", f"scanner.fault.{fault}.what", mark=Shape.WARN)

    def tell_folder_lost(self, error: Exception) -> None:
        """Say that the folder of a flatbed scanner cannot be read."""
        self.strip.tell(lambda catalog: (catalog.text("scan.folder-lost"), sentence(error, catalog)), mark=Shape.WARN)

    def _say(self, title: str, detail: str, *, mark: Shape) -> None:
        self.strip.tell(lambda catalog: (catalog.text(title), catalog.text(detail)), mark=mark)
