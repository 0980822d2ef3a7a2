from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.personal_number import Jmbg, check_jmbg, check_kosovo
from tests.thorough import thorough


def test_a_jmbg_says_when_and_where() -> None:
    assert check_jmbg("1506985920006") == Jmbg(
        well_formed=True, birth_date="1985-06-15", sex="M", region="92", check_digit_holds=True
    )


@pytest.mark.parametrize(
    ("text", "sex", "holds"),
    [
        ("3112968785005", "F", True),
        ("0101990910015", "M", True),
        ("150698 592000 6", "M", True),
        ("1506985920007", "M", False),
        ("2902968000000", "M", False),
    ],
)
def test_sex_and_check_digit_are_read(text: str, sex: str, holds: bool) -> None:
    found = check_jmbg(text)
    assert (found.well_formed, found.sex, found.check_digit_holds) == (True, sex, holds)


@pytest.mark.parametrize(
    "text", ["", "150698592000", "15069859200066", "3002985920006", "0013985920006", "١" * 13, "1" * 99]
)
def test_what_is_no_jmbg_is_told_without_fuss(text: str) -> None:
    assert check_jmbg(text) == Jmbg(well_formed=False)


def test_the_millennium_turns_at_eight_hundred() -> None:
    assert check_jmbg("0101799000000").birth_date == "2799-01-01"
    assert check_jmbg("0101800000000").birth_date == "1800-01-01"
    assert check_jmbg("0101005000000").birth_date == "2005-01-01"


@thorough
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 99), st.integers(0, 999))
def test_exactly_one_digit_holds(day: date, region: int, serial: int) -> None:
    body = f"{day:%d%m}{day.year % 1000:03}{region:02}{serial:03}"
    holding = [d for d in "0123456789" if check_jmbg(body + d).check_digit_holds]
    assert len(holding) == 1
    weighted = sum(int(d) * w for d, w in zip(body, (7, 6, 5, 4, 3, 2) * 2, strict=True))
    assert int(holding[0]) == {10: 0, 11: 0}.get(11 - weighted % 11, 11 - weighted % 11)
    assert check_jmbg(body + holding[0]).birth_date == day.isoformat()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("1234567892", True),
        ("12345 67892", True),
        ("1234567891", False),
        ("9234567891", None),
        ("123456789", False),
        ("", False),
        ("12345678٩2", False),
    ],
)
def test_a_kosovo_number_holds_or_not_or_cannot_say(text: str, holds: bool | None) -> None:
    assert check_kosovo(text) is holds


@thorough
@given(st.integers(0, 899_999_999))
def test_exactly_one_digit_holds_for_kosovo_too(body: int) -> None:
    assert sum(bool(check_kosovo(f"{body:09}{d}")) for d in range(10)) == 1


@thorough
@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    assert check_jmbg(text).well_formed in (True, False)
    assert check_kosovo(text) in (True, False, None)
