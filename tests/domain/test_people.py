from datetime import date

import pytest

from kbdesk.domain.people import keys, name_keys, plain_date, whole_names

ANA = {"surname": "Ђурић", "given_names": "Ана", "birth_date": "1.2.1990", "personal_number": "0102990715006"}


@pytest.mark.parametrize(
    "changes",
    [
        {"surname": "DJURIC", "given_names": "ANA", "personal_number": ""},
        {"surname": "Ana", "given_names": "Đurić", "personal_number": ""},
        {"surname": "Đurić Ana", "given_names": "", "personal_number": ""},
        {"birth_date": "010290", "personal_number": ""},
        {"surname": "Petrović", "given_names": "Mara"},
        {"birth_date": "", "personal_number": "0102990 715006"},
    ],
)
def test_one_person_is_found_by_name_and_birth_date_or_by_number(changes: dict[str, str]) -> None:
    assert keys(**ANA) & keys(**(ANA | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"birth_date": "2.2.1990", "personal_number": ""},
        {"given_names": "Mara", "personal_number": ""},
        {"birth_date": "", "personal_number": ""},
        {"birth_date": "soon", "personal_number": "1234567"},
        {"surname": "", "given_names": "", "personal_number": "0000000000000"},
    ],
)
def test_another_person_is_not(changes: dict[str, str]) -> None:
    assert not keys(**ANA) & keys(**(ANA | changes))


def test_a_year_of_two_digits_is_looked_for_in_both_centuries() -> None:
    assert len(name_keys("Đurić", "Ana", "010205")) == 2
    assert plain_date("010205") is None
    assert plain_date("01.02.2005") == date(2005, 2, 1)
    assert plain_date("soon") is None


def test_nobody_has_no_keys() -> None:
    assert keys(surname="", given_names="", birth_date="1.2.1990", personal_number="") == frozenset()
    assert whole_names(" ", "-") == frozenset()
