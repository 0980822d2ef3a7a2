"""Signs composed with Alt and the digits of the keypad, as scanners do it that are to type through any layout."""

from __future__ import annotations

import pytest

from kbdesk.domain.composed import Composing
from kbdesk.domain.keyboard import US, Level
from kbdesk.domain.keystroke import Key
from tests.domain.bursts import ENTER, KEYBOARDS

KEYPAD = (82, 79, 80, 81, 75, 76, 77, 71, 72, 73)
LETTER = 30


def composed(digits: str, *, alt: bool = True) -> Key | None:
    composing = Composing()
    for digit in digits:
        assert composing.strike(KEYPAD[int(digit)], alt=alt) is alt
    return composing.let_go(7, KEYBOARDS[US])


@pytest.mark.parametrize("digits", ["65", "065", "0065"])
def test_a_sign_is_the_key_that_the_layout_has_for_it(digits: str) -> None:
    assert composed(digits) == Key(at=7, code=LETTER, level=Level.SHIFT, text="A")


def test_a_carriage_return_ends_a_line_and_stx_begins_a_scan() -> None:
    assert composed("13") == Key(at=7, code=ENTER, text="\r")
    assert composed("02") == Key(at=7, code=0, text="\x02")


@pytest.mark.parametrize("digits", ["", "256", "00065", "129"])
def test_what_is_no_sign_is_none(digits: str) -> None:
    assert composed(digits) is None


def test_digits_without_alt_compose_nothing_and_another_key_between_begins_anew() -> None:
    assert composed("65", alt=False) is None
    composing = Composing()
    for code in (KEYPAD[9], LETTER, KEYPAD[6], KEYPAD[5]):
        composing.strike(code, alt=True)
    sign = composing.let_go(7, KEYBOARDS[US])
    assert sign is not None
    assert sign.text == "A"
    assert composing.let_go(8, KEYBOARDS[US]) is None
