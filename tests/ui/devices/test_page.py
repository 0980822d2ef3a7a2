"""The Devices page: how the scanner stands, a trial scan that goes nowhere, and a choice that is kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.scan import Scan, Source
from kbdesk.domain.scanner import Framing, LineState
from kbdesk.domain.vocabulary import Language
from kbdesk.store import settings
from kbdesk.ui.devices.page import DevicesPage
from kbdesk.ui.devices.scanner_part import ScannerPart, shown
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.words import Words
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from tests.ui.samples import busy

ZONE = "IDSRB00812345631403978910018<<\n7803141M2805140SRB<<<<<<<<<<<1\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<"


def open_page(window: MainWindow) -> tuple[DevicesPage, ScannerPart]:
    assert window.view is not None
    window.view.go(Place.DEVICES)
    page = window.view.books.page(Place.DEVICES)
    assert isinstance(page, DevicesPage)
    part = page.parts[0]
    assert isinstance(part, ScannerPart)
    window._devices.settle()
    QApplication.processEvents()
    return page, part


def test_a_second_officers_code_is_not_shown_by_a_trial_scan_either(signed_in: Callable[..., MainWindow]) -> None:
    window = signed_in()
    page, part = open_page(window)
    for data, there in (("471 107 8", True), ("471108", False)):
        window.scanned(Scan(data=data, source=Source.SERIAL))
        assert any(data in words.text() for words in page.findChildren(QLabel)) is there
    assert part._trial.text().startswith("This looks like")


def test_a_trial_scan_is_shown_as_it_came_and_goes_nowhere(signed_in: Callable[..., MainWindow]) -> None:
    window = signed_in()
    assert window.view is not None
    page, part = open_page(window)
    for data, told in (
        (ZONE, "A document’s zone · 92 characters"),
        (b"\xdc\x03" + bytes(90), "A seal · 92 characters"),
        ("https://example.org/", "This looks like an internet address · 20 characters"),
    ):
        window.scanned(Scan(data=data, source=Source.WEDGE, notes=("layout-undone",)))
        assert part._trial.text().startswith(told)
        assert "as a keyboard" in part._trial.text()
    assert window.view.place is Place.DEVICES
    assert not window.view.arrive.sitting.draft.cards()
    window.scanned(Scan(data=ZONE, source=Source.SERIAL))
    assert part.trial.text() == ZONE
    assert page.isVisible()
    window.view.go(Place.ARRIVE)
    assert part.trial.text() == ZONE or part.trial.isHidden()
    window.scanned(Scan(data=ZONE, source=Source.SERIAL))
    assert len(window.view.arrive.sitting.draft.travelers) == 1
    open_page(window)
    assert part.trial.isHidden(), "what was scanned elsewhere is not shown here"


def test_what_came_is_shown_plainly_whatever_it_was() -> None:
    assert shown("AB\rCD\r\nEF") == "AB\nCD\nEF"
    assert shown(b"\xdc\x03\x00\xff") == "dc03 00ff"
    assert shown("a\x1b[2Jb\x00") == "a·[2Jb·"
    assert shown(b"<b>bold</b>") == "<b>bold</b>"
    assert len(shown("x" * 100_000)) == 141
    assert len(shown(b"\xdc" * 100_000)) < 200


def test_a_scanner_is_chosen_kept_and_listened_to_at_once(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    assert window.view is not None
    line = window.view.scanning.line
    _, part = open_page(window)
    assert part._mark.shape is Shape.NOTE
    scanner, desk = os.openpty()
    with busy(window._devices):
        part.look()
        part.port.set_value(os.ttyname(desk))
    part.framing.set_value(Framing.CR)
    part.speed.set_value("19200")
    part.keep.click()
    qtbot.waitUntil(lambda: line.state is LineState.CONNECTED)
    assert part._mark.shape is Shape.OK
    assert os.ttyname(desk) in part.state.text()
    kept = settings.read(data)
    assert (kept.scanner_port, kept.scanner_framing, kept.scanner_speed) == (os.ttyname(desk), Framing.CR, 19_200)
    os.write(scanner, ZONE.replace("\n", "\r").encode() + b"\r")
    qtbot.waitUntil(lambda: "STOJILJKOVIC" in part.trial.text())
    os.write(scanner, ZONE[:40].encode())
    qtbot.waitUntil(lambda: "Half a scan" in part.fault.text())
    part.port.set_value("")
    part.keep.click()
    qtbot.waitUntil(lambda: line.state is LineState.OFF)
    os.close(scanner)
    os.close(desk)


def test_a_speed_of_the_settings_that_is_not_on_the_list_is_kept(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    settings.write(data, replace(settings.read(data), scanner_speed=4800))
    window = signed_in()
    _, part = open_page(window)
    assert part.speed.value() == "4800"
    with qtbot.waitSignal(part.told):
        part.keep.click()
    assert settings.read(data).scanner_speed == 4800


def test_a_port_that_is_no_scanner_is_told_and_another_can_be_chosen(
    signed_in: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    assert window.view is not None
    _, part = open_page(window)
    file = tmp_path / "file"
    file.write_bytes(b"")
    part.port.set_value(str(file))
    part.keep.click()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.STOP)
    part.port.set_value(str(tmp_path / "nowhere"))
    part.keep.click()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.WARN)


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614), (683, 384)])
def test_no_word_of_the_page_is_cut_in_any_language(
    signed_in: Callable[..., MainWindow], catalogs: Catalogs, size: tuple[int, int]
) -> None:
    window = signed_in(size=size)
    assert window.view is not None
    page, part = open_page(window)
    window.scanned(Scan(data=ZONE, source=Source.WEDGE))
    for language in Language:
        window.view.retranslate(catalogs[language])
        QApplication.processEvents()
        cut = [words.text() for words in page.findChildren(Words) if words.isVisible() and words.is_cut()]
        cut += [field.objectName() for field in page.findChildren(FieldShell) if field.isVisible() and field.is_cut()]
        narrow = [b.text() for b in page.findChildren(Button) if b.isVisible() and b.width() < b.sizeHint().width()]
        assert not cut + narrow, language
        assert part.width() <= page.width()
        *scanners, printers, backups = (each.y() for each in page.parts)
        assert scanners == sorted(scanners), "the scanners stand in their order"
        assert printers == scanners[0] if size == (1366, 768) else printers > scanners[-1], "beside them or below"
        assert backups > printers
        assert scanners[0] < 20, "from the top"
