"""A supervisor gives another officer's draft to somebody, without seeing a word of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kbdesk.desk.drafts import DraftError
from kbdesk.domain.passage import TravelerDraft
from kbdesk.ui.main_window import MainWindow

SignsIn = Callable[..., MainWindow]


def asked(window: MainWindow, job: Callable[[], Any], qtbot: QtBot) -> Any:
    """Do a job on the store's own worker and return its answer."""
    answers: list[Any] = []
    window.store.run(job, answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def leave_a_draft(window: MainWindow, qtbot: QtBot) -> str:
    """Let an officer leave a draft of one person, and sign out."""
    session = window.session
    assert session is not None
    draft = replace(session.passage.begin(), travelers=(TravelerDraft(surname="JELIĆ"),))
    asked(window, lambda: session.passage.save(draft), qtbot)
    window.sign_out()
    return draft.id


def sign_in(window: MainWindow, officer: str, qtbot: QtBot) -> None:
    window.sign_in.form.officers.choose(officer)
    window.sign_in.form.fill_in.click()
    window.sign_in.form.sign_in.press()
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    window.store.settle()


def test_a_supervisor_sees_whose_and_how_old_and_gives_it_away_with_an_entry(
    signed_in: SignsIn, data: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    draft_id = leave_a_draft(window, qtbot)
    sign_in(window, "supervisor", qtbot)
    view, session = window.view, window.session
    assert view is not None
    assert session is not None
    qtbot.waitUntil(view.form.rail.others.isVisible)
    menu = view.giving.open()
    assert [entry.text().replace("\N{NO-BREAK SPACE}", " ") for entry in menu.actions()] == ["officer · 1 card · 0 min"]
    to = menu.findChild(QMenu, draft_id)
    assert isinstance(to, QMenu)
    assert [action.text() for action in to.actions()] == ["give to supervisor", "give to supervisor2"]
    to.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: [entry.id for entry in view.form.rail.drafts.entries] == [draft_id])
    qtbot.waitUntil(view.form.rail.others.isHidden)

    def entered() -> list[tuple[str, str]]:
        with session.store._connection.reads() as db:  # type: ignore[attr-defined]  # the real session has it
            return list(db.execute("SELECT kind, officer FROM entries ORDER BY seq DESC LIMIT 1"))

    assert asked(window, entered, qtbot) == [("draft.given", "supervisor")]


def test_control_an_officer_is_shown_no_way_and_refused_one(signed_in: SignsIn, qtbot: QtBot) -> None:
    window = signed_in(officer="supervisor")
    leave_a_draft(window, qtbot)
    sign_in(window, "officer", qtbot)
    view, session = window.view, window.session
    assert view is not None
    assert session is not None
    assert view.form.rail.others.isHidden()
    (row,) = asked(window, session.drafts, qtbot)
    refused = asked(window, lambda: session.between.give(row, to="officer"), qtbot)
    assert isinstance(refused, DraftError)
    assert refused.code == "draft.supervisor-missing"


@pytest.mark.parametrize(("to", "code"), [("nobody", "draft.officer-unknown"), ("officer", "draft.gone")])
def test_a_draft_goes_to_an_officer_who_is_there_and_does_not_have_it(
    signed_in: SignsIn, qtbot: QtBot, to: str, code: str
) -> None:
    window = signed_in()
    leave_a_draft(window, qtbot)
    sign_in(window, "supervisor", qtbot)
    session = window.session
    assert session is not None
    (row,) = asked(window, session.between.others, qtbot)
    assert row.title == ""
    refused = asked(window, lambda: session.between.give(row, to=to), qtbot)
    assert isinstance(refused, DraftError)
    assert refused.code == code
