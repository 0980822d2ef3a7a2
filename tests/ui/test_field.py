"""A field complains at the right time, in the right words, and never moves anything."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.kit.field import ChoiceField, Field, FieldShell, FreeChoiceField

CHOICES = [("identity-card", "Identity card"), ("passport", "Passport")]


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Two fields, one below the other, in a window that has the focus."""
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    for name in ("surname", "given_names"):
        field = Field()
        field.setObjectName(name)
        box.addWidget(field)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def field_of(page: QWidget, name: str) -> Field:
    found = page.findChild(Field, name)
    assert found is not None
    return found


def test_a_field_waits_until_it_was_left_once_before_it_complains(page: QWidget) -> None:
    surname, other = field_of(page, "surname"), field_of(page, "given_names")
    surname.setFocus()
    surname.set_message(Severity.STOP, 1, "expired 12 days ago")
    assert (surname.severity, surname.message) == (None, "")
    other.setFocus()
    assert (surname.severity, surname.message) == (Severity.STOP, "1 · expired 12 days ago")


def test_a_field_that_was_left_is_live_from_then_on(page: QWidget) -> None:
    surname = field_of(page, "surname")
    surname.touch()
    surname.setFocus()
    surname.set_message(Severity.WARN, 2, "says born 14.03.1961")
    assert surname.message == "2 · says born 14.03.1961"
    surname.clear_message()
    assert (surname.severity, surname.message) == (None, "")


def test_a_popup_over_a_field_is_not_a_way_of_leaving_it(page: QWidget) -> None:
    surname = field_of(page, "surname")
    surname.setFocus()
    surname.editor.clearFocus()
    touched_by_leaving = surname.touched
    fresh = field_of(page, "given_names")
    fresh.setFocus()
    menu = fresh.editor.createStandardContextMenu()
    menu.popup(QPoint(0, 0))
    QApplication.processEvents()
    menu.close()
    menu.deleteLater()
    assert (touched_by_leaving, fresh.touched) == (True, False)


def test_another_card_lets_the_field_wait_again(page: QWidget) -> None:
    surname = field_of(page, "surname")
    surname.touch()
    surname.set_message(Severity.STOP, 1, "missing")
    surname.untouch()
    assert surname.message == ""


def test_no_finding_moves_a_column_or_grows_the_field(page: QWidget) -> None:
    surname = field_of(page, "surname")
    before, hint, least = surname.geometry(), surname.sizeHint(), surname.minimumSizeHint()
    surname.touch()
    surname.set_message(Severity.STOP, 1, "a very long sentence that says much more than the field has room for " * 3)
    surname.set_provenance("MRZ", checked=True)
    QApplication.processEvents()
    assert (surname.geometry(), surname.sizeHint(), surname.minimumSizeHint()) == (before, hint, least)


def test_a_message_outranks_the_hint_and_the_hint_comes_back(page: QWidget) -> None:
    surname = field_of(page, "surname")
    surname.touch()
    surname.set_hint("read as KM 123-AB")
    surname.set_message(Severity.NOTE, 3, "new spelling")
    assert surname.message == "3 · new spelling"
    surname.clear_message()
    assert surname.message == "read as KM 123-AB"


def test_a_screen_reader_hears_name_and_finding(page: QWidget, english: Catalog) -> None:
    surname = field_of(page, "surname")
    surname.retranslate(english)
    surname.touch()
    surname.set_message(Severity.STOP, 1, "missing")
    assert surname.editor.accessibleName() == english.text("surname.label")
    assert surname.editor.accessibleDescription() == "1 · missing"


def test_typing_is_told_and_showing_is_not(page: QWidget, qtbot: QtBot, hand: Any) -> None:
    surname = field_of(page, "surname")
    told: list[str] = []
    surname.edited.connect(told.append)
    surname.set_value("JELIĆ")
    assert told == []
    surname.setFocus()
    surname.editor.end(False)
    hand.types("-ĐURAN Ђë")
    assert surname.value() == told[-1] == "JELIĆ-ĐURAN Ђë"


def test_showing_a_value_keeps_the_caret_where_the_officer_types(page: QWidget) -> None:
    surname = field_of(page, "surname")
    surname.set_value("JELIC")
    surname.setFocus()
    surname.editor.setCursorPosition(3)
    surname.set_value("JELIĆ")
    assert surname.editor.cursorPosition() == 3


def test_enter_goes_to_the_next_field(page: QWidget, hand: Any) -> None:
    field_of(page, "surname").setFocus()
    hand.presses(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field_of(page, "given_names").editor


def test_ten_thousand_characters_are_just_text(page: QWidget) -> None:
    surname = field_of(page, "surname")
    surname.set_value("Š" * 10_000)
    assert surname.value() == "Š" * 10_000
    assert surname.height() == 80


@pytest.fixture
def choice(qtbot: QtBot) -> ChoiceField:
    field = ChoiceField()
    qtbot.addWidget(field)
    field.set_choices(CHOICES)
    return field


def test_a_choice_is_a_key_in_every_language(choice: ChoiceField) -> None:
    choice.set_value("passport")
    choice.set_choices([("identity-card", "Лична карта"), ("passport", "Пасош")])
    assert (choice.value(), choice.editor.currentText()) == ("passport", "Пасош")


def test_an_unknown_key_chooses_nothing(choice: ChoiceField) -> None:
    choice.set_value("passport")
    choice.set_value("library-card")
    assert choice.value() == ""


def test_choosing_by_hand_is_told_once_and_showing_is_not(choice: ChoiceField) -> None:
    told: list[str] = []
    choice.edited.connect(told.append)
    choice.set_value("passport")
    choice.editor.setCurrentIndex(0)
    choice.editor.activated.emit(0)
    assert told == ["identity-card"]


def test_a_free_choice_takes_what_is_not_on_the_list(qtbot: QtBot, hand: Any) -> None:
    field = FreeChoiceField()
    qtbot.addWidget(field)
    field.set_choices([("pu-nis", "PU Niš")])
    told: list[str] = []
    field.edited.connect(told.append)
    field.editor.lineEdit().setText("")
    hand.types("PS Leposavić", on=field.editor.lineEdit())
    assert (field.value(), told[-1]) == ("PS Leposavić", "PS Leposavić")
    field.editor.setEditText("pu niš")
    assert field.value() == "pu-nis"


def test_a_wheel_over_a_closed_choice_changes_nothing(choice: ChoiceField) -> None:
    choice.set_value("identity-card")
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at, at, QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice.editor, wheel)
    assert choice.value() == "identity-card"


def test_a_field_is_a_shell_around_either_editor(choice: ChoiceField, page: QWidget) -> None:
    assert isinstance(choice, FieldShell)
    assert isinstance(field_of(page, "surname"), FieldShell)
