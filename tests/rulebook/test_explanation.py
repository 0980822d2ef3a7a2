"""What an explanation says of articles that apply, nearly apply, or are suspended; and that it agrees with the law."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.facts import Facts
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction, Language, Measure
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.explanation import Explanation, conditions_of, explain
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf
from kbdesk.rulebook.telling import told_wish
from kbdesk.rulebook.timeless import timeless
from tests.rulebook.drafts import DRAFTS, INSTANTS
from tests.rulebook.trial import PERMIT, article, at, book, suspension

Person = Callable[..., TravelerDraft]
Ask = Callable[..., Explanation]
NOW = "2022-08-10T08:00"


@pytest.fixture(scope="module")
def ask(law: Law, person: Person) -> Ask:
    """Return the explanation of a traveler's card by a trial book."""

    def call(
        *articles: str, head: str = "", crossing: str = "jarinje", orders: Orders | None = None, when: str = NOW
    ) -> Explanation:
        trial = Law(Shelf.read({"a.toml": book(*articles, head=head)}, law.reference), law.reference)
        draft = PassageDraft(id="0" * 16, travelers=(person(),))
        (told,) = explain(draft, Facts(orders=orders or Orders()), trial, at=at(when), crossing=crossing)
        return told

    return call


def none(name: str, *conditions: str) -> str:
    return article(name, "\n".join([*conditions, 'then.measure = "none"']))


def test_the_nearest_is_the_article_of_which_fewest_conditions_fail(ask: Ask) -> None:
    two = none("1", 'when.issuing_state = ["RKS"]', 'when.document_type = ["passport"]')
    one = none("2", 'when.issuing_state = ["RKS"]', 'when.document_type = ["identity-card"]')
    told = ask(two, one)
    assert told.applied is None
    assert told.nearest
    assert told.nearest.article == "2"
    assert [condition.name for condition in told.nearest.failing] == ["issuing_state"]


def test_of_two_as_near_the_one_of_which_more_holds_is_nearer(ask: Ask) -> None:
    bare = none("1", 'when.issuing_state = ["RKS"]')
    full = none("2", 'when.issuing_state = ["MNE"]', 'when.document_type = ["identity-card"]')
    told = ask(bare, full)
    assert told.nearest
    assert told.nearest.article == "2"


def test_of_two_just_as_near_the_one_asked_first_is_nearer(ask: Ask) -> None:
    told = ask(none("1", 'when.issuing_state = ["RKS"]'), none("2", 'when.issuing_state = ["MNE"]'))
    assert told.nearest
    assert told.nearest.article == "1"


@pytest.mark.parametrize(
    ("head", "failing"),
    [
        ("effective_from = 2022-08-10T08:00:01", "in_force"),
        ("effective_until = 2022-08-10T08:00:00", "in_force"),
        ('crossings = ["brnjak"]', "crossing"),
        ('directions = ["exit"]', "direction"),
    ],
)
def test_instant_crossing_and_direction_count_as_conditions(ask: Ask, head: str, failing: str) -> None:
    told = ask(none("1"), head=head)
    assert told.applied is None
    assert told.nearest
    assert [condition.name for condition in told.nearest.failing] == [failing]


def test_what_an_article_does_not_ask_is_no_condition(ask: Ask) -> None:
    told = ask(none("1"))
    assert told.applied
    assert told.applied.conditions == ()
    assert told.nearest is None


def test_a_suspension_is_a_condition_that_fails_and_names_its_order(ask: Ask) -> None:
    told = ask(none("1", "when.from_age = 18"), none("2"), orders=Orders(suspensions=(suspension(article="1"),)))
    assert told.applied
    assert told.applied.article == "1"
    told = ask(
        none("1", "when.from_age = 18"),
        none("2"),
        orders=Orders(suspensions=(suspension(article="1"),)),
        when="2022-08-10T14:00",
    )
    assert told.applied
    assert told.applied.article == "2"
    assert [article.article for article in told.suspended] == ["1"]
    assert told.nearest == told.suspended[0]
    assert [(c.name, c.wanted, c.found) for c in told.suspended[0].failing] == [("suspended", (), ("N-14/2022",))]


def test_only_what_would_have_counted_first_is_told_as_suspended(ask: Ask) -> None:
    orders = Orders(suspensions=tuple(suspension(article=name, since=NOW) for name in "123"))
    told = ask(
        none("1", 'when.issuing_state = ["RKS"]'),
        none("2", "when.from_age = 18"),
        none("3", 'when.document_type = ["identity-card"]'),
        none("4", 'when.issuing_state = ["SRB"]'),
        none("5"),
        orders=orders,
    )
    assert told.applied
    assert told.applied.article == "4"
    assert [article.article for article in told.suspended] == ["2", "3"]
    behind = ask(none("4", 'when.issuing_state = ["SRB"]'), none("1"), orders=orders)
    assert behind.suspended == ()


