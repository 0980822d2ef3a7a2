"""The printers' part of the Devices page: which printer each kind of paper goes to, how it stands, a test sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from kbdesk.desk.ports import PrinterError
from kbdesk.domain.messages import Catalog
from kbdesk.domain.officers import PRINTERS_CHOSEN
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import (
    SIZES,
    Fault,
    FoundPrinter,
    FoundPrinters,
    LastFault,
    PrinterLook,
    Role,
    in_the_way,
    unpinned,
)
from kbdesk.ui.desk import Session, WindowDesk
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.devices.rights import may_choose
from kbdesk.ui.devices.trusting import Trusting
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.field import ChoiceField, FreeChoiceField
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.when import clock_time, short_date
from kbdesk.ui.worker import Worker

_UNTOLD: Final[Mapping[str, str]] = MappingProxyType({"size": "–", "printer": "–"})
"""What fills the words of a fault that was kept without it."""


class PrinterPart(DevicePart):
    """The part. Whoever is no supervisor or administrator sees it and prints test sheets, and chooses nothing."""

    def __init__(
        self, desk: WindowDesk, session: Session, store: Worker, devices: Worker, parent: QWidget | None = None
    ) -> None:
        """Show a desk's printers; they are looked at on the devices' worker, a choice is kept on the store's."""
        super().__init__(parent)
        self._desk, self._session, self._store, self._devices = desk, session, store, devices
        self._catalog: Catalog | None = None
        self._queues, self._announced = FoundPrinters(), FoundPrinters()
        self._look: PrinterLook | None = None
        self._unanswered: Exception | None = None
        self._told: LastFault | None = None
        self.role = ChoiceField(self)
        self.first, self.second = FreeChoiceField(self), FreeChoiceField(self)
        self.keep, self.try_out = Button(self), Button(self, icon="printer")
        self.again = Button(self, icon="refresh-cw")
        self.media, self.fault = Paragraph(self, tone="ink2"), Paragraph(self, tone="ink2")
        self.who, self.unasked = Paragraph(self, tone="ink2"), Paragraph(self, tone="ink2")
        self.fill(
            self.media,
            self.fault,
            column(self.role, self.first, self.second, gap=0),
            row(self.keep, self.try_out, self.again, None, gap=12),
            self.who,
            self.unasked,
        )
        self.role.editor.currentIndexChanged.connect(lambda _index: self._on_role_chosen())
        self.keep.clicked.connect(self._on_keep_clicked)
        self.try_out.clicked.connect(self._on_try_out_clicked)
        self.again.clicked.connect(self._on_again_clicked)

    def look(self) -> None:
        """Show what is kept, look for what there is, and look at the printer."""
        self._show_choice()
        self._search()

    def tick(self) -> None:
        """Show what has gone wrong, or come right, since."""
        if self._catalog is not None and self._desk.printer_fault(self._role) != self._told:
            self._show_fault(self._catalog)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog, text = catalog, catalog.text
        chosen = self.role.value() or str(Role.PAPER)
        self.title.setText(text("devices_page.printer.title"))
        self.role.set_label(text("devices_page.printer.role"))
        self.role.set_choices([(str(role), text(f"devices_page.printer.role.{role}")) for role in Role])
        self.role.set_value(chosen)
        self.first.set_label(text("devices_page.printer.first"))
        self.second.set_label(text("devices_page.printer.second"))
        self.keep.setText(text("devices_page.printer.keep"))
        self.try_out.setText(text("devices_page.printer.test"))
        self.again.setText(text("devices_page.again"))
        self._show_choice()
        self._show()

    # -- showing -------------------------------------------------------------------------------------
    @property
    def _role(self) -> Role:
        return Role(self.role.value() or Role.PAPER)

    @property
    def _found(self) -> Sequence[FoundPrinter]:
        return (*self._queues.printers, *self._announced.printers)

    @property
    def _address(self) -> str:
        """The printer that has the papers of the role chosen: its own, else the papers'."""
        own, papers = self._desk.printers_of(self._role), self._desk.printers_of(Role.PAPER)
        return next(filter(None, (*own, *papers)), "")

    def _on_role_chosen(self) -> None:
        self._show_choice()
        self._look_at_printer()

    def _show_choice(self) -> None:
        if self._catalog is None:
            return
        self._offer(self._catalog, *self._desk.printers_of(self._role))
        may = may_choose(self._desk, self._session, PRINTERS_CHOSEN)
        self.keep.setEnabled(may)
        self.who.setText(self._catalog.text("devices_page.printer.who"))
        self.who.setVisible(not may)

    def _offer(self, catalog: Catalog, first: str, second: str) -> None:
        """Offer the printers found, and show these as chosen."""
        offered = [("", catalog.text("devices_page.printer.none"))]
        found = self._found
        offered += [(one.address, f"{one.name} · {one.where}" if one.where else one.name) for one in found]
        for field, chosen in ((self.first, first), (self.second, second)):
            field.set_choices(offered)
            field.set_value(chosen)

    def _look_at_printer(self) -> None:
        self._devices.drop("printer")
        self._look, self._unanswered = None, None
        desk, address = self._desk, self._address
        if address:
            self._devices.run_newest("printer", lambda: desk.look_at_printer(address), self._on_looked, self._on_not)
        else:
            self._show()

    def _search(self) -> None:
        desk = self._desk
        self._devices.run_newest(
            "printers", lambda: desk.found_printers(network=False), self._on_found, self.failed.emit
        )
        self._look_at_printer()

    def _on_found(self, found: FoundPrinters) -> None:
        self._queues = found
        self._show_found()

    def _on_announced(self, found: FoundPrinters) -> None:
        self._announced = found
        self._show_found()

    def _show_found(self) -> None:
        """Offer printers by their names; what was typed meanwhile stays."""
        if self._catalog is not None:
            self._offer(self._catalog, self.first.value(), self.second.value())
        self._show()

    def _on_looked(self, look: PrinterLook) -> None:
        self._look = look
        self._show()

    def _on_not(self, error: Exception) -> None:
        self._unanswered, role = error, self._role
        if isinstance(error, PrinterError):
            told = error
            self._store.run(lambda: self._desk.note_fault(role, told), lambda _none: self._show(), self.failed.emit)
        self._show()

    def _show(self) -> None:
        catalog, look = self._catalog, self._look
        if catalog is None:
            return
        kept, unasked = self._address, self._announced.fault
        self.unasked.setVisible(bool(unasked))
        if unasked:
            self.unasked.setText(catalog.text(f"fault.{unasked}"))
        self.media.setVisible(look is not None)
        if look is not None:
            told = next(iter((in_the_way(self._role, look), *look.faults)), None)
            self.media.setText(catalog.text("devices_page.printer.media", media=_media(look) or "–"))
            ready = catalog.text("devices_page.printer.ready")
            what = {"size": SIZES[self._role]} if told is Fault.WRONG_PAPER else {}
            text = catalog.text(f"fault.printer.{told}", **what) if told else ready
            self.show_state(f"{look.name}: {text}", Shape.WARN if told else Shape.OK)
        elif kept:
            name = next((found.name for found in self._found if found.address == kept), kept.partition("#")[0])
            self.show_state(name, Shape.WAIT if self._unanswered is None else Shape.STOP)
        else:
            self.show_state(catalog.text("devices_page.printer.folder"), Shape.NOTE)
        self._show_fault(catalog)

    def _show_fault(self, catalog: Catalog) -> None:
        """Say what was wrong last, and when; what is no printer's fault is said while it lasts."""
        self._told, error = self._desk.printer_fault(self._role), self._unanswered
        if error is not None and not isinstance(error, PrinterError):
            self.fault.setText(sentence(error, catalog))
        elif self._told is not None:
            at, now = self._told.at, self._session.clock.now()
            day = "" if at.date() == now.date() else f"{short_date(at.date(), catalog.language)}, "
            what = catalog.text(f"fault.{self._told.code}", **{**_UNTOLD, **self._told.values})
            self.fault.setText(catalog.text("devices_page.fault", at=day + clock_time(at), what=what))
        self.fault.setVisible(bool(self._told or error))

    # -- acting --------------------------------------------------------------------------------------
    def _on_again_clicked(self) -> None:
        """Look for everything anew; the network is asked here alone, for it takes a second and is heard by others."""
        self._search()
        desk = self._desk
        self._devices.run_newest(
            "network", lambda: desk.found_printers(network=True), self._on_announced, self.failed.emit
        )

    def _on_keep_clicked(self) -> None:
        role, chosen = self._role, (self.first.value().strip(), self.second.value().strip())
        if not any(map(unpinned, chosen)):
            self._keep(role, *chosen)
            return
        desk = self._desk
        self._devices.run_newest(
            "certificates", lambda: tuple(map(desk.pinned, chosen)), partial(self._on_pinned, role), self.failed.emit
        )

    def _on_pinned(self, role: Role, pinned: tuple[str, str]) -> None:
        """Ask whether the certificates that were shown are trusted, before anything is kept."""
        if self._catalog is not None:
            asked = [address for address in pinned if address.startswith("ipps://")]
            dialog = Trusting(self.window(), asked, self._catalog)
            dialog.accepted.connect(partial(self._keep, role, *pinned))
            dialog.open()

    def _keep(self, role: Role, first: str, second: str) -> None:
        def renew() -> None:
            self._session.renew_printers(role, first, second, keep=self._desk.keep_printers)

        self._store.run(renew, lambda _none: self._on_kept(), self.failed.emit)

    def _on_kept(self) -> None:
        self.look()
        if self._catalog is not None:
            self.told.emit(self._catalog.text("devices_page.printer.kept"), "")

    def _on_try_out_clicked(self) -> None:
        role = self._role
        self._store.run(lambda: self._session.try_printer(role), self._on_tried, self.failed.emit)

    def _on_tried(self, failed: Sequence[tuple[Printed, PrinterError]]) -> None:
        self._show()
        if self._catalog is not None and not failed:
            self.told.emit(self._catalog.text("devices_page.printer.tried"), "")


def _media(look: PrinterLook) -> str:
    """Return the sizes that lie in a printer's trays, in millimetres."""
    return " · ".join(f"{medium.width / 100:.0f} × {medium.height / 100:.0f} mm" for medium in look.ready)
