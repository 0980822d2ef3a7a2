"""A lock at the moment of Issue: the record is made once, the draft does not come back, the papers are asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from kbdesk.domain.bookmark import Bookmark
from kbdesk.ui.leaving import bookmark
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from tests.ui.test_giving import sign_in
from tests.ui.test_lock import locked

ZONE = "IDSRB00812345631403978910018<<\n7803141M2805140SRB<<<<<<<<<<<1\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<"
SignsIn = Callable[..., MainWindow]


def ready_to_issue(window: MainWindow, qtbot: QtBot) -> Any:
    """Scan a document and wait until it can be issued."""
    assert window.view is not None
    page = window.view.arrive
    assert page.scan(ZONE)
    qtbot.waitUntil(lambda: page.sitting.knowledge.settled and bool(page.sitting.snapshot.readiness.ready))
    return page.sitting


def test_what_was_recorded_is_recorded_once_and_its_papers_are_asked_for(
    signed_in: SignsIn, data: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    sitting = ready_to_issue(window, qtbot)
    assert sitting.issue()
    assert window.view is not None
    left: Bookmark = bookmark(window.view)
    assert (left.draft_id, left.draft, left.past) == (sitting.draft.id, None, ())
    window.lock()
    assert locked(window)
    window.sign_in.show_officers(window._desk.officers())
    sign_in(window, "officer", qtbot)
    view = window.view
    assert view is not None
    qtbot.waitUntil(lambda: view.place is Place.UNPRINTED)
    assert len(view.unprinted.papers) == 3
    assert view.arrive.sitting.snapshot.empty
    assert view.form.rail.drafts.entries == ()


def test_control_without_issue_the_draft_comes_back(signed_in: SignsIn, data: Path, qtbot: QtBot) -> None:
    window = signed_in()
    before = ready_to_issue(window, qtbot).draft
    window.lock()
    sign_in(window, "officer", qtbot)
    view = window.view
    assert view is not None
    assert view.place is Place.ARRIVE
    assert view.arrive.sitting.draft == before
