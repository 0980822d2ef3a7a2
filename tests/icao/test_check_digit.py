import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.check_digit import check_digit
from tests.icao import zones
from tests.thorough import thorough

FIELDS = st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<", max_size=90)


@pytest.mark.parametrize(("field", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("HA672242<", "6"), ("", "0")])
def test_the_standards_examples_hold(field: str, digit: str) -> None:
    assert check_digit(field) == digit


@thorough
@given(FIELDS)
def test_the_digit_is_that_of_the_rule_spelled_out(field: str) -> None:
    assert check_digit(field) == zones.digit(field)
