"""The sheet, the palette and the faces as they come out in pixels."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import IconError, Shape
from kbdesk.ui.kit.looks import read_looks
from kbdesk.ui.kit.marks import Icon, Mark
from kbdesk.ui.kit.theme import Theme, ThemeError, sheet
from kbdesk.ui.kit.tokens import STYLES, Style
from kbdesk.ui.kit.words import dress


@pytest.fixture
def restyled(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.apply(Style.LIGHT)


@pytest.mark.parametrize("style", Style)
def test_a_panel_has_its_colour_in_every_style(restyled: Theme, qtbot: QtBot, style: Style) -> None:
    panel = QFrame()
    qtbot.addWidget(panel)
    panel.setProperty("panel", "ground")
    panel.resize(20, 20)
    restyled.apply(style)
    assert panel.grab().toImage().pixelColor(10, 10).name().upper() == STYLES[style]["ground"]


def test_a_change_of_style_reaches_what_is_already_shown(restyled: Theme, qtbot: QtBot) -> None:
    panel = QFrame()
    qtbot.addWidget(panel)
    panel.setProperty("panel", "frame")
    panel.resize(20, 20)
    before = panel.grab().toImage().pixelColor(10, 10)
    restyled.apply(Style.DARK)
    assert panel.grab().toImage().pixelColor(10, 10) != before


def test_a_role_sizes_a_label_and_a_dynamic_property_is_read_again(qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == 15
    dress(label, role="name")
    assert label.font().pixelSize() == 28


def test_a_severity_colours_the_border_of_a_field_and_moves_no_word(qtbot: QtBot) -> None:
    field = QLineEdit("x")
    qtbot.addWidget(field)
    field.resize(200, field.sizeHint().height())
    field.ensurePolished()
    plain = field.sizeHint()
    dress(field, severity="stop")
    assert field.sizeHint() == plain
    assert field.grab().toImage().pixelColor(100, 0).name().upper() == STYLES[Style.LIGHT]["stop_solid"]


def test_the_sheet_names_no_unknown_colour(resources: Path) -> None:
    text = (resources / "styles" / "desk.qss").read_text(encoding="utf-8")
    assert "@" not in sheet(text, STYLES[Style.HIGH])


def test_an_unknown_colour_in_the_sheet_is_refused_by_name() -> None:
    with pytest.raises(ThemeError, match="mauve"):
        sheet("QLabel { color: @mauve; }", STYLES[Style.LIGHT])


def test_an_icon_that_is_not_shipped_is_refused_by_name(theme: Theme) -> None:
    with pytest.raises(IconError, match="unicorn"):
        theme.icon("unicorn")


@pytest.mark.parametrize("weight", [400, 500, 600])
@pytest.mark.parametrize("family", [fonts.SANS, fonts.NARROW])
def test_the_shipped_face_stands_and_no_other_in_its_place(family: str, weight: int) -> None:
    found = QFontInfo(fonts.face(15, weight, family))
    assert (found.family(), found.weight()) == (family, weight)


def test_a_broken_face_is_an_error(resources: Path) -> None:
    looks = replace(read_looks(resources), fonts={"broken.ttf": b"no font"})
    with pytest.raises(fonts.FontError, match=r"broken\.ttf"):
        fonts.register(looks.fonts)


def test_every_digit_is_as_wide_as_every_other() -> None:
    assert len({fonts.width(digit, 17, 500) for digit in "0123456789"}) == 1


def test_every_mark_has_a_shape_of_its_own_without_its_colour(qtbot: QtBot) -> None:
    outlines = set()
    for shape in Shape:
        mark = Mark(None, shape, 32)
        qtbot.addWidget(mark)
        image = mark.grab().toImage()
        ground = image.pixel(0, 0)
        outlines.add(bytes(image.pixel(x, y) != ground for y in range(32) for x in range(32)))
    assert len(outlines) == len(Shape)


def test_an_icon_takes_the_colour_of_the_style_in_force(restyled: Theme, qtbot: QtBot) -> None:
    icon = Icon(None, "lock", 48, ink="accent")
    qtbot.addWidget(icon)
    restyled.apply(Style.HIGH)
    image = icon.grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(48) for y in range(48)}
    assert STYLES[Style.HIGH]["accent"] in colours


def test_everything_shown_by_the_application_is_in_the_shipped_face() -> None:
    assert QFontInfo(QApplication.font()).family() == fonts.SANS
