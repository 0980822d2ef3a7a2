"""A known document fills its card from its last passage; what changed since is marked; what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.desk.prefill import FILLED
from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import CardDecision, TravelerDraft
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.page import ArrivePage
from tests.ui.arrive.people import LJUBICA, MILAN, card_zone, passengers
from tests.ui.conftest import Hand

FIRST = "traveler[1]"
EXTENDED = card_zone(
    "STOJILJKOVIC", "MILAN", "008123456", birth="780314", sex="M", expiry="330514", personal="1403978910018"
)
CTRL = Qt.KeyboardModifier.ControlModifier


def settle(page: ArrivePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.sitting.prefilling.settled and page.sitting.knowledge.settled, timeout=20_000)


def issue(page: ArrivePage, qtbot: QtBot) -> None:
    settle(page, qtbot)
    with qtbot.waitSignal(page.sitting.done, timeout=20_000):
        assert page.sitting.issue()


def card(page: ArrivePage, path: str = FIRST) -> TravelerDraft:
    found = page.sitting.draft.card(path)
    assert isinstance(found, TravelerDraft)
    return found


@pytest.fixture
def known(page: ArrivePage, qtbot: QtBot) -> ArrivePage:
    """A page where Milan passed a while ago; residence, office and day of issue were typed then."""
    page.scan(MILAN)
    for name, text in (
        ("residence", "zvecan"),
        ("document_issuing_office", "pu-kosovska-mitrovica"),
        ("document_issued_on", "2018-05-14"),
        ("language", "sr-Latn"),
    ):
        page.sitting.amend(FIRST, name, text)
    issue(page, qtbot)
    return page


def spelled_today(page: ArrivePage) -> str:
    return f"{page._session.clock.now():%d.%m.%Y}"


# -- filling ---------------------------------------------------------------------------------------
def test_a_known_document_fills_what_its_zone_does_not_say(known: ArrivePage, english: Catalog, qtbot: QtBot) -> None:
    known.scan(MILAN)
    settle(known, qtbot)
    filled = card(known)
    assert (filled.residence, filled.document_issued_on) == ("zvecan", "2018-05-14")
    fields = known.ui.traveler.fields
    assert fields["residence"].value() == "zvecan"
    assert fields["document_issued_on"].value() == "14.05.2018"
    marks = known.sitting.snapshot.marks
    assert marks is not None
    assert marks.filled == {"residence", "document_issuing_office", "document_issued_on", "language"}
    assert not marks.changed
    note = english.text("prefill.from", on=spelled_today(known))
    assert fields["residence"].message == note
    assert fields["residence"]._provenance.text() == english.text("arrive.source.known")
    assert fields["birth_date"]._provenance.text() == english.text("arrive.source.mrz")
    assert known.ui.toast.accessibleName().startswith(english.text("prefill.known", on=spelled_today(known))[:-1])


def test_a_document_that_was_never_here_fills_nothing(known: ArrivePage, qtbot: QtBot) -> None:
    known.scan(LJUBICA)
    scanned = known.sitting.draft
    settle(known, qtbot)
    assert known.sitting.draft == scanned
    assert known.sitting.snapshot.marks is None
    assert card(known).residence == ""


def test_a_typed_document_fills_its_card_once_its_number_is_left(known: ArrivePage, hand: Hand, qtbot: QtBot) -> None:
    fields = known.ui.traveler.fields
    for name, text in (("document_issuing_state", "srb"), ("document_number", "008 123 456")):
        known.ui.traveler.focus(name)
        hand.types(text)
    settle(known, qtbot)
    assert card(known).surname == "", "a number half typed may be another document's"
    known.ui.traveler.focus("surname")
    settle(known, qtbot)
    assert (card(known).surname, card(known).birth_date) == ("STOJILJKOVIC", "1978-03-14")
    assert fields["surname"].value() == "STOJILJKOVIC", "the field with the caret is shown filled too"


def test_what_was_typed_stays_and_is_marked(known: ArrivePage, english: Catalog, qtbot: QtBot) -> None:
    known.scan(MILAN)
    known.sitting.amend(FIRST, "residence", "leposavic")
    settle(known, qtbot)
    assert (card(known).residence, card(known).document_issued_on) == ("leposavic", "2018-05-14")
    field = known.ui.traveler.ui.residence
    before = field.editor.itemText(field.editor.findData("zvecan"))
    assert before
    assert field.message == english.text("prefill.changed", on=spelled_today(known), before=before)


def test_a_changed_expiry_is_marked_and_the_zone_wins(known: ArrivePage, english: Catalog, qtbot: QtBot) -> None:
    known.scan(EXTENDED)
    settle(known, qtbot)
    assert card(known).document_expires_on == "2033-05-14"
    field = known.ui.traveler.fields["document_expires_on"]
    assert field._provenance.text() == english.text("arrive.source.changed")
    assert field.message == english.text("prefill.changed", on=spelled_today(known), before="14.05.2028")
    assert known.ui.traveler.fields["birth_date"]._provenance.text() == english.text("arrive.source.mrz")


# -- taking back -----------------------------------------------------------------------------------
def test_one_ctrl_z_takes_the_whole_filling_back_and_it_stays_back(known: ArrivePage, hand: Hand, qtbot: QtBot) -> None:
    known.scan(MILAN)
    scanned = known.sitting.draft
    settle(known, qtbot)
    filled = known.sitting.draft
    assert filled != scanned
    known.ui.traveler.focus("given_names")
    hand.presses(Qt.Key.Key_Z, CTRL, on=QApplication.focusWidget())
    assert known.sitting.draft == scanned
    assert known.ui.traveler.fields["residence"].value() == ""
    assert known.ui.traveler.fields["residence"].message == ""
    known.ui.traveler.focus("document_number")
    known.ui.traveler.focus("surname")
    known.scan(MILAN)
    settle(known, qtbot)
    assert known.sitting.draft == scanned
    known.sitting.redo()
    assert known.sitting.draft == filled


def test_a_card_taken_out_and_scanned_again_is_filled_again(known: ArrivePage, qtbot: QtBot) -> None:
    known.scan(MILAN)
    settle(known, qtbot)
    known.sitting.remove(FIRST)
    known.scan(MILAN)
    settle(known, qtbot)
    assert card(known).residence == "zvecan"


def test_a_filling_that_comes_after_the_passage_was_parked_touches_no_other(known: ArrivePage, qtbot: QtBot) -> None:
    known.scan(MILAN)
    known.park()
    settle(known, qtbot)
    assert not known.sitting.draft.cards()
    assert known.sitting.snapshot.marks is None


# -- beside others ---------------------------------------------------------------------------------
def test_a_card_in_the_middle_of_a_bus_is_filled_while_others_are_scanned(known: ArrivePage, qtbot: QtBot) -> None:
    for zone in (*passengers(3), MILAN, LJUBICA):
        known.scan(zone)
    settle(known, qtbot)
    assert [t.residence for t in known.sitting.draft.travelers] == ["", "", "", "zvecan", ""]
    known.sitting.choose("traveler[4]")
    marks = known.sitting.snapshot.marks
    assert marks is not None and "residence" in marks.filled
    known.sitting.choose("traveler[5]")
    assert known.sitting.snapshot.marks is None


def test_nothing_that_was_decided_or_taken_comes_back(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    page.sitting.amend(FIRST, "residence", "zvecan")
    page.sitting.amend(FIRST, "slot", "Z 9")
    issue(page, qtbot)
    page.scan(MILAN)
    settle(page, qtbot)
    filled = card(page)
    assert filled.residence == "zvecan"
    assert (filled.slot, filled.exempt_ground, filled.reasons, filled.overrides) == ("", "", {}, ())
    assert filled.decision == CardDecision()
    assert "slot" not in FILLED


def test_the_day_marked_is_the_day_of_the_last_passage(
    open_page: Callable[..., ArrivePage], english: Catalog, qtbot: QtBot
) -> None:
    page = open_page(Language.EN, at=datetime.fromisoformat("2022-08-12T09:00:00+02:00"))
    page.scan(MILAN)
    page.sitting.amend(FIRST, "residence", "zvecan")
    issue(page, qtbot)
    page.scan(MILAN)
    settle(page, qtbot)
    assert page.ui.traveler.fields["residence"].message == english.text("prefill.from", on="12.08.2022")
