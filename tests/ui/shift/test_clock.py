"""A real desk's clock that stepped back: said above every page, attested by two, and then work goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kbdesk.app import real_desk
from kbdesk.app.clock import ZONE
from kbdesk.app.window import DeskAtWindow
from kbdesk.cli.joiner import NewSupervisor
from kbdesk.domain.honest_time import ClockDoubt, ClockReading
from kbdesk.ui.desk_view import DeskView
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.second_officer import SecondOfficer
from tests.cheap import cheap_desks
from tests.ui.layout import cut, whole

PASSWORDS = {"arta": "an apple a day keeps", "bojan": "a bell rings at night"}


class SetClock:
    """A clock that tests set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class WatchedClock(SetClock):
    """One that is watched too: the machine's own count stands still while a hand moves it."""

    most_silent = timedelta(hours=24)

    def reading(self) -> ClockReading:
        return ClockReading(wall=self.at, boot="a", running=60, zone="+0100/+0200")


@pytest.fixture(scope="module", name="real")
def _real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("real") / "desk"
    two = [NewSupervisor(name=name, password=bytearray(word.encode())) for name, word in PASSWORDS.items()]
    with cheap_desks():
        real_desk.make(data, crossing="jarinje", desk="2", shelf="seeds", supervisors=two)
    return data


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> SetClock:
    made: type[SetClock] = getattr(request, "param", SetClock)
    return made(datetime.now(ZONE).replace(microsecond=0) + timedelta(hours=1))


@pytest.fixture
def view(real: Path, tmp_path: Path, clock: SetClock, qtbot: QtBot) -> Iterator[DeskView]:
    """The window of a real desk, a supervisor signed in."""
    desk = DeskAtWindow(Path(shutil.copytree(real, tmp_path / "desk")))
    desk.clock = clock
    window = MainWindow(desk)
    window.show()
    window.activateWindow()
    window.sign_in.form.officers.choose("arta")
    window.sign_in.form.password.setText(PASSWORDS["arta"])
    window.sign_in.form.sign_in.press()
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    assert window.view is not None
    yield window.view
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def stepped_back(view: DeskView, clock: SetClock, qtbot: QtBot) -> None:
    """Let something be recorded, then set the clock back by half an hour."""
    session = view._session
    done: list[object] = []

    def record() -> None:
        desk = session.shift
        if desk.current() is None:
            desk.open(desk.expected().cash, custody_counted=0)
        desk.incident("a lorry blocked the lane")

    view._store.run(record, done.append)
    qtbot.waitUntil(lambda: bool(done))
    view.tick(clock.at)
    clock.at -= timedelta(minutes=30)
    view.tick(clock.at)
    qtbot.waitUntil(lambda: view.standing.books is not None and view.standing.books.behind is not None)


def test_a_clock_that_stepped_back_is_said_in_one_sentence_and_attested_by_two_with_a_reason(
    view: DeskView, clock: SetClock, hand: Any, qtbot: QtBot
) -> None:
    before = clock.at
    assert "clock" not in view.form.banner.sentence
    stepped_back(view, clock, qtbot)
    for place in (Place.ARRIVE, Place.SHIFT):
        view.go(place)
        assert view.form.banner.sentence.startswith(f"The clock stands before {before:%H:%M}, ")
    view.form.banner._way_out.click()
    dialog = next(d for d in view.window().findChildren(QDialog) if d.isVisible())
    assert isinstance(dialog, SecondOfficer)
    assert whole(dialog, qtbot), list(cut(dialog))
    dialog.sign.click()
    assert dialog.message.text()
    hand.types("the battery was changed", on=dialog.reason.editor)
    hand.types(PASSWORDS["bojan"], on=dialog.password.editor)
    dialog.activateWindow()
    dialog.sign.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(dialog.sign.hasFocus)
    hand.presses(Qt.Key.Key_Return, on=dialog.sign)
    qtbot.waitUntil(lambda: view.standing.books is not None and view.standing.books.behind is None, timeout=20_000)
    assert "clock" not in view.form.banner.sentence


def test_let_alone_the_question_is_put_again_and_a_clock_that_comes_right_needs_nobody(
    view: DeskView, clock: SetClock, qtbot: QtBot
) -> None:
    stepped_back(view, clock, qtbot)
    view.form.banner._way_out.click()
    next(d for d in view.window().findChildren(QDialog) if d.isVisible()).reject()
    assert view.form.banner.sentence.startswith("The clock stands before")
    clock.at += timedelta(hours=1)
    view.tick(clock.at)
    qtbot.waitUntil(lambda: view.standing.books is not None and view.standing.books.behind is None)
    assert "clock" not in view.form.banner.sentence


@pytest.mark.parametrize("clock", [WatchedClock], indirect=True)
def test_a_clock_that_was_moved_is_said_and_attested_in_the_same_way(
    view: DeskView, clock: SetClock, qtbot: QtBot
) -> None:
    def found() -> ClockDoubt | None:
        view.standing.ask()
        return view.standing.books.doubt if view.standing.books is not None else None

    qtbot.waitUntil(lambda: view.standing.books is not None)
    assert found() is None
    clock.at += timedelta(minutes=30)
    qtbot.waitUntil(lambda: found() is ClockDoubt.MOVED)
    assert view.form.banner.sentence == "The clock was set while the machine ran; two officers attest the time first."
    view.form.banner._way_out.click()
    dialog = next(d for d in view.window().findChildren(QDialog) if d.isVisible())
    dialog.reject()
    done: list[object] = []
    attest = partial(view._session.shift.attest_clock, reason="compared", second="bojan")
    view._store.run(attest, done.append)
    qtbot.waitUntil(lambda: len(done) == 1)
    qtbot.waitUntil(lambda: found() is None)
    assert "clock" not in view.form.banner.sentence
