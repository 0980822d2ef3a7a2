"""What a scanner types in whatever has the focus fills a card, and leaves the window as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from kbdesk.domain.typed_scan import Reading, TypedScans
from kbdesk.ui.bound_keys import shortcut_of
from kbdesk.ui.wedge import Wedge
from tests.domain.bursts import KEYBOARDS
from tests.icao.zones import SERBIAN_CARD, TODAY
from tests.ui.scanner import Scanner

SCAN = SERBIAN_CARD + "\n"


class Room:
    """A dialog of one's own with what the focus may be in, and the filter that watches it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.dialog = QDialog()
        self.line, self.text, self.choice = QLineEdit("marko"), QPlainTextEdit("one\ntwo"), QComboBox()
        self.choice.addItems(["Dinar", "Pound", "Euro"])
        self.issue, self.pressed = QPushButton("Issue"), []
        self.issue.setDefault(True)
        self.issue.clicked.connect(lambda: self.pressed.append(True))
        self.issue.clicked.connect(self.dialog.accept)
        self.dialog.setLayout(QVBoxLayout())
        for widget in (self.line, self.text, self.choice, self.issue):
            self.dialog.layout().addWidget(widget)
        qtbot.addWidget(self.dialog)
        self.read: list[Reading] = []
        self.wedge = Wedge(TypedScans(KEYBOARDS), lambda: TODAY, self.dialog)
        self.wedge.scanned.connect(self.read.append)
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)

    def texts(self) -> list[str]:
        return [reading.text for reading in self.read]


