"""Which passwords are taken: long ones that nobody guesses first."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.passwords import LONGEST, SHORTEST, Weakness, prepared, weakness

CARRIED = Path(__file__).parents[2] / "resources" / "passwords" / "common.txt"
COMMON = frozenset(CARRIED.read_text("ascii").split())
OWN = ("besa", "Jarinje", "kbdesk")


def found(password: str) -> Weakness | None:
    return weakness(password, common=COMMON, own=OWN)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "katër fjalë në një rresht",
        "четири речи у низу",
        "tri krave i jedno tele",
        "besa has nine blue umbrellas",
        "x" * 3 + "Rk7-tvEw9_pLqZ",
        "aaaaaaaaaaaaaa but not all",
    ],
)
def test_words_that_nobody_guesses_are_taken_whatever_they_are_made_of(password: str) -> None:
    assert found(password) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", Weakness.SHORT),
        ("Rk7-tvEw9_pLqZ", Weakness.SHORT),
        ("x y" * 70, Weakness.LONG),
        ("passwordpassword", Weakness.COMMON),
        ("Password 12345678", Weakness.COMMON),
        ("iloveyou-princess", Weakness.COMMON),
        ("abcabcabcabcabcabc", Weakness.COMMON),
        ("aaaaaaaaaaaaaaaaaa", Weakness.COMMON),
        ("123456789012345", Weakness.COMMON),
        ("qwertyuiopasdfghjkl", Weakness.COMMON),
        ("zyxwvutsrqponmlk", Weakness.COMMON),
        ("!!!!!!!!!!!!!!!!!", Weakness.COMMON),
        ("besa.jarinje.kbdesk", Weakness.OWN),
        ("Jarinje-Jarinje-2022", Weakness.OWN),
        ("BESA besa password", Weakness.OWN),
    ],
)
def test_what_is_guessed_first_is_not(password: str, why: Weakness) -> None:
    assert found(password) is why


def test_the_list_is_of_thousands_and_sorted_by_nobody() -> None:
    assert len(COMMON) > 10_000
    assert {"123456", "password", "qwerty"} <= COMMON
    assert all(word == word.casefold() for word in COMMON)


@given(st.text(max_size=240))
def test_every_text_is_judged_and_the_same_however_it_is_composed(text: str) -> None:
    judged = found(text)
    assert judged is found(prepared(text))
    assert (judged is Weakness.SHORT) == (len(prepared(text)) < SHORTEST)
    assert (judged is Weakness.LONG) == (len(prepared(text)) > LONGEST)
