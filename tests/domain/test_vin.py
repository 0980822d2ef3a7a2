import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from vininfo import Vin as TheirVin
from vininfo.exceptions import ValidationError

from kbdesk.domain.vin import Vin, check_vin
from tests.thorough import thorough

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
vins = st.text(alphabet=LETTERS, min_size=17, max_size=17)


def test_a_number_of_north_america_holds_its_digit() -> None:
    assert check_vin("1M8GDM9AXKP042788") == Vin(
        as_typed="1M8GDM9AXKP042788",
        canonical="1M8GDM9AXKP042788",
        well_formed=True,
        check_digit_holds=True,
        check_digit_due=True,
    )


@pytest.mark.parametrize(
    ("text", "canonical", "holds", "due"),
    [
        ("1M8GDM9A0KP042788", "1M8GDM9A0KP042788", False, True),
        ("11111111111111111", "11111111111111111", True, True),
        ("wvwzzz 1jz xw-000001", "WVWZZZ1JZXW000001", False, False),
        ("VX1145A0000123456", "VX1145A0000123456", False, False),
        ("ВХ1145А0000123456", "VH1145A0000123456", False, False),
    ],
)
def test_a_check_digit_is_due_only_where_it_must_be_given(text: str, canonical: str, holds: bool, due: bool) -> None:
    found = check_vin(text)
    assert (found.canonical, found.well_formed, found.legacy) == (canonical, True, False)
    assert (found.check_digit_holds, found.check_digit_due) == (holds, due)


@pytest.mark.parametrize(
    ("text", "legacy", "suggestion"),
    [
        ("128A0456789", True, ""),
        ("ZA 750 12345", True, ""),
        ("123", True, ""),
        ("WVWZZZ1JZXW00000", True, ""),
        ("WVWZZZ1JZXW00000I", False, "WVWZZZ1JZXW000001"),
        ("WVWZZZ1JZXWOOOQ1I", False, "WVWZZZ1JZXW000011"),
        ("WVWZZZ1JZXW0000011", False, ""),
        ("ABCDEFGH", False, ""),
        ("12", False, ""),
        ("Ä23456", False, ""),
        ("", False, ""),
    ],
)
def test_what_is_no_vin_may_be_an_older_chassis_number(text: str, legacy: bool, suggestion: str) -> None:
    found = check_vin(text)
    assert (found.well_formed, found.check_digit_holds, found.check_digit_due) == (False, None, False)
    assert (found.legacy, found.suggestion) == (legacy, suggestion)


@thorough
@given(vins)
def test_the_oracle_finds_the_same_digit(number: str) -> None:
    found, theirs = check_vin(number), TheirVin(number)
    assert found.well_formed
    # Their assemblers that give no check digit answer False whatever the digit is.
    if getattr(theirs.assembler, "uses_sae_checkdigit", True):
        assert found.check_digit_holds == theirs.verify_checksum(check_year=False)


@thorough
@given(st.text(alphabet=LETTERS + "IOQ", min_size=15, max_size=19))
def test_the_oracle_takes_the_same_shapes(text: str) -> None:
    try:
        TheirVin.validate(text)
    except ValidationError:
        assert not check_vin(text).well_formed
    else:
        assert check_vin(text).well_formed


@thorough
@given(vins, st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_wrong_character_fails_the_digit_unless_it_counts_the_same(number: str, place: int, wrong: str) -> None:
    assume(place != 8)
    right = next(v for d in "0123456789X" if check_vin(v := number[:8] + d + number[9:]).check_digit_holds)
    changed = check_vin(right[:place] + wrong + right[place + 1 :])
    same_value = {frozenset(group) for group in ("1AJ", "2BKS", "3CLT", "4DMU", "5ENV", "6FW", "7GPX", "8HY", "9RZ")}
    alike = wrong == right[place] or any({wrong, right[place]} <= group for group in same_value)
    assert changed.check_digit_holds is alike


@thorough
@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = check_vin(text)
    assert found.as_typed == text
    assert found.well_formed == (found.check_digit_holds is not None)
    assert not (found.well_formed and (found.legacy or found.suggestion))
    assert check_vin(found.canonical).canonical == found.canonical
