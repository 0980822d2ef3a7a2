"""The Custody page: found by scan, moved, handed over, sent on, destroyed by two only, counted with its difference."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kbdesk.app.clock import ZONE
from kbdesk.app.drill_passwords import passwords
from kbdesk.domain import numbers
from kbdesk.domain.custody import Unlike
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Disposition, Language
from kbdesk.ui.custody.asking import AskingDialog
from kbdesk.ui.custody.page import CustodyPage, Listing
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.second_officer import SecondOfficer
from tests.ui.samples import busy

Opens = Callable[..., CustodyPage]
ARTICLE = "documents-2022:1"
FIRST, SECOND, THIRD = (numbers.make("J", "2", n) for n in (1, 2, 3))


def _is_gone(dialog: QDialog) -> bool:
    return not isValid(dialog) or not dialog.isVisible()


def dialogs(page: CustodyPage) -> list[QDialog]:
    return [dialog for dialog in page.window().findChildren(QDialog) if dialog.isVisible()]


def dialog_of(page: CustodyPage) -> AskingDialog:
    dialog = next(d for d in page.window().findChildren(QDialog) if d.isVisible())
    assert isinstance(dialog, AskingDialog)
    return dialog


def pick(page: CustodyPage, *wanted: str) -> None:
    page.table.clearSelection()
    page.table.pick(set(wanted))


def slots(page: CustodyPage) -> dict[str, str]:
    return {row.number: row.slot for row in page.table.rows}


def test_the_envelopes_stand_by_slot_with_age_and_are_counted(open_custody: Opens, hand: Any) -> None:
    page = open_custody()
    window = page.window()
    assert isinstance(window, MainWindow) and window.view is not None
    window.view.go(Place.ARRIVE)
    hand.presses(Qt.Key.Key_F3, Qt.KeyboardModifier.ControlModifier, on=window.view)
    assert window.view.form.pages.currentWidget() is page
    model = page.table.model()
    assert [model.index(row, 0).data() for row in range(4)] == ["A 1", "A 2", "A 3", "P 1"]
    assert model.index(0, 2).data() == "Identity card SRB 008123456"
    assert page.count.text() == "4 envelopes"


def test_a_label_that_is_scanned_is_found_and_an_empty_field_lists_all(
    open_custody: Opens, hand: Any, qtbot: QtBot
) -> None:
    page = open_custody()
    hand.types(f"E-{SECOND}", on=page.ask)
    hand.presses(Qt.Key.Key_Return, on=page.ask)
    qtbot.waitUntil(lambda: [row.number for row in page.table.rows] == [SECOND])
    page.open("nobody")
    qtbot.waitUntil(page.empty.isVisible)
    page.open("")
    qtbot.waitUntil(lambda: len(page.table.rows) == 4)


def test_what_the_page_lists_is_entered_once_a_list_however_often_it_is_shown(
    open_custody: Opens, qtbot: QtBot
) -> None:
    page = open_custody()
    window = page.window()
    assert isinstance(window, MainWindow) and window.view is not None and window.session is not None
    store = window.session.store

    def lists() -> list[str]:
        read: list[list[str]] = []
        window.store.run(lambda: list(store.export(bodies=True)), read.append)
        qtbot.waitUntil(lambda: bool(read))
        lines = [json.loads(line) for line in read[0][1:]]
        return [json.loads(line["body"])["list"] for line in lines if line["kind"] == "search.asked"]

    assert lists() == ["held"]
    page.look()
    window.view.go(Place.ARRIVE)
    window.view.go(Place.CUSTODY)
    page.listing.setCurrentIndex(list(Listing).index(Listing.GONE))
    qtbot.waitUntil(lambda: not page.table.rows)
    assert lists() == ["held", "gone"]


def test_an_envelope_is_moved_to_another_slot(open_custody: Opens, qtbot: QtBot) -> None:
    page = open_custody()
    pick(page, SECOND)
    page.move_.click()
    dialog = dialog_of(page)
    dialog.fields["slot"].set_value("C 7")
    dialog.do.click()
    qtbot.waitUntil(lambda: slots(page)[SECOND] == "C 7")


def test_envelopes_are_handed_over_and_listed_as_the_other_officers(open_custody: Opens, qtbot: QtBot) -> None:
    page = open_custody()
    pick(page, FIRST, SECOND)
    page.hand_over.click()
    dialog = dialog_of(page)
    dialog.fields["to"].set_value("officer")
    dialog.do.click()
    page.listing.setCurrentIndex(list(Listing).index(Listing.MINE))
    qtbot.waitUntil(lambda: FIRST not in slots(page) and THIRD in slots(page))


def test_an_envelope_is_sent_on_with_a_manifest_and_listed_among_those_gone(open_custody: Opens, qtbot: QtBot) -> None:
    page = open_custody()
    pick(page, THIRD)
    page.transfer.click()
    dialog = dialog_of(page)
    dialog.fields["crossing"].set_value("brnjak")
    dialog.do.click()
    page.listing.setCurrentIndex(list(Listing).index(Listing.GONE))
    qtbot.waitUntil(lambda: list(slots(page)) == [THIRD], timeout=20_000)


def test_destroying_asks_for_article_and_order_before_the_second_officer(open_custody: Opens) -> None:
    page = open_custody()
    pick(page, FIRST)
    page.destroy_.click()
    dialog = dialog_of(page)
    dialog.do.click()
    assert dialog.message.text().startswith("Fill in: Article")
    assert dialog.isVisible()


def signs_destruction(page: CustodyPage, data: Path, hand: Any, qtbot: QtBot, article: str) -> None:
    """Destroy the envelope chosen: article and order, then a second officer's password."""
    page.destroy_.click()
    asked = dialog_of(page)
    hand.types(article, on=asked.fields["article"].editor)
    hand.types("12/2022", on=asked.fields["order"].editor)
    asked.do.click()
    qtbot.waitUntil(lambda: any(isinstance(d, SecondOfficer) and d.isVisible() for d in dialogs(page)))
    second = next(d for d in dialogs(page) if isinstance(d, SecondOfficer))
    second.name.set_value("officer")
    hand.types(passwords(data)["officer"], on=second.password.editor)
    second.sign.click()
    qtbot.waitUntil(partial(_is_gone, second))


