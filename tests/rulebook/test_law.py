"""The law as compiled: phases, crossings, directions, suspensions and what officers ordered."""

from collections.abc import Callable, Mapping

import pytest

from kbdesk.domain.facts import Facts
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction, Measure
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.explanation import explain
from kbdesk.rulebook.faults import RulebookError
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.schema import Subject
from kbdesk.rulebook.shelf import Shelf
from tests.rulebook.trial import PERMIT, TEXT, activated, article, at, book, suspension

MakeLaw = Callable[..., Law]
ANYONE = Case(subject=Subject.TRAVELER)
NOW = "2022-08-10T08:00"


@pytest.fixture(scope="module")
def made(law: Law) -> MakeLaw:
    """Return a maker of a law from texts of books."""
    return lambda *books: Law(Shelf.read({f"{i}.toml": b for i, b in enumerate(books)}, law.reference), law.reference)


def applying(
    law: Law,
    when: str,
    *,
    crossing: str = "jarinje",
    direction: Direction = Direction.ENTRY,
    orders: Orders | None = None,
) -> str:
    """Return the article that applies to anyone, with its phase if it has some; nothing if none does."""
    rule = law.under(orders or Orders()).at(at(when), crossing=crossing, direction=direction).applying(ANYONE)
    return "" if rule is None else f"{rule.reference}.{rule.phase}" if rule.phase else rule.reference


PHASES = f"""
effective_until = 2022-12-01T00:00:00
[[article.phase]]
effective_until = 2022-08-01T00:00:00
then.measure = "tolerated"
text = {TEXT.replace("c", "phase one")}
[[article.phase]]
effective_from = 2022-08-01T00:00:00
effective_until = 2022-10-01T08:00:00
then.measure = "none"
[[article.phase]]
effective_from = 2022-11-01T00:00:00
then.measure = "covered"
"""


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        ("2022-06-30T23:59:59", ""),
        ("2022-07-01T00:00", "a-book:1.1"),
        ("2022-07-31T23:59:59.999999", "a-book:1.1"),
        ("2022-08-01T00:00", "a-book:1.2"),
        ("2022-10-01T07:59:59", "a-book:1.2"),
        ("2022-10-01T08:00", ""),
        ("2022-10-31T23:59:59+01:00", ""),
        ("2022-11-01T00:00+01:00", "a-book:1.3"),
        ("2022-11-30T23:59:59+01:00", "a-book:1.3"),
        ("2022-12-01T00:00+01:00", ""),
    ],
)
def test_a_phase_holds_in_its_own_time_within_its_article_and_book(made: MakeLaw, when: str, rule: str) -> None:
    law = made(book(article("1", PHASES), head="effective_from = 2022-07-01T00:00:00"))
    assert applying(law, when) == rule


def test_a_phase_may_have_a_text_of_its_own(made: MakeLaw) -> None:
    rules = made(book(article("1", PHASES))).rules
    assert [rule.text.en for rule in rules] == ["phase one", "c", "c"]
    assert [str(rule.then.measure) for rule in rules] == ["tolerated", "none", "covered"]


def test_an_article_may_be_for_a_crossing_and_a_direction_alone(made: MakeLaw) -> None:
    narrow = article("1", 'crossings = ["brnjak"]\ndirections = ["exit"]\nthen.measure = "none"')
    law = made(book(narrow, article("2")))
    assert applying(law, NOW, crossing="brnjak", direction=Direction.EXIT) == "a-book:1"
    assert applying(law, NOW, crossing="brnjak") == "a-book:2"
    assert applying(law, NOW, direction=Direction.EXIT) == "a-book:2"


def test_an_article_has_the_crossings_and_directions_of_its_book(made: MakeLaw) -> None:
    law = made(book(article("1"), head='crossings = ["brnjak"]\ndirections = ["exit"]'))
    assert applying(law, NOW, crossing="brnjak", direction=Direction.EXIT) == "a-book:1"
    assert applying(law, NOW, crossing="brnjak") == ""
    assert applying(law, NOW, direction=Direction.EXIT) == ""


def test_an_articles_appeal_stands_in_the_place_of_its_books(made: MakeLaw) -> None:
    own = f"appeal = {{ days = 8, body = {TEXT}, text = {TEXT} }}"
    rules = made(book(article("1", PERMIT + own + "\nwhen.under_age = 3"), article("2", PERMIT))).rules
    assert [rule.appeal and rule.appeal.days for rule in rules] == [8, 30]


