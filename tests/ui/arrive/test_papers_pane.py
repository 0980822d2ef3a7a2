"""The papers at the side: proofs while typing, one at a time, the last wish winning."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import PageImage
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.ui.arrive.enlarged import Enlarged
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.arrive.page_view import PageView, picture
from tests.ui.arrive.people import MILAN
from tests.ui.conftest import Hand


def drawn(page: ArrivePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.sheets.current()) and all(s.fresh for s in page.sheets.current()), timeout=20_000)


def test_a_proof_stands_there_soon_after_the_zone_was_read(page: ArrivePage, qtbot: QtBot, english: Catalog) -> None:
    assert not page.ui.papers.tabs.isVisible()
    page.scan(MILAN)
    drawn(page, qtbot)
    names = [page.ui.papers.tabs.tabText(i) for i in range(page.ui.papers.tabs.count())]
    assert names[0] == english.text("arrive.paper-tab.permit")
    assert page.ui.papers.caption.text() == english.text("arrive.papers.proof", n=1, of=len(names))


def test_a_page_is_drawn_as_wide_as_it_is_shown(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    drawn(page, qtbot)
    (sheet,), view = page.sheets.current(), page.ui.papers.pages.views[0]
    assert sheet.pages[0].width == view.width() - 3
    assert abs(view.height() - 3 - sheet.pages[0].height) <= 1


def test_typing_draws_the_proof_again_and_nothing_typed_draws_nothing(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    drawn(page, qtbot)
    before = page.sheets.current()
    page.sitting.look_again()
    assert page.sheets.current() == before
    page.sitting.amend("traveler[1]", "given_names", "MILANKO")
    drawn(page, qtbot)
    after = page.sheets.current()
    assert after[0].pages != before[0].pages


def test_the_first_page_follows_the_keys_and_the_others_come_after_it(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    drawn(page, qtbot)
    (before,), states = page.sheets.current(), list[tuple[PageImage, ...]]()
    page.sheets.changed.connect(lambda: states.append(page.sheets.sheets[0].pages))
    page.sitting.amend("traveler[1]", "given_names", "MILANKO")
    drawn(page, qtbot)
    after = page.sheets.sheets[0].pages
    assert len(after) == 2
    assert [one is two for one, two in zip(states[-2], before.pages, strict=True)] == [False, True]
    assert states[-2][0] is after[0] and states[-1] == after


def test_another_tab_draws_its_own_paper(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    drawn(page, qtbot)
    page.ui.papers.tabs.setCurrentIndex(1)
    drawn(page, qtbot)
    assert [s.kind for s in page.sheets.current()] == [PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL]


def test_a_page_is_enlarged_in_a_window_that_esc_closes(page: ArrivePage, qtbot: QtBot, hand: Hand) -> None:
    page.scan(MILAN)
    drawn(page, qtbot)
    page.ui.papers.enlarged.emit()
    (window,) = page.window().findChildren(Enlarged)
    qtbot.waitUntil(window.isVisible)
    assert window.width() <= page.window().width()
    shown = window.pages.views[0]
    qtbot.waitUntil(lambda: window._sheets[0].pages[0].width == shown.width() - 3, timeout=20_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hand.presses(Qt.Key.Key_Escape, on=window)
    qtbot.waitUntil(lambda: not any(w.isVisible() for w in page.window().findChildren(Enlarged)))


def test_a_hidden_page_draws_nothing(page: ArrivePage, qtbot: QtBot) -> None:
    page.hide()
    page.scan(MILAN)
    assert not page.sheets._running
    page.sheets._draw()
    assert not page.sheets._running
    page.show()
    drawn(page, qtbot)


def test_pixels_are_taken_as_they_come(qtbot: QtBot) -> None:
    image = picture(PageImage(width=2, height=1, pixels=bytes([255, 0, 0, 0, 0, 0, 255, 0])))
    assert [image.pixelColor(x, 0).name() for x in (0, 1)] == ["#0000ff", "#ff0000"]
    view = PageView()
    qtbot.addWidget(view)
    view.show_page(PageImage(width=520, height=110, pixels=bytes(520 * 110 * 4)))
    view.fit(523)
    assert (view.width(), view.height()) == (523, 113)
