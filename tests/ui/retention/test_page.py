"""The Retention page: terms by two, what is due pruned by two for good, a case kept by a dispute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from kbdesk.domain import numbers
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.retention.page import Part, RetentionPage
from kbdesk.ui.second_officer import SecondOfficer
from kbdesk.ui.settings_menu import SettingsMenu
from tests.ui.stock.conftest import answer, form

Opens = Callable[..., RetentionPage]


def sign_second(page: RetentionPage, qtbot: QtBot, name: str = "supervisor2") -> None:
    """Let a second officer sign, with the password that a drill desk shows."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.window().findChildren(SecondOfficer)))
    (dialog,) = [d for d in page.window().findChildren(SecondOfficer) if d.isVisible()]
    dialog.name.set_value(name)
    dialog.fill_in.click()
    dialog.sign.click()


def due(page: RetentionPage) -> list[str]:
    return [row.title for row in page.due.list.rows]


def cases(page: RetentionPage) -> list[str]:
    return [title for title in due(page) if not title.endswith("old copy")]


def test_a_proposal_is_told_as_one_and_nothing_is_pruned_before_two_set_the_terms(
    open_retention: Opens, qtbot: QtBot, years_ago: None
) -> None:
    page = open_retention()
    assert "this is not in force" in page.due._what.text()
    assert (page.sign.title, page.sign.off) == ("Terms…", False)
    page.sign.press()
    answer(page, **{"issued": "365", "turned-away": "one", "draft": "30", "basis": "order 7/2022"})
    sign_second(page, qtbot)
    qtbot.waitUntil(lambda: "whole number of days" in form(page).message.text())
    answer(page, **{"turned-away": "100"})
    sign_second(page, qtbot)
    qtbot.waitUntil(lambda: page.standing is not None and page.standing.terms.chosen)
    assert "order 7/2022" in page.due._what.text() and "supervisor2" in page.due._what.text()
    qtbot.waitUntil(lambda: page.sign.follows == "2 cases; takes two officers")


def test_what_is_due_is_pruned_by_two_for_good_and_a_backup_takes_the_place_of_the_old_one(
    open_retention: Opens, qtbot: QtBot, years_ago: None, terms_set: None, data: Path
) -> None:
    (old,) = (data / "backups").iterdir()
    page = open_retention()
    assert page.standing is not None and page.standing.outdated == 1
    assert len(cases(page)) == 2 and due(page)[2:] == ["1 old copy"]
    page.sign.press()
    assert "nothing brings them back" in form(page).findChildren(type(page.due._what))[1].text()
    form(page).go_on.click()
    sign_second(page, qtbot)
    qtbot.waitUntil(lambda: not old.exists(), timeout=20_000)
    qtbot.waitUntil(lambda: due(page) == [] and page.standing is not None and not page.standing.outdated)
    (made,) = old.parent.iterdir()
    assert made.name.startswith("kbdesk-J2-drill-2025")
    assert (page.sign.off, page.sign.follows) == (True, "Nothing is due.")
    (gone,) = page.gone.list.rows
    assert gone.title == "2 cases, 0 old drafts" and "supervisor and supervisor2" in gone.detail
    assert [row.title for row in page.copies.list.rows] == [made.name]


def test_an_old_copy_of_the_records_is_due_by_itself_and_goes_by_two(
    open_retention: Opens, qtbot: QtBot, terms_set: None, data: Path
) -> None:
    old = data / "desk-schema-5-20221110T080000+0100.db"
    old.write_bytes(b"x")
    page = open_retention()
    assert due(page) == ["1 old copy"]
    assert (page.sign.off, page.sign.follows) == (False, "1 old copy; takes two officers")
    page.sign.press()
    assert "a backup of what stays" in form(page).findChildren(type(page.due._what))[1].text()
    form(page).go_on.click()
    sign_second(page, qtbot)
    qtbot.waitUntil(lambda: not old.exists(), timeout=20_000)
    qtbot.waitUntil(lambda: page.sign.follows == "Nothing is due.")
    assert [row.title for row in page.copies.list.rows] == [file.name for file in (data / "backups").iterdir()]


def test_what_keeps_cases_that_are_older_than_their_term_is_told_and_releases_nothing(
    open_retention: Opens, qtbot: QtBot, script: Callable[..., int], terms_set: None
) -> None:
    assert script("return", numbers.make("M", "2", 17), "--reason", "return-not-checked=torn") == 0
    assert script("shift", "close", "--cash", "0.00", "--custody", "0") == 0
    page = open_retention()
    assert cases(page) == []
    (kept,) = page.kept.list.rows
    assert (kept.title, kept.detail) == (
        "1 case older than its term",
        "A claim of another desk waits (page Custody, “Claims”)",
    )
    assert page.kept.row == 0 and not page.kept.buttons["release"].isEnabled()
    assert script("custody", "list", "--claims") == 0, "control: it waits"


def test_a_case_is_kept_by_a_dispute_until_a_supervisor_releases_it(
    open_retention: Opens, qtbot: QtBot, years_ago: None, terms_set: None
) -> None:
    page = open_retention()
    page.due.buttons["keep"].click()
    answer(page)
    qtbot.waitUntil(lambda: "why" in form(page).message.text())
    answer(page, reason="an appeal is open")
    qtbot.waitUntil(lambda: len(page.kept.list.rows) == 1)
    assert len(cases(page)) == 1
    page.part.setCurrentIndex(Part.KEPT)
    assert "an appeal is open" in page.kept.list.rows[0].detail
    page.kept.buttons["release"].click()
    answer(page, reason="it ended")
    qtbot.waitUntil(lambda: page.kept.list.rows == [] or not page.kept.list.rows)
    assert len(cases(page)) == 1, "its term begins on this day"


@pytest.mark.parametrize("officer", ["officer"])
def test_whoever_may_not_prune_looks_and_is_told_whose_it_is(
    open_retention: Opens, years_ago: None, terms_set: None, officer: str
) -> None:
    page = open_retention(officer)
    assert len(cases(page)) == 2
    assert (page.sign.off, page.sign.follows) == (True, "Supervisor or administrator.")
    assert not page.due.buttons["terms"].isEnabled() and page.due.buttons["keep"].isEnabled()


def test_empty_lists_say_so(open_retention: Opens, terms_set: None) -> None:
    page = open_retention()
    for part, listing in zip(Part, (page.due, page.kept, page.gone, page.copies), strict=True):
        page.part.setCurrentIndex(part)
        assert listing._nothing.isVisible() and listing._nothing.text()
    assert page.sign.off


def test_the_settings_menu_and_the_way_back(open_retention: Opens, qtbot: QtBot) -> None:
    page = open_retention()
    window = page.window()
    assert isinstance(window, MainWindow) and window.view is not None
    page.back.click()
    assert window.view.place is Place.OFFICERS
    menu = SettingsMenu(window._preferences, window._catalog, window)
    menu.place_asked.connect(window.view.go)
    action = next(a for a in menu.actions() if isinstance(a, QAction) and a.text().endswith("Ctrl+Shift+F7"))
    action.trigger()
    assert page.isVisible()
