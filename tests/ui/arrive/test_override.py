"""A stop that the article lets two officers lift, and one that it does not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kbdesk.app.clock import ZONE
from kbdesk.app.drill_passwords import passwords
from kbdesk.domain.vocabulary import Measure, Severity
from kbdesk.ui.arrive.finding_row import FindingRow
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.second_officer import SecondOfficer

from .people import EXPIRED, MILAN

OCTOBER = datetime(2022, 10, 12, 9, 0, tzinfo=ZONE)
"""Plates of Kosovo cities are refused by now, and two officers may grant a provisional registration."""


@pytest.fixture
def october(open_page: Callable[..., ArrivePage], qtbot: QtBot) -> ArrivePage:
    """The page in October, a driver and plates of Mitrovica on it, nothing else open."""
    page = open_page(at=OCTOBER)
    page.scan(MILAN)
    fields = {"plate": "KM 123-AB", "vin": "WVWZZZ1JZXW000001", "make": "VW", "model": "Golf", "category": "M1"}
    fields |= {"colour": "blue", "holder_surname": "STOJILJKOVIĆ", "holder_given_names": "MILAN"}
    fields |= {"first_registered": "150310", "registration_valid_until": "010323"}
    for name, value in fields.items():
        page.sitting.amend("vehicle", name, value)
    page.sitting.choose("vehicle")
    page.sitting.settle()
    qtbot.waitUntil(lambda: page.sitting.knowledge.settled)
    return page


def row_of(page: ArrivePage, severity: Severity, *, card: str) -> FindingRow:
    found = next(f for f in page.sitting.snapshot.findings if f.finding.severity is severity and f.card == card)
    return page.ui.findings._rows[found.number - 1]


def dialog_of(page: ArrivePage) -> SecondOfficer:
    dialog = next(d for d in page.window().findChildren(QDialog) if d.isVisible())
    assert isinstance(dialog, SecondOfficer)
    return dialog


def lift(page: ArrivePage, data: Any, qtbot: QtBot, *, second: str = "supervisor") -> None:
    """Lift the vehicle's stop with a second officer."""
    row_of(page, Severity.STOP, card="vehicle").override.click()
    dialog = dialog_of(page)
    dialog.reason.set_value("Tow truck waits, owner in hospital")
    dialog.name.set_value(second)
    dialog.password.set_value(passwords(data)[second])
    dialog.sign.click()
    qtbot.waitUntil(lambda: page.sitting.second == second)


def test_a_stop_that_may_be_lifted_offers_it_and_one_that_may_not_does_not(october: ArrivePage) -> None:
    row = row_of(october, Severity.STOP, card="vehicle")
    assert row.override.isVisibleTo(october)
    assert row.override.text() == "Override…"


def test_a_stop_of_a_check_has_no_such_control(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(EXPIRED)
    qtbot.waitUntil(lambda: page.sitting.knowledge.settled)
    row = row_of(page, Severity.STOP, card="traveler[1]")
    assert not row.override.isVisibleTo(page)


def test_an_override_stands_on_the_card_changes_what_the_law_does_and_is_recorded_with_both_names(
    october: ArrivePage, data: Any, qtbot: QtBot
) -> None:
    page = october
    assert page.sitting.snapshot.seen.card("vehicle").outcome.measure is Measure.REFUSED
    lift(page, data, qtbot)
    assert page.sitting.snapshot.seen.card("vehicle").outcome.measure is Measure.PROVISIONAL
    row = row_of(page, Severity.STOP, card="vehicle")
    assert row._accepted.text() == "Overridden by two officers: Tow truck waits, owner in hospital"
    for found in page.sitting.snapshot.findings:
        if found.finding.severity is Severity.WARN:
            page.sitting.give_reason(found, "compared-with-document")
    qtbot.waitUntil(lambda: "vehicle" in page.sitting.snapshot.readiness.ready and not page.ui.issue.settling)
    with qtbot.waitSignal(page.sitting.recorded) as recorded:
        page.ui.issue.press()
    assert "vehicle" in {card.path for card in recorded.args[0].cards}


def test_an_override_can_be_undone_and_taken_back(october: ArrivePage, data: Any, qtbot: QtBot, hand: Any) -> None:
    page = october
    lift(page, data, qtbot)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.enter_card()
    hand.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, on=page.ui.vehicle.fields["plate"].editor)
    assert (page.sitting.second, page.sitting.draft.vehicle.overrides) == ("", ())
    lift(page, data, qtbot)
    row = row_of(page, Severity.STOP, card="vehicle")
    assert row.override.text() == "Take the override back"
    row.override.click()
    assert page.sitting.draft.vehicle.overrides == ()


def test_a_wrong_password_lifts_nothing(october: ArrivePage, qtbot: QtBot) -> None:
    row_of(october, Severity.STOP, card="vehicle").override.click()
    dialog = dialog_of(october)
    dialog.reason.set_value("because")
    dialog.password.set_value("not-the-password")
    dialog.sign.click()
    qtbot.waitUntil(lambda: dialog.message.text() == "The password is not right.")
    assert october.sitting.draft.vehicle.overrides == ()
    assert dialog.password.value() == "", "it may be right once it need not wait"


def test_without_a_reason_the_password_is_not_even_tried(october: ArrivePage) -> None:
    row_of(october, Severity.STOP, card="vehicle").override.click()
    dialog = dialog_of(october)
    dialog.password.set_value("not-the-password")
    dialog.sign.click()
    assert dialog.message.text() == "Write the reason."


def test_the_officer_signed_in_cannot_be_the_second(october: ArrivePage) -> None:
    row_of(october, Severity.STOP, card="vehicle").override.click()
    editor = dialog_of(october).name.editor
    assert {editor.itemData(i) for i in range(editor.count())} == {"supervisor", "supervisor2"}


def test_overrides_of_a_draft_taken_up_again_need_the_second_officer_once_more(
    october: ArrivePage, data: Any, qtbot: QtBot
) -> None:
    page = october
    lift(page, data, qtbot)
    for found in page.sitting.snapshot.findings:
        if found.finding.severity is Severity.WARN:
            page.sitting.give_reason(found, "compared-with-document")
    draft = page.sitting.draft
    page.park()
    page.open_draft(draft)
    qtbot.waitUntil(lambda: page.sitting.knowledge.settled and not page.ui.issue.settling)
    assert page.sitting.needs_second
    page.ui.issue.press()
    dialog = dialog_of(page)
    dialog.name.set_value("supervisor2")
    dialog.password.set_value(passwords(data)["supervisor2"])
    with qtbot.waitSignal(page.sitting.recorded):
        dialog.sign.click()
