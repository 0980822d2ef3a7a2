"""The Shift page: counting, opening, handing over, closing with a report; what waits and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import CrossingState, Language
from kbdesk.icao.trust import bundle
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.officers.backing_up import BackingUp
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.count_panel import waits
from kbdesk.ui.shift.page import Part, ShiftPage
from kbdesk.ui.worker import nothing
from tests.ui.arrive.people import MILAN
from tests.ui.samples import busy

from .conftest import count, form, press

Opens = Callable[..., ShiftPage]
Signs = Callable[..., None]
HERE = ZoneInfo("Europe/Belgrade")


def view_of(page: ShiftPage) -> Any:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.view is not None
    return window.view


def header_words(page: ShiftPage) -> list[str]:
    return [label.text() for label in view_of(page).form.header.findChildren(QLabel) if label.isVisible()]


def close(page: ShiftPage, qtbot: QtBot) -> None:
    """Close the shift on a count that agrees."""
    count(page)
    press(page, qtbot)
    is_closed(page, qtbot)


def is_closed(page: ShiftPage, qtbot: QtBot) -> None:
    """Wait until it is, and backed up."""
    qtbot.waitUntil(lambda: page.view is not None and page.view.shift is None and not page.sign.settling)
    qtbot.waitUntil(lambda: not [one for one in page.window().findChildren(BackingUp) if one.isVisible()])


# -- what is shown ---------------------------------------------------------------------------------
def test_f6_shows_since_when_and_whose_the_shift_is(page: ShiftPage, hand: Any) -> None:
    view = view_of(page)
    view.go(Place.ARRIVE)
    hand.presses(Qt.Key.Key_F6, on=view)
    assert view.form.pages.currentWidget() is page
    assert page._since.text() == "officer, since 10 Aug 2022 08:00"


def test_the_figures_are_told_in_words_too(page: ShiftPage) -> None:
    assert page.figures.papers.accessibleName() == (
        "Papers per hour. 0 papers; permits 0, registrations 0. Nothing in this shift yet."
    )
    assert [card.figure for card in page.figures.cards] == ["0", "–", "0", "0", "–"]


def test_the_page_speaks_every_language(page: ShiftPage, catalogs: Catalogs) -> None:
    for language in Language:
        page.retranslate(catalogs[language])
        assert page.sign.title == catalogs[language].text("shift_page.close")


# -- counting --------------------------------------------------------------------------------------
def test_before_everything_is_counted_the_shift_cannot_be_closed(page: ShiftPage) -> None:
    assert (page.sign.off, page.sign.follows) == (True, "Count first: 2 left")
    count(page, custody="")
    assert (page.sign.off, page.sign.follows) == (True, "Count first: 1 left")
    count(page)
    assert (page.sign.off, page.sign.follows) == (False, "Prints the shift report")


def test_what_is_no_amount_is_no_count(page: ShiftPage) -> None:
    count(page, cash="five")
    assert page.count.counted() is None
    count(page, cash="5,50")
    counted = page.count.counted()
    assert counted is not None
    assert counted.cash == Decimal("5.50")


def test_no_more_can_be_handed_in_than_the_drawer_holds(page: ShiftPage) -> None:
    count(page)
    page.count.rows["handed-in"].set_text("1.00")
    assert page.count.counted() is None
    page.count.rows["handed-in"].set_text("0.00")
    assert page.count.counted() is not None


def test_a_difference_is_told_in_words_and_waits_for_a_reason(page: ShiftPage) -> None:
    count(page, custody="2")
    assert page.count._differs.text() == "Envelopes: 2 too many"
    assert (page.sign.off, page.sign.follows) == (True, "Waits for a reason: Envelopes: 2 too many")
    page.count.reason.set_value("two envelopes without a number")
    page.count.changed.emit()
    assert (page.sign.off, page.sign.follows) == (False, "Two officers sign, prints the report")


# -- closing and opening ---------------------------------------------------------------------------
def test_a_shift_is_closed_its_report_shown_and_the_next_one_opened(page: ShiftPage, qtbot: QtBot) -> None:
    close(page, qtbot)
    assert page.part.currentIndex() == Part.REPORT
    qtbot.waitUntil(lambda: page.report.pages.views[0]._picture is not None)
    assert "none open" in header_words(page)
    count(page)
    press(page, qtbot)
    qtbot.waitUntil(lambda: page.view is not None and page.view.shift is not None)
    qtbot.waitUntil(lambda: "none open" not in header_words(page))


def test_a_closed_shift_leaves_a_backup_in_the_folder_set(page: ShiftPage, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    page._session.backups.folder, page._session.backups.chosen = folder, True
    count(page)
    qtbot.waitUntil(lambda: not page.sign.settling and not page.sign.off)
    page.look()
    page._store._pool.submit(nothing).result()
    with busy(page._store):
        page.sign.press()
        QApplication.processEvents()
        assert page.sign.off, "what was looked at before offers no second close while the first is done"
    is_closed(page, qtbot)
    (file,) = folder.iterdir()
    assert page.toast.accessibleName() == "The shift is closed. Backed up and proved"
    assert page.report.backup.text() == f"Backed up and proved: {file}"


def test_a_shift_that_closes_where_nobody_chose_leaves_its_backup_beside_the_records_and_says_so(
    page: ShiftPage, qtbot: QtBot, data: Path, catalogs: Catalogs
) -> None:
    close(page, qtbot)
    (file,) = (data / "backups").iterdir()
    assert page.report.backup.isVisible()
    assert page.report.backup.text().startswith(
        f"Backed up and proved, beside the records: {file}. Choose another disk"
    )
    page.report.show_backup(None)
    page._closed_here = False  # as at the next sign-in
    page.look()
    qtbot.waitUntil(lambda: page.report.backup.text().startswith("The last backup is of 10 Aug 2022"))
    assert page.report.backup.text().endswith(f"in {file.parent}")
    page.retranslate(catalogs[Language.SR_CYRL])
    assert page.report.backup.text().startswith("Последња резервна копија је од")
    count(page)
    press(page, qtbot)
    qtbot.waitUntil(lambda: page.view is not None and page.view.shift is not None)
    assert not page.report.backup.isVisible(), "it is the last shift's"


def test_a_shift_whose_backup_cannot_be_written_is_closed_and_leads_to_the_choice_of_a_place(
    open_shift_page: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_shift_page("supervisor", size=(683, 384))
    page._session.backups.folder, page._session.backups.chosen = tmp_path / "gone", True
    close(page, qtbot)
    banner = view_of(page).form.banner
    qtbot.waitUntil(lambda: banner.sentence.startswith("The backup cannot be written there"))
    assert page.toast._text == "The shift is closed"
    assert banner._way_out.text() == "Choose a place"
    assert page.report.backup.text() == f"The shift is closed without a backup. {banner.sentence}"
    banner._way_out.click()
    part = view_of(page).books.page(Place.DEVICES).parts[-1]
    assert page.window().focusWidget() is part.choose
    assert not part.choose.visibleRegion().isEmpty(), "in sight"


def test_a_shift_whose_backup_is_stopped_is_closed_and_says_how_one_is_made(page: ShiftPage, qtbot: QtBot) -> None:
    count(page)
    page.acts.closed.connect(lambda _printed: page.window().findChildren(BackingUp)[-1].reject())
    press(page, qtbot)
    qtbot.waitUntil(lambda: page.report.backup.text().startswith("The backup was stopped: the shift is closed without"))
    assert page._session.backups.place().newest is None
    page.report.show_backup(None)
    page._closed_here = False  # as at the next sign-in, after a lock that cut it off
    page.look()
    qtbot.waitUntil(lambda: page.report.backup.text().startswith("Since this shift was closed, no backup was made in"))
    assert page.toast.accessibleName() == "Without a backup. Make one: Ctrl+F7"
    page._store.run(page._session.backups.at_shift_close, lambda _made: page.look())
    qtbot.waitUntil(lambda: page.report.backup.text().startswith("The last backup is of"))


def test_a_closed_shift_leaves_a_signed_list_of_the_desks_papers(page: ShiftPage, qtbot: QtBot, data: Path) -> None:
    def listed() -> bool:
        return "J2" in bundle.sequences(bundle.read((data / "trust.bundle").read_bytes()))

    assert not listed()
    close(page, qtbot)
    qtbot.waitUntil(listed)


def test_a_difference_closes_with_a_supervisor_only(page: ShiftPage, second_signs: Signs, qtbot: QtBot) -> None:
    count(page, cash="1.00")
    page.count.reason.set_value("a coin found under the counter")
    page.count.changed.emit()
    press(page, qtbot)
    second_signs(page, "supervisor")
    qtbot.waitUntil(lambda: page.view is not None and page.view.shift is None)
    report = page.view.report if page.view is not None else None
    assert report is not None
    assert (report.reason, report.second) == ("a coin found under the counter", "supervisor")


def test_a_wrong_password_leaves_the_shift_open(page: ShiftPage, second_signs: Signs, qtbot: QtBot) -> None:
    count(page, cash="1.00")
    page.count.reason.set_value("a coin found under the counter")
    page.count.changed.emit()
    press(page, qtbot)
    second_signs(page, "supervisor", "not-the-password")
    page.look()
    qtbot.waitUntil(lambda: page.view is not None and page.view.shift is not None)


def test_a_shift_is_handed_over_to_an_officer_who_gives_their_password(
    page: ShiftPage, second_signs: Signs, qtbot: QtBot
) -> None:
    assert not page.hand_over.isEnabled()
    count(page)
    page.hand_over.click()
    second_signs(page, "supervisor2")
    qtbot.waitUntil(lambda: page._since.text().startswith("supervisor2"))


def test_without_a_shift_issue_is_off_and_a_banner_leads_to_the_page(page: ShiftPage, qtbot: QtBot) -> None:
    view = view_of(page)
    close(page, qtbot)
    assert view.form.banner.isHidden(), view.form.banner.sentence
    view.go(Place.ARRIVE)
    assert view.form.banner.sentence == "No shift is open: nothing can be issued."
    view.arrive.sitting.choose("traveler[1]")
    view.arrive.ui.traveler.fields["surname"].edited.emit("Ilić")
    qtbot.waitUntil(lambda: view.arrive.ui.issue.title == "No open shift")
    assert (view.arrive.ui.issue.off, view.arrive.ui.issue.follows) == (True, "Open it on the Shift page: F6")
    view.form.banner._way_out.click()
    assert view.form.pages.currentWidget() is page


# -- what is noted ---------------------------------------------------------------------------------
def test_an_incident_stands_in_the_report(page: ShiftPage, qtbot: QtBot) -> None:
    page.incident.click()
    dialog = form(page)
    dialog.go_on.click()
    qtbot.waitUntil(lambda: dialog.message.text() != "")
    dialog.fields["text"].set_value("a lorry blocked the lane")
    with busy(page._store):
        dialog.go_on.click()
        dialog.reject()
        assert dialog.isVisible(), "it is being entered, and cannot be taken back"
    qtbot.waitUntil(lambda: any(row.detail == "a lorry blocked the lane" for row in page.report.list.rows))


def test_waiting_times_that_are_no_numbers_are_refused_in_the_dialog(page: ShiftPage, qtbot: QtBot) -> None:
    page.waiting.click()
    dialog = form(page)
    dialog.fields["least"].set_value("ten")
    dialog.go_on.click()
    qtbot.waitUntil(lambda: dialog.message.text() == "Type a number.")
    dialog.fields["least"].set_value("10")
    dialog.fields["most"].set_value("25")
    dialog.go_on.click()
    qtbot.waitUntil(lambda: any(row.detail == "entry 10–25 min" for row in page.report.list.rows))


def test_waits_that_were_entered_are_drawn_by_the_hour_and_told_in_words(open_shift_page: Opens, qtbot: QtBot) -> None:
    page = open_shift_page(at=datetime(2022, 8, 10, 9, 30, tzinfo=HERE))
    assert page.figures.waiting.accessibleName().endswith("Nobody entered a waiting time.")
    for least, most in (("10", "25"), ("5", "15")):
        page.waiting.click()
        dialog = form(page)
        dialog.fields["least"].set_value(least)
        dialog.fields["most"].set_value(most)
        dialog.go_on.click()
        qtbot.waitUntil(lambda most=most: page.figures.waiting.figure == most)
    drawn = [(bar.name, bar.value, bar.running) for bar in page.figures.waiting.bars]
    assert drawn == [("08", 0, False), ("09", 25, True)]
    assert page.figures.waiting.accessibleName() == (
        "Wait by the hour, min. 15 min at most, entry, at 09:30. 08: 0, 09: 25"
    )


# -- the crossing ----------------------------------------------------------------------------------
def test_a_closed_crossing_stands_in_the_header_until_it_is_opened(page: ShiftPage, qtbot: QtBot) -> None:
    page.part.setCurrentIndex(Part.CROSSING)
    page.crossing.change.click()
    dialog = form(page)
    dialog.fields["state"].set_value(str(CrossingState.ENTRY_CLOSED))
    dialog.go_on.click()
    qtbot.waitUntil(lambda: "order" in dialog.message.text())
    for name, text in (("reason", "barricade"), ("order", "MIA 77/22"), ("by", "Shift leader")):
        dialog.fields[name].set_value(text)
    dialog.go_on.click()
    qtbot.waitUntil(lambda: page.crossing.told.startswith("Entry closed. MIA 77/22, Shift leader: barricade"))
    qtbot.waitUntil(lambda: "Entry closed" in header_words(page))
    page.crossing.change.click()
    opening = form(page)
    assert opening.fields["state"].value() == CrossingState.OPEN
    opening.go_on.click()
    qtbot.waitUntil(lambda: page.crossing.told.startswith("Open."))
    qtbot.waitUntil(lambda: "Entry closed" not in header_words(page))


def test_whom_to_call_stands_below_the_crossing(page: ShiftPage) -> None:
    assert page.crossing.contacts.rows[0].title == "Police station Leposavić  000 000 011"
    assert len(page.crossing.contacts.rows) >= 5


# -- late entries ----------------------------------------------------------------------------------
def test_emergency_forms_are_printed_and_listed_with_their_lines(page: ShiftPage, qtbot: QtBot) -> None:
    page.part.setCurrentIndex(Part.LATE)
    assert not page.late.buttons["enter"].isEnabled()
    page.late.buttons["print"].click()
    form(page).go_on.click()
    qtbot.waitUntil(lambda: len(page.late.list.rows) == 1)
    assert page.late.list.rows[0].detail.startswith("14 lines left")
    assert page.late.buttons["enter"].isEnabled()


def test_a_passage_is_entered_from_its_form_by_two_and_leaves_the_arrive_page(
    open_shift_page: Opens, second_signs: Signs, qtbot: QtBot
) -> None:
    before = open_shift_page(at=datetime(2022, 8, 10, 9, tzinfo=HERE))
    before.late.buttons["print"].click()
    form(before).go_on.click()
    qtbot.waitUntil(lambda: len(before.late.list.rows) == 1)
    before.window().close()
    page = open_shift_page(at=datetime(2022, 8, 10, 12, tzinfo=HERE))
    view = view_of(page)
    view.arrive.scan(MILAN)
    qtbot.waitUntil(lambda: view.arrive.sitting.knowledge.settled)
    draft = view.arrive.draft_id
    page.late.buttons["enter"].click()
    dialog = form(page)
    assert (dialog.fields["day"].value(), dialog.fields["traveler[1]"].value()) == ("10.08.2022", "1")
    dialog.fields["reason"].set_value("the power was out")
    dialog.fields["time"].set_value("8:30")
    dialog.go_on.click()
    second_signs(page)
    qtbot.waitUntil(lambda: dialog.message.text() == "It happened after the form was printed and before now.")
    assert view.arrive.draft_id == draft
    dialog.fields["time"].set_value("10:30")
    dialog.go_on.click()
    second_signs(page)
    qtbot.waitUntil(lambda: page.late.list.rows[0].detail.startswith("13 lines left"))
    assert view.arrive.draft_id != draft


# -- left open ---------------------------------------------------------------------------------------
def test_a_shift_left_open_overnight_is_amber_in_the_header_and_said_beside_the_count(
    open_shift_page: Opens, qtbot: QtBot
) -> None:
    page = open_shift_page(at=datetime(2022, 8, 11, 7, tzinfo=HERE))
    qtbot.waitUntil(lambda: "since 10 Aug 2022" in header_words(page))
    assert page.view is not None
    assert [row.title for row in waits(page.view, page._catalog)] == [
        "The shift was opened on an earlier day and never closed."
    ]


def test_a_shift_of_today_is_not_told_in_the_header(page: ShiftPage, qtbot: QtBot) -> None:
    standing = view_of(page).standing
    qtbot.waitUntil(lambda: standing.books is not None)
    assert standing.facts(page._catalog) == []
