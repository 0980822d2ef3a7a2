"""Keys by which a person is found again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.people import keys, name_keys, plain_date, whole_names

ANA = {"surname": "Đurić", "given_names": "Ana", "birth_date": "1990-02-01", "personal_number": ""}


@pytest.mark.parametrize(
    "other",
    [
        {"surname": "ЂУРИЋ", "given_names": "Ана"},
        {"surname": "DJURIC", "given_names": "ANA"},
        {"surname": "Gjuriq"},
        {"surname": "Ana", "given_names": "Đurić"},
        {"surname": "Ana Đurić", "given_names": ""},
        {"birth_date": "1.2.1990."},
        {"birth_date": "010290"},
        {"birth_date": "01/02/90"},
    ],
)
def test_one_person_shares_a_key_however_written(other: dict[str, str]) -> None:
    assert keys(**ANA) & keys(**{**ANA, **other})


@pytest.mark.parametrize(
    "other", [{"surname": "Đukić"}, {"given_names": "Anka"}, {"birth_date": "1990-02-02"}, {"birth_date": ""}]
)
def test_another_person_shares_none(other: dict[str, str]) -> None:
    assert not keys(**ANA) & keys(**{**ANA, **other})


def test_a_personal_number_is_enough_unless_it_is_a_stand_in() -> None:
    nameless = {"surname": "", "given_names": "", "birth_date": ""}
    assert keys(**nameless, personal_number="010299 0785018") == {"p 0102990785018"}
    for number in ("", "1234567", "0000000000000", "- - -"):
        assert keys(**nameless, personal_number=number) == frozenset()


def test_nothing_to_go_by_has_no_keys() -> None:
    assert name_keys("", "", "1990-02-01") == frozenset()
    assert name_keys("Đurić", "Ana", "yesterday") == frozenset()
    assert whole_names(" ", "—") == frozenset()


def test_a_date_is_plain_only_where_its_century_is_said() -> None:
    assert plain_date("1.2.1990") == date(1990, 2, 1)
    assert plain_date("2012-03-04") == date(2012, 3, 4)
    assert plain_date("010290") is None
    assert plain_date("") is None


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20), st.text(max_size=30))
def test_any_text_has_keys_or_none(surname: str, given_names: str, born: str, number: str) -> None:
    found = keys(surname=surname, given_names=given_names, birth_date=born, personal_number=number)
    assert all(key[:2] in ("n ", "p ") for key in found)
    assert found == keys(surname=surname, given_names=given_names, birth_date=born, personal_number=number)
