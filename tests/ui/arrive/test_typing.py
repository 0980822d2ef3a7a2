"""Typing a card by hand: nothing is lost, nothing complains too soon, and what was understood is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.kit.words import Words
from tests.ui.arrive.people import LJUBICA, MILAN
from tests.ui.conftest import Hand

CTRL = Qt.KeyboardModifier.ControlModifier


def field(page: ArrivePage, name: str) -> FieldShell:
    form = page.ui.traveler if page.sitting.snapshot.chosen.startswith("traveler") else page.ui.vehicle
    return form.fields[name]


def goes_to(page: ArrivePage, name: str) -> None:
    field(page, name).setFocus()


def in_hand() -> str:
    focused = QApplication.focusWidget()
    while focused is not None and not isinstance(focused, FieldShell):
        focused = focused.parentWidget()
    return focused.objectName() if focused is not None else ""


def paste(text: str, hand: Hand) -> None:
    QGuiApplication.clipboard().setText(text)
    hand.presses(Qt.Key.Key_V, CTRL)


def test_a_card_begins_with_the_first_letter_and_is_gone_with_the_last(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "surname")
    hand.types("Ђ")
    assert [t.surname for t in page.sitting.draft.travelers] == ["Ђ"]
    hand.presses(Qt.Key.Key_Backspace)
    assert page.sitting.draft.travelers == ()


@pytest.mark.parametrize("name", ["ĐURĐEVIĆ-ŠĆEPANČIĆ", "ЉУШТРИЋ ЊЕГОТИЋ", "Gërvalla Çetrafili", "O'Neill & Söhne <b>"])
def test_a_name_stays_as_it_was_typed(page: ArrivePage, hand: Hand, name: str) -> None:
    goes_to(page, "surname")
    hand.types(name)
    goes_to(page, "given_names")
    assert page.sitting.draft.travelers[0].surname == name
    assert field(page, "surname").value() == name


def test_a_draft_is_kept_within_a_second_of_an_edit(page: ArrivePage, hand: Hand, qtbot: QtBot) -> None:
    goes_to(page, "surname")
    hand.types("PETROVIĆ")
    with qtbot.waitSignal(page.sitting.keeper.saved):
        assert 0 <= page.sitting.keeper._delay.remainingTime() < 1000
    kept: list[object] = []
    page._store.run(lambda: page._session.load_draft(page.draft_id), kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == [page.sitting.draft]


def test_a_field_waits_until_it_was_left_once_and_is_live_then(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "birth_date")
    hand.types("3102")
    assert field(page, "birth_date").severity is None
    goes_to(page, "surname")
    assert field(page, "birth_date").severity is not None
    goes_to(page, "birth_date")
    page.ui.traveler.ui.birth_date.editor.end(False)
    for _ in "3102":
        hand.presses(Qt.Key.Key_Backspace)
    hand.types("150361")
    assert field(page, "birth_date").severity is None
    hand.types("9")
    assert field(page, "birth_date").severity is not None


@pytest.mark.parametrize("typed", ["150361", "15.03.1961", "15.3.1961.", "15/03/61", "1961-03-15"])
def test_a_date_shows_what_was_understood_once_it_is_left(page: ArrivePage, hand: Hand, typed: str) -> None:
    goes_to(page, "birth_date")
    hand.types(typed)
    hand.presses(Qt.Key.Key_Tab)
    assert field(page, "birth_date").value() == "15.03.1961"
    assert page.sitting.draft.travelers[0].birth_date == "1961-03-15"


def test_a_date_that_is_none_stays_as_typed_and_is_complained_of(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "birth_date")
    hand.types("31.02.1961")
    hand.presses(Qt.Key.Key_Tab)
    assert field(page, "birth_date").value() == "31.02.1961"
    assert field(page, "birth_date").severity is not None


@pytest.mark.parametrize("typed", ["km 123-ab", "КМ 123 АБ", "KM123AB"])
def test_a_plate_says_how_it_was_understood(page: ArrivePage, hand: Hand, typed: str) -> None:
    page.sitting.choose("vehicle")
    goes_to(page, "plate")
    hand.types(typed)
    assert "KM 123-AB" in field(page, "plate").message
    assert page.sitting.draft.vehicle is not None
    assert page.sitting.draft.vehicle.plate == typed


def test_an_office_is_found_by_any_of_its_spellings(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "document_issuing_office")
    hand.types("mup r. srbije pu kosovska mitrovica")
    goes_to(page, "surname")
    assert page.sitting.draft.travelers[0].document_issuing_office == "pu-kosovska-mitrovica"


def test_an_office_on_no_list_stays_as_typed(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "document_issuing_office")
    hand.types("Konzulat u Trstu")
    goes_to(page, "surname")
    assert page.sitting.draft.travelers[0].document_issuing_office == "Konzulat u Trstu"
    assert field(page, "document_issuing_office").value() == "Konzulat u Trstu"


@pytest.mark.parametrize("name", ["surname", "nationality", "birth_date", "document_issuing_office"])
def test_a_paste_of_ten_thousand_characters_is_bounded_and_said(
    page: ArrivePage, hand: Hand, english: Catalog, name: str
) -> None:
    goes_to(page, name)
    paste("x" * 10_000, hand)
    kept = getattr(page.sitting.draft.travelers[0], name)
    assert 0 < len(kept) <= 200
    assert english.text(f"{name}.label") in page.ui.toast.accessibleName()
    assert str(len(kept)) in page.ui.toast.accessibleName()


def test_ten_thousand_characters_in_the_zone_are_bounded_and_said(page: ArrivePage, hand: Hand) -> None:
    page.enter_card()
    paste("<" * 10_000, hand)
    assert len(page.ui.traveler.ui.mrz.value()) <= 300
    assert "300" in page.ui.toast.accessibleName()


def test_pasted_markup_stays_plain_text(page: ArrivePage, hand: Hand, qtbot: QtBot) -> None:
    goes_to(page, "surname")
    paste("<b>PETROVIĆ</b>", hand)
    goes_to(page, "given_names")
    assert "<b>PETROVIĆ</b>" in page.ui.strip._cards[0].face.name
    page.next_person()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in page.findChildren(Words))


def test_a_zone_pasted_into_any_field_fills_the_card_and_leaves_the_field(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "given_names")
    paste(MILAN, hand)
    assert page.sitting.draft.travelers[0].document_number == "008123456"
    assert field(page, "given_names").value() == "MILAN"


def test_enter_goes_to_the_next_field_and_ctrl_enter_to_the_next_section(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "surname")
    hand.presses(Qt.Key.Key_Return)
    assert in_hand() == "given_names"
    hand.presses(Qt.Key.Key_Return, CTRL)
    assert in_hand() == "document_type"
    hand.presses(Qt.Key.Key_Return, CTRL)
    assert in_hand() == "slot"
    hand.presses(Qt.Key.Key_Return, CTRL)
    assert in_hand() == "surname"


def test_the_tab_order_is_the_reading_order(page: ArrivePage, hand: Hand) -> None:
    for path, form in (("traveler[1]", page.ui.traveler), ("vehicle", page.ui.vehicle)):
        page.sitting.choose(path)
        shown = [f for f in form.fields.values() if f.isVisible()]
        read = sorted(
            shown, key=lambda f: (f.mapTo(page, f.rect().topLeft()).y(), f.mapTo(page, f.rect().topLeft()).x())
        )
        shown[0].setFocus()
        walked = [in_hand()]
        while len(walked) < len(shown):
            hand.presses(Qt.Key.Key_Tab)
            walked.append(in_hand())
        assert walked == [f.objectName() for f in read]


def test_every_control_has_a_name_for_screen_readers(page: ArrivePage) -> None:
    page.scan(MILAN)
    for path in ("traveler[1]", "vehicle"):
        page.sitting.choose(path)
        for part in page.findChildren(QWidget):
            if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
                named = part.accessibleName() or getattr(part, "text", lambda: "")()
                assert named, (type(part).__name__, part.objectName())


def test_ctrl_z_takes_back_the_edit_of_a_field_and_not_a_letter(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "surname")
    hand.types("PETROVIĆ")
    hand.presses(Qt.Key.Key_Z, CTRL)
    assert field(page, "surname").value() == ""
    hand.presses(Qt.Key.Key_Z, CTRL, Qt.KeyboardModifier.ShiftModifier)
    assert field(page, "surname").value() == "PETROVIĆ"


def test_ctrl_z_brings_back_what_a_zone_overwrote(page: ArrivePage, hand: Hand) -> None:
    page.scan(MILAN)
    page.scan(LJUBICA)
    hand.presses(Qt.Key.Key_Z, CTRL, on=page)
    assert [t.given_names for t in page.sitting.draft.travelers] == ["MILAN"]


def test_a_date_still_in_hand_is_understood_when_another_card_is_shown(page: ArrivePage, hand: Hand) -> None:
    goes_to(page, "surname")
    hand.types("P")
    goes_to(page, "birth_date")
    hand.types("150361")
    hand.presses(Qt.Key.Key_N, CTRL)
    assert page.sitting.draft.travelers[0].birth_date == "1961-03-15"
    assert page.sitting.snapshot.chosen == "traveler[2]"


def test_a_hint_stands_below_an_empty_field_only_while_it_is_in_hand(page: ArrivePage, english: Catalog) -> None:
    goes_to(page, "personal_number")
    assert field(page, "personal_number").message == english.text("personal_number.hint")
    goes_to(page, "surname")
    assert field(page, "personal_number").message == ""
