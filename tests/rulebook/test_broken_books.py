"""Whatever a file says, it is read or its faults are told: a real book changed in any place, in any way."""

import json
import tomllib
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.facts import Facts
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.explanation import explain
from kbdesk.rulebook.faults import RulebookError
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf
from tests.rulebook.trial import PERMIT, activated, article, at, book
from tests.thorough import parser

KEYS = st.sampled_from(
    ["id", "when", "then", "phase", "finding", "validity", "days", "first", "until", "x", "article", "effective_from"]
)
INSTANTS = st.datetimes() | st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=-23, minutes=59))))
LEAVES = st.one_of(
    st.booleans(),
    st.integers(),
    st.sampled_from([0, 1, 10_000, 10_001, 2**63, 10**40]),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["", "entry", "traveler", "none", "permit", "held", "5.00", "NaN", "Infinity", "SRB", "a-book"]),
    st.sampled_from(["Europe/Belgrade", "Europe", "", "x" * 300, "../../etc", "UTC", "a\x00b"]),
    st.dates(),
    st.times(),
    INSTANTS,
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


def written(value: Any) -> str:
    """Write a decoded TOML value as TOML again."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date | time):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, bool) else str(value)


def similar(value: Any) -> st.SearchStrategy[Any]:
    """Return values of the kind of a value, of which many make a book that can be obeyed."""
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int):
        return st.integers(1, 400)
    if isinstance(value, datetime):
        return st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - local, as books are written
    if isinstance(value, date):
        return st.dates(date(2011, 1, 1), date(2030, 1, 1))
    return st.just(value)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every table or array within a value, with each of its keys."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@st.composite
def broken(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """Return a book of which some values have been exchanged, taken out or doubled."""
    data = deepcopy(tomllib.loads(draw(st.sampled_from(texts))))
    for _ in range(draw(st.integers(1, 3))):
        found = places(data)
        table, key = found[draw(st.integers(0, len(found) - 1))]
        act = draw(st.sampled_from(["vary", "vary", "vary", "exchange", "take", "add", "double"]))
        if act == "vary":
            table[key] = draw(similar(table[key]))
        elif act == "exchange":
            table[key] = draw(VALUES)
        elif act == "take":
            del table[key]
        elif isinstance(table, dict):
            table[draw(KEYS)] = draw(VALUES) if act == "add" else deepcopy(table[key])
        else:
            table.append(draw(VALUES) if act == "add" else deepcopy(table[key]))
    return "\n".join(f"{json.dumps(key)} = {written(value)}" for key, value in data.items())


RICH = (
    book(
        article(
            "1",
            """
when.issuing_state = ["SRB"]
when.issued_on = { first = 2010-01-01, last = 2022-08-01 }
when.from_age = 16
unexpired = true
"""
            + PERMIT,
        ),
        article(
            "2",
            """
