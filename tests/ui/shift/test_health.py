"""How the store stands is told above every page: a bad disk, an act in doubt and what became of it, older records."""

import errno
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kbdesk.app.session import OpenDesk
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.store import records_seen
from kbdesk.ui.arrive.keeping import Kept
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.worker import nothing
from tests.faults.failing_disk import Disk, Rule, mounted
from tests.ui.arrive.test_sitting import kept
from tests.ui.test_lock_at_issue import ready_to_issue

SignsIn = Callable[..., MainWindow]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "failing"
    folder.mkdir()
    with mounted(folder) as disk:
        yield disk


@pytest.fixture
def data(drill_template: Path, disk: Disk) -> Path:
    """The data folder of a drill desk on a disk that fails when it is told to."""
    return Path(shutil.copytree(drill_template, disk.folder / "desk"))


def said(window: MainWindow) -> str:
    assert window.view is not None
    return window.view.form.banner.sentence


def test_an_act_in_doubt_is_never_called_unrecorded_and_what_became_of_it_is_told_by_itself(
    signed_in: SignsIn, disk: Disk, qtbot: QtBot, catalogs: Catalogs
) -> None:
    window = signed_in()
    sitting = ready_to_issue(window, qtbot)
    qtbot.waitUntil(lambda: sitting.keeper.state is Kept.SAVED)
    disk.fails(Rule(op="fsync", error=errno.EIO))
    assert sitting.issue()
    doubt = catalogs[Language.EN].text("fault.store.in-doubt")
    qtbot.waitUntil(lambda: said(window) == doubt)
    disk.mend()
    assert window.view is not None
    view = window.view
    view.standing.look()
    window.store._pool.submit(nothing).result()
    view.standing.look()  # as each second does, in a window that was busy when the store had looked
    told = {catalogs[Language.EN].text(f"health.settled.{one}") for one in ("recorded", "not-recorded")}
    qtbot.waitUntil(lambda: said(window) in told, timeout=20_000)
    recorded = said(window) == catalogs[Language.EN].text("health.settled.recorded")

    def listed() -> None:
        kinds = [PaperKind.PERMIT, PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL] if recorded else []
        assert sorted(paper.kind for paper in view.unprinted.papers) == sorted(kinds)

    qtbot.waitUntil(listed)


def test_a_draft_in_doubt_is_told_as_no_act_and_is_kept_by_itself_once_the_disk_is_well(
    signed_in: SignsIn, disk: Disk, qtbot: QtBot, catalogs: Catalogs
) -> None:
    window = signed_in()
    disk.fails(Rule(op="fsync", error=errno.EIO))
    sitting = ready_to_issue(window, qtbot)
    sitting.save()
    qtbot.waitUntil(lambda: sitting.keeper.state is Kept.FAILED)
    assert sitting.issue()
    waits = catalogs[Language.EN].text("fault.store.waits")
    qtbot.waitUntil(lambda: said(window) == waits and not sitting._busy)
    disk.mend()
    qtbot.waitUntil(lambda: said(window) == "" and sitting.keeper.state is Kept.SAVED)
    assert sitting.issue()
    assert window.view is not None
    qtbot.waitUntil(lambda: len(list((disk.folder / "desk" / "tray").glob("*.pdf"))) == 3)


@pytest.mark.parametrize("taken_up", [False, True])
def test_a_draft_put_away_on_a_full_disk_is_there_as_it_was_left_once_there_is_room(
    signed_in: SignsIn, disk: Disk, qtbot: QtBot, *, taken_up: bool
) -> None:
    window = signed_in()
    sitting = ready_to_issue(window, qtbot)
    qtbot.waitUntil(lambda: sitting.keeper.state is Kept.SAVED)
    assert window.view is not None
    page, saved = window.view.arrive, sitting.draft
    disk.fails(Rule(op="write", end="-wal", error=errno.ENOSPC))
    sitting.amend("traveler[1]", "residence", "zvecan")
    left = sitting.draft
    page.park()
    qtbot.waitUntil(lambda: sitting.keeper.state is Kept.FAILED)
    assert kept(page, saved.id, qtbot) == saved, "control: what is on the disk is older"
    disk.mend()
    if taken_up:
        page.open_draft(saved)
        assert sitting.draft == left
    else:
        sitting.amend("traveler[1]", "surname", "PETR")
    qtbot.waitUntil(lambda: sitting.keeper.state is Kept.SAVED)
    assert kept(page, left.id, qtbot) == left
    assert not sitting.keeper._owed


