"""The window between the launcher and its officer: a spare shows itself, waits for the one before, tells its loss."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.app.drill_passwords import passwords
from kbdesk.app.relay import Line, Seat
from kbdesk.app.window import DeskAtWindow
from kbdesk.desk.numbers import skip
from kbdesk.domain.vocabulary import Series
from kbdesk.store import records_seen
from kbdesk.ui.main_window import MainWindow

LEFT = {"officer": "officer", "at": "2022-08-10T09:41:00+02:00", "geometry": ""}


@dataclass
class Launcher:
    """The launcher's end of the pipes."""

    line: Line

    def tell(self, what: str, **told: object) -> None:
        self.line.say(what, **told)

    def messages(self) -> list[dict[str, Any]]:
        """Return what was told since; nothing is waited for."""
        os.set_blocking(self.line.reader, False)
        try:
            return self.line.heard() or []
        except BlockingIOError:
            return []

    def heard(self) -> list[str]:
        """Return what was said since."""
        return [message["say"] for message in self.messages()]


@pytest.fixture
def joined() -> Iterator[Callable[[bool], tuple[Launcher, Seat]]]:
    """Join a launcher and a seat by two real pipes."""
    ends: list[Line] = []

    def join(spare: bool) -> tuple[Launcher, Seat]:
        down, up = os.pipe(), os.pipe()
        ours, theirs = Line(up[0], down[1], 0), Line(down[0], up[1], 0)
        ends.extend((ours, theirs))
        return Launcher(ours), Seat(theirs, spare=spare)

    yield join
    for line in ends:
        line.close()


@pytest.fixture
def opened(data: Path, joined: Any) -> Iterator[Callable[[bool], tuple[MainWindow, Launcher]]]:
    """Open a window with a launcher behind it."""
    windows: list[MainWindow] = []

    def opens(spare: bool) -> tuple[MainWindow, Launcher]:
        launcher, seat = joined(spare)
        window = MainWindow(DeskAtWindow(data), seat)
        windows.append(window)
        if spare:
            window.wait()
        else:
            window.show()
        return window, launcher

    yield opens
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


def skip_one(session: Any) -> None:
    with session.store.act(at=session.clock.now(), officer="officer") as act:
        skip(act, Series.PERMIT, 1, reason="a block was stolen")


def unlock(window: MainWindow, data: Path) -> None:
    page = window.doors.lock_page()
    page.password.setText(passwords(data)["officer"])
    page.unlock.press()


def test_a_spare_shows_nothing_until_it_takes_the_place_of_another(opened: Any, qtbot: QtBot) -> None:
    window, launcher = opened(True)
    QApplication.processEvents()
    assert not window.isVisible()
    launcher.tell("show", told=LEFT)
    qtbot.waitUntil(window.isVisible)
    assert window.doors.lock_page().isVisible()
    assert window.doors.lock_page().title.text() == "Locked by officer at 09:41"


def test_after_a_sign_out_it_shows_the_sign_in_page(opened: Any, qtbot: QtBot) -> None:
    window, launcher = opened(True)
    launcher.tell("show", told={**LEFT, "officer": "", "at": ""})
    qtbot.waitUntil(window.isVisible)
    assert window.sign_in.isVisible()


def test_nobody_is_let_in_before_the_process_before_has_ended(opened: Any, data: Path, qtbot: QtBot) -> None:
    window, launcher = opened(True)
    launcher.tell("show", told=LEFT)
    qtbot.waitUntil(window.isVisible)
    unlock(window, data)
    window.store.settle()
    QApplication.processEvents()
    assert window.session is None
    launcher.tell("alone", fault="")
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    assert launcher.heard() == ["starts"], "another spare is asked for"


def test_what_the_process_before_could_not_save_is_said(opened: Any, qtbot: QtBot) -> None:
    window, launcher = opened(True)
    launcher.tell("show", told=LEFT)
    launcher.tell("alone", fault="store.full")
    qtbot.waitUntil(lambda: "kept" not in window.doors.lock_page().kept)
    told = window.doors.lock_page().kept
    assert told.startswith("The draft was last saved a little before the lock: The disk is full")
    launcher.tell("show", told=LEFT)
    launcher.tell("alone", fault="")
    qtbot.waitUntil(lambda: window.doors.lock_page().kept.startswith("Your draft is kept."))


