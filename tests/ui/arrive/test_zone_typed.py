"""The zone as it really comes: pasted with any line ending, typed, doubled, wrong, or no zone at all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.page import ArrivePage
from tests.icao.zones import ICAO_MRVA, ICAO_TD2, SERBIAN_PASSPORT
from tests.ui.arrive.people import LJUBICA, MILAN
from tests.ui.conftest import Hand

CTRL = Qt.KeyboardModifier.ControlModifier


def paste(text: str, hand: Hand) -> None:
    QGuiApplication.clipboard().setText(text)
    hand.presses(Qt.Key.Key_V, CTRL)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", " \n ", "\n\n", ""])
@pytest.mark.parametrize("zone", [MILAN, SERBIAN_PASSPORT])
def test_a_zone_pasted_with_any_line_ending_fills_the_card(
    page: ArrivePage, hand: Hand, ending: str, zone: str
) -> None:
    page.enter_card()
    paste(zone.replace("\n", ending), hand)
    (traveler,) = page.sitting.draft.travelers
    assert traveler.surname in ("STOJILJKOVIC", "PETROVIC")
    assert traveler.mrz == zone
    assert page.ui.traveler.fields["surname"].value() == traveler.surname


def test_a_zone_typed_letter_by_letter_fills_the_card_at_its_last_letter(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    lower = MILAN.lower()
    for line in lower.split("\n")[:-1]:
        hand.types(line)
        hand.presses(Qt.Key.Key_Return)
    last = lower.split("\n")[-1]
    hand.types(last[:-1])
    assert page.sitting.draft.travelers[0].surname == ""
    hand.types(last[-1])
    assert page.sitting.draft.travelers[0].surname == "STOJILJKOVIC"
    assert page.ui.traveler.ui.mrz.value() == MILAN


def test_half_a_zone_is_kept_as_typed(page: ArrivePage, hand: Hand, english: Catalog) -> None:
    page.enter_card()
    hand.types("IDSRB0081")
    assert page.sitting.draft.travelers[0].mrz == "IDSRB0081"
    assert page.ui.traveler.ui.mrz.editor.accessibleDescription() == english.text("arrive.zone.unread")


def test_the_next_document_scanned_opens_the_next_card(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    paste(MILAN, hand)
    paste(LJUBICA, hand)
    assert [t.given_names for t in page.sitting.draft.travelers] == ["MILAN", "LJUBICA"]
    assert page.sitting.snapshot.chosen == "traveler[2]"


def test_the_same_document_scanned_again_stays_one_card(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    paste(MILAN, hand)
    paste(LJUBICA, hand)
    paste(MILAN, hand)
    assert len(page.sitting.draft.travelers) == 2
    assert page.sitting.snapshot.chosen == "traveler[1]"


def test_a_slip_put_right_in_the_zone_stays_on_its_card(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    paste(MILAN.replace("008123456", "008123457"), hand)
    paste(MILAN, hand)
    assert [t.document_number for t in page.sitting.draft.travelers] == ["008123456"]


def test_what_was_typed_by_hand_gives_way_to_the_zone_of_the_same_card(page: ArrivePage, hand: Hand) -> None:
    page.ui.traveler.fields["residence"].setFocus()
    hand.types("Zvečan")
    page.enter_card()
    page.ui.traveler.ui.mrz.setFocus()
    paste(MILAN, hand)
    (traveler,) = page.sitting.draft.travelers
    assert (traveler.residence, traveler.given_names) == ("zvecan", "MILAN")


def test_a_zone_with_a_wrong_digit_fills_the_card_and_says_so(page: ArrivePage) -> None:
    page.scan(MILAN.replace("780314", "780315"))
    assert page.sitting.draft.travelers[0].birth_date == "1978-03-15"
    codes = [f.finding.code for f in page.sitting.snapshot.findings]
    assert "mrz-check-digit" in codes
    assert page.ui.traveler.ui.mrz.editor.doubts


def test_a_value_from_the_zone_says_so_until_it_is_changed(page: ArrivePage, hand: Hand) -> None:
    page.scan(MILAN)
    number = page.ui.traveler.ui.document_number
    assert not number._provenance.isHidden()
    assert not number._tick.isHidden()
    assert page.ui.traveler.ui.surname._tick.isHidden()
    number.setFocus()
    number.editor.selectAll()
    hand.types("9")
    assert number._provenance.isHidden()


@pytest.mark.parametrize("text", ["", "hello", "<" * 91, "\x00" * 90, "Đ" * 90, "{}" * 45])
def test_what_is_no_zone_changes_nothing_and_is_said(page: ArrivePage, text: str, english: Catalog) -> None:
    page.scan(MILAN)
    before = page.sitting.draft
    assert not page.scan(text)
    assert page.sitting.draft == before
    assert page.ui.toast.accessibleName() == english.text("arrive.zone.not-a-zone")


def test_enter_in_a_whole_zone_goes_on_to_what_is_still_empty(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    paste(MILAN, hand)
    hand.presses(Qt.Key.Key_Return)
    assert page.ui.traveler.ui.document_issuing_office.hasFocus()


def test_enter_in_an_empty_zone_goes_to_the_first_field(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    hand.presses(Qt.Key.Key_Return)
    assert page.ui.traveler.ui.surname.hasFocus()


def test_a_zone_of_a_large_card_typed_in_two_lines_fills_the_card(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    first, second = ICAO_TD2.lower().split("\n")
    hand.types(first)
    hand.presses(Qt.Key.Key_Return)
    hand.types(second[:-1])
    assert page.sitting.draft.travelers[0].surname == ""
    hand.types(second[-1])
    assert page.sitting.draft.travelers[0].surname == "ERIKSSON"


def test_a_zone_typed_in_one_run_is_not_taken_for_a_shorter_one_on_the_way(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    run = MILAN.replace("\n", "")
    hand.types(run[:-1])
    assert page.sitting.draft.travelers[0].surname == ""
    hand.types(run[-1])
    assert [t.surname for t in page.sitting.draft.travelers] == ["STOJILJKOVIC"]


def test_a_visa_scanned_changes_nothing_and_is_said(page: ArrivePage, english: Catalog) -> None:
    page.scan(SERBIAN_PASSPORT)
    before = page.sitting.draft
    assert not page.scan(ICAO_MRVA)
    assert page.sitting.draft == before
    assert page.ui.toast.accessibleName() == english.text("arrive.zone.visa")


def test_a_visa_put_into_the_zone_fills_nothing_and_gives_way_to_the_passport(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    paste(ICAO_MRVA, hand)
    assert page.sitting.draft.travelers[0].surname == ""
    assert "mrz-visa" in [f.finding.code for f in page.sitting.snapshot.findings]
    page.scan(SERBIAN_PASSPORT)
    assert [t.surname for t in page.sitting.draft.travelers] == ["PETROVIC"]


def test_a_misread_zone_is_repaired_and_asks_for_a_reason(page: ArrivePage) -> None:
    page.scan(MILAN.replace("008123456", "O08123456"))
    (traveler,) = page.sitting.draft.travelers
    assert traveler.document_number == "008123456"
    found = [f.finding for f in page.sitting.snapshot.findings if f.finding.code == "mrz-repaired"]
    assert [(f.severity, f.values["read"]) for f in found] == [("warn", "O08123456")]
    page.scan(MILAN)
    assert len(page.sitting.draft.travelers) == 1
    assert "mrz-repaired" not in [f.finding.code for f in page.sitting.snapshot.findings]
