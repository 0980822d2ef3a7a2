"""What differs between two counts, and when a shift stood open overnight."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.shift import Counted, Shift, ShiftCount, differences
from tests.thorough import thorough

counts = st.builds(
    ShiftCount,
    cash=st.decimals(min_value=0, max_value=999, places=2),
    custody=st.integers(0, 500),
    stock=st.dictionaries(st.sampled_from(["permit", "plate-front", "plate-rear"]), st.integers(0, 900)),
)


@thorough
@given(counts)
def test_a_count_differs_from_itself_in_nothing(count: ShiftCount) -> None:
    assert differences(count, count) == ()


@thorough
@given(counts, counts)
def test_every_difference_is_told_once_and_adds_up(expected: ShiftCount, counted: ShiftCount) -> None:
    told = differences(expected, counted)
    assert len({(one.of, one.kind) for one in told}) == len(told)
    assert all(one.amount != 0 and one.expected + one.amount == one.counted for one in told)
    by_kind = {one.kind: one.amount for one in told if one.of is Counted.STOCK}
    for kind in {*expected.stock, *counted.stock}:
        assert by_kind.get(kind, 0) == counted.stock.get(kind, 0) - expected.stock.get(kind, 0)


def test_a_shift_stands_open_overnight_from_the_next_civil_day_on() -> None:
    opened = datetime(2022, 8, 10, 22, tzinfo=timezone(timedelta(hours=2)))
    shift = Shift(id="J20000011", opened_at=opened, officer="a", float_amount=Decimal("0.00"), custody=0)
    assert [shift.is_overnight(date(2022, 8, day)) for day in (9, 10, 11)] == [False, False, True]
