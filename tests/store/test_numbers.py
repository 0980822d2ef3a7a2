"""Numbers: in order, never twice, and back in the box when the act is undone."""

from pathlib import Path

import pytest

from kbdesk.domain.numbers import make
from kbdesk.domain.vocabulary import Series
from kbdesk.store.errors import NumbersExhausted
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, reopen


class PressError(Exception):
    """What a press might raise inside an act."""


def take(store: Store, series: Series) -> str:
    with store.act(at=AT, officer=OFFICER) as act:
        return act.number(series)


def test_each_series_counts_from_one_on_its_own(desk: Store) -> None:
    assert [take(desk, Series.PERMIT) for _ in range(3)] == [make("J", "2", n) for n in (1, 2, 3)]
    assert take(desk, Series.ENVELOPE) == make("J", "2", 1)


def test_an_undone_act_gives_its_numbers_back(desk: Store) -> None:
    first = take(desk, Series.PERMIT)
    with pytest.raises(PressError), desk.act(at=AT, officer=OFFICER) as act:
        undone = act.number(Series.PERMIT)
        raise PressError
    assert take(desk, Series.PERMIT) == undone != first


def test_the_series_goes_on_after_a_restart(folder: Path, desk: Store) -> None:
    first = take(desk, Series.PERMIT)
    desk.close()
    with reopen(folder) as store:
        assert take(store, Series.PERMIT) == make("J", "2", 2) != first


def test_after_the_last_number_the_desk_says_so(desk: Store) -> None:
    take(desk, Series.PERMIT)
    with desk._connection.reads() as db:
        db.execute("UPDATE series SET last = 999998")
    assert take(desk, Series.PERMIT) == make("J", "2", 999_999)
    with pytest.raises(NumbersExhausted, match="all its numbers"):
        take(desk, Series.PERMIT)
