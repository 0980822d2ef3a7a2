"""A scanner that is a keyboard is put into service by one scan of the code on the page, and read by that ever after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.devices import codes
from kbdesk.domain.commissioning import PROBE
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.typed_scan import Wiring
from kbdesk.domain.vocabulary import Language
from kbdesk.store import settings
from kbdesk.ui.devices.page import DevicesPage
from kbdesk.ui.devices.typed_part import TypedPart
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from tests.icao.zones import SERBIAN_PASSPORT
from tests.ui.scanner import Scanner

ZONE = SERBIAN_PASSPORT.replace("PETROVIC<<MARKO<<", "YUGOVIC<<ZORAN<<<")


def open_part(window: MainWindow, qtbot: QtBot) -> TypedPart:
    assert window.view is not None
    qtbot.waitUntil(lambda: window.typed_scans.wedge is not None)
    window.view.go(Place.DEVICES)
    page = window.view.books.page(Place.DEVICES)
    assert isinstance(page, DevicesPage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return next(part for part in page.parts if isinstance(part, TypedPart))


@pytest.mark.parametrize(
    ("scanner", "host", "said"),
    [
        ("us", "us", "Both type alike"),
        ("us", "rs-cyrillic", "is undone at every scan"),
        ("us", "al", "is undone at every scan"),
        ("de", "rs-latin", "not set to the US layout"),
        ("de", "us", "not set to the US layout"),
    ],
)
def test_one_scan_tells_both_layouts_which_are_kept_and_used(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot, scanner: str, host: str, said: str
) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    part = open_part(window, qtbot)
    assert part.finding.isHidden()
    hand = Scanner(host, scanner=scanner)
    hand.scan(f"{PROBE}\n")
    qtbot.waitUntil(lambda: part.wiring != Wiring())
    assert said in part.finding.text()
    kept = settings.read(data)
    assert kept.scanner_layout == scanner
    assert kept.keyboard_layout == {"rs-latin": "hr"}.get(host, host)
    assert not view.arrive.sitting.draft.cards()
    view.go(Place.ARRIVE)
    hand.scan(f"{ZONE}\n")
    qtbot.waitUntil(lambda: bool(view.arrive.sitting.draft.travelers))
    assert view.arrive.sitting.draft.travelers[0].surname == "YUGOVIC", "and nobody is asked"


def test_the_code_scanned_on_another_page_changes_nothing(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    assert window.view is not None
    part = open_part(window, qtbot)
    window.view.go(Place.ARRIVE)
    with qtbot.waitSignal(window.typed_scans.read):
        Scanner("al").scan(f"{PROBE}\n")
    window.store.settle()
    assert part.wiring == Wiring()
    assert settings.read(data).scanner_layout == ""


def test_what_was_found_can_be_forgotten(signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot) -> None:
    window = signed_in()
    part = open_part(window, qtbot)
    assert part.forget.isHidden()
    Scanner("al").scan(f"{PROBE}\n")
    qtbot.waitUntil(part.forget.isVisible)
    part.forget.click()
    qtbot.waitUntil(lambda: part.wiring == Wiring())
    assert settings.read(data).scanner_layout == ""


def test_a_code_in_a_layout_that_nobody_knows_says_what_to_do(
    signed_in: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = signed_in()
    part = open_part(window, qtbot)
    Scanner().scan(PROBE.replace("-YZ", "!YZ") + "\n")
    qtbot.waitUntil(lambda: "Set the scanner to the US layout" in part.finding.text())


def test_the_code_on_the_screen_and_on_the_printed_sheet_say_the_same(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = signed_in()
    part = open_part(window, qtbot)
    qtbot.waitUntil(lambda: part.code.drawn)
    picture = tmp_path / "code.png"
    assert part.code.grab().save(str(picture))
    assert [code.data for code in codes.read(picture.read_bytes())] == [PROBE.encode()]
    part.print.click()
    qtbot.waitUntil(lambda: any((data / "tray").glob("*.pdf")))
    (sheet,) = (data / "tray").glob("*.pdf")
    assert PROBE.encode() in [code.data for code in codes.read(sheet.read_bytes())]


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
@pytest.mark.parametrize("language", Language)
def test_no_word_of_the_part_is_cut(
    signed_in: Callable[..., MainWindow], catalogs: Catalogs, qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    window = signed_in(language, size)
    part = open_part(window, qtbot)
    Scanner("rs-cyrillic", scanner="de").scan(f"{PROBE}\n")
    qtbot.waitUntil(part.forget.isVisible)
    QApplication.processEvents()
    for words in (part.state, part.finding, part.how):
        assert words.height() >= words.heightForWidth(words.width())
    for button in (part.print, part.forget):
        assert button.width() >= button.sizeHint().width()
    assert part.state.text() == catalogs[language].text(
        "devices_page.typed.found",
        scanner=catalogs[language].text("layout.de"),
        machine=catalogs[language].text("layout.rs-cyrillic"),
    )