def test_a_full_disk_is_said_once_and_the_same_window_issues_once_there_is_room(
    signed_in: SignsIn, disk: Disk, data: Path, qtbot: QtBot, catalogs: Catalogs
) -> None:
    window = signed_in()
    sitting = ready_to_issue(window, qtbot)
    disk.fails(Rule(op="write", end="-wal", error=errno.ENOSPC))
    assert sitting.issue()
    qtbot.waitUntil(lambda: said(window) == catalogs[Language.EN].text("fault.store.full"))
    disk.mend()
    qtbot.waitUntil(lambda: bool(sitting.snapshot.readiness.ready))
    assert sitting.issue()
    qtbot.waitUntil(lambda: len(list((data / "tray").glob("*.pdf"))) == 3)


def test_a_disk_that_lets_nothing_be_tidied_up_is_told_until_it_is_mended(
    signed_in: SignsIn, disk: Disk, data: Path, qtbot: QtBot, catalogs: Catalogs
) -> None:
    window = signed_in()
    assert window.view is not None
    standing = window.view.standing
    disk.fails(Rule(op="write", end="desk.db", error=errno.ENOSPC))
    sitting = ready_to_issue(window, qtbot)
    assert sitting.issue()
    qtbot.waitUntil(lambda: len(list((data / "tray").glob("*.pdf"))) == 3)
    standing.look(tidy=True)
    trouble = catalogs[Language.EN].text("health.trouble.store.full")
    qtbot.waitUntil(lambda: said(window) == trouble)
    assert "Records" in [fact.name for fact in standing.facts(catalogs[Language.EN])]
    disk.mend()
    standing.look(tidy=True)  # as it does once a minute
    qtbot.waitUntil(lambda: said(window) != trouble)
    assert "Records" not in [fact.name for fact in standing.facts(catalogs[Language.EN])]


def test_a_slow_disk_keeps_the_store_waiting_and_never_the_window(
    signed_in: SignsIn, disk: Disk, data: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    sitting = ready_to_issue(window, qtbot)
    beats: list[int] = []
    heart = QTimer(window)
    heart.timeout.connect(lambda: beats.append(1))
    disk.fails(Rule(op="fsync", end="-wal", delay=0.5))
    began = time.monotonic()
    assert sitting.issue()
    assert time.monotonic() - began < 0.5, "Issue itself waits for nothing"
    heart.start(20)
    qtbot.waitUntil(lambda: len(list((data / "tray").glob("*.pdf"))) == 3, timeout=20_000)
    assert len(beats) > 5
    disk.mend()


def open_desk(data: Path, password: str) -> OpenDesk:
    return sign_in(SignIn(data=data, officer="officer", password=bytearray(password.encode())))


def test_older_records_and_older_counts_are_told_to_whoever_signs_in(
    signed_in: SignsIn, data: Path, qtbot: QtBot, catalogs: Catalogs
) -> None:
    old = (data / "desk.db").read_bytes()
    passwords = dict(line.split("\t")[::2] for line in (data / "drill-passwords.txt").read_text().splitlines())
    open_desk(data, passwords["officer"]).close()
    seen = records_seen.read(data).entries
    (data / "desk.db").write_bytes(old)
    (data / "desk.db-wal").unlink(missing_ok=True)
    window = signed_in()
    qtbot.waitUntil(lambda: f"then went to {seen}" in said(window))
    assert said(window).startswith(catalogs[Language.EN].pattern("went_back.records")[:30])


def test_control_of_a_sound_desk_nothing_is_said(signed_in: SignsIn, data: Path, qtbot: QtBot) -> None:
    window = signed_in()
    assert window.view is not None
    standing = window.view.standing
    qtbot.waitUntil(lambda: standing.books is not None)
    assert said(window) == ""