WINDOW = """
[[suspension]]
order_reference = "N-1"
effective_from = 2022-08-01T00:00:00
effective_until = 2022-09-01T00:00:00
"""


@pytest.mark.parametrize(
    ("window", "when", "rule"),
    [
        ("", "2022-07-31T23:59:59", "a-book:1"),
        ("", "2022-08-01T00:00", "b-book:1"),
        ("", "2022-08-31T23:59:59", "b-book:1"),
        ("", "2022-09-01T00:00", "a-book:1"),
        ('articles = ["1"]', "2022-08-10T00:00", "a-book:2"),
        ('articles = ["2"]', "2022-08-10T00:00", "a-book:1"),
        ('crossings = ["jarinje"]', "2022-08-10T00:00", "b-book:1"),
        ('crossings = ["brnjak"]', "2022-08-10T00:00", "a-book:1"),
        ('directions = ["entry"]', "2022-08-10T00:00", "b-book:1"),
        ('directions = ["exit"]', "2022-08-10T00:00", "a-book:1"),
    ],
)
def test_a_suspended_rule_is_not_there_and_the_next_one_applies(
    made: MakeLaw, window: str, when: str, rule: str
) -> None:
    adult = article("1", 'when.issuing_state = []\nthen.measure = "tolerated"\neffective_until = 2030-01-01T00:00:00')
    high = book(adult, article("2"), precedence=2, head="") + WINDOW + window
    law = made(high, book(article("1"), name="b-book"))
    assert applying(law, when) == rule


@pytest.mark.parametrize(
    ("order", "when", "rule"),
    [
        (suspension(), "2022-08-10T13:59:59", "a-book:1"),
        (suspension(), "2022-08-10T14:00", ""),
        (suspension(), "2029-08-10T14:00", ""),
        (suspension(until="2022-08-11T00:00"), "2022-08-10T23:59:59", ""),
        (suspension(until="2022-08-11T00:00"), "2022-08-11T00:00", "a-book:1"),
        (suspension(article="1"), "2022-08-10T14:00", ""),
        (suspension(article="9"), "2022-08-10T14:00", "a-book:1"),
        (suspension(name="b-book"), "2022-08-10T14:00", "a-book:1"),
        (suspension(crossings=("jarinje",)), "2022-08-10T14:00", ""),
        (suspension(crossings=("brnjak",)), "2022-08-10T14:00", "a-book:1"),
        (suspension(directions=(Direction.ENTRY,)), "2022-08-10T14:00", ""),
        (suspension(directions=(Direction.EXIT,)), "2022-08-10T14:00", "a-book:1"),
    ],
)
def test_an_ordered_suspension_silences_its_book_or_article(made: MakeLaw, order, when: str, rule: str) -> None:
    assert applying(made(book(article("1"))), when, orders=Orders(suspensions=(order,))) == rule


def test_an_activated_book_joins_from_the_instant_of_its_activation(made: MakeLaw) -> None:
    law = made(book(article("1"), name="b-book", precedence=0))
    orders = Orders(books=(activated(book(article("1", PERMIT)), NOW),))
    assert applying(law, "2022-08-10T07:59:59", orders=orders) == "b-book:1"
    assert applying(law, NOW, orders=orders) == "a-book:1"
    assert law.under(orders).books(at(NOW)) == ("a-book", "b-book")
    assert law.books(at(NOW)) == ("b-book",)


def test_books_are_named_while_they_are_in_force(made: MakeLaw) -> None:
    ends = "effective_until = 2022-09-01T00:00:00"
    law = made(book(article("1"), head=ends), book(article("1"), name="b-book", precedence=0))
    new = Orders(books=(activated(book(article("1"), name="c-book", precedence=2, head=ends), NOW, "c-book"),))
    assert law.under(new).books(at("2022-08-31T23:59:59")) == ("c-book", "a-book", "b-book")
    assert law.under(new).books(at("2022-09-01T00:00")) == ("b-book",)
    assert applying(law, "2022-09-01T00:00", orders=new) == "b-book:1"