SITTING = """
import os, sys, time
from kbdesk.app.relay import Launcher, run
from kbdesk.ui.relay import Leaving, Word

def window(seat):
    if not seat.spare:
        seat.start()
        seat.leave(Leaving())
        if sys.argv[1] == "keeps":
            seat.end()
        elif sys.argv[1] == "crashes":
            return 0
        time.sleep(60)
    told = []
    while Word.ALONE not in [one.word for one in told]:
        told += seat.told()
    print(told[-1].fault)
    return 0

sys.exit(run(Launcher(), window))
"""


@pytest.mark.parametrize(
    ("left", "fault"), [("keeps", ""), ("hangs", "lock.unfinished"), ("crashes", "lock.unfinished")]
)
def test_a_process_that_was_ended_before_it_was_done_is_not_said_to_have_kept_everything(left: str, fault: str) -> None:
    told = subprocess.run([sys.executable, "-c", SITTING, left], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.strip() == fault, told.stderr


DYING = """
import os, signal, sys, time
from pathlib import Path
from kbdesk.app.relay import Launcher, run
from kbdesk.ui.relay import Leaving, Word

def spares():
    launcher = os.getppid()
    children = Path(f"/proc/{launcher}/task/{launcher}/children").read_text().split()
    return [int(child) for child in children if int(child) != os.getpid()]

def window(seat):
    if not seat.spare:
        seat.start()
        while not spares():
            time.sleep(0.01)
        (dying,) = spares()
        os.kill(os.getppid(), signal.SIGSTOP)
        os.kill(dying, signal.SIGKILL)
        while ") Z " not in Path(f"/proc/{dying}/stat").read_text():
            time.sleep(0.01)
        seat.renew()
        os.kill(os.getppid(), signal.SIGCONT)
        while spares() in ([], [dying]):
            time.sleep(0.01)
        seat.leave(Leaving())
        time.sleep(60)
    while Word.SHOW not in [one.word for one in seat.told()]:
        pass
    print("shown", flush=True)
    return 0

sys.exit(run(Launcher(), window))
"""


def test_a_spare_that_dies_in_the_moment_in_which_it_is_made_anew_keeps_no_desk_from_being_locked() -> None:
    told = subprocess.run([sys.executable, "-c", DYING], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout == "shown\n", told.stderr


def test_a_window_says_that_it_leaves_before_it_saves_and_that_it_is_done_after(
    opened: Any, data: Path, qtbot: QtBot
) -> None:
    window, launcher = opened(False)
    window.doors.lock_page().show_locked("officer", window._desk.clock.now())
    unlock(window, data)
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    assert launcher.heard() == ["starts"]
    window.store.run(partial(skip_one, window._session), lambda _none: None)
    window.store.settle()
    seen = records_seen.read(data).entries
    window.lock()
    assert launcher.heard() == ["left"]
    window.store.settle()
    assert launcher.heard() == ["done"]
    assert records_seen.read(data).entries == seen + 1, "how far its records went is noted before it is ended"
    window.lock()
    assert launcher.heard() == [], "it leaves once"


def test_a_store_that_keeps_nothing_delays_no_lock_and_is_told(opened: Any, data: Path, qtbot: QtBot) -> None:
    window, launcher = opened(False)
    window.doors.lock_page().show_locked("officer", window._desk.clock.now())
    unlock(window, data)
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    window.store.settle()
    launcher.heard()
    (data / "desk.db").rename(data / "elsewhere.db")
    window.lock()
    window.store.settle()
    left, done = launcher.messages()
    assert (left["say"], done) == ("left", {"say": "done", "fault": "store.moved"})


def test_a_window_comes_to_the_front_when_another_was_started(opened: Any, qtbot: QtBot) -> None:
    window, launcher = opened(False)
    window.showMinimized()
    assert window.isMinimized()
    launcher.tell("raise")
    qtbot.waitUntil(lambda: not window.isMinimized())


def test_another_size_has_the_spare_made_anew_and_another_language_has_not(opened: Any, qtbot: QtBot) -> None:
    from dataclasses import replace

    from kbdesk.domain.vocabulary import Language

    window, launcher = opened(False)
    window.choose(replace(window.preferences, language=Language.SQ))
    window.store.settle()
    assert launcher.heard() == []
    window.choose(replace(window.preferences, scale=150))
    window.store.settle()
    assert launcher.heard() == ["renewed"]


def test_messages_are_whole_however_the_pipe_cuts_them(joined: Any) -> None:
    launcher, seat = joined(False)
    whole = json.dumps({"say": "alone", "fault": "x"}).encode() + b"\n"
    os.write(launcher.line.writer, whole + whole[:5])
    assert [told.fault for told in seat.told()] == ["x"]
    os.write(launcher.line.writer, whole[5:])
    assert [told.fault for told in seat.told()] == ["x"]
