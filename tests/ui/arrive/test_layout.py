"""Nothing is cut, clipped or pushed out: every language, at 1366 x 768 and at the room that 125 % and 200 % leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.card_strip import CardStrip
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.cards import words_room
from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.room import Room, room_of
from tests.ui.arrive.people import EXPIRED, LJUBICA, MILAN, passengers
from tests.ui.layout import BY_TURNS, SIZES, resized
from tests.ui.layout import cut as cut_parts


def filled(page: ArrivePage) -> ArrivePage:
    """Two people, one with an expired card and a slip in the number, and a car; the second person shown."""
    page.scan(MILAN)
    page.scan(EXPIRED)
    page.sitting.amend("traveler[2]", "personal_number", "1203984910018")
    page.sitting.amend("vehicle", "plate", "км 123 аб")
    page.sitting.amend("vehicle", "category", "M1")
    page.ui.toast.hide()
    return page


def cut(page: ArrivePage) -> Iterator[str]:
    """Yield what cannot be read whole; a person's own name may be cut, it is data."""
    yield from cut_parts(page)
    if page.ui.strip.isVisible():
        yield from cut_cards(page.ui.strip)


def cut_cards(strip: CardStrip) -> Iterator[str]:
    for card in strip._cards:
        face = card.face
        room = words_room(card.width(), thumb=face.thumb)
        wanted = [(face.role, 13, 400, room), (face.state, 13, 500, room - (0 if face.mark is Shape.WAIT else 22))]
        for text, px, weight, most in wanted:
            if card.isVisible() and fonts.width(text, px, weight, fonts.NARROW) > most:
                yield f"card {text}"


@pytest.mark.parametrize(("language", "size"), BY_TURNS)
def test_no_word_is_cut(
    open_page: Callable[..., ArrivePage], qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    page = filled(open_page(language, size))
    for path in ("traveler[2]", "traveler[3]", "vehicle", "trailer"):
        page.sitting.choose(path)
        page.ui.toast.hide()
        for now in resized(page.window()):
            with suppress(WaitedTooLong):
                qtbot.waitUntil(lambda: not list(cut(page)))
            assert not list(cut(page)), (path, now)


def test_a_cut_word_is_noticed(page: ArrivePage) -> None:
    filled(page)
    page.ui.refer.setFixedWidth(60)
    page.ui.traveler.ui.sex.set_label("a name that is far too long for so small a field")
    assert len(list(cut(page))) >= 2


@pytest.mark.parametrize("count", [4, 5])
@pytest.mark.parametrize("language", list(Language))
def test_a_full_strip_of_cards_can_be_read(
    open_page: Callable[..., ArrivePage], language: Language, count: int
) -> None:
    page = open_page(language)
    for zone in passengers(count - 1):
        page.scan(zone)
    assert page.ui.strip.isVisible()
    assert not list(cut_cards(page.ui.strip))


@pytest.mark.parametrize("language", list(Language))
def test_a_traveler_s_form_needs_no_scrolling_at_1366_by_768(
    open_page: Callable[..., ArrivePage], qtbot: QtBot, language: Language
) -> None:
    page = open_page(language)
    page.scan(LJUBICA)
    QApplication.processEvents()
    assert page.ui.traveler.ui.scroll.verticalScrollBar().maximum() == 0


def in_sight(field: FieldShell) -> bool:
    return field.visibleRegion().boundingRect().height() >= 60


@pytest.mark.parametrize("size", SIZES)
def test_the_field_gone_to_is_always_in_sight(
    open_page: Callable[..., ArrivePage], qtbot: QtBot, size: tuple[int, int]
) -> None:
    page = filled(open_page(Language.EN, size))
    for name, field in page.ui.traveler.fields.items():
        page.ui.traveler.focus(name)
        qtbot.waitUntil(partial(in_sight, field))
        assert field.hasFocus(), name


def test_a_small_window_turns_the_panes_into_tabs_and_back(open_page: Callable[..., ArrivePage]) -> None:
    page = filled(open_page(Language.EN, (683, 384)))
    assert room_of(page.window().size()) is Room.COMPACT
    ui = page.ui
    assert ui.stepper.isVisible()
    assert not ui.side.isVisible()
    assert ui.banner.isVisible()
    ui.part.setCurrentIndex(1)
    assert ui.findings.isVisible()
    ui.part.setCurrentIndex(2)
    assert ui.papers.isVisible()
    page.back()
    assert ui.traveler.isVisible()
    page.window().resize(1366, 768)
    assert ui.side.isVisible()
    assert ui.findings.isVisible()
    assert ui.papers.isVisible()
    assert ui.strip.isVisible()
    assert not ui.banner.isVisible()


def test_messages_do_not_move_the_fields(page: ArrivePage) -> None:
    page.scan(LJUBICA)
    before = {name: field.geometry() for name, field in page.ui.traveler.fields.items()}
    page.sitting.amend("traveler[1]", "document_expires_on", "2020-01-01")
    page.sitting.amend("traveler[1]", "personal_number", "1" * 13)
    assert page.ui.traveler.ui.document_expires_on.severity is not None
    assert {name: field.geometry() for name, field in page.ui.traveler.fields.items()} == before
