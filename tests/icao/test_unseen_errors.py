"""What check digits cannot see, tried one by one against the rule spelled out, so that what is said of it is so."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest

from kbdesk.icao.check_digit import ALIKE, DAY_FOR_MONTH, EXCHANGED, SYMBOLS
from kbdesk.icao.layout import READ, Layout
from kbdesk.icao.mrz import read
from tests.icao import zones
from tests.icao.zones import TODAY, digit

FIELD = "L898902C3ZE1"
UNCOVERED = {"names", "sex", "nationality", "issuing_state", "document_code"}
EXAMPLES = {
    "TD1": zones.SERBIAN_CARD,
    "TD2": zones.ICAO_TD2,
    "TD3": zones.SERBIAN_PASSPORT,
    "MRVA": zones.ICAO_MRVA,
    "MRVB": zones.ICAO_MRVB,
}


def row(rows: tuple[str, ...], symbol: str) -> str:
    return next(row for row in rows if symbol in row)


def put(text: str, *changes: tuple[int, str]) -> str:
    characters = [*text]
    for place, symbol in changes:
        characters[place] = symbol
    return "".join(characters)


@pytest.mark.parametrize("place", range(6))
def test_one_symbol_for_another_is_unseen_exactly_within_a_row(place: int) -> None:
    for was, now in product(SYMBOLS, repeat=2):
        unseen = digit(put(FIELD, (place, was))) == digit(put(FIELD, (place, now)))
        assert unseen == (now in row(ALIKE, was))


@pytest.mark.parametrize("apart", [1, 2, 4, 5, 7, 8])
def test_an_exchange_of_different_weights_is_unseen_exactly_within_a_row(apart: int) -> None:
    for place, (one, other) in product(range(3), product(SYMBOLS, repeat=2)):
        before = put(FIELD, (place, one), (place + apart, other))
        after = put(FIELD, (place, other), (place + apart, one))
        assert (digit(before) == digit(after)) == (other in row(EXCHANGED, one))


@pytest.mark.parametrize("apart", [3, 6, 9])
def test_an_exchange_of_equal_weights_is_never_seen(apart: int) -> None:
    for place, (one, other) in product(range(3), product(SYMBOLS, repeat=2)):
        before = put(FIELD, (place, one), (place + apart, other))
        assert digit(before) == digit(put(FIELD, (place, other), (place + apart, one)))


def test_every_symbol_stands_in_one_row_of_each_table() -> None:
    for rows in (ALIKE, EXCHANGED):
        assert sorted("".join(rows)) == sorted(SYMBOLS)


def test_of_two_errors_one_pair_in_ten_is_unseen() -> None:
    held = digit("0000")
    seconds = [(a, b) for a, b in product("123456789", repeat=2) if digit(f"{a}{b}00") == held]
    assert len(seconds) / 9**2 == pytest.approx(0.1, abs=0.02)


@pytest.mark.parametrize("year", ["00", "47", "99"])
def test_day_and_month_change_places_unseen_in_these_pairs_only(year: str) -> None:
    pairs = [*combinations(range(1, 13), 2)]
    unseen = [p for p in pairs if digit(f"{year}{p[0]:02}{p[1]:02}") == digit(f"{year}{p[1]:02}{p[0]:02}")]
    assert (tuple(unseen), len(pairs)) == (DAY_FOR_MONTH, 66)


@pytest.mark.parametrize("layout", READ, ids=lambda layout: layout.name)
def test_these_fields_are_covered_by_no_check_digit_in_any_format(layout: Layout) -> None:
    text = EXAMPLES[layout.name]
    held = read(text, today=TODAY).checks
    seen = set()
    for place, was in enumerate(text):
        others = [c for c in SYMBOLS if was != "\n" and c not in row(ALIKE, was)]
        if any(sums(layout, put(text, (place, other))) != held for other in others):
            seen.add(layout.name_at(place))
    uncovered = UNCOVERED | ({"optional_1"} if layout.is_visa else set())
    assert layout.fields.keys() - seen == uncovered


@pytest.mark.parametrize("layout", READ, ids=lambda layout: layout.name)
def test_the_composite_check_digit_sees_no_more_of_one_symbol_for_another(layout: Layout) -> None:
    text = EXAMPLES[layout.name]
    held = sums(layout, text)
    for place, was in enumerate(text):
        for now in row(ALIKE, was) if was != "\n" and not is_digit_place(layout, place) else "":
            assert sums(layout, put(text, (place, now))) == held


def is_digit_place(layout: Layout, place: int) -> bool:
    return any(layout.span(check.digit).start == place for check in layout.checks.values())


def sums(layout: Layout, text: str) -> dict[str, bool]:
    """Return which check digits hold, by position and by the rule spelled out."""
    lines = text.split("\n")
    return {
        name: digit("".join(place.of(lines) for place in check.over)) == check.digit.of(lines)
        for name, check in layout.checks.items()
    }


def test_a_name_that_was_misread_passes_for_valid() -> None:
    text = zones.SERBIAN_CARD.replace("MARKO", "MARJO")
    assert text != zones.SERBIAN_CARD
    assert read(text, today=TODAY).valid


def test_the_manual_says_so() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "MANUAL.md").read_text("utf-8")
    for part in (*ALIKE, *EXCHANGED):
        symbols = [*sorted(part.replace("<", "")), *("<" * ("<" in part))]
        assert f"`{' '.join(symbols)}`" in manual
    assert ", ".join(f"{one} and {other}" for one, other in DAY_FOR_MONTH) in manual
