"""The one action: F9 as it is tamed, what is recorded and printed, what is shown first when something changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from kbdesk.desk.ports import DraftRow
from kbdesk.domain.facts import Facts
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Action, PaperKind
from kbdesk.ui.arrive.deciding import Deciding
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.arrive.snapshot import State
from tests.ui.arrive.people import EXPIRED, LJUBICA, MILAN
from tests.ui.conftest import Hand

T = TypeVar("T")
CTRL = Qt.KeyboardModifier.ControlModifier


def from_store(page: ArrivePage, job: Callable[[], T], qtbot: QtBot) -> T:
    answers: list[T] = []
    page._store.run(job, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def key(page: ArrivePage, kind: QEvent.Type, code: Qt.Key = Qt.Key.Key_F9, *, repeat: bool = False) -> None:
    target = QApplication.focusWidget() or page
    QApplication.sendEvent(target, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, "", repeat))


def f9(page: ArrivePage) -> None:
    key(page, QEvent.Type.KeyPress)
    key(page, QEvent.Type.KeyRelease)


def settled(page: ArrivePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.ui.issue.settling and page.sitting.knowledge.settled)


def ready_page(page: ArrivePage, qtbot: QtBot, *zones: str) -> ArrivePage:
    for zone in zones or (MILAN,):
        page.scan(zone)
    settled(page, qtbot)
    return page


def issue(page: ArrivePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sitting.done, timeout=20_000):
        f9(page)


def rows(page: ArrivePage, qtbot: QtBot) -> list[DraftRow]:
    return list(from_store(page, page._session.drafts, qtbot))


# -- the key ---------------------------------------------------------------------------------------
def test_f9_acts_once_and_on_release(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot)
    key(page, QEvent.Type.KeyPress)
    key(page, QEvent.Type.KeyPress, repeat=True)
    assert not page.sitting.snapshot.busy
    with qtbot.waitSignal(page.sitting.done, timeout=20_000):
        key(page, QEvent.Type.KeyRelease)
        assert page.sitting.snapshot.busy
        key(page, QEvent.Type.KeyRelease)
    assert not page.sitting.snapshot.busy


def test_f9_is_dead_for_a_moment_after_a_finding_appeared(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot)
    page.scan(EXPIRED)
    assert page.ui.issue.settling
    f9(page)
    assert not page.sitting.snapshot.busy
    settled(page, qtbot)
    issue(page, qtbot)


def test_a_finding_that_appears_while_f9_is_down_keeps_it_from_acting(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot)
    key(page, QEvent.Type.KeyPress)
    page.scan(EXPIRED)
    key(page, QEvent.Type.KeyRelease)
    assert not page.sitting.snapshot.busy


def test_a_release_of_f9_without_its_press_does_nothing(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot)
    key(page, QEvent.Type.KeyRelease)
    assert not page.sitting.snapshot.busy


@pytest.mark.parametrize("code", [Qt.Key.Key_F8, Qt.Key.Key_F10, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_no_other_key_issues(page: ArrivePage, qtbot: QtBot, code: Qt.Key) -> None:
    ready_page(page, qtbot)
    page.ui.traveler.ui.surname.setFocus()
    key(page, QEvent.Type.KeyPress, code)
    key(page, QEvent.Type.KeyRelease, code)
    assert not page.sitting.snapshot.busy


def test_f9_on_a_card_that_is_not_ready_shows_what_is_missing_and_goes_there(
    page: ArrivePage, hand: Hand, qtbot: QtBot
) -> None:
    page.ui.traveler.ui.surname.setFocus()
    hand.types("PETROVIĆ")
    assert page.ui.issue.off
    assert page.sitting.snapshot.line("traveler[1]").state is State.WAITING
    f9(page)
    first = page.sitting.snapshot.findings[0]
    assert first.holds
    assert page.ui.traveler.fields[first.name].hasFocus()
    assert page.ui.traveler.fields[first.name].severity is not None


# -- what it says ----------------------------------------------------------------------------------
def test_the_action_says_what_it_will_do(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot, MILAN, LJUBICA)
    for name, value in (("plate", "KM 123-AB"), ("vin", "WVWZZZ1JZXW000001"), ("category", "M1")):
        page.sitting.amend("vehicle", name, value)
    page.sitting.amend("vehicle", "holder_surname", "STOJILJKOVIC")
    page.sitting.amend("vehicle", "holder_given_names", "MILAN")
    page.sitting.choose("vehicle")
    assert page.ui.issue.title == "Issue 2 permits, 2 plates"


def test_the_action_says_who_stays_and_why(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot, MILAN, EXPIRED)
    assert page.ui.issue.title == "Issue 1 permit"
    assert page.ui.issue.follows.startswith("1 stays: expired")


def test_the_action_says_why_it_is_off(page: ArrivePage, qtbot: QtBot, english: Catalog) -> None:
    assert page.ui.issue.title == english.text("arrive.issue.empty")
    ready_page(page, qtbot, EXPIRED)
    assert page.ui.issue.off
    assert page.ui.issue.title == english.text("arrive.issue.cannot")
    assert page.ui.issue.follows.startswith("Finding 1: expired")


# -- what comes of it ------------------------------------------------------------------------------
def test_an_id_surrendered_by_its_zone_takes_one_key(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot)
    issue(page, qtbot)
    assert page.sitting.snapshot.empty
    assert from_store(page, page._session.unprinted, qtbot) == ()
    assert page.draft_id not in [row.id for row in rows(page, qtbot)]
    assert page.ui.toast.accessibleName().startswith("Issued: 1 permit")


def test_after_issue_the_pane_shows_the_bytes_that_were_printed(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.sheets.sheets and page.sheets.sheets[0].pages), timeout=20_000)
    assert page.sheets.sheets[0].is_proof
    papers = []
    page.sitting.recorded.connect(lambda issued: papers.extend(issued.papers))
    issue(page, qtbot)
    assert [sheet.printed for sheet in page.sheets.sheets] == papers
    assert PaperKind.PERMIT in [sheet.kind for sheet in page.sheets.sheets]
    page.scan(LJUBICA)
    assert all(sheet.is_proof for sheet in page.sheets.sheets)


def test_one_card_stays_while_the_others_issue(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot, MILAN, EXPIRED, LJUBICA)
    issue(page, qtbot)
    snapshot = page.sitting.snapshot
    assert [line.state for line in snapshot.cards[:3]] == [State.DONE, State.STOP, State.DONE]
    assert snapshot.chosen == "traveler[2]"
    assert [row.id for row in rows(page, qtbot)] == [snapshot.draft.id]


def test_a_card_that_is_done_can_be_read_and_not_changed(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot, MILAN, EXPIRED)
    issue(page, qtbot)
    page.sitting.choose("traveler[1]")
    assert page.ui.traveler.ui.surname.value() == "STOJILJKOVIC"
    assert not page.ui.traveler.ui.surname.isEnabled()
    assert page.ui.refuse.isHidden()


def test_a_document_with_a_permit_in_force_is_noticed(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot)
    issue(page, qtbot)
    page.scan(MILAN)
    qtbot.waitUntil(lambda: "permit-in-force" in {f.finding.code for f in page.sitting.snapshot.findings})


def test_what_changed_between_look_and_f9_is_shown_first(page: ArrivePage, qtbot: QtBot, english: Catalog) -> None:
    ready_page(page, qtbot)
    looked = page.sitting.draft
    issue(page, qtbot)
    settled(page, qtbot)
    # Another desk's permit arrived between the look and the key: the page still holds what it saw before.
    page.sitting.resume(replace(looked, id="f" * 16))
    settled(page, qtbot)
    page.sitting.knowledge.facts = Facts()
    page.sitting.look_again()
    assert not [f for f in page.sitting.snapshot.findings if f.holds]
    qtbot.waitUntil(lambda: not page.ui.issue.settling)
    f9(page)
    qtbot.waitUntil(lambda: page.sitting.snapshot.change is not None)
    change = page.sitting.snapshot.change
    assert change is not None
    assert {str(f.code) for f in change.new} == {"permit-in-force", "document-held"}
    assert page.ui.findings._change.text() == english.text("arrive.changed.title")
    assert page.ui.issue.settling
    assert not page.sitting.snapshot.empty


def test_a_refused_card_is_recorded_with_its_reason(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot, EXPIRED)
    menu = page.deciding.turn_away(Action.REFUSE, page.ui.refuse, page._catalog)
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.objectName() == "document-expired").trigger()
    menu.close()
    assert page.sitting.snapshot.line("traveler[1]").state is State.REFUSE
    assert page.ui.issue.title == "Refuse 1"
    issue(page, qtbot)
    assert page.sitting.snapshot.empty


def test_a_decision_can_be_taken_back(page: ArrivePage, qtbot: QtBot, english: Catalog) -> None:
    ready_page(page, qtbot, EXPIRED)
    page.sitting.decide("traveler[1]", Action.REFER, "document-expired")
    assert page.ui.refer.text() == english.text("arrive.take-back")
    page.ui.refer.click()
    assert page.sitting.snapshot.line("traveler[1]").state is State.STOP


def test_a_warn_waits_for_a_reason_and_shows_it_as_accepted(page: ArrivePage, qtbot: QtBot, english: Catalog) -> None:
    ready_page(page, qtbot, MILAN.replace("STOJILJKOVIC", "STOJILJKOVIK"))
    page.sitting.amend("traveler[1]", "surname", "STOJILJKOVIC")
    (warn,) = [f for f in page.sitting.snapshot.findings if f.holds]
    assert page.ui.issue.title == english.text("arrive.issue.needs-reason")
    menu = page.deciding.reason(warn.number, page.ui.findings._rows[0].reason, english)
    assert menu is not None
    next(a for a in menu.actions() if a.objectName() == "compared-with-document").trigger()
    menu.close()
    assert not page.ui.issue.off
    assert english.text("warn_reason.compared-with-document") in page.ui.findings._rows[0]._accepted.text()
    assert page.ui.traveler.ui.surname.message.endswith(english.text("arrive.accepted-short"))


def test_a_reason_in_own_words_is_asked_for_and_taken(
    page: ArrivePage, qtbot: QtBot, hand: Hand, english: Catalog
) -> None:
    ready_page(page, qtbot, EXPIRED)
    menu = page.deciding.turn_away(Action.REFUSE, page.ui.refuse, english)
    assert menu is not None
    next(a for a in menu.actions() if a.objectName() == "other").trigger()
    menu.close()
    (dialog,) = page.window().findChildren(QDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert not dialog.accept_button.isEnabled()
    hand.types("Šašavo {0} & <b>", on=dialog.field.editor)
    hand.presses(Qt.Key.Key_Return, on=dialog.field.editor)
    assert page.sitting.draft.travelers[0].decision.reason == "Šašavo {0} & <b>"


# -- parking, discarding, exempting ----------------------------------------------------------------
def test_ctrl_p_parks_the_draft_and_begins_a_new_passage(page: ArrivePage, qtbot: QtBot, hand: Hand) -> None:
    ready_page(page, qtbot)
    parked = page.draft_id
    hand.presses(Qt.Key.Key_P, CTRL, on=page.ui.traveler.ui.surname.editor)
    assert page.sitting.snapshot.empty
    qtbot.waitUntil(lambda: [(r.id, r.parked) for r in rows(page, qtbot)] == [(parked, True)])


def test_esc_never_destroys(page: ArrivePage, qtbot: QtBot, hand: Hand) -> None:
    ready_page(page, qtbot)
    before = page.sitting.draft
    for _ in range(3):
        hand.presses(Qt.Key.Key_Escape, on=page.ui.traveler.ui.surname.editor)
    assert page.sitting.draft == before


def test_a_draft_is_discarded_only_by_a_clear_yes(page: ArrivePage, qtbot: QtBot, english: Catalog) -> None:
    ready_page(page, qtbot)
    with qtbot.waitSignal(page.sitting.keeper.saved):
        page.save()
    dialog = page.deciding.discard(english)
    dialog.reject()
    assert not page.sitting.snapshot.empty
    dialog = page.deciding.discard(english)
    with qtbot.waitSignal(page.drafts_changed):
        dialog.accept()
    assert page.sitting.snapshot.empty
    assert rows(page, qtbot) == []


def test_ctrl_e_lets_a_passage_through_at_once(page: ArrivePage, qtbot: QtBot, hand: Hand, english: Catalog) -> None:
    hand.presses(Qt.Key.Key_E, CTRL, on=page.ui.traveler.ui.surname.editor)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.objectName() == "ambulance").trigger()
    menu.close()
    assert page.ui.traveler.ui.exempt_reference.hasFocus()
    settled(page, qtbot)
    assert page.ui.issue.title == english.count("arrive.issue.pass", 1)
    issue(page, qtbot)
    assert page.sitting.snapshot.empty


def test_whoever_removes_a_card_is_told_how_it_comes_back(page: ArrivePage, qtbot: QtBot, english: Catalog) -> None:
    ready_page(page, qtbot, MILAN, LJUBICA)
    menu = page.more()
    next(entry for entry in menu.actions() if entry.objectName() == "remove").trigger()
    menu.close()
    assert len(page.sitting.draft.travelers) == 1
    assert english.text("arrive.removed-what") in page.ui.toast.accessibleName()


def test_a_removed_card_comes_back_by_undo(page: ArrivePage, qtbot: QtBot) -> None:
    ready_page(page, qtbot, MILAN, LJUBICA)
    page.sitting.remove("traveler[1]")
    assert [t.given_names for t in page.sitting.draft.travelers] == ["LJUBICA"]
    page.sitting.undo()
    assert [t.given_names for t in page.sitting.draft.travelers] == ["MILAN", "LJUBICA"]


def test_the_menu_offers_only_what_can_be_done(page: ArrivePage, qtbot: QtBot) -> None:
    assert isinstance(page.deciding, Deciding)
    menu = page.more()
    names = {a.objectName() for a in menu.actions()}
    menu.close()
    assert not names & {"park", "discard", "remove", "undo"}
    ready_page(page, qtbot)
    menu = page.more()
    names = {a.objectName() for a in menu.actions()}
    menu.close()
    assert names >= {"park", "discard", "remove", "undo", "person", "vehicle", "exempt", "guardian"}
