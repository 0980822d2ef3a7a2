"""``kbdesk fees``: what was charged is settled once, by the means that was said, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Script

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "passages" / "02-passport-on-belgrade-plates.toml"


@pytest.fixture
def number(script: Script) -> str:
    """The number of a registration on which 5.00 EUR are due."""
    told = script("passage", SAMPLE, "--json")
    assert told.code == 0, told.err
    return str(told.json["vehicle"]["registration"]["number"])


@pytest.mark.parametrize("slip", ["", "  "])
def test_a_slip_whose_number_is_empty_is_not_taken_for_cash_in_the_drawer(
    script: Script, number: str, slip: str
) -> None:
    told = script("fees", "pay", number, "--slip", slip)
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert [due["number"] for due in script("fees", "due", "--json").json] == [number]


def test_a_fee_is_paid_once_by_slip_or_in_cash(script: Script, number: str) -> None:
    paid = script("fees", "pay", number, "--slip", "A-17", "--json")
    (settled,) = paid.json["settled"]
    assert (paid.code, settled["means"], settled["slip"], settled["amount"]) == (0, "slip", "A-17", "5.00")
    again = script("fees", "pay", number)
    assert (again.code, "no such fee due" in again.err) == (1, True)


@pytest.mark.parametrize("counted", ["1e3", "-1", "1.234", "ten", ""])
def test_what_is_no_amount_is_not_counted(script: Script, counted: str) -> None:
    told = script("fees", "drawer", "--counted", counted)
    assert (told.code, told.err.count("\n")) == (2, 1)
