"""Retention by the real procedure: not by a doubtful clock, drafts with it, and the desk's list as right as before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from kbdesk.desk.retention_errors import RetentionError
from kbdesk.desk.shift_errors import ShiftError
from kbdesk.domain.bookmark import Bookmark
from kbdesk.domain.honest_time import ClockReading
from kbdesk.domain.vocabulary import Series
from kbdesk.store.errors import BackupUnwritable
from tests.store.backups import furnish
from tests.store.retained import Desk
from tests.store.samples import draft

from .conftest import Rooms, SetClock
from .duty import entries
from .retention_rooms import SECOND, TERMS, backup_desk, end_shift, know_officers, retention_desk
from .test_honest_time import HandsClock, sign_in


def test_a_clock_that_was_set_forwards_prunes_nothing(rooms: Rooms, tmp_path: Path) -> None:
    hands = HandsClock(ClockReading(wall=rooms.clock.at, boot="a", running=9000, zone="+0100/+0200"))
    clock = cast("SetClock", hands)
    know_officers(rooms.store, clock)
    desk = retention_desk(rooms.store, clock, tmp_path / "desk")
    desk.set_terms(TERMS, "order 7/2022", second=SECOND)
    Desk(rooms.store, at=hands.now()).refuse()
    end_shift(rooms.store, clock)
    sign_in(rooms, hands)
    hands.is_set(timedelta(days=800))
    assert len(desk.standing().due) == 1, "control: by that clock it would be due"
    with pytest.raises(ShiftError):
        desk.prune(second=SECOND)
    hands.is_set(timedelta(days=-800))
    hands.runs(timedelta(days=800))
    assert desk.prune(second=SECOND).cases == 1, "control: time that passed is another thing"


def test_old_drafts_go_with_it_and_where_somebody_left_off_at_one_and_young_ones_stay(
    rooms: Rooms, tmp_path: Path
) -> None:
    know_officers(rooms.store, rooms.clock)
    desk = retention_desk(rooms.store, rooms.clock, tmp_path / "desk")
    desk.set_terms(TERMS, "order 7/2022", second=SECOND)
    old, young = draft(1), draft(2)
    bookmark = Bookmark(place="arrive", draft_id=old.id, draft=old)
    rooms.store.keep_bookmark(bookmark, officer="officer", at=rooms.clock.now())
    rooms.clock.at += timedelta(days=31)
    rooms.store.save_draft(young, officer="officer", at=rooms.clock.now())
    done = desk.prune(second=SECOND)
    assert (done.cases, done.drafts) == (0, 1)
    assert [row.id for row in rooms.store.drafts()] == [young.id]
    assert rooms.store.take_bookmark(officer="officer") is None


def test_the_log_holds_nothing_of_what_was_pruned(rooms: Rooms, tmp_path: Path) -> None:
    know_officers(rooms.store, rooms.clock)
    desk, log = retention_desk(rooms.store, rooms.clock, tmp_path / "desk"), tmp_path / "desk" / "desk.db-wal"
    desk.set_terms(TERMS, "order 7/2022", second=SECOND)
    Desk(rooms.store, at=rooms.clock.now()).refuse()
    end_shift(rooms.store, rooms.clock)
    rooms.clock.at += timedelta(days=400)
    assert desk.prune_next(second=SECOND).cases == 1 and log.stat().st_size > 0, "control: one step leaves it there"
    assert desk.finish() == () and log.stat().st_size == 0


def test_the_desks_list_says_of_every_permit_what_it_said_before(rooms: Rooms, tmp_path: Path) -> None:
    know_officers(rooms.store, rooms.clock)
    desk, made = retention_desk(rooms.store, rooms.clock, tmp_path / "desk"), Desk(rooms.store, at=rooms.clock.now())
    desk.set_terms(TERMS, "order 7/2022", second=SECOND)
    returned, void, _held = made.arrive(), made.arrive(), made.arrive()
    made.hand_back(returned)
    made.void(void)
    made.send(void)
    end_shift(rooms.store, rooms.clock)
    rooms.clock.at += timedelta(days=400)
    made.at = rooms.clock.now()
    young = made.arrive()
    before = rooms.store.status.stretch(Series.PERMIT, after="", most=99)
    assert desk.prune(second=SECOND).cases == 2
    assert rooms.store.status.stretch(Series.PERMIT, after="", most=99) == before
    assert {state for _, state in before} >= {"returned", "void", "in-force"}
    verified = rooms.store.verify.record(Series.PERMIT, young.permit)
    assert verified is not None and verified.state == "in-force"


def test_nobody_sets_terms_or_prunes_alone_or_out_of_their_role(rooms: Rooms, tmp_path: Path) -> None:
    know_officers(rooms.store, rooms.clock)
    data = tmp_path / "desk"
    for officer, second, code in (
        ("supervisor", "", "retention.second-missing"),
        ("supervisor", "supervisor", "retention.second-missing"),
        ("officer", SECOND, "retention.not-yours"),
        ("auditor", SECOND, "retention.not-yours"),
        ("supervisor", "auditor", "retention.second-unfit"),
    ):
        desk = retention_desk(rooms.store, rooms.clock, data, officer=officer)
        for act in (lambda d, s: d.set_terms(TERMS, "x", second=s), lambda d, s: d.prune(second=s)):
            with pytest.raises(RetentionError) as refused:
                act(desk, second)
            assert refused.value.code == code
    desk = retention_desk(rooms.store, rooms.clock, data)
    assert desk.set_terms(TERMS, "x", second="officer").chosen, "control: a supervisor with any second"
    for second, code in (("auditor", "retention.second-unfit"), ("officer", "retention.nothing-due")):
        with pytest.raises(RetentionError) as refused:
            desk.prune(second=second)
        assert refused.value.code == code, "who may not sign is told so before what is due is looked at"


def test_papers_of_what_is_pruned_go_from_the_printers_folder_and_nobody_else_s_do(
    rooms: Rooms, tmp_path: Path
) -> None:
    know_officers(rooms.store, rooms.clock)
    desk = retention_desk(rooms.store, rooms.clock, tmp_path / "desk", tray=rooms.tray)
    made = Desk(rooms.store, at=rooms.clock.now())
    desk.set_terms(TERMS, "order 7/2022", second=SECOND)
    gone, kept = made.arrive(), made.arrive()
    made.hand_back(gone)
    end_shift(rooms.store, rooms.clock)
    theirs = {f"{gone.permit}-permit.pdf", f"{gone.permit}-permit-2.pdf", f"{gone.permit}-surrender-receipt.pdf"}
    others = {f"{kept.permit}-permit.pdf", f"{gone.permit}-refusal-notice.pdf", "M1000017X-permit.pdf", "notes.pdf"}
    stuck = rooms.tray / max(theirs)
    for name in (theirs | others) - {stuck.name}:
        (rooms.tray / name).write_bytes(b"a paper")
    stuck.mkdir()
    assert desk.finish() == (), "control: nothing is pruned yet"
    rooms.clock.at += timedelta(days=400)
    with pytest.raises(RetentionError) as left:
        desk.prune(second=SECOND)
    assert left.value.code == "retention.papers-left" and not desk.standing().due
    stuck.rmdir()
    stuck.write_bytes(b"a paper")
    done = desk.prune(second=SECOND)
    assert (done.cases, done.papers) == (0, 1), "what was left is taken up again"
    assert {file.name for file in rooms.tray.iterdir()} == others
    told = [body["files"] for kind, body in entries(rooms) if kind == "retention.papers-removed"]
    assert told == [sorted(theirs - {stuck.name}), [stuck.name]]
    with pytest.raises(RetentionError, match="Nothing is due"):
        desk.prune(second=SECOND)


def test_copies_older_than_the_shortest_term_go_by_name_and_younger_ones_stay(rooms: Rooms, tmp_path: Path) -> None:
    know_officers(rooms.store, rooms.clock)
    folder = tmp_path / "backups"
    folder.mkdir()
    desk = retention_desk(rooms.store, rooms.clock, tmp_path / "desk", folder=folder)
    sign = f"{rooms.store.sign.letter}{rooms.store.sign.desk}{'-drill' if rooms.store.sign.drill else ''}"
    old, young = (f"kbdesk-{sign}-{year}0810T080000+0200.kbdesk" for year in (2020, 2022))
    before = tmp_path / "desk" / "desk-schema-5-20190101T080000+0100.db"
    for file in (folder / old, folder / young, folder / "kbdesk-M1-20100101T080000+0100.kbdesk", before):
        file.write_bytes(b"x")
    assert desk.outdated() == (), "nobody has set terms: nothing is removed by a proposal"
    desk.set_terms(TERMS, "x", second=SECOND)
    assert desk.remove(desk.outdated(), second=SECOND) == (before.name, old)
    assert {file.name for file in folder.iterdir()} == {young, "kbdesk-M1-20100101T080000+0100.kbdesk"}
    assert not before.exists()


def test_a_backup_that_outlived_what_was_pruned_is_due_by_itself_and_goes_by_two_with_its_entry(
    rooms: Rooms, tmp_path: Path
) -> None:
    know_officers(rooms.store, rooms.clock)
    data, young = tmp_path / "desk", tmp_path / "backups" / "young.tar"
    furnish(data)
    young.parent.mkdir()
    desk = retention_desk(rooms.store, rooms.clock, data, folder=young.parent)
    desk.set_terms(TERMS, "x", second=SECOND)
    Desk(rooms.store, at=rooms.clock.now()).refuse()
    end_shift(rooms.store, rooms.clock)
    rooms.clock.at += timedelta(days=300)
    backup_desk(rooms.store, rooms.clock, data, folder=young.parent).make(young)
    rooms.clock.at += timedelta(days=66)
    assert desk.prune(second=SECOND).cases == 1
    assert desk.renew_backups(second=SECOND).removed == () and young.exists(), "younger than the shortest term"
    with pytest.raises(RetentionError, match="Nothing is due"):
        desk.prune(second=SECOND)
    rooms.clock.at += timedelta(days=300)
    assert (desk.standing().due, desk.standing().outdated) == ((), 1)
    for second, code in (("", "retention.second-missing"), ("auditor", "retention.second-unfit")):
        for act in (lambda s: desk.prune(second=s), lambda s: desk.remove(desk.outdated(), second=s)):
            with pytest.raises(RetentionError) as refused:
                act(second)
            assert refused.value.code == code
    assert desk.prune(second=SECOND).cases == 0
    assert desk.renew_backups(second=SECOND).removed == (young.name,) and not young.exists()
    told = [body for kind, body in entries(rooms) if kind == "retention.copies-removed"]
    assert told == [{"files": [young.name], "second": SECOND}]
    with pytest.raises(RetentionError, match="Nothing is due"):
        desk.prune(second=SECOND)


def test_a_copy_that_cannot_be_removed_is_due_again_and_what_went_is_entered(rooms: Rooms, tmp_path: Path) -> None:
    know_officers(rooms.store, rooms.clock)
    desk = retention_desk(rooms.store, rooms.clock, tmp_path / "desk")
    desk.set_terms(TERMS, "x", second=SECOND)
    gone, stuck = (tmp_path / "desk" / f"desk-schema-5-20190{n}01T080000+0100.db" for n in (1, 2))
    gone.write_bytes(b"x")
    stuck.mkdir()
    with pytest.raises(BackupUnwritable):
        desk.remove(desk.outdated(), second=SECOND)
    assert [body["files"] for kind, body in entries(rooms) if kind == "retention.copies-removed"] == [[gone.name]]
    assert [copy.name for copy in desk.outdated()] == [stuck.name]


def test_a_shift_that_closes_keeps_no_backup_longer_than_the_shortest_term(rooms: Rooms, tmp_path: Path) -> None:
    know_officers(rooms.store, rooms.clock)
    data, folder = tmp_path / "desk", tmp_path / "backups"
    furnish(data)
    folder.mkdir()
    backups = backup_desk(rooms.store, rooms.clock, data, folder=folder, officer="officer")
    sign = f"{rooms.store.sign.letter}{rooms.store.sign.desk}{'-drill' if rooms.store.sign.drill else ''}"
    old, young = (
        f"kbdesk-{sign}-{rooms.clock.at - timedelta(days=days):%Y%m%dT%H%M%S%z}.kbdesk" for days in (370, 360)
    )
    for name in (old, young):
        (folder / name).write_bytes(b"x")
    assert backups.at_shift_close().removed == 0, "control: nobody has set terms"
    retention_desk(rooms.store, rooms.clock, data, folder=folder).set_terms(TERMS, "x", second=SECOND)
    rooms.clock.at += timedelta(minutes=1)
    closed = backups.at_shift_close()
    assert (closed.removed, entries(rooms)[-1][1]["removed"]) == (1, 1)
    left = {file.name for file in folder.iterdir()}
    assert len(left) == 3 and young in left and closed.file.name in left
