"""The scanner's part of the Devices page: how its line stands, a trial scan shown as it came, and which line it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import Recognised, Scan
from kbdesk.domain.scan_looks import Looks
from kbdesk.domain.scanner import SPEEDS, FoundPort, Framing, LineState, ScannerLine
from kbdesk.ui.desk import WindowDesk
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.field import ChoiceField, FreeChoiceField
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.serial_line import SerialLine
from kbdesk.ui.when import clock_time
from kbdesk.ui.worker import Worker

_SHOWN: Final = 140
"""Characters of a trial scan that are shown; a seal's bytes are shown as digits, up to as many."""
_SHAPES: Final = {
    LineState.OFF: Shape.NOTE,
    LineState.MISSING: Shape.WARN,
    LineState.REFUSED: Shape.STOP,
    LineState.CONNECTED: Shape.OK,
}


class ScannerPart(DevicePart):
    """The part. What is scanned while the page is in sight is shown here and goes nowhere else."""

    def __init__(
        self, desk: WindowDesk, line: SerialLine, store: Worker, devices: Worker, parent: QWidget | None = None
    ) -> None:
        """Show a line; its ports are looked for on the devices' worker, a choice is kept on the store's."""
        super().__init__(parent)
        self._desk, self._line, self._store, self._devices = desk, line, store, devices
        self._catalog: Catalog | None = None
        self._ports: Sequence[FoundPort] = ()
        self._seen: tuple[Scan, Recognised] | None = None
        self.port, self.framing, self.speed = FreeChoiceField(self), ChoiceField(self), ChoiceField(self)
        self.keep, self.again = Button(self), Button(self, icon="refresh-cw")
        self.fault = Paragraph(self, tone="ink2")
        self._trial_title, self._trial = Words(self, role="strong"), Paragraph(self)
        self.trial = Paragraph(self, tone="ink2")
        self.trial.setFont(fonts.face(14, 400, fonts.ZONE))
        self.trial.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._well = self._make_well()
        fields = column(self.port, row((self.framing, 3), (self.speed, 2), gap=12), gap=0)
        self.fill(self.fault, self._well, fields, row(self.keep, self.again, None, gap=12))
        self.keep.clicked.connect(self._on_keep_clicked)
        self.again.clicked.connect(self.look)
        line.changed.connect(self._show)

    def _make_well(self) -> QFrame:
        inside = column(self._trial_title, self._trial, self.trial, gap=4, margins=(16, 12, 16, 12))
        return panel("sunken", inside)

    def look(self) -> None:
        """Look for the ports there are, and show what is kept."""
        self._show_choice()
        self._devices.run_newest("ports", self._desk.scanner_ports, self._on_ports_found, self.failed.emit)

    def show_scan(self, scan: Scan, found: Recognised) -> None:
        """Show what was scanned: what it is taken for, how long it is, its characters if they are no secret."""
        self._seen = scan, found
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was scanned: it may have been somebody's document."""
        super().hideEvent(event)
        self._seen = None
        self._show()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        text = catalog.text
        self.title.setText(text("devices_page.scanner.title"))
        self.port.set_label(text("devices_page.scanner.port"))
        self.framing.set_label(text("devices_page.scanner.framing"))
        self.speed.set_label(text("devices_page.scanner.speed"))
        self.framing.set_choices([(each, text(f"devices_page.scanner.framing.{each}")) for each in Framing])
        self.keep.setText(text("devices_page.scanner.keep"))
        self.again.setText(text("devices_page.again"))
        self._trial_title.setText(text("devices_page.scanner.trial"))
        self._show_choice()
        self._show()

    # -- showing -------------------------------------------------------------------------------------
    def _on_ports_found(self, ports: Sequence[FoundPort]) -> None:
        """Offer the ports there are; what was chosen meanwhile stays."""
        self._ports = ports
        self._offer_ports(self.port.value())

    def _offer_ports(self, chosen: str) -> None:
        if self._catalog is not None:
            found = [(port.usb or port.name, " · ".join(filter(None, (port.what, port.name)))) for port in self._ports]
            self.port.set_choices([("", self._catalog.text("devices_page.scanner.none")), *found])
            self.port.set_value(chosen)

    def _show_choice(self) -> None:
        if self._catalog is None:
            return
        kept = self._line.line
        self._offer_ports(kept.port)
        self.framing.set_value(kept.framing)
        speeds = sorted({*SPEEDS, kept.speed})
        self.speed.set_choices([(str(speed), f"{speed:,}".replace(",", " ")) for speed in speeds])
        self.speed.set_value(str(kept.speed))

    def _show(self) -> None:
        catalog, line = self._catalog, self._line
        if catalog is None:
            return
        state = catalog.text(f"devices_page.scanner.state.{line.state}", port=line.line.port)
        self.show_state(state, _SHAPES[line.state])
        self.fault.setVisible(line.fault is not None)
        if line.fault is not None and line.fault_at is not None:
            what = catalog.text(f"scanner.fault.{line.fault}")
            self.fault.setText(catalog.text("devices_page.fault", at=clock_time(line.fault_at), what=what))
        self.trial.setVisible(self._seen is not None and self._seen[1].looks is not Looks.SECOND_CODE)
        if self._seen is None:
            self._trial.setText(catalog.text("devices_page.scanner.trial.what"))
            return
        scan, found = self._seen
        kind = f"scan.looks.{found.looks}" if found.looks is not None else f"scan.kind.{found.kind}"
        length = catalog.count("devices_page.scanner.trial.length", len(scan.data))
        source = catalog.text(f"devices_page.scanner.source.{scan.source}")
        notes = [catalog.text(note) for each in scan.notes if catalog.has(note := f"scan.note.{each}")]
        self._trial.setText(" · ".join((catalog.text(kind), length, source, *notes)))
        self.trial.setText("" if self.trial.isHidden() else shown(scan.data))

    # -- acting --------------------------------------------------------------------------------------
    def _on_keep_clicked(self) -> None:
        framing, speed = self.framing.value() or Framing.AUTO, self.speed.value() or str(SPEEDS[0])
        line = ScannerLine(port=self.port.value().strip(), framing=Framing(framing), speed=int(speed))
        self._store.run(lambda: self._desk.keep_scanner(line), lambda _none: self._on_kept(), self.failed.emit)

    def _on_kept(self) -> None:
        self._line.start()
        self._show_choice()
        if self._catalog is not None:
            self.told.emit(self._catalog.text("devices_page.scanner.kept"), "")


def shown(data: str | bytes) -> str:
    """Return the characters of a scan as they came: line ends as a sign, bytes of no text as digits, long ones cut."""
    if isinstance(data, bytes):
        text = data.decode("latin-1")
        ascii_ = all(32 <= byte < 127 or byte in b"\r\n\t" for byte in data[:_SHOWN])
        data = text if ascii_ else data[: _SHOWN // 2].hex(" ", 2)
    signs = data[:_SHOWN].replace("\r\n", "⏎").replace("\r", "⏎").replace("\n", "⏎")
    plain = "".join(sign if sign.isprintable() else "·" for sign in signs)
    return plain.replace("⏎", "\n") + ("…" if len(data) > _SHOWN else "")
