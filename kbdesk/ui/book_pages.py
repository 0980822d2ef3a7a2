"""How the pages of the desk's books are made; each is loaded when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import PassageDraft
from kbdesk.ui.desk import Session, WindowDesk
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.rail import Place
from kbdesk.ui.worker import Worker

if TYPE_CHECKING:
    from kbdesk.ui.camera_scan import CameraScans
    from kbdesk.ui.devices.part import DevicePart
    from kbdesk.ui.flat_bed import FlatBed
    from kbdesk.ui.rules.page import RulesPage
    from kbdesk.ui.scanning import Scanning


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """What every page is made of; `catalog` tells the words of the language spoken when it is made.

    `draft` is the passage that stands on the Arrive page, `scanning` takes scans, `camera` looks for one. What is
    plugged in or stands in the network may be slow to answer: it is asked on the worker `devices`, behind which no
    paper waits to be drawn.
    """

    desk: WindowDesk
    session: Session
    store: Worker
    press: Worker
    devices: Worker
    catalog: Callable[[], Catalog]
    draft: Callable[[], PassageDraft]
    scanning: Callable[[], Scanning]
    camera: Callable[[], CameraScans]
    flat_bed: Callable[[], FlatBed]
    parent: QWidget


def makers(parts: PageParts) -> Mapping[Place, Callable[[], DeskPage]]:
    """Return what makes each page."""
    return {
        Place.RETURN: lambda: _return_page(parts),
        Place.VERIFY: lambda: _verify_page(parts),
        Place.SEARCH: lambda: _search_page(parts),
        Place.CUSTODY: lambda: _custody_page(parts),
        Place.SHIFT: lambda: _shift_page(parts),
        Place.STOCK: lambda: _stock_page(parts),
        Place.OFFICERS: lambda: _officers_page(parts),
        Place.DEVICES: lambda: _devices_page(parts),
        Place.RETENTION: lambda: _retention_page(parts),
    }


def _return_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.returns.page import ReturnPage  # noqa: PLC0415 - made when it is first gone to

    return ReturnPage(parts.session, parts.store, parts.press, parts.catalog(), parts.parent)


def _verify_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.verify.page import VerifyPage  # noqa: PLC0415 - made when it is first gone to

    page = VerifyPage(parts.session, parts.store, parts.press, parts.catalog(), parts.parent)
    page.camera_asked.connect(lambda: parts.camera().ask())
    return page


def _search_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.search.page import SearchPage  # noqa: PLC0415 - made when it is first gone to

    return SearchPage(parts.session, parts.store, parts.catalog(), parts.parent)


def _custody_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.custody.page import CustodyPage  # noqa: PLC0415 - made when it is first gone to

    officers = parts.desk.officers
    return CustodyPage(parts.session, parts.store, parts.press, officers, parts.catalog(), parts.parent)


def _shift_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.shift.page import ShiftPage  # noqa: PLC0415 - made when it is first gone to

    officers = parts.desk.officers
    return ShiftPage(parts.session, parts.store, parts.press, officers, parts.draft, parts.catalog(), parts.parent)


def _stock_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.stock.page import StockPage  # noqa: PLC0415 - made when it is first gone to

    return StockPage(parts.session, parts.store, parts.catalog(), parts.parent)


def make_rules_page(
    desk: WindowDesk, session: Session, store: Worker, press: Worker, catalog: Catalog, parent: QWidget
) -> RulesPage:
    """Load and make the Rules page; files are read on the press's worker, as a stick may be slow."""
    from kbdesk.ui.rules.page import RulesPage  # noqa: PLC0415 - most officers on most days never go there

    return RulesPage(session, store, press, desk.officers, catalog, parent)


def _officers_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.officers.page import OfficersPage  # noqa: PLC0415 - made when it is first gone to

    return OfficersPage(parts.session, parts.store, parts.desk.officers, parts.catalog(), parts.parent)


def _devices_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.devices.backup_part import BackupPart  # noqa: PLC0415 - with it
    from kbdesk.ui.devices.camera_part import CameraPart  # noqa: PLC0415 - with it
    from kbdesk.ui.devices.folder_part import FolderPart  # noqa: PLC0415 - with it
    from kbdesk.ui.devices.page import DevicesPage  # noqa: PLC0415 - made when it is first gone to
    from kbdesk.ui.devices.printer_part import PrinterPart  # noqa: PLC0415 - with it
    from kbdesk.ui.devices.scanner_part import ScannerPart  # noqa: PLC0415 - with it
    from kbdesk.ui.devices.typed_part import TypedPart  # noqa: PLC0415 - with it

    scanning, desk, store = parts.scanning(), parts.desk, parts.store
    scanners: list[DevicePart] = [ScannerPart(desk, scanning.line, store, parts.devices)]
    if scanning.typed is not None:
        scanners.append(TypedPart(desk, parts.session, scanning.typed, store, parts.press))
    scanners += [FolderPart(desk, parts.session, parts.flat_bed(), store), CameraPart(parts.camera())]
    beside = [part(desk, parts.session, store, parts.devices) for part in (PrinterPart, BackupPart)]
    page = DevicesPage(scanners, beside, parts.catalog(), parts.parent)
    scanning.seen.connect(page.show_scan)
    return page


def _retention_page(parts: PageParts) -> DeskPage:
    from kbdesk.ui.retention.page import RetentionPage  # noqa: PLC0415 - made when it is first gone to

    return RetentionPage(parts.session, parts.store, parts.desk.officers, parts.catalog(), parts.parent)
