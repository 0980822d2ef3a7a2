"""A scanner that brings half a scan, two at once, noise or nothing more: the officer is told what to do and goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.domain.scanner import Framing, LineFault, LineState
from kbdesk.store import settings
from kbdesk.ui.desk_view import DeskView
from kbdesk.ui.main_window import MainWindow
from tests.icao.zones import ICAO_TD2, SERBIAN_CARD, SERBIAN_PASSPORT
from tests.serial_line import Line
from tests.ui.scanner import Scanner

CARD, PASSPORT = (zone.replace("\n", "\r").encode() for zone in (SERBIAN_CARD, SERBIAN_PASSPORT))
FRAMES = {
    "scanner.fault.half": (b"\x02" + CARD[:50], CARD),
    "scan.looks.half-zone": (b"\x02" + CARD[:50] + b"\x03",),
    "scan.looks.two-zones": (b"\x02" + CARD + PASSPORT + b"\x03", b"\x02" + PASSPORT + b"\r" + PASSPORT + b"\x03"),
    "scan.looks.binary": (b"\x02" + bytes(range(0x80, 0x100)) + b"\x03",),
    "scanner.fault.too-long": (bytes(200_000),),
}
"""What is told, and what the line brought: without its end or its beginning, cut, run together, noise, a flood."""
UNPLUGGED = (LineFault.UNPLUGGED, LineFault.UNPLUGGED_IN_SCAN)
"""In mid-scan, or as far as was noticed before it: the kernel may drop what nobody had read."""
STRUCK = {
    "scan.looks.half-zone": (SERBIAN_CARD[:50], f"{SERBIAN_PASSPORT[:44]}\n"),
    "scan.looks.two-zones": (f"{SERBIAN_CARD}{SERBIAN_PASSPORT}\n", f"{ICAO_TD2}\n{ICAO_TD2}\n"),
    "scan.looks.text": (r"~!@#$%^&*()_+{}|:?`-=[]\;',./" + "\n",),
}


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "scanner")
    yield made
    made.pull_out()


def ends_told(view: DeskView, english: Catalog, code: str, qtbot: QtBot) -> None:
    """Wait until something is told with what is to be done, and see that nothing was filled."""
    strip = view.scanning.strip
    said = f"{english.text(code)}. {english.text(f'{code}.what')}"
    qtbot.waitUntil(lambda: strip.isVisible() and strip.accessibleName() == said)
    strip.hide()
    assert view.arrive.sitting.snapshot.empty


def test_whatever_a_line_brings_is_told_with_what_to_do_and_the_next_scan_fills_a_card(
    line: Line, data: Path, signed_in: Callable[..., MainWindow], qtbot: QtBot, english: Catalog
) -> None:
    def is_there() -> bool:
        return view.scanning.line.state is LineState.CONNECTED

    kept = replace(settings.read(data), scanner_port=str(line.port), scanner_framing=Framing.STX_ETX)
    settings.write(data, kept)
    line.plug_in()
    view = signed_in().view
    assert view is not None
    qtbot.waitUntil(is_there)
    for code, brought in FRAMES.items():
        for data_brought in brought:
            line.send(data_brought)
            ends_told(view, english, code, qtbot)
    line.send(b"\x02" + CARD[:40])
    line.pull_out()
    qtbot.waitUntil(lambda: view.scanning.line.fault in UNPLUGGED)
    ends_told(view, english, f"scanner.fault.{view.scanning.line.fault}", qtbot)
    line.plug_in()
    qtbot.waitUntil(is_there)
    line.send(b"\x02" + CARD + b"\x03")
    qtbot.waitUntil(lambda: bool(view.arrive.sitting.draft.travelers))
    (traveler,) = view.arrive.sitting.draft.travelers
    assert traveler.mrz == SERBIAN_CARD


def test_whatever_a_keyboard_scanner_types_is_told_with_what_to_do_and_lands_in_no_field(
    signed_in: Callable[..., MainWindow], qtbot: QtBot, english: Catalog
) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    qtbot.waitUntil(lambda: window.typed_scans.wedge is not None)
    view.arrive.ui.traveler.focus("surname")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field = view.arrive.ui.traveler.fields["surname"].focusProxy()
    assert isinstance(field, QLineEdit)
    scanner = Scanner()
    for code, struck in STRUCK.items():
        for text in struck:
            scanner.scan(text)
            ends_told(view, english, code, qtbot)
            assert field.text() == ""
    scanner.scan(SERBIAN_CARD[:40])
    scanner.now += 2_000  # it was pulled out: nothing more comes
    scanner.types("novak")
    qtbot.waitUntil(lambda: field.text() == "novak")
    scanner.scan(f"{SERBIAN_CARD}\n")
    qtbot.waitUntil(lambda: any(one.mrz == SERBIAN_CARD for one in view.arrive.sitting.draft.travelers))
