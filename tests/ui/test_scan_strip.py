"""What was scanned is said in the header, whole, in every language and at every size, and nothing else is covered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.scan import Scan, Source
from kbdesk.domain.vocabulary import Direction, Language, Severity
from kbdesk.ui.header import Fact, Header
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style, contrast
from kbdesk.ui.kit.words import Words
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.room import room_of
from kbdesk.ui.scan_strip import ScanStrip
from tests.ui.layout import SIZES

QUIET = (
    Fact(name="Rules in force from", value="1 Aug 2022"),
    Fact(name="Watchlist", value="none"),
    Fact(name="Printer", value="ready: folder"),
)
SAID = (
    *map("scan.looks.{}".format, ("half-zone", "two-zones", "binary", "half-seal", "driving-licence")),
    *map("scanner.fault.{}".format, ("unplugged", "unplugged-in-scan", "half", "too-long")),
)
LOUD = Fact(name="Scanner", value="unplugged", severity=Severity.WARN)


Heads = Callable[..., Header]


@pytest.fixture
def header(qtbot: QtBot) -> Iterator[Heads]:
    """Make headers as they stand in a window of a size; each lives until the test's widgets are taken down."""
    kept: list[Header] = []

    def makes(size: tuple[int, int], *facts: Fact) -> Header:
        made = Header()
        kept.append(made)
        qtbot.addWidget(made)
        made.resize(size[0], 56)
        made.set_room(room_of(QSize(*size)))
        made.show_post(place="Jarinje", post="Desk 2 · entry · DRILL", direction=Direction.ENTRY)
        made.show_officer("on duty", "supervisor")
        made.show_facts(facts)
        made.show()
        return made

    yield makes
    kept.clear()


def in_sight(strip: ScanStrip, within: Header) -> set[QWidget]:
    """Return what of a header is in sight beside the strip."""
    return {part for part in within.findChildren(QWidget) if part.isVisible() and part is not strip}


@pytest.mark.parametrize("size", SIZES)
def test_what_was_scanned_is_said_whole_and_covers_nothing(
    size: tuple[int, int], catalogs: Catalogs, header: Heads
) -> None:
    within = header(size, *QUIET, LOUD)
    spoken = Language.EN
    strip = ScanStrip(within, lambda: catalogs[spoken])
    before = in_sight(strip, within)
    for spoken in Language:
        for name in SAID:
            strip.tell(lambda catalog, name=name: (catalog.text(name), catalog.text(f"{name}.what")), mark=Shape.WARN)
            within.layout().activate()
            assert within.rect().contains(strip.geometry())
            assert not strip.is_cut(), f"{spoken} {name}"
            beside = in_sight(strip, within)
            parts = [part for part in beside if part.parentWidget() is within]
            assert not any(part.geometry().intersects(strip.geometry()) for part in parts), f"{spoken} {name}"
    strip.hide()
    assert in_sight(strip, within) == before, "what made room is back"


def test_facts_make_room_only_where_there_is_none_and_what_is_quiet_before_what_is_loud(
    catalogs: Catalogs, header: Heads
) -> None:
    def values(*facts: Fact) -> set[str]:
        within = header(SIZES[0], *facts)
        strip = ScanStrip(within, lambda: catalogs[Language.EN])
        strip.tell(lambda catalog: (catalog.text("scan.kind.zone"), catalog.text("scan.note.layout-undone")))
        return {part.text() for part in in_sight(strip, within) if isinstance(part, Words)}

    assert {fact.value for fact in (*QUIET, LOUD)} <= values(*QUIET, LOUD), "a wide window has room beside them"
    crowded = values(*QUIET * 3, LOUD)
    assert LOUD.value in crowded
    assert not crowded & {fact.value for fact in QUIET}


def test_a_fact_that_comes_while_something_is_said_takes_its_place_beside_it(catalogs: Catalogs, header: Heads) -> None:
    within = header(SIZES[1])
    strip = ScanStrip(within, lambda: catalogs[Language.EN])
    strip.tell(lambda catalog: (catalog.text(SAID[0]), catalog.text(f"{SAID[0]}.what")), mark=Shape.WARN)
    for facts in ((LOUD,), (*QUIET, LOUD)):
        within.show_facts(facts)
        within.layout().activate()
        parts = [part for part in in_sight(strip, within) if part.parentWidget() is within]
        assert not any(part.geometry().intersects(strip.geometry()) for part in parts)
        assert LOUD.value in {part.text() for part in in_sight(strip, within) if isinstance(part, Words)}


@pytest.mark.parametrize("style", Style)
def test_the_words_stand_out_in_every_style(style: Style, theme: Theme, catalogs: Catalogs, header: Heads) -> None:
    theme.apply(style)
    strip = ScanStrip(header(SIZES[0]), lambda: catalogs[Language.EN])
    strip.tell(lambda catalog: (catalog.text(SAID[0]), catalog.text(f"{SAID[0]}.what")))
    behind = strip.grab().toImage().pixelColor(4, strip.height() // 2).name()
    for ink in ("frame_ink", "frame_ink2"):
        assert contrast(theme.colour(ink).name(), behind) >= 4.5, ink


def test_the_strip_is_said_anew_in_another_language_and_what_another_toast_said_ends(
    signed_in: Callable[..., MainWindow], catalogs: Catalogs
) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    window.scanned(Scan(data="IDSRB00812345631403978910018<<", source=Source.SERIAL))
    view.arrive.ui.toast.say("Issued: 1 permit")
    window.choose(replace(window.preferences, language=Language.SQ))
    albanian = catalogs[Language.SQ]
    assert view.scanning.strip.isVisible()
    assert view.scanning.strip.accessibleName() == ". ".join(
        (albanian.text("scan.looks.half-zone"), albanian.text("scan.looks.half-zone.what"))
    )
    assert view.arrive.ui.toast.isHidden()
    view.scanning.strip.hide()
    window.choose(replace(window.preferences, language=Language.EN))
    assert view.scanning.strip.isHidden(), "what was said before is not said again"
