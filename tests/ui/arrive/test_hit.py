"""A match with the watchlist: adjudicated from a short list, silent, and like any other finding at a glance."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from kbdesk.desk.watchlist import WatchlistDesk
from kbdesk.domain.scan import Scan, Source
from kbdesk.ui.arrive.finding_row import FindingRow
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.main_window import MainWindow

from .people import MILAN

OTHER = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
LIST = b"reference,document_number,issuing_state,surname,given_names,birth_date\n4411,008123456,SRB,,,\n"


@pytest.fixture
def listed(page: ArrivePage, qtbot: QtBot) -> ArrivePage:
    """The page with a person on it whose document stands on the imported list."""
    window: Any = page.window()
    session, done = window.session, list[object]()
    desk = WatchlistDesk(store=session.store, clock=session.clock, officer="officer")
    window.store.run(lambda: desk.take(LIST), done.append)
    qtbot.waitUntil(lambda: bool(done))
    page.scan(MILAN)
    qtbot.waitUntil(lambda: any(f.finding.code == "watchlist-hit" for f in page.sitting.snapshot.findings))
    return page


def row(page: ArrivePage) -> FindingRow:
    found = next(f for f in page.sitting.snapshot.findings if f.finding.code == "watchlist-hit")
    return page.ui.findings._rows[found.number - 1]


def test_a_hit_is_adjudicated_from_its_closed_list_and_no_words_of_one_s_own_will_do(listed: ArrivePage) -> None:
    assert row(listed).reason.text() == "Adjudicate…"
    row(listed).reason.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [entry.objectName() for entry in menu.actions()] == ["not-the-same-person", "matter-settled"]
    menu.actions()[0].trigger()
    menu.close()
    assert row(listed)._accepted.text().endswith("Not the same person")
    assert "traveler[1]" in listed.sitting.snapshot.readiness.ready


def test_a_hit_makes_no_sound_opens_nothing_and_wears_the_mark_of_any_warn(listed: ArrivePage) -> None:
    assert row(listed)._mark.shape is Shape.WARN
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None


def test_a_scan_that_hits_is_told_as_any_other_scan_is(listed: ArrivePage, qtbot: QtBot) -> None:
    window = listed.window()
    assert isinstance(window, MainWindow)
    assert window.view is not None
    told: list[tuple[str, Shape, bool]] = []
    for zone in (MILAN, OTHER):
        listed.sitting.discard()
        window.scanned(Scan(data=zone, source=Source.SERIAL))
        qtbot.waitUntil(lambda: listed.sitting.knowledge.settled)
        strip = window.view.scanning.strip
        told.append((strip.accessibleName(), strip._mark, QApplication.activeModalWidget() is None))
    hits = [f for f in listed.sitting.snapshot.findings if f.finding.code == "watchlist-hit"]
    assert not hits, "the second of them is on no list"
    assert told == [("A document’s zone", Shape.OK, True)] * 2


def test_a_hit_can_be_referred_from_where_it_stands(listed: ArrivePage) -> None:
    listed.ui.findings.point_at("traveler[1]", "document_number")
    assert row(listed).refer.isVisibleTo(listed)


def test_the_header_says_how_old_the_list_is(listed: ArrivePage) -> None:
    window = listed.window()
    assert isinstance(window, MainWindow)
    assert window.view is not None
    window.view.tick(window.view._session.clock.now())
    words = [label.text() for label in window.view.form.header.findChildren(QLabel) if label.isVisible()]
    assert "0\N{NO-BREAK SPACE}min old" in words