def test_the_appeal_ends_with_the_last_of_its_days(ask: Ask) -> None:
    assert ask(article("1", PERMIT)).appeal_until == date(2022, 9, 9)
    assert ask(none("1")).appeal_until is None
    assert ask(none("1", 'when.issuing_state = ["RKS"]')).appeal_until is None


def test_the_day_is_that_of_the_crossing(ask: Ask) -> None:
    told = ask(article("1", PERMIT), when="2022-08-10T22:00+00:00")
    assert told.day == date(2022, 8, 11)
    assert told.outcome.valid_from == told.day
    assert told.at == datetime(2022, 8, 11, tzinfo=ZoneInfo("Europe/Belgrade"))


@given(draft=DRAFTS, instant=INSTANTS, suspended=st.sampled_from([Orders(), "documents-2022", "exempt"]))
def test_an_explanation_agrees_with_the_examination(
    law: Law, draft: PassageDraft, instant: datetime, suspended: str | Orders
) -> None:
    orders = suspended if isinstance(suspended, Orders) else Orders(suspensions=(suspension(suspended),))
    facts = Facts(orders=orders)
    seen = examine(draft, facts, law, at=instant, crossing="jarinje")
    told = explain(draft, facts, law, at=instant, crossing="jarinje")
    assert [e.path for e in told] == [card.path for card in seen.cards]
    for e, card in zip(told, seen.cards, strict=True):
        assert e.outcome == card.outcome
        assert (e.applied is None) is (card.outcome.basis is None)
        assert e.applied is None or not e.applied.failing
        assert e.nearest is None or e.nearest.failing
        assert e.overridden <= (card.outcome.measure is Measure.PROVISIONAL)


def test_what_a_rule_asks_is_told_of_no_card(law: Law, catalogs: Catalogs) -> None:
    rule = next(rule for rule in law.rules if rule.reference == "kosovo-city-plates:1")
    asked = conditions_of(rule)
    assert [(c.name, c.found, c.holds) for c in asked] == [
        (name, (), True) for name in ("in_force", "direction", "plate_class", "resident_north")
    ]
    words = [told_wish(condition, catalogs[Language.EN], law.reference) for condition in asked]
    assert words[0] == ("in force", "before 01.08.2022 00:00")
    assert words[2] == ("plates", "Serbian plates of a Kosovo city")


def test_what_a_rule_of_one_crossing_asks_names_it(law: Law) -> None:
    trial = Law(Shelf.read({"a.toml": book(none("1"), head='crossings = ["brnjak"]')}), law.reference)
    assert [(c.name, c.wanted) for c in conditions_of(trial.rules[0])] == [("crossing", ("brnjak",))]


def test_a_car_meets_no_condition_of_a_traveler(law: Law, car: Callable[..., VehicleDraft]) -> None:
    trial = Law(Shelf.read({"a.toml": book(none("1"))}), law.reference)
    draft = PassageDraft(id="0" * 16, direction=Direction.EXIT, vehicle=car())
    (told,) = explain(draft, Facts(), trial, at=at(NOW), crossing="jarinje")
    assert (told.applied, told.nearest) == (None, None)


SPANS = """
[[article.phase]]
effective_until = 2022-08-01T00:00:00
then.measure = "tolerated"
[[article.phase]]
effective_from = 2022-08-01T00:00:00
then.measure = "covered"
"""


@pytest.mark.parametrize(("when", "measure"), [("2022-07-31T23:59:59", "tolerated"), ("2022-08-01T00:00", "covered")])
def test_a_book_taken_out_of_its_time_says_what_it_said_then(law: Law, when: str, measure: str) -> None:
    ended = article("2", 'effective_until = 2022-07-01T00:00:00\nthen.measure = "none"', "vehicle")
    text = book(article("1", SPANS), ended, head="effective_from = 2022-01-01T00:00:00")
    window = '[[suspension]]\norder_reference = "N-1"\neffective_from = 2022-01-01T00:00:00\n'
    whole = Shelf.read({"a.toml": text + window}).books[0]
    rules = Law(Shelf("trial", (timeless(whole, at(when)),)), law.reference)
    assert [str(rule.then.measure) for rule in rules.rules] == [measure]
    standing = rules.at(at("1999-01-01T00:00"), crossing="jarinje", direction=Direction.ENTRY)
    assert [rule.article.id for rule in standing.rules] == ["1"]
