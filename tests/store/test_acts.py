"""Acts: all of it or none of it, and nothing after the end."""

from pathlib import Path

import pytest

from kbdesk.domain.vocabulary import Series
from kbdesk.store.errors import StoreBroken
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, create, draft, issue, issue_in, onlooker

PAGE = 4096 + 24
"""A page of the write-ahead log and its header, in bytes."""


class PressError(Exception):
    """What a press might raise inside an act."""


def test_what_was_acted_is_there(desk: Store) -> None:
    desk.save_draft(draft(1), officer=OFFICER, at=AT)
    assert not desk.recorded(draft(1).id)
    issue(desk, 1)
    assert desk.recorded(draft(1).id)
    assert desk.load_draft(draft(1).id) is None


def test_a_fault_inside_an_act_undoes_all_of_it(desk: Store) -> None:
    desk.save_draft(draft(1), officer=OFFICER, at=AT)
    with pytest.raises(PressError), desk.act(at=AT, officer=OFFICER) as act:
        issue_in(act, 1)
        raise PressError
    assert not desk.recorded(draft(1).id)
    assert desk.load_draft(draft(1).id) == draft(1)
    assert desk.check().entries == 0
    assert desk.rebuild_compare() == ()


def test_nothing_of_an_act_is_seen_from_outside_before_its_end(folder: Path, desk: Store) -> None:
    def seen() -> int:
        connection = onlooker(folder)
        try:
            return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])
        finally:
            connection.close()

    with desk.act(at=AT, officer=OFFICER) as act:
        issue_in(act, 1)
        assert seen() == 0
    assert seen() == 3


def test_an_act_without_content_leaves_nothing(desk: Store) -> None:
    with desk.act(at=AT, officer=OFFICER) as act:
        assert act.facts(draft(1)).permits == {}
    assert desk.check().entries == 0


def test_an_act_inside_an_act_is_refused_and_undoes_both(desk: Store) -> None:
    with pytest.raises(StoreBroken, match="inside another"), desk.act(at=AT, officer=OFFICER) as act:
        issue_in(act, 1)
        desk.save_draft(draft(2), officer=OFFICER, at=AT)
    assert desk.check().entries == 0
    desk.save_draft(draft(2), officer=OFFICER, at=AT)  # control: alone it is kept
    assert len(desk.drafts()) == 1


def test_an_act_that_is_over_takes_nothing_more(desk: Store) -> None:
    with desk.act(at=AT, officer=OFFICER) as act:
        issue_in(act, 1)
    for late in (
        lambda: act.number(Series.PERMIT),
        lambda: act.append("thing.happened", {}),
        lambda: act.save_draft(draft(1)),
        lambda: act.drop_draft(draft(1).id),
        lambda: act.facts(draft(1)),
    ):
        with pytest.raises(StoreBroken, match="over"):
            late()
    assert desk.check().entries == 3


def test_what_stays_of_a_passage_is_kept_parked(desk: Store) -> None:
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("thing.happened", {})
        act.save_draft(draft(1))
    assert [(row.id, row.parked, row.officer) for row in desk.drafts()] == [(draft(1).id, True, OFFICER)]


def test_a_permit_takes_at_most_twenty_pages_of_log(folder: Path) -> None:
    log = folder / "desk.db-wal"
    with create(folder) as store:
        taken = []
        for number in range(30):
            store.save_draft(draft(number), officer=OFFICER, at=AT)
            before = log.stat().st_size
            issue(store, number)
            taken.append((log.stat().st_size - before) / PAGE)
    assert 5 <= max(taken) <= 20


def test_the_log_is_emptied_into_the_file_from_time_to_time(folder: Path, desk: Store) -> None:
    log = folder / "desk.db-wal"
    for number in range(70):
        issue(desk, number)
    bound = log.stat().st_size
    for number in range(70, 140):
        issue(desk, number)
    assert log.stat().st_size <= bound * 1.3
    assert desk.check().entries == 420
