"""What was recorded and not printed is listed at the start, and printed from there."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from kbdesk.app import drill_passwords, main
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language, PrintState
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.rail_button import WIDTHS
from kbdesk.ui.room import Room, room_of
from kbdesk.ui.unprinted import UnprintedPage
from tests.ui.layout import SIZES, cut, whole

from .conftest import let_go_of_keys

SAMPLE = "01-family-on-km-plates.toml"


@pytest.fixture(scope="module", name="jammed")
def _jammed(tmp_path_factory: pytest.TempPathFactory, drill_template: Path, resources: Path) -> Path:
    """A desk that recorded a family's passage while something stood where the printer's folder belongs."""
    data = tmp_path_factory.mktemp("jammed") / "desk"
    shutil.copytree(drill_template, data)
    shutil.rmtree(data / "tray", ignore_errors=True)
    (data / "tray").write_text("not a folder")
    sample = resources / "samples" / "passages" / SAMPLE
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KBDESK_PASSWORD", drill_passwords.passwords(data)["officer"])
        main(["passage", str(sample), "--data", str(data), "--officer", "officer"])
    return data


@pytest.fixture
def data(jammed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(jammed, tmp_path / "desk"))


@pytest.fixture
def mended(data: Path) -> Iterator[Path]:
    """The printer's folder as it should be."""
    (data / "tray").unlink()
    (data / "tray").mkdir()
    yield data / "tray"


def test_the_papers_are_listed_at_the_start_with_kind_number_and_time(
    signed_in: Callable[..., MainWindow], mended: Path
) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    assert view.form.pages.currentWidget() is view.unprinted
    model = view.unprinted.table.model()
    rows = [[model.data(model.index(r, c)) for c in range(4)] for r in range(model.rowCount())]
    assert len(rows) == len(view.unprinted.papers) > 3
    assert {row[3] for row in rows} == {"officer"}
    assert all(row[0] and len(row[1]) >= 9 and row[2].startswith("10 Aug 2022") for row in rows)
    assert view.form.rail.button(Place.UNPRINTED).isVisible()


def test_f9_prints_all_of_it_and_the_page_is_gone(
    signed_in: Callable[..., MainWindow], mended: Path, qtbot: QtBot, hand: Any
) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    count = len(view.unprinted.papers)
    qtbot.waitUntil(lambda: not view.unprinted.print_all.settling)
    hand.presses(Qt.Key.Key_F9, on=view.unprinted.table)
    assert view.unprinted.print_all.off
    qtbot.waitUntil(lambda: view.form.pages.currentWidget() is view.arrive, timeout=60_000)
    assert len([path for path in mended.iterdir() if path.suffix == ".pdf"]) == count
    assert not view.form.rail.button(Place.UNPRINTED).isVisible()


def test_one_paper_is_printed_and_the_rest_stays(
    signed_in: Callable[..., MainWindow], mended: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    count = len(view.unprinted.papers)
    view.unprinted.table.selectRow(1)
    assert len(view.unprinted.chosen()) == 1
    view.unprinted.print_chosen.click()
    qtbot.waitUntil(lambda: len(view.unprinted.papers) < count or bool(view.form.banner.sentence), timeout=60_000)
    assert (view.form.banner.sentence, view.unprinted.print_all.off) == ("", False)
    assert len(view.unprinted.papers) == count - 1
    assert view.form.pages.currentWidget() is view.unprinted


def test_a_key_that_one_test_held_down_chooses_nothing_more_in_the_next(
    signed_in: Callable[..., MainWindow], hand: Any
) -> None:
    view = signed_in().view
    assert view is not None
    hand.presses(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, on=view)
    view.unprinted.table.selectRow(1)
    assert len(view.unprinted.chosen()) == 2, "the control: two papers would be printed"
    let_go_of_keys()
    view.unprinted.table.selectRow(2)
    assert len(view.unprinted.chosen()) == 1


def test_a_printer_that_refuses_gets_one_sentence_and_the_list_stays(
    signed_in: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    count = len(view.unprinted.papers)
    view.unprinted.print_chosen.click()
    qtbot.waitUntil(lambda: bool(view.form.banner.sentence), timeout=60_000)
    qtbot.waitUntil(lambda: not view.unprinted.print_all.off)
    assert len(view.unprinted.papers) == count
    assert "J2" not in view.form.banner.sentence


def test_what_is_chosen_stays_chosen_when_the_language_changes(
    signed_in: Callable[..., MainWindow], mended: Path, catalogs: Catalogs
) -> None:
    view = signed_in().view
    assert view is not None
    chosen = view.unprinted.chosen()
    view.unprinted.retranslate(catalogs[Language.SQ])
    assert view.unprinted.chosen() == chosen
    assert view.unprinted.table.model().index(0, 0).data() == catalogs[Language.SQ].text("arrive.paper.permit")


def test_beside_papers_that_wait_those_that_are_doubted_have_their_buttons_whole(
    signed_in: Callable[..., MainWindow], mended: Path, qtbot: QtBot, catalogs: Catalogs
) -> None:
    view = signed_in().view
    assert view is not None
    doubted, *waiting = view.unprinted.papers
    page = UnprintedPage()  # beside the window, which looks at its own papers now and then
    qtbot.addWidget(page)
    page.show()
    said, small = page.sayings[PrintState.PRINTED], Room.COMPACT
    for (wide, high), language in product(SIZES, Language):
        room = room_of(QSize(wide, high))
        page.resize(wide - WIDTHS[room], high - 56)
        page.set_room(room)
        page.retranslate(catalogs[language])
        page.show_papers((replace(doubted, state=PrintState.UNCONFIRMED), *waiting))
        for row, in_doubt in ((0, True), (1, False)):
            page.table.selectRow(row)
            assert said.isEnabled() is in_doubt
            assert said.isVisible() is (in_doubt or room is not small)
            assert page.print_all.isVisible() is not (in_doubt and room is small)
            assert page.print_all.off is (in_doubt and room is small), "what is not shown is not signed by its key"
            assert whole(page, qtbot), list(cut(page))
