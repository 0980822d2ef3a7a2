"""A scanner on a serial line in the real window: a scan fills the card, faults are told, the header says how it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.domain.scanner import Framing, LineFault, LineState, ScannerLine
from kbdesk.store import settings
from kbdesk.ui.desk_view import DeskView
from kbdesk.ui.main_window import MainWindow
from tests.serial_line import Line

ZONE = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\rL898902C36UTO7408122F1204159ZE184226B<<<<<10\r"


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "scanner")
    yield made
    made.pull_out()


@pytest.fixture
def listening(
    line: Line, data: Path, signed_in: Callable[..., MainWindow], qtbot: QtBot
) -> Callable[[], tuple[MainWindow, DeskView]]:
    """Sign in at a desk whose settings name the line, and wait until it is open."""

    def listens(framing: Framing = Framing.AUTO) -> tuple[MainWindow, DeskView]:
        kept = settings.read(data)
        settings.write(data, replace(kept, scanner_port=str(line.port), scanner_framing=framing))
        line.plug_in()
        window = signed_in()
        view = window.view
        assert view is not None
        qtbot.waitUntil(lambda: view.scanning.line.state is LineState.CONNECTED)
        return window, view

    return listens


def facts(view: DeskView) -> dict[str, str]:
    return {fact.name: fact.value for fact in view.form.header._facts}


def test_a_scan_over_the_line_fills_the_card(
    listening: Callable[..., tuple[MainWindow, DeskView]], line: Line, qtbot: QtBot
) -> None:
    _, view = listening()
    line.send(ZONE)
    qtbot.waitUntil(lambda: bool(view.arrive.sitting.draft.travelers))
    assert view.arrive.sitting.draft.travelers[0].surname == "ERIKSSON"
    assert facts(view)["Scanner"] == "ready"


def test_a_scanner_that_is_pulled_out_is_told_and_comes_back(
    listening: Callable[..., tuple[MainWindow, DeskView]], line: Line, qtbot: QtBot, english: Catalog
) -> None:
    _, view = listening()
    line.pull_out()
    qtbot.waitUntil(lambda: view.scanning.line.fault is LineFault.UNPLUGGED)
    assert view.scanning.strip.accessibleName().startswith(english.text("scanner.fault.unplugged"))
    assert facts(view)["Scanner"] == "not there"
    line.plug_in()
    qtbot.waitUntil(lambda: view.scanning.line.state is LineState.CONNECTED)
    line.send(ZONE)
    qtbot.waitUntil(lambda: bool(view.arrive.sitting.draft.travelers))


def test_at_a_locked_desk_a_scan_goes_nowhere(
    listening: Callable[..., tuple[MainWindow, DeskView]], line: Line, qtbot: QtBot
) -> None:
    window, _ = listening()
    assert "scanner" in {thread.name for thread in threading.enumerate()}
    window.lock()
    line.send(ZONE)
    qtbot.waitUntil(lambda: window.locked is not None and window.locked.isVisible())
    qtbot.waitUntil(lambda: "scanner" not in {thread.name for thread in threading.enumerate()})
    assert window.session is None
    assert window.view is None


def test_without_a_scanner_the_header_says_nothing_of_one(signed_in: Callable[..., MainWindow]) -> None:
    window = signed_in()
    assert window.view is not None
    assert window.view.scanning.line.state is LineState.OFF
    assert "Scanner" not in facts(window.view)


def test_which_scanner_a_machine_has_is_kept(data: Path, signed_in: Callable[..., MainWindow]) -> None:
    window = signed_in()
    chosen = ScannerLine(port="0c2e:0b61", framing=Framing.CR, speed=115_200)
    window._desk.keep_scanner(chosen)
    assert window._desk.scanner_line == chosen
    kept = settings.read(data)
    assert (kept.scanner_port, kept.scanner_framing, kept.scanner_speed) == ("0c2e:0b61", Framing.CR, 115_200)