class Seen(QObject):
    """The keys that go down and up in a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.down: list[int] = []
        self.up: list[int] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.ShortcutOverride:
            (self.down if event.type() == QEvent.Type.KeyPress else self.up).append(event.key())
        return False


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    made.dialog.close()


def test_a_scan_in_a_line_leaves_text_caret_selection_and_undo_as_they_were(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    Scanner().types(" petrovic")
    room.line.setSelection(2, 5)
    before = (room.line.text(), room.line.cursorPosition(), room.line.selectedText())
    edits: list[str] = []
    room.line.textEdited.connect(edits.append)
    Scanner().scan(SCAN)
    qtbot.waitUntil(lambda: bool(room.read))
    assert room.texts() == [SERBIAN_CARD]
    assert (room.line.text(), room.line.cursorPosition(), room.line.selectedText()) == before
    assert edits[-1] == before[0], "whoever follows the text is told that it is as it was"
    room.line.undo()
    assert room.line.text() == "marko", "what was typed before is undone, nothing of the scan comes back"


def test_a_scan_right_after_what_was_typed_leaves_that(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    room.line.end(False)
    scanner = Scanner()
    scanner.types(" x")
    scanner.now -= 4_900
    scanner.scan(SCAN)
    qtbot.waitUntil(lambda: bool(room.read))
    assert room.line.text() == "marko x"


def test_first_keys_that_were_held_up_are_taken_out_of_the_line_too(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    scanner = Scanner()
    for part in (SCAN[:3], SCAN[3:]):
        scanner.now -= 5_000 - 100 if part != SCAN[:3] else 0
        scanner.scan(part)
    qtbot.waitUntil(lambda: bool(room.read))
    assert (room.texts(), room.line.text()) == ([SERBIAN_CARD], "marko")


def test_a_scan_in_a_text_of_lines_leaves_it_as_it_was(room: Room, qtbot: QtBot) -> None:
    room.text.setFocus()
    Scanner().types("zero ")
    cursor = room.text.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    room.text.setTextCursor(cursor)
    before = room.text.toPlainText()
    Scanner().scan(SCAN)
    qtbot.waitUntil(lambda: bool(room.read))
    assert room.text.toPlainText() == before
    assert (room.text.textCursor().anchor(), room.text.textCursor().position()) == (3, 7)


@pytest.mark.parametrize("focused", ["issue", "line", "choice", "text"])
def test_a_scan_presses_no_button_and_accepts_no_dialog(room: Room, qtbot: QtBot, focused: str) -> None:
    getattr(room, focused).setFocus()
    scanner = Scanner()
    scanner.scan("P " + SCAN)
    scanner.gap = 20
    scanner.scan(SCAN)
    qtbot.waitUntil(lambda: len(room.read) == 2)
    assert room.dialog.isVisible()
    assert not room.pressed
    assert room.choice.currentText() == "Dinar"
    if focused != "text":
        Scanner().types("\n")
        qtbot.waitUntil(lambda: not room.dialog.isVisible())  # control: an officer's Enter does


def test_a_scan_over_an_open_list_chooses_nothing(room: Room, qtbot: QtBot) -> None:
    room.choice.setFocus()
    room.choice.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    Scanner().scan(SCAN)
    qtbot.waitUntil(lambda: bool(room.read))
    assert room.choice.currentText() == "Dinar"
    room.choice.hidePopup()


def test_a_scan_over_an_open_menu_triggers_nothing(room: Room, qtbot: QtBot) -> None:
    menu, chosen = QMenu(room.dialog), []
    menu.addAction("&Issue").triggered.connect(lambda: chosen.append(True))
    menu.popup(room.dialog.mapToGlobal(room.dialog.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    Scanner().scan(SCAN)
    qtbot.waitUntil(lambda: bool(room.read))
    assert (chosen, menu.isVisible()) == ([], True)
    Scanner().types("i")
    qtbot.waitUntil(lambda: bool(chosen)), "control: the letter alone triggers it"


def test_a_command_in_a_code_does_nothing_and_is_done_where_it_was_struck_alone(room: Room, qtbot: QtBot) -> None:
    parked: list[bool] = []
    QShortcut(QKeySequence("Ctrl+P"), room.dialog).activated.connect(lambda: parked.append(True))
    room.line.setFocus()
    scanner = Scanner()
    for code in ("0004711X08154711\n", "4711"):
        scanner.now += 5_000
        scanner.command("P")
        scanner.now -= 5_000
        scanner.scan(code)
    qtbot.waitUntil(lambda: room.line.text() == "marko4711")
    assert (room.texts(), parked) == (["0004711X08154711"], [])
    scanner.now += 5_000
    scanner.command("P")
    assert not parked, "it waits for what may follow"
    qtbot.waitUntil(lambda: bool(parked))  # control: an officer's


@pytest.mark.parametrize(("letter", "code", "given"), [("З", 21, True), ("П", 25, False)])
def test_a_command_under_a_layout_that_has_cyrillic_letters_alone_is_that_of_the_latin_letter_there(
    room: Room, qtbot: QtBot, letter: str, code: int, *, given: bool
) -> None:
    undone: list[bool] = []
    QShortcut(QKeySequence("Ctrl+Z"), room.dialog).activated.connect(lambda: undone.append(True))
    QShortcut(QKeySequence("Ctrl+P"), room.dialog).activated.connect(lambda: undone.append(False))
    room.issue.setFocus()
    scanner = Scanner()
    scanner.now += 5_000
    scanner.strike(code, "", Qt.KeyboardModifier.ControlModifier, key=Qt.Key(ord(letter)))
    qtbot.waitUntil(lambda: bool(undone))
    assert undone == [given]
    room.line.setFocus()
    room.line.selectAll()
    QApplication.clipboard().setText("before")
    scanner.now += 5_000
    scanner.strike(46, "", Qt.KeyboardModifier.ControlModifier, key=Qt.Key(ord("Ц")))
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "marko")


def test_a_field_has_its_own_use_of_a_command_before_the_page_has(room: Room, qtbot: QtBot) -> None:
    undone: list[bool] = []
    QShortcut(QKeySequence("Ctrl+Z"), room.dialog).activated.connect(lambda: undone.append(True))
    room.line.setFocus()
    scanner = Scanner()
    scanner.types("x")
    scanner.now += 5_000
    scanner.command("Z")
    qtbot.waitUntil(lambda: room.line.text() == "marko")
    assert not undone
    room.issue.setFocus()
    scanner.now += 5_000
    scanner.command("Z")
    qtbot.waitUntil(lambda: bool(undone))  # control: where nothing takes it, it is the page's


def test_what_has_the_focus_sees_every_key_that_lands_go_down_and_up_and_of_a_scan_neither(
    room: Room, qtbot: QtBot
) -> None:
    room.line.setFocus()
    seen = Seen()
    room.line.installEventFilter(seen)
    Scanner().scan(SCAN)
    qtbot.waitUntil(lambda: bool(room.read))
    assert (len(seen.down), seen.up) == (7, seen.down), "what landed before it was known for a scan"
    Scanner().scan("abcdefghij")
    qtbot.waitUntil(lambda: room.line.text() == "markoabcdefghij")
    assert seen.up[7:] == [Qt.Key(ord(sign)) for sign in "ABCDEFGABCDEFGHIJ"]  # control: of typing it sees both


def test_a_key_that_waited_goes_up_when_it_does_under_the_hand(room: Room, qtbot: QtBot) -> None:
    room.issue.setFocus()
    scanner = Scanner()
    scanner.press(57, " ")
    qtbot.waitUntil(room.issue.isDown)
    assert not room.pressed
    scanner.release(57, " ")
    assert room.pressed == [True]


def test_a_shortcut_acts_where_its_context_reaches(room: Room) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_K, ctrl)
    contexts = Qt.ShortcutContext
    for owner, context, near in (
        (room.line, contexts.WidgetShortcut, True),
        (room.issue, contexts.WidgetShortcut, False),
        (room.dialog, contexts.WidgetWithChildrenShortcut, True),
        (room.issue, contexts.WidgetWithChildrenShortcut, False),
        (room.issue, contexts.WindowShortcut, True),
    ):
        room.line.setFocus()
        shortcut = QShortcut(QKeySequence("Ctrl+K"), owner)
        shortcut.setContext(context)
        assert (shortcut_of(event) is shortcut) is near
        owner.setEnabled(False)
        assert shortcut_of(event) is None
        owner.setEnabled(True)
        shortcut.setParent(None)


def test_a_scan_whose_signs_are_composed_with_alt_and_digits_is_read_under_any_layout(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    scanner = Scanner("rs-cyrillic")
    scanner.compose(SCAN.replace("\n", "\r"))
    qtbot.waitUntil(lambda: bool(room.read))
    assert (room.texts(), room.line.text(), room.read[0].undone) == ([SERBIAN_CARD], "marko", False)
    scanner.gap = 400
    scanner.compose("AZ")
    assert room.line.text() == "markoAZ"  # control: what a person composes is typed


def test_typing_lands_key_by_key_and_a_choice_is_made_by_its_letter(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    room.line.clear()
    scanner = Scanner()
    for number, sign in enumerate("petrovic"):
        scanner.types(sign)
        assert len(room.line.text()) == number + 1, "nothing is waited for"
    scanner.strike(14, "\x08", key=Qt.Key.Key_Backspace)
    assert room.line.text() == "petrovi", "nor by a key that edits"
    room.choice.setFocus()
    Scanner().types("e")
    qtbot.waitUntil(lambda: room.choice.currentText() == "Euro")
    assert not room.read


def test_a_short_burst_is_given_back_as_it_was_typed(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    room.line.clear()
    Scanner().scan("abcdefghij")
    assert room.line.text() == ""
    qtbot.waitUntil(lambda: room.line.text() == "abcdefghij")
    assert not room.read


def test_a_scan_of_which_only_text_arrives_is_read_through_the_machines_layout(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    Scanner("rs-cyrillic", codes=False).scan(SCAN)
    qtbot.waitUntil(lambda: bool(room.read))
    assert room.texts() == [SERBIAN_CARD]
    assert room.read[0].undone


def test_keys_that_waited_while_the_window_was_busy_are_still_typing(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    room.line.clear()
    Scanner().types("a longish text that somebody typed", gap=90)
    assert room.line.text() == "a longish text that somebody typed"
    qtbot.wait(0)
    assert not room.read
