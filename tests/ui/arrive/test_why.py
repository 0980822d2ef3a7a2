"""Why the law makes of a card what it does: from the findings, by key, in words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.arrive.why import Why

from .people import EXPIRED, MILAN


def opened(page: ArrivePage) -> list[Why]:
    return [d for d in page.window().findChildren(QDialog) if isinstance(d, Why) and d.isVisible()]


def test_the_measure_stands_below_the_findings_with_its_article(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    qtbot.waitUntil(lambda: page.sitting.knowledge.settled)
    assert page.ui.findings._measure.text() == "Measure: Temporary permit · article 1"


def test_nobody_at_the_desk_is_no_question_to_ask_why_of(page: ArrivePage, hand: Any) -> None:
    assert not page.ui.findings.why.isVisible()
    hand.presses(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier, on=page)
    assert not opened(page)


def test_shift_f1_tells_article_conditions_with_their_values_the_nearest_miss_and_the_appeal(
    page: ArrivePage, qtbot: QtBot, hand: Any
) -> None:
    page.scan(EXPIRED)
    qtbot.waitUntil(lambda: page.sitting.knowledge.settled)
    hand.presses(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier, on=page.ui.traveler.fields["surname"].editor)
    qtbot.waitUntil(lambda: bool(opened(page)))
    lines = opened(page)[0].lines
    assert lines[1] == "Measure: Temporary permit"
    assert "    issuing state: SRB; here: SRB" in lines
    assert "Nearest article that does not apply:" in lines
    assert any(line.startswith("Appeal: ") for line in lines)
    hand.presses(Qt.Key.Key_Escape, on=opened(page)[0])
    qtbot.waitUntil(lambda: not opened(page))


def test_the_button_tells_the_same_in_the_language_of_the_window(
    open_page: Callable[..., ArrivePage], qtbot: QtBot, catalogs: Catalogs
) -> None:
    page = open_page(Language.SR_CYRL)
    page.scan(MILAN)
    qtbot.waitUntil(lambda: page.sitting.knowledge.settled)
    page.ui.findings.why.click()
    qtbot.waitUntil(lambda: bool(opened(page)))
    catalog = catalogs[Language.SR_CYRL]
    assert opened(page)[0].lines[1] == catalog.text("explain.measure", measure=catalog.text("measure.permit"))