def test_a_window_begins_when_it_says_in_a_text_that_stands_already(made: MakeLaw) -> None:
    law = made(book(article("1"), head="effective_from = 2022-01-01T00:00:00") + WINDOW)
    assert [(s.order_reference, s.effective_from) for s in law.silences] == [("N-1", at("2022-08-01T00:00"))]
    ordered = law.under(Orders(suspensions=(suspension(),)))
    assert [s.order_reference for s in ordered.silences] == ["N-1", "N-14/2022"]


def test_an_activated_book_takes_the_place_of_one_of_its_id(made: MakeLaw) -> None:
    law = made(book(article("1")))
    second = activated(book(article("2")), "2022-08-10T09:00")
    third = activated(book(article("3"), head="effective_from = 2022-08-12T00:00:00"), "2022-08-11T09:00")
    for orders in (Orders(books=(second, third)), Orders(books=(third, second))):
        assert applying(law, "2022-08-10T08:59:59", orders=orders) == "a-book:1"
        assert applying(law, "2022-08-10T09:00", orders=orders) == "a-book:2"
        assert applying(law, "2022-08-11T23:59:59", orders=orders) == "a-book:2"
        assert applying(law, "2022-08-12T00:00", orders=orders) == "a-book:3"
        acts = [edition.activated for edition in law.under(orders).editions]
        assert acts == [None, second, third]


def test_a_text_that_is_replaced_before_it_begins_never_applies(made: MakeLaw) -> None:
    law = made(book(article("1")))
    second = activated(book(article("2"), head="effective_from = 2022-08-20T00:00:00"), "2022-08-10T09:00")
    third = activated(book(article("3")), "2022-08-11T09:00")
    under = law.under(Orders(books=(second, third)))
    assert {rule.article.id for rule in under.rules} == {"1", "3"}


def test_a_text_that_is_replaced_as_it_begins_never_applies(made: MakeLaw) -> None:
    law = made(book(article("1"), head="effective_until = 2022-08-01T00:00:00"))
    second = activated(book(article("2"), head="effective_from = 2022-08-11T09:00:00"), "2022-08-10T09:00")
    third = activated(book(article("3")), "2022-08-11T09:00")
    assert {rule.article.id for rule in law.under(Orders(books=(second, third))).rules} == {"1", "3"}
    tied = book(article("1"), name="b-book", head="effective_from = 2022-08-11T09:00:00")
    gone = Orders(books=(second, third, activated(book(article("4"), precedence=3), "2022-08-11T09:00")))
    assert law.under(gone).check("new.toml", tied, at=at(NOW)) == ()


def test_a_suspension_written_in_a_replaced_text_ends_with_it(made: MakeLaw) -> None:
    law = made(book(article("1")) + WINDOW)
    orders = Orders(books=(activated(book(article("2")), NOW),))
    assert applying(law, "2022-08-10T07:59:59", orders=orders) == ""
    assert applying(law, NOW, orders=orders) == "a-book:2"


def test_a_window_begins_no_earlier_than_the_text_that_has_it(made: MakeLaw) -> None:
    orders = Orders(books=(activated(book(article("2")) + WINDOW, NOW),))
    assert [silence.effective_from for silence in made(book(article("1"))).under(orders).silences] == [at(NOW)]


def test_an_activated_book_that_cannot_be_read_is_told(made: MakeLaw) -> None:
    with pytest.raises(RulebookError, match=r"new\.toml: not TOML"):
        made(book(article("1"))).under(Orders(books=(activated("[", NOW),)))


def test_the_law_under_the_same_orders_is_compiled_once(made: MakeLaw) -> None:
    law = made(book(article("1")))
    assert law.under(Orders()) is law
    one, other = Orders(suspensions=(suspension(),)), Orders(suspensions=(suspension(article="1"),))
    assert law.under(one) is law.under(Orders(suspensions=(suspension(),)))
    assert law.under(other) is not law.under(one)
    assert law.under(one).orders == one


def test_every_change_is_an_instant_of_the_law(made: MakeLaw) -> None:
    law = made(book(article("1", PHASES)) + WINDOW)
    orders = Orders(suspensions=(suspension(until="2022-08-11T00:00"),))
    found, when = [], at("2000-01-01T00:00")
    while (change := law.under(orders).next_change(when)) is not None:
        assert law.under(orders).last_change(change) == change
        found.append(change)
        when = change
    days = ("08-01T00:00", "08-10T14:00", "08-11T00:00", "09-01T00:00", "10-01T08:00")
    assert found == [at(f"2022-{day}") for day in days] + [at(f"2022-{m}-01T00:00+01:00") for m in (11, 12)]
    assert law.next_change(found[0]) == found[3]
    assert law.last_change(at("2000-01-01T00:00")) is None


