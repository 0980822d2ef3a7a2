"""The part of the Devices page on which a scanner that is a keyboard is put into service: one scan of a known code."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kbdesk.domain.commissioning import PROBE, Service, in_service
from kbdesk.domain.keyboard import US
from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import PageImage
from kbdesk.domain.scan import Recognised, Scan, Source
from kbdesk.domain.typed_scan import Reading, TypedScans, Wiring
from kbdesk.ui.arrive.page_view import picture
from kbdesk.ui.desk import Session, WindowDesk
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.typed_scans import AtWindow
from kbdesk.ui.worker import Worker

_SIDE: Final = 148
_PIXELS: Final = 600
_STEADY: Final = "kbdesk"
"""How the code begins under every layout with Latin letters."""


class CodeView(QWidget):
    """The code on white, as paper is, in every style: a scanner reads it from the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._picture: QImage | None = None
        self.setFixedSize(QSize(_SIDE, _SIDE))

    @property
    def drawn(self) -> bool:
        """Whether the code is there."""
        return self._picture is not None

    def show_page(self, page: PageImage) -> None:
        """Show the code."""
        self._picture = picture(page)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the code."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), "#FFFFFF")
            if self._picture is not None:
                painter.drawImage(QRectF(self.rect()), self._picture)
            painter.setPen(Theme.current().colour("line"))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class TypedPart(DevicePart):
    """The part. It listens while it is in sight, so that no code scanned elsewhere changes how documents are read."""

    def __init__(
        self,
        desk: WindowDesk,
        session: Session,
        heard: AtWindow,
        store: Worker,
        press: Worker,
        parent: QWidget | None = None,
    ) -> None:
        """Hear what a window hears; what is found is kept on the store's thread, the code drawn on the press's."""
        super().__init__(parent)
        self._desk, self._session, self._heard = desk, session, heard
        self._store, self._press = store, press
        self._catalog: Catalog | None = None
        self._unknown = False
        self._scans: TypedScans = desk.typed_scans()
        self.code, self.finding, self.how = CodeView(self), Paragraph(self, tone="ink2"), Paragraph(self, tone="ink2")
        self._plain = Paragraph(self, PROBE, tone="ink2")
        self._plain.setFont(fonts.face(13, 400, fonts.ZONE))
        self.print = Button(self, icon="printer")
        self.forget = Button(self, kind=Kind.QUIET)
        beside = column(self.how, self._plain, 4, row(self.print, self.forget, None, gap=8), None, gap=8)
        self.fill(self.finding, row(column(self.code, None, gap=0), (beside, 1), gap=16))
        self.print.clicked.connect(self._on_print_clicked)
        self.forget.clicked.connect(lambda: self._keep(Wiring()))
        heard.read.connect(self._on_read)

    @property
    def wiring(self) -> Wiring:
        """What was found."""
        return self._scans.wiring

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the code when it is first seen."""
        super().showEvent(event)
        if not self.code.drawn:
            self._press.run_newest(
                "code", lambda: self._session.scanner_code(width=_PIXELS), self.code.show_page, self.failed.emit
            )

    def show_scan(self, scan: Scan, _found: Recognised) -> None:
        """Say so where the code came in a layout that nobody knows."""
        text = scan.data if isinstance(scan.data, str) else ""
        looks = len(text) == len(PROBE) and text.lower().startswith(_STEADY)
        if scan.source is Source.WEDGE and looks and text != PROBE:
            self._unknown = True
            self._show()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        text = catalog.text
        self.title.setText(text("devices_page.typed.title"))
        self.how.setText(text("devices_page.typed.how"))
        self.print.setText(text("devices_page.typed.print"))
        self.forget.setText(text("devices_page.typed.forget"))
        self.code.setAccessibleName(text("devices_page.typed.how"))
        self._show()

    def _show(self) -> None:
        catalog, wiring = self._catalog, self.wiring
        if catalog is None:
            return
        new = wiring == Wiring()
        self.forget.setVisible(not new)
        self.finding.setVisible(self._unknown or not new)
        if new:
            self.show_state(catalog.text("devices_page.typed.new"), Shape.NOTE)
        else:
            names = {"scanner": wiring.scanner, "machine": wiring.machine}
            told = {key: catalog.text(f"layout.{name or 'unknown'}") for key, name in names.items()}
            self.show_state(catalog.text("devices_page.typed.found", **told), Shape.OK)
        self.finding.setText(catalog.text(f"devices_page.typed.{self._said(wiring)}"))

    def _said(self, wiring: Wiring) -> str:
        """Return which sentence says what the finding means."""
        if self._unknown:
            return "unknown"
        if wiring.scanner != US:
            return "set-us"
        return "same" if wiring.machine == wiring.scanner else "undone"

    # -- acting --------------------------------------------------------------------------------------
    def _on_read(self, reading: Reading) -> None:
        """Take what the code tells while the page is in sight."""
        found: Service | None = in_service(reading.keys, self._scans.keyboards) if self.isVisible() else None
        if found is not None:
            self._keep(found.wiring)

    def _keep(self, wiring: Wiring) -> None:
        self._store.run(lambda: self._desk.keep_wiring(wiring), lambda _none: self._on_kept(wiring), self.failed.emit)

    def _on_kept(self, wiring: Wiring) -> None:
        self._unknown = False
        self._scans = self._desk.typed_scans()
        self._heard.look_again()
        self._show()
        if self._catalog is not None and wiring != Wiring():
            self.told.emit(self._catalog.text("devices_page.typed.kept"), self.state.text())

    def _on_print_clicked(self) -> None:
        self._store.run(self._session.print_scanner_sheet, lambda _none: self._on_printed(), self.failed.emit)

    def _on_printed(self) -> None:
        if self._catalog is not None:
            self.told.emit(self._catalog.text("devices_page.typed.printed"), "")
