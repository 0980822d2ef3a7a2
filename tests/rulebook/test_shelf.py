"""Books as data: read with their instants, and every fault told at once with its place."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.faults import RulebookError
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf

TEXT = '{ sq = "a", sr = "b", en = "c" }'
APPEAL = f"appeal = {{ days = 30, body = {TEXT}, text = {TEXT} }}"
BOOK = f"""
id = "a-book"
shelf = "trial"
precedence = 1
directions = ["entry"]
title = {TEXT}
legal_basis = {TEXT}
[[article]]
id = "1"
subject = "traveler"
when.issuing_state = ["SRB"]
then.measure = "permit"
then.disposition = "shown"
then.papers = ["permit"]
then.validity = {{ months = 3 }}
then.document_code = "PU"
text = {TEXT}
{APPEAL}
"""
CAR = f"""
[[article]]
id = "2"
subject = "vehicle"
then.measure = "refused"
finding = {{ code = "not-accepted", severity = "stop", field = "plate" }}
text = {TEXT}
{APPEAL}
"""
BELGRADE = ZoneInfo("Europe/Belgrade")


def faults(texts: Mapping[str, str]) -> list[str]:
    """Return the faults of a shelf as told."""
    with pytest.raises(RulebookError) as caught:
        Shelf.read(texts)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]
    return [str(fault) for fault in caught.value.faults]


def test_the_trial_books_are_sound() -> None:
    shelf = Shelf.read({"a.toml": BOOK + CAR})
    assert [article.id for article in shelf.books[0].articles] == ["1", "2"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id = "a-book"\n', "", "id: is missing"),
        ('id = "a-book"', 'id = "A Book"', "id: Expected `str` matching regex"),
        ("precedence = 1", "precedence = true", "precedence: Expected `int`, got `bool`"),
        ("precedence = 1", "precedence = 1\nweight = 2", "weight: is not a key of a rulebook"),
        ('directions = ["entry"]', "directions = []", "directions: must not be empty"),
        ('directions = ["entry"]', 'directions = ["in"]', "directions[1]: must be one of entry, exit"),
        ('directions = ["entry"]', 'directions = "entry"', "directions: Expected `array`, got `str`"),
        ("precedence = 1", 'precedence = 1\nzone = "Europe/Nowhere"', "zone: is not a time zone"),
        ("precedence = 1", 'precedence = 1\nzone = "../x"', "zone: is not a time zone"),
        (
            "precedence = 1",
            "precedence = 1\neffective_from = 2022-08-01",
            "effective_from: Expected `datetime`, got `date`",
        ),
        (
            "precedence = 1",
            "precedence = 1\neffective_from = 2022-03-27T02:30:00",
            "effective_from: does not name one instant",
        ),
        (
            "precedence = 1",
            "precedence = 1\neffective_until = 2022-10-30T02:30:00",
            "effective_until: does not name one instant",
        ),
        (
            "precedence = 1",
            "precedence = 1\neffective_from = 2022-08-01T00:00:00\neffective_until = 2022-08-01T00:00:00+02:00",
            "effective_until: is not after effective_from",
        ),
        ('subject = "traveler"', 'subject = "driver"', "article[1].subject: must be one of traveler, vehicle"),
        ('["SRB"]', '["SRB", "srb"]', "article[1].when.issuing_state[2]: Expected `str` matching regex"),
        ("when.issuing_state", "when.colour", "article[1].when.colour: is not a key of a rulebook"),
        (
            'when.issuing_state = ["SRB"]',
            'when.plate_class = ["srb"]',
            "article[1].when.plate_class: asks nothing of a traveler",
        ),
        ('when.issuing_state = ["SRB"]', "when = 3", "article[1].when: must be a table"),
        ('"permit"\nthen.disp', '"forgive"\nthen.disp', "article[1].then.measure: must be one of none, exempt"),
        ('"permit"\nthen.disp', '"replace"\nthen.disp', "article[1].then.measure: replace is not given to a traveler"),
        ('then.papers = ["permit"]\n', "", "article[1].then.papers: permit needs it"),
        ('then.disposition = "shown"', 'then.disposition = "held"', "article[1].then.papers: what is held"),
        ('["permit"]', '["permit", "envelope-label"]', "article[1].then.papers: what is held"),
        ("{ months = 3 }", "{ months = 3, days = 2 }", "article[1].then.validity: give exactly one"),
        ("{ months = 3 }", "{ }", "article[1].then.validity: give exactly one"),
        ("{ months = 3 }", "{ months = 0 }", "article[1].then.validity.months: Expected `int` >= 1"),
        (
            "{ months = 3 }",
            '{ months = 3, month_end = "x" }',
            "article[1].then.validity.month_end: must be one of clamp",
        ),
        ('then.document_code = "PU"\n', "", "article[1].then.document_code: permit needs it"),
        (
            'then.document_code = "PU"',
            'then.document_code = "PU"\nthen.deadline = 2022-09-30',
            "article[1].then.deadline",
        ),
        (
            'then.document_code = "PU"',
            'then.document_code = "PU"\nthen.fee = [{ code = "x", amount = 5.0 }]',
            "article[1].then.fee[1].amount",
        ),
        (
            'then.document_code = "PU"',
            'then.document_code = "PU"\nthen.fee = [{ code = "x", amount = "-5.00" }]',
            "article[1].then.fee[1].amount",
        ),
        (
            'then.document_code = "PU"',
            'then.document_code = "PU"\nthen.without = [{ category = ["O"], papers = ["plate-front"] }]',
            "article[1].then.without[1].papers",
        ),
        (APPEAL, "", "article[1].appeal: a measure needs"),
        (
            APPEAL,
            APPEAL + '\nfinding = { code = "x", severity = "warn", field = "plate" }',
            "article[1].finding.field: is not a field of a traveler",
        ),
        (
            APPEAL,
            APPEAL + '\nfinding = { code = "x", severity = "stop", field = "surname" }',
            "article[1].finding: a refusal",
        ),
        (
            APPEAL,
            APPEAL + '\noverridden = { measure = "none" }',
            "article[1].overridden: there is no stop",
        ),
        (
            'title = { sq = "a", sr = "b", en = "c" }',
            'title = { sq = "a", sr = " ", en = "c" }',
            "title.sr: Expected `str` matching regex",
        ),
        ('id = "a-book"', "id = ", "not TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, fault: str) -> None:
    assert old in BOOK
    told = faults({"a.toml": BOOK.replace(old, new, 1)})
    assert any(line.startswith(f"a.toml: {fault}") for line in told), told


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id = "2"', 'id = "1"', "article[2].id: 1 is taken by an article before it"),
        ('then.measure = "refused"', 'then.measure = "none"', "article[2].finding: a refusal"),
        (
            'then.measure = "refused"',
            'then.measure = "permit"',
            "article[2].then.measure: permit is not given to a vehicle",
        ),
        (
            'then.measure = "refused"',
            'then.measure = "refused"\nwhen.under_age = 3',
            "article[2].when.under_age: asks nothing of a vehicle",
        ),
        (
            'then.measure = "refused"',
            'then.measure = "refused"\nunexpired = true',
            "article[2].unexpired: asks nothing of a vehicle",
        ),
        (
            'then.measure = "refused"',
            'then.measure = "refused"\nthen.fee = [{ code = "x", amount = "5.00" }]',
            "article[2].then.fee: refused has none",
        ),
        (
            'then.measure = "refused"',
            'then.measure = "refused"\nthen.papers = ["plate-rear"]',
            "article[2].then.papers: refused has none",
        ),
        (
            'then.measure = "refused"',
            'then.measure = "refused"\noverridden = { measure = "provisional" }',
            "article[2].overridden.papers: provisional needs it",
        ),
    ],
)
def test_a_fault_of_a_vehicles_article_is_told_with_its_place(old: str, new: str, fault: str) -> None:
    assert old in CAR
    told = faults({"a.toml": BOOK + CAR.replace(old, new, 1)})
    assert any(line.startswith(f"a.toml: {fault}") for line in told), told


def test_an_article_that_can_never_apply_is_a_fault() -> None:
    told = faults({"a.toml": BOOK + CAR + CAR.replace('id = "2"', 'id = "3"')})
    assert told == ["a.toml: article[3].when: never applies: article 2 before it always does"]


def test_the_same_conditions_one_after_the_other_in_time_are_sound() -> None:
    first = CAR + "effective_until = 2022-08-01T00:00:00\n"
    second = CAR.replace('id = "2"', 'id = "3"') + "effective_from = 2022-08-01T00:00:00\n"
    assert len(Shelf.read({"a.toml": BOOK + first + second}).books[0].articles) == 3


def test_all_faults_of_all_files_are_told_at_once() -> None:
    told = faults(
        {
            "a.toml": BOOK.replace("months = 3", "months = -3").replace("precedence = 1", 'precedence = "x"'),
            "b.toml": "[",
            "c.toml": BOOK.replace('"PU"', '""'),
        }
    )
    assert [line.split(": ")[:2] for line in told] == [
        ["a.toml", "precedence"],
        ["a.toml", "article[1].then.validity.months"],
        ["b.toml", "not TOML"],
        ["c.toml", "article[1].then.document_code"],
    ]


def test_an_empty_shelf_is_a_fault() -> None:
    assert faults({}) == ["shelf: has no books"]


def test_two_books_may_not_dispute_which_comes_first() -> None:
    other = BOOK.replace("a-book", "b-book")
    assert faults({"a.toml": BOOK, "b.toml": other}) == [
        "b.toml: precedence: is that of a.toml, which is in force at the same time"
    ]
    assert faults(
        {"a.toml": BOOK, "b.toml": other.replace("precedence = 1", "precedence = 2").replace("b-book", "a-book")}
    ) == ["b.toml: id: a-book is taken by a.toml"]
    assert faults(
        {"a.toml": BOOK, "b.toml": other.replace("precedence = 1", "precedence = 2").replace("trial", "real")}
    ) == ["b.toml: shelf: is not that of a.toml"]


def test_books_that_follow_each_other_may_share_their_precedence(law: Law) -> None:
    change = "2022-08-01T00:00:00"
    first = BOOK.replace("precedence = 1", f"precedence = 1\neffective_until = {change}")
    second = BOOK.replace("a-book", "b-book").replace("precedence = 1", f"precedence = 1\neffective_from = {change}")
    shelf = Shelf.read({"a.toml": first, "b.toml": second})
    at = datetime(2022, 8, 1, tzinfo=BELGRADE)
    assert [book.id for book in shelf.in_force(at - timedelta(seconds=1))] == ["a-book"]
    assert [book.id for book in shelf.in_force(at)] == ["b-book"]
    assert Law(shelf, law.reference).next_change(at - timedelta(seconds=1)) == at
    assert Law(shelf, law.reference).next_change(at) is None


def test_the_book_of_higher_precedence_is_asked_first() -> None:
    other = BOOK.replace("a-book", "b-book").replace("precedence = 1", "precedence = 2")
    assert [book.id for book in Shelf.read({"a.toml": BOOK, "b.toml": other}).books] == ["b-book", "a-book"]


def test_an_instant_with_an_offset_stands_and_one_without_is_local() -> None:
    local = Shelf.read(
        {"a.toml": BOOK.replace("precedence = 1", "precedence = 1\neffective_from = 2022-08-01T00:00:00")}
    )
    offset = Shelf.read(
        {"a.toml": BOOK.replace("precedence = 1", "precedence = 1\neffective_from = 2022-07-31T22:00:00Z")}
    )
    assert local.books[0].effective_from == offset.books[0].effective_from == datetime(2022, 7, 31, 22, tzinfo=UTC)


def test_an_instant_that_comes_twice_is_settled_by_its_offset() -> None:
    text = BOOK.replace("precedence = 1", "precedence = 1\neffective_from = 2022-10-30T02:30:00+01:00")
    assert Shelf.read({"a.toml": text}).books[0].effective_from == datetime(2022, 10, 30, 1, 30, tzinfo=UTC)


def test_a_book_may_be_for_some_crossings_only(law: Law) -> None:
    text = BOOK.replace("precedence = 1", 'precedence = 1\ncrossings = ["brnjak"]')
    there = Law(Shelf.read({"a.toml": text}), law.reference)
    at = datetime(2022, 8, 10, tzinfo=BELGRADE)
    assert there.at(at, crossing="brnjak", direction=Direction.ENTRY).rules
    assert not there.at(at, crossing="jarinje", direction=Direction.ENTRY).rules
    assert not there.at(at, crossing="brnjak", direction=Direction.EXIT).rules


@given(
    line=st.integers(0, BOOK.count("\n")),
    junk=st.sampled_from(["x = 1", "[x]", "when = []", "[[article]]", "= ", "text = {}", "\x00", "id = 1.5"]),
)
def test_any_broken_book_is_told_and_nothing_else_is_raised(line: int, junk: str) -> None:
    lines = BOOK.splitlines()
    for text in ("\n".join([*lines[:line], junk, *lines[line:]]), "\n".join([*lines[:line], junk, *lines[line + 1 :]])):
        try:
            Shelf.read({"a.toml": text})
        except RulebookError as error:
            assert error.faults
            assert all(fault.file == "a.toml" for fault in error.faults)
