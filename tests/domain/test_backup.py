"""How a backup's file is called, and which are kept."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.backup import Keeping, file_name, left_over, outdated

NOW = datetime.fromisoformat("2022-08-10T20:00:00+02:00")


def named(days: float, *, desk: str = "2", drill: bool = False) -> str:
    return file_name("J", desk, NOW - timedelta(days=days), drill=drill)


def test_what_is_too_old_or_too_many_goes_and_nothing_else() -> None:
    names = [named(day) for day in (0, 1, 2, 3, 40)]
    assert outdated(names, newest=named(0), keeping=Keeping(most=9, days=30)) == (named(40),)
    assert outdated(names, newest=named(0), keeping=Keeping(most=2, days=30)) == (named(2), named(3), named(40))
    assert outdated(names, newest=named(0), keeping=Keeping(most=9, days=90)) == ()


def test_files_of_others_and_of_later_are_left_alone() -> None:
    others = [named(50, desk="3"), named(50, drill=True), named(-1), "holiday.jpg", f"{named(50)}.old"]
    assert outdated([*others, named(50)], newest=named(0), keeping=Keeping(most=1, days=1)) == (named(50),)


def test_a_backup_of_a_name_of_its_own_clears_nothing_away() -> None:
    assert outdated([named(50), "mine"], newest="mine", keeping=Keeping(most=1, days=1)) == ()


def test_what_a_kill_left_half_written_goes_and_nobody_elses() -> None:
    halves = [f".{named(3)}.new", f".{named(3, desk='3')}.new", ".letter.new", f"{named(3)}.new", named(3)]
    assert left_over(halves, newest=named(0)) == (f".{named(3)}.new",)
    assert left_over(halves, newest="mine") == ()


@given(st.sets(st.integers(-5, 200), max_size=20), st.integers(1, 10), st.integers(1, 100))
def test_the_newest_stays_whatever_the_rule(days: set[int], most: int, age: int) -> None:
    names = [named(day) for day in days | {0}]
    gone = outdated(names, newest=named(0), keeping=Keeping(most=most, days=age))
    assert named(0) not in gone
    stayed = [name for name in set(names) - set(gone) if name <= named(0)]
    assert 1 <= len(stayed) <= most
