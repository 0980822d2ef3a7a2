"""One line of words: whole, then narrow, then with dots."""

from pytestqt.qtbot import QtBot

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.words import Words

TEXT = "Regjistrimi i përkohshëm i automjetit"


def shown(qtbot: QtBot, width: int) -> tuple[Words, bytes]:
    words = Words(None, TEXT)
    qtbot.addWidget(words)
    words.ensurePolished()
    words.resize(width, 20)
    image = words.grab().toImage()
    return words, bytes(image.constBits())


def test_words_take_the_narrow_cut_before_dots(qtbot: QtBot) -> None:
    whole, narrow = fonts.width(TEXT, 15), fonts.width(TEXT, 15, family=fonts.NARROW)
    assert not shown(qtbot, round(whole) + 2)[0].is_cut()
    assert not shown(qtbot, round(narrow) + 1)[0].is_cut()
    assert shown(qtbot, round(narrow) - 4)[0].is_cut()


def test_a_layout_may_squeeze_words_to_the_narrow_cut_and_no_further(qtbot: QtBot) -> None:
    words, _ = shown(qtbot, 400)
    assert fonts.width(TEXT, 15, family=fonts.NARROW) <= words.minimumSizeHint().width() < words.sizeHint().width()


def test_the_narrow_cut_is_really_drawn(qtbot: QtBot) -> None:
    width = round(fonts.width(TEXT, 15, family=fonts.NARROW)) + 1
    words = Words(None, TEXT)
    qtbot.addWidget(words)
    words.resize(width, 20)
    narrow = words.grab().toImage()
    words.setFont(fonts.face(15, family=fonts.NARROW))
    assert words.grab().toImage() == narrow


def test_typed_text_is_never_taken_for_markup(qtbot: QtBot) -> None:
    words = Words(None, "<b>x</b>")
    qtbot.addWidget(words)
    words.ensurePolished()
    assert words.sizeHint().width() >= fonts.width("<b>x</b>", 15)
