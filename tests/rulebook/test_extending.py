"""Whether and until when a paper may be extended: what the article that applies to its card now says of it."""

from collections.abc import Callable
from datetime import date

import pytest

from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.rulebook.extending import extended_until, extending
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf
from tests.rulebook.trial import PERMIT, article, at, book

ENDS = date(2022, 11, 10)
PROVISIONAL = """
then.measure = "provisional"
then.validity = { days = 60 }
then.disposition = "held"
then.papers = ["registration-certificate", "plate-front", "envelope-label"]
"""
OPENS = "effective_from = 2022-08-10T08:00:00\n"
LONGER = "then.extension = { months = 3 }"
NO_LONGER_THAN_ITSELF = "then.extension = { months = 3, cap_by_expiry = true }"


@pytest.fixture
def until(law: Law) -> Callable[..., str]:
    """Return until when a card's paper that ends on 10 November 2022 may be extended; why not, where it may not."""

    def call(card: TravelerDraft | VehicleDraft, then: str, when: str = "2022-08-10T08:00") -> str:
        if isinstance(card, TravelerDraft):
            draft, path, subject = PassageDraft(id="0" * 16, travelers=(card,)), "traveler[1]", "traveler"
        else:
            draft, path, subject = PassageDraft(id="0" * 16, vehicle=card), "vehicle", "vehicle"
        trial = Law(Shelf.read({"a.toml": book(article("1", then, subject))}, law.reference), law.reference)
        rule, case = extending(draft, path, trial, at=at(when), crossing="jarinje")
        if rule is None:
            return "no article"
        assert rule.reference == "a-book:1"
        last = extended_until(rule, case, valid_until=ENDS)
        return "no extension" if last is None else last.isoformat()

    return call


def test_a_permit_is_extended_from_its_last_valid_day(
    until: Callable[..., str], person: Callable[..., TravelerDraft]
) -> None:
    assert until(person(), PERMIT + LONGER) == "2023-02-10"
    assert until(person(), PERMIT) == "no extension"


def test_a_registration_is_extended_from_its_last_valid_day(
    until: Callable[..., str], car: Callable[..., VehicleDraft]
) -> None:
    assert until(car(), PROVISIONAL + "then.extension = { days = 60 }") == "2023-01-09"
    assert until(car(), PROVISIONAL) == "no extension"


def test_a_permit_is_not_extended_beyond_its_document_where_the_article_says_so(
    until: Callable[..., str], person: Callable[..., TravelerDraft]
) -> None:
    card = person(document_expires_on="2022-12-24")
    assert until(card, PERMIT + NO_LONGER_THAN_ITSELF) == "2022-12-24"
    assert until(card, PERMIT + LONGER) == "2023-02-10"


def test_a_registration_is_not_extended_beyond_the_cars_own_where_the_article_says_so(
    until: Callable[..., str], car: Callable[..., VehicleDraft]
) -> None:
    card = car(registration_valid_until="2022-12-24")
    assert until(card, PROVISIONAL + NO_LONGER_THAN_ITSELF) == "2022-12-24"
    assert until(card, PROVISIONAL + LONGER) == "2023-02-10"
    assert until(car(), PROVISIONAL + NO_LONGER_THAN_ITSELF) == "2023-02-10"


def test_an_article_that_is_not_in_force_yet_extends_nothing(
    until: Callable[..., str], person: Callable[..., TravelerDraft]
) -> None:
    assert until(person(), OPENS + PERMIT + LONGER, "2022-08-10T07:59:59") == "no article"
    assert until(person(), OPENS + PERMIT + LONGER, "2022-08-10T08:00:00") == "2023-02-10"


def test_an_article_on_others_extends_nothing(until: Callable[..., str], person: Callable[..., TravelerDraft]) -> None:
    body = 'when.issuing_state = ["SRB"]\n' + PERMIT + LONGER
    assert until(person(document_issuing_state="MNE"), body) == "no article"
    assert until(person(), body) == "2023-02-10"
