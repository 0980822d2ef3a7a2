"""A return in the middle when the desk is locked: back with its officer, and with nobody else."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from kbdesk.desk.handing import PLAINLY, Handing
from kbdesk.domain.returns import Returnable
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Label, ReturnSitting, Stage
from tests.ui.test_lock import unlock

SAID = "K-14/22"


def page_of(window: MainWindow) -> ReturnPage:
    assert window.view is not None
    window.view.go(Place.RETURN)
    page = window.view.books.page(Place.RETURN)
    assert isinstance(page, ReturnPage)
    return page


def left_in_the_middle(page: ReturnPage, qtbot: QtBot) -> tuple[MainWindow, Handing]:
    """Look up the family's registration, scan its label and say that only the front plate goes back."""
    window, sitting = page.window(), page.sitting
    assert isinstance(window, MainWindow)
    sitting.look("J2000001L", Returnable.REGISTRATION)
    qtbot.waitUntil(lambda: sitting.stage is Stage.SEEN)
    assert sitting.view is not None and sitting.view.envelope is not None
    handing = Handing(items=sitting.view.contents[:1], lost_report=SAID)
    sitting.take(f"E-{sitting.view.envelope.number}")
    sitting.differ(handing)
    assert sitting.label is Label.SAME
    window.lock()
    return window, handing


def back(window: MainWindow, qtbot: QtBot) -> ReturnSitting:
    sitting = page_of(window).sitting
    qtbot.waitUntil(lambda: sitting.stage is Stage.SEEN)
    assert sitting.view is not None and sitting.view.kind is Returnable.REGISTRATION
    return sitting


def test_a_return_in_the_middle_survives_a_lock_for_its_officer_and_for_nobody_else(
    open_return: Callable[..., ReturnPage], data: Path, qtbot: QtBot
) -> None:
    window, handing = left_in_the_middle(open_return(), qtbot)
    unlock(window, data, qtbot, officer="supervisor")
    assert page_of(window).sitting.stage is Stage.EMPTY
    window.lock()
    unlock(window, data, qtbot, officer="officer")
    sitting = back(window, qtbot)
    assert (sitting.handing, sitting.label) == (handing, Label.SAME)


def test_what_was_said_of_an_envelope_that_holds_something_else_by_now_is_not_taken_up(
    open_return: Callable[..., ReturnPage], data: Path, qtbot: QtBot
) -> None:
    window, handing = left_in_the_middle(open_return(), qtbot)
    unlock(window, data, qtbot, officer="supervisor")
    session, done = window.session, list[object]()
    assert session is not None
    returns = session.returns
    window.store.run(
        lambda: returns.hand_back(returns.look("J2000001L", Returnable.REGISTRATION), handing), done.append
    )
    qtbot.waitUntil(lambda: bool(done))
    window.lock()
    unlock(window, data, qtbot, officer="officer")
    sitting = back(window, qtbot)
    assert (sitting.handing, sitting.label) == (PLAINLY, Label.UNREAD)