effective_until = 2022-10-01T00:00:00
[[article.phase]]
effective_until = 2022-08-01T00:00:00
then = { measure = "warned", papers = ["warning-notice"] }
[[article.phase]]
effective_from = 2022-08-01T00:00:00
then.measure = "replace"
then.disposition = "held"
then.papers = ["plate-front", "envelope-label"]
then.without = [{ category = ["O"], papers = ["plate-front"] }]
then.validity = { until = 2022-09-30, cap_by_expiry = true }
then.deadline = 2022-09-30
then.fee = [{ code = "x", amount = "5.00", waived = { last = 2022-08-31 } }]
""",
            "vehicle",
        ),
        head="effective_from = 2011-01-01T00:00:00",
    )
    + '[[suspension]]\norder_reference = "N-1"\neffective_from = 2022-08-05T00:00:00\narticles = ["1"]\n'
)


def test_the_books_are_sound_before_they_are_broken(law: Law, books: Mapping[str, str]) -> None:
    for text in (RICH, *books.values()):
        data = tomllib.loads(text)
        again = "\n".join(f"{json.dumps(key)} = {written(value)}" for key, value in data.items())
        assert tomllib.loads(again) == data
        assert Shelf.read({"a.toml": again}, law.reference) == Shelf.read({"a.toml": text}, law.reference)


@given(data=st.data(), days=st.integers(-400, 400), direction=st.sampled_from(Direction))
@parser
def test_a_broken_book_is_told_or_can_be_obeyed(
    law: Law,
    books: Mapping[str, str],
    person: Callable[..., TravelerDraft],
    car: Callable[..., VehicleDraft],
    data: st.DataObject,
    days: int,
    direction: Direction,
) -> None:
    text = data.draw(broken((RICH, RICH, *books.values())))
    try:
        shelf = Shelf.read({"a.toml": text}, law.reference)
    except RulebookError as error:
        assert error.faults
        assert all(fault.file == "a.toml" and fault.reason for fault in error.faults)
        assert str(error).count("\n") >= len(error.faults) - 1
        return
    now = at("2022-08-10T08:00") + timedelta(days=days)
    obeyed = Law(shelf, law.reference)
    people = (person(), person(document_type="birth-extract", birth_date="2012-03-04"))
    trailer = car(plate="AB-123 BG", category="O2")
    draft = PassageDraft(id="0" * 16, direction=direction, travelers=people, vehicle=car(), trailer=trailer)
    seen = examine(draft, Facts(), obeyed, at=now, crossing="jarinje")
    told = explain(draft, Facts(), obeyed, at=now, crossing="jarinje")
    assert [e.outcome for e in told] == [card.outcome for card in seen.cards]
    for card in seen.cards:
        first, last = card.outcome.valid_from, card.outcome.valid_until
        assert (first is None) is (last is None)
        assert first is None or last is None or first <= last


@given(data=st.data())
def test_a_broken_book_is_never_activated(law: Law, books: Mapping[str, str], data: st.DataObject) -> None:
    text = data.draw(broken((RICH, *books.values())))
    if law.check("new.toml", text, at=at("2022-08-10T08:00")):
        return
    named = tomllib.loads(text)["id"]
    obeyed = law.under(Orders(books=(activated(text, "2022-08-10T08:00", named),)))
    assert named in {edition.book.id for edition in obeyed.editions if edition.activated}


@given(data=st.data(), cut=st.integers(0, 4000), junk=st.text(max_size=4))
def test_a_torn_file_is_told(books: Mapping[str, str], data: st.DataObject, cut: int, junk: str) -> None:
    text = data.draw(st.sampled_from([RICH, *books.values()]))
    for torn in (text[:cut] + junk, text[:cut] + junk + text[cut + 1 :]):
        try:
            Shelf.read({"a.toml": torn})
        except RulebookError as error:
            assert error.faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x = " + "[" * 5000, "a.toml: not TOML: nested too deeply"),
        ("x = " + "9" * 5000, "a.toml: not TOML: a number is beyond measure"),
        ("x" + ".x" * 20_000 + " = 1", "a.toml: not TOML: nested too deeply"),
        ("# " + "x" * 1_000_000, "a.toml: has 1000002 characters; at most 1000000 are read"),
        (book(article("1")).replace('en = "c"', 'en = "c\\u202e"'), "a.toml: title.en: has a character that cannot be"),
        (book(article("1\\n")), "a.toml: article[1].id: has a character that cannot be seen"),
        (book(article("1"), head='"a\\u001b[2J" = 1'), "a.toml: 'a\\x1b[2J': is not a key of a rulebook"),
        ("id = 1\nid = 2", "a.toml: not TOML: "),
        (book(article("1"), head='zone = "Europe"'), "a.toml: zone: is not a time zone"),
        (book(article("1"), head=f'zone = "{"x" * 300}"'), "a.toml: zone: is not a time zone"),
        (book(article("1"), head='zone = "a\\u0000b"'), "a.toml: zone: has a character that cannot be seen"),
        (
            book(article("1"), head="effective_from = 0001-01-01T00:00:00"),
            "a.toml: effective_from: lies outside the years 1900 to 2199",
        ),
        (
            book(article("1"), head="effective_until = 2200-01-01T00:00:00"),
            "a.toml: effective_until: lies outside the years 1900 to 2199",
        ),
        (
            book(article("1", "effective_until = 1899-12-31T23:59:59\n" + PERMIT)),
            "a.toml: article[1].effective_until: lies outside the years 1900 to 2199",
        ),
        (
            book(article("1", PERMIT.replace("months = 3", "months = 10001"))),
            "a.toml: article[1].then.validity.months: Expected `int` <= 10000",
        ),
    ],
)
def test_what_python_itself_cannot_read_is_told(text: str, fault: str) -> None:
    with pytest.raises(RulebookError) as caught:
        Shelf.read({"a.toml": text})
    assert str(caught.value).startswith(fault)


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_last_year_can_be_named(year: int) -> None:
    text = book(article("1"), head=f"effective_until = {year}-06-01T00:00:00")
    ends = Shelf.read({"a.toml": text}).books[0].effective_until
    assert ends is not None
    assert ends.replace(tzinfo=None) == datetime(year, 6, 1)  # noqa: DTZ001 - by the clock at the crossing