def test_an_envelope_whose_permit_is_over_is_destroyed_by_two_with_an_article_and_no_other(
    open_custody: Opens, signed_in: Callable[..., MainWindow], data: Path, hand: Any, qtbot: QtBot
) -> None:
    page = open_custody()
    pick(page, SECOND)
    with qtbot.waitSignal(page.failed) as in_force:
        signs_destruction(page, data, hand, qtbot, ARTICLE)
    assert in_force.args is not None and in_force.args[0].code == "custody.in-force"
    page.window().close()
    window = signed_in(officer="supervisor", at=datetime(2024, 8, 10, 9, tzinfo=ZONE))
    assert window.view is not None
    window.view.go(Place.CUSTODY)
    later = window.view.books.page(Place.CUSTODY)
    assert isinstance(later, CustodyPage)
    qtbot.waitUntil(lambda: len(later.table.rows) == 4)
    pick(later, SECOND)
    with qtbot.waitSignal(later.failed) as unknown:
        signs_destruction(later, data, hand, qtbot, "nowhere:9")
    assert unknown.args is not None and unknown.args[0].code == "custody.article-unknown"
    assert SECOND in slots(later)
    signs_destruction(later, data, hand, qtbot, ARTICLE)
    qtbot.waitUntil(lambda: SECOND not in slots(later))
    later.listing.setCurrentIndex(list(Listing).index(Listing.GONE))
    qtbot.waitUntil(lambda: [row.state for row in later.table.rows] == [Disposition.DESTROYED])


def test_a_count_shows_the_difference_and_is_recorded_once_it_is_explained(open_custody: Opens, qtbot: QtBot) -> None:
    page = open_custody()
    page.act.press()
    assert page.counting.on and page.act.off
    for scan in ("A 1", f"E-{FIRST}", f"E-{SECOND}", "A 2", "A 3"):
        page._on_asked(scan)
    qtbot.waitUntil(lambda: page.counting.found is not None and len(page.counting.bare) == 2)
    assert page.counting.found is not None
    assert {each.number: each.unlike for each in page.counting.found.differences} == {
        SECOND: Unlike.MISPLACED,
        THIRD: Unlike.MISSING,
    }
    assert page.act.off and "2 differences" in page.act.follows
    for _ in range(2):
        page.act.press()
        dialog = dialog_of(page)
        dialog.fields["why"].set_value("put back in haste")
        dialog.do.click()
        qtbot.waitUntil(partial(_is_gone, dialog))
    qtbot.waitUntil(lambda: not page.act.off and not page.act.settling)
    page.act.press()
    qtbot.waitUntil(lambda: slots(page)[SECOND] == "A 1")
    assert not page.counting.on
    assert [row.number for row in page.table.rows if row.missing] == [THIRD]


def test_a_label_before_any_slot_is_not_counted(open_custody: Opens) -> None:
    page = open_custody()
    page.act.press()
    page._on_asked(f"E-{FIRST}")
    assert page.counting.scanned == {}
    assert page.toast.isVisible()
    window = page.window()
    assert isinstance(window, MainWindow)
    with busy(window.store):
        page._on_asked("A 1")
        page.stop_count.click()
        assert not page.counting.on
        page.counting.begin()
    assert page.counting.found is None, "of the count that was stopped nothing is said in the next one"


def test_enter_on_an_envelope_opens_its_return(open_custody: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_custody()
    window = page.window()
    assert isinstance(window, MainWindow) and window.view is not None
    pick(page, SECOND)
    page.table.setFocus()
    hand.presses(Qt.Key.Key_Return, on=page.table)
    returning = window.view.books.page(Place.RETURN)
    assert isinstance(returning, ReturnPage)
    qtbot.waitUntil(lambda: returning.sitting.view is not None and returning.sitting.view.number == SECOND)


def test_the_page_speaks_the_language_of_the_window(open_custody: Opens, catalogs: Catalogs) -> None:
    page = open_custody()
    for language in Language:
        page.retranslate(catalogs[language])
        assert page.move_.text() == catalogs[language].text("custody_page.move")