def test_a_book_is_checked_before_it_may_join(made: MakeLaw) -> None:
    law = made(book(article("1"), head="effective_until = 2022-09-01T00:00:00"))

    def check(text: str, when: str = NOW) -> list[str]:
        return [str(fault) for fault in law.check("new.toml", text, at=at(when))]

    tie = "new.toml: precedence: is that of a-book, which is in force at the same time"
    assert check(book(article("1"), name="b-book")) == [tie]
    assert check(book(article("1"), name="b-book"), "2022-09-01T00:00") == []
    assert check(book(article("1"), name="b-book", head="effective_from = 2022-09-01T00:00:00")) == []
    assert check(book(article("1"), name="b-book", precedence=2)) == []
    assert check(book(article("7"))) == []
    assert check(book(article("1")).replace('"trial"', '"other"')) == [
        "new.toml: shelf: is not trial, which this desk obeys"
    ]
    assert check(book(article("1", 'crossings = ["atlantis"]\nthen.measure = "none"'))) == [
        "new.toml: article[1].crossings[1]: atlantis is no crossing"
    ]
    assert check("[")[0].startswith("new.toml: not TOML")


def test_a_book_of_which_nothing_would_be_in_force_may_not_join(made: MakeLaw) -> None:
    law = made(book(article("1")))
    over = "new.toml: effective_until: has passed: nothing of this book would ever be in force"
    ended = "effective_until = 2022-08-01T00:00:00"
    for text in (
        book(article("1"), head=ended),
        book(article("1"), name="b-book", precedence=2, head=ended),
        book(article("1", f'{ended}\nthen.measure = "none"')),
        book(article("1"), head=ended.replace("2022-08-01T00:00:00", f"{NOW}:00")),
    ):
        assert [str(fault) for fault in law.check("new.toml", text, at=at(NOW))] == [over]
        assert not law.check("new.toml", text.replace("2022-08-", "2022-09-"), at=at(NOW))


def test_a_text_that_never_applies_changes_nothing_when_it_would_have_begun(made: MakeLaw) -> None:
    later = book(article("2"), head="effective_from = 2022-08-20T00:00:00")
    waiting = made(book(article("1"))).under(Orders(books=(activated(later, "2022-08-10T09:00"),)))
    assert waiting.next_change(at("2022-08-12T00:00")) == at("2022-08-20T00:00")
    replaced = Orders(books=(*waiting.orders.books, activated(book(article("3")), "2022-08-11T09:00")))
    assert waiting.under(replaced).next_change(at("2022-08-12T00:00")) is None


def test_a_book_that_passed_its_check_can_be_obeyed(made: MakeLaw) -> None:
    law, text = made(book(article("1"))), book(article("1", PERMIT), name="b-book", precedence=2)
    assert not law.check("new.toml", text, at=at(NOW))
    assert applying(law, NOW, orders=Orders(books=(activated(text, NOW, "b-book"),))) == "b-book:1"


def test_a_suspension_at_two_changes_what_is_seen_a_minute_later(
    law: Law, person: Callable[..., TravelerDraft]
) -> None:
    draft = PassageDraft(id="0" * 16, travelers=(person(),))
    orders = Orders(suspensions=(suspension("documents-2022"),))

    def measure(when: str, given: Orders) -> Measure:
        seen = examine(draft, Facts(orders=given), law, at=at(when), crossing="jarinje")
        told = explain(draft, Facts(orders=given), law, at=at(when), crossing="jarinje")
        assert told[0].outcome == seen.cards[0].outcome
        return seen.cards[0].outcome.measure

    assert measure("2022-08-10T13:58", orders) is Measure.PERMIT
    assert measure("2022-08-10T14:01", orders) is Measure.NONE
    assert measure("2022-08-10T14:01", Orders()) is Measure.PERMIT


def test_every_office_and_municipality_is_found_by_its_own_key(law: Law) -> None:
    known: Reference = law.reference
    wrong: Mapping[str, str | None] = {
        **{key: known.office_key(key) for key in known.issuing_offices if known.office_key(key) != key},
        **{key: known.municipality_key(key) for key in known.municipalities if known.municipality_key(key) != key},
    }
    assert not wrong
