from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from idnumbers.nationalid.constant import Gender
from idnumbers.nationalid.srb.jmbg import UniqueMasterCitizenNumber
from stdnum.si import emso

from kbdesk.domain.personal_number import Jmbg, check_jmbg, check_kosovo
from tests.thorough import thorough

TODAY = date(2022, 8, 10)
OLDEST = date(1800, 1, 1)
REGIONS_BOTH_DOUBT = {20, 40, *range(51, 60), 90, 97, 98, 99}
REGIONS_ONLY_WE_DOUBT = set(range(60, 70))

any_birth = st.dates(OLDEST, date(2799, 12, 31))
digits_13 = st.integers(0, 10**13 - 1).map("{:013}".format)


@st.composite
def jmbgs(draw: st.DrawFn, born: st.SearchStrategy[date] = any_birth) -> str:
    """Draw thirteen digits that begin with a day of the calendar, nine times in ten with a holding check digit."""
    day, region, serial = draw(born), draw(st.integers(0, 99)), draw(st.integers(0, 999))
    body = f"{day:%d%m}{day.year % 1000:03}{region:02}{serial:03}"
    return body + draw(st.sampled_from([emso.calc_check_digit(body)] * 9 + ["5"]))


def test_a_jmbg_says_when_and_where() -> None:
    assert check_jmbg("1506985920006", today=TODAY) == Jmbg(
        well_formed=True, birth_date="1985-06-15", sex="M", region="92", region_known=True, check_digit_holds=True
    )


@pytest.mark.parametrize(
    ("text", "sex", "holds"),
    [
        ("3112968785005", "F", True),
        ("0101990910015", "M", True),
        ("150698 592000 6", "M", True),
        ("1506985\u00a0920006", "M", True),
        ("1506985920007", "M", False),
        ("2902968000000", "M", False),
    ],
)
def test_sex_and_check_digit_are_read(text: str, sex: str, holds: bool) -> None:
    found = check_jmbg(text, today=TODAY)
    assert (found.well_formed, found.sex, found.check_digit_holds) == (True, sex, holds)


@pytest.mark.parametrize(
    "text", ["", "150698592000", "15069859200066", "3002985920006", "0013985920006", "١" * 13, "1" * 99]
)
def test_what_is_no_jmbg_is_told_without_fuss(text: str) -> None:
    assert check_jmbg(text, today=TODAY) == Jmbg(well_formed=False)


def test_the_millennium_turns_at_eight_hundred() -> None:
    assert check_jmbg("0101800000000", today=TODAY).birth_date == "1800-01-01"
    assert check_jmbg("0101999000000", today=TODAY).birth_date == "1999-01-01"
    assert check_jmbg("0101005000000", today=TODAY).birth_date == "2005-01-01"


def test_who_is_not_yet_born_has_no_number() -> None:
    body = "100802271000"
    number = body + emso.calc_check_digit(body)
    assert check_jmbg(number, today=TODAY).birth_date == TODAY.isoformat()
    assert check_jmbg(number, today=TODAY - timedelta(days=1)) == Jmbg(well_formed=False, in_future=True)
    assert check_jmbg("0101799000000", today=TODAY).in_future
    assert not check_jmbg("3002985920006", today=TODAY).in_future


@pytest.mark.parametrize(
    ("region", "known", "foreigner"),
    [
        ("00", True, False), ("09", True, False), ("06", True, True), ("07", True, True), ("08", True, True),
        ("10", True, False), ("19", True, False), ("50", True, False), ("71", True, False), ("89", True, False),
        ("91", True, False), ("96", True, False), ("90", False, False), ("97", False, False), ("65", False, False),
        ("51", False, False), ("20", False, False), ("40", False, False),
    ],
)  # fmt: skip
def test_a_region_nobody_gave_out_is_a_doubt_and_foreigners_have_their_own(
    region: str, known: bool, foreigner: bool
) -> None:
    found = check_jmbg(f"1506985{region}0000", today=TODAY)
    assert (found.well_formed, found.region, found.region_known, found.foreigner) == (True, region, known, foreigner)


@thorough
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 99), st.integers(0, 999))
def test_exactly_one_digit_holds(day: date, region: int, serial: int) -> None:
    body = f"{day:%d%m}{day.year % 1000:03}{region:02}{serial:03}"
    holding = [d for d in "0123456789" if check_jmbg(body + d, today=day).check_digit_holds]
    assert len(holding) == 1
    weighted = sum(int(d) * w for d, w in zip(body, (7, 6, 5, 4, 3, 2) * 2, strict=True))
    assert int(holding[0]) == {10: 0, 11: 0}.get(11 - weighted % 11, 11 - weighted % 11)
    assert check_jmbg(body + holding[0], today=day).birth_date == day.isoformat()


@thorough
@given(jmbgs() | digits_13, st.dates(OLDEST, date(2150, 1, 1)))
def test_the_slovene_oracle_differs_only_on_days_to_come(number: str, today: date) -> None:
    found = check_jmbg(number, today=today)
    if emso.is_valid(number):
        still_to_come = emso.get_birth_date(number) > today
        assert found.in_future is still_to_come
        assert (found.well_formed and found.check_digit_holds) is not still_to_come
    else:
        assert not found.check_digit_holds
    if found.well_formed:
        assert found.birth_date == emso.get_birth_date(number).isoformat()
        assert (found.sex, found.region) == (emso.get_gender(number), emso.get_region(number))


@thorough
@given(jmbgs(st.dates(OLDEST, TODAY)) | digits_13)
def test_the_serbian_oracle_refuses_the_regions_that_are_doubted_here(number: str) -> None:
    found = check_jmbg(number, today=TODAY)
    holds = found.well_formed and found.check_digit_holds
    theirs = UniqueMasterCitizenNumber.parse(number)
    region = int(number[7:9])
    if not found.in_future:
        assert (theirs is not None) == (holds and region not in REGIONS_BOTH_DOUBT)
    if found.well_formed:
        assert found.region_known == (region not in REGIONS_BOTH_DOUBT | REGIONS_ONLY_WE_DOUBT)
    if theirs is not None and found.well_formed:
        assert (theirs["yyyymmdd"].isoformat(), theirs["location"]) == (found.birth_date, found.region)
        assert (theirs["gender"] is Gender.MALE) == (found.sex == "M")


def test_the_oracles_take_a_birth_in_2100_that_is_refused_here() -> None:
    body = "010110071000"
    number = body + emso.calc_check_digit(body)
    assert emso.is_valid(number)
    assert UniqueMasterCitizenNumber.validate(number)
    assert check_jmbg(number, today=TODAY) == Jmbg(well_formed=False, in_future=True)


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
@given(st.text(max_size=60), st.dates())
def test_any_text_is_answered(text: str, today: date) -> None:
    assert check_jmbg(text, today=today).well_formed in (True, False)
    assert check_kosovo(text) in (True, False, None)
