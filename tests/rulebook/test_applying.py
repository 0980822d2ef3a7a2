"""What a rule makes of a card, part by part: validity and its cap, fees, papers, sheet, basis, overrides."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kbdesk.domain.outcome import Fee, Outcome
from kbdesk.domain.passage import Override
from kbdesk.domain.vocabulary import Letterhead, SealRule, Sheet
from kbdesk.rulebook.applying import outcome
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.schema import Subject
from kbdesk.rulebook.shelf import Shelf
from tests.rulebook.trial import APPEAL, PERMIT, REFUSAL, TEXT, article, book

DAY = date(2022, 11, 30)
PERSON, CAR = Case(subject=Subject.TRAVELER), Case(subject=Subject.VEHICLE)
PROVISIONAL = """
then.measure = "provisional"
then.disposition = "kept-by-holder"
then.papers = ["registration-certificate", "plate-front", "plate-rear"]
then.without = [{ category = ["L", "O"], papers = ["plate-front"] }]
then.validity = { days = 60 }
"""


def made(law: Law, body: str, case: Case, *overrides: Override, appeal: bool = True) -> Outcome:
    """Return the outcome of an article for a case on 30 November 2022."""
    text = book(article("7", body, str(case.subject)))
    shelf = Shelf.read({"a.toml": text if appeal else text.replace(APPEAL, "")})
    return outcome(Law(shelf, law.reference).rules[0], case, day=DAY, overrides=overrides)


@pytest.mark.parametrize(
    ("validity", "until"),
    [
        ("{ months = 3 }", "2023-02-28"),
        ('{ months = 3, month_end = "clamp" }', "2023-02-28"),
        ('{ months = 3, month_end = "next-day" }', "2023-03-01"),
        ("{ days = 90 }", "2023-02-28"),
    ],
)
def test_a_permit_is_valid_as_its_article_says(law: Law, validity: str, until: str) -> None:
    found = made(law, PERMIT.replace("{ months = 3 }", validity), PERSON)
    assert (found.valid_from, str(found.valid_until)) == (DAY, until)


@pytest.mark.parametrize(
    ("capped", "expires", "until"),
    [
        ("true", date(2023, 1, 15), "2023-01-15"),
        ("true", date(2024, 1, 15), "2023-02-28"),
        ("true", date(2022, 11, 30), "2022-11-30"),
        ("true", date(2022, 11, 29), "2022-11-30"),
        ("true", None, "2023-02-28"),
        ("false", date(2023, 1, 15), "2023-02-28"),
    ],
)
def test_a_paper_ends_with_its_document_where_the_article_says_so(
    law: Law, capped: str, expires: date | None, until: str
) -> None:
    cap = f"{{ months = 3, cap_by_expiry = {capped} }}"
    permit = PERMIT.replace("{ months = 3 }", cap)
    registration = PROVISIONAL.replace("{ days = 60 }", cap)
    other = date(2022, 12, 24)
    for body, case in (
        (permit, replace(PERSON, expires_on=expires, registration_valid_until=other)),
        (registration, replace(CAR, registration_valid_until=expires, expires_on=other)),
    ):
        assert str(made(law, body, case).valid_until) == until


def test_a_fixed_last_day_is_capped_too(law: Law) -> None:
    fixed = "effective_until = 2022-12-01T00:00:00\n" + PERMIT.replace(
        "{ months = 3 }", "{ until = 2023-01-31, cap_by_expiry = true }"
    )
    assert str(made(law, fixed, PERSON).valid_until) == "2023-01-31"
    assert str(made(law, fixed, replace(PERSON, expires_on=date(2022, 12, 31))).valid_until) == "2022-12-31"


def test_what_issues_nothing_is_not_valid_from_any_day(law: Law) -> None:
    found = made(law, 'then.measure = "tolerated"', PERSON)
    assert (found.valid_from, found.valid_until, found.deadline) == (None, None, None)


@pytest.mark.parametrize(
    ("waived", "is_waived"),
    [
        ("", False),
        (", waived = { first = 2022-11-30, last = 2022-11-30 }", True),
        (", waived = { last = 2022-11-29 }", False),
        (", waived = { first = 2022-12-01 }", False),
        (", waived = { first = 2022-01-01 }", True),
    ],
)
def test_a_waived_fee_is_named_and_not_charged(law: Law, waived: str, is_waived: bool) -> None:
    fee = f'then.fee = [{{ code = "plates", amount = "0.50"{waived} }}]'
    (found,) = made(law, PROVISIONAL + fee, CAR).fees
    assert found == Fee(code="plates", amount=Decimal("0.50"), currency="EUR", waived=is_waived)


@pytest.mark.parametrize(("category", "front"), [("M", True), ("L", False), ("O", False), ("", True)])
def test_a_category_may_go_without_a_paper(law: Law, category: str, front: bool) -> None:
    papers = list(map(str, made(law, PROVISIONAL, replace(CAR, category=category)).papers))
    assert papers == ["registration-certificate", *(["plate-front"] if front else []), "plate-rear"]


def test_papers_are_plain_and_neutral_unless_the_article_says_otherwise(law: Law) -> None:
    plain = made(law, PERMIT, PERSON)
    assert (plain.sheet, plain.letterhead) == (Sheet.PLAIN, Letterhead.NEUTRAL)
    full = made(law, PERMIT + 'then.sheet = "blank"\nthen.letterhead = "full"', PERSON)
    assert (full.sheet, full.letterhead) == (Sheet.BLANK, Letterhead.FULL)


def test_papers_are_sealed_unless_the_article_lets_them_go_without(law: Law) -> None:
    assert made(law, PERMIT, PERSON).seal is SealRule.REQUIRED
    assert made(law, PERMIT + 'then.seal = "when-possible"', PERSON).seal is SealRule.WHEN_POSSIBLE


def test_a_basis_cites_book_article_and_appeal(law: Law) -> None:
    basis = made(law, PERMIT, PERSON).basis
    assert basis
    assert (basis.book, basis.article, basis.appeal_days) == ("a-book", "7", 30)
    texts = {"sq": "a", "sr": "b", "en": "c"}
    assert basis.title == basis.text == basis.appeal == basis.appeal_body == texts


def test_a_basis_without_appeal_has_no_days(law: Law) -> None:
    basis = made(law, 'then.measure = "none"', PERSON, appeal=False).basis
    assert basis
    assert (basis.appeal, basis.appeal_body, basis.appeal_days) == ({}, {}, 0)


@pytest.mark.parametrize(
    ("field", "reason", "measure"),
    [
        ("vehicle.plate", "a reason", "tolerated"),
        ("plate", "a reason", "tolerated"),
        ("vehicle.plate", "", "refused"),
        ("vehicle.vin", "a reason", "refused"),
    ],
)
def test_an_override_names_the_field_with_its_card_or_without(law: Law, field: str, reason: str, measure: str) -> None:
    body = REFUSAL + '[article.overridden]\nmeasure = "tolerated"'
    granted = Override(finding="plate-not-accepted", field=field, reason=reason)
    other = replace(granted, finding="something-else")
    assert made(law, body, CAR, granted).measure == measure
    assert made(law, body, CAR, other).measure == "refused"


def test_a_phase_cites_its_own_text(law: Law) -> None:
    phase = f'[[article.phase]]\nthen.measure = "none"\ntext = {TEXT.replace("c", "mine")}'
    basis = made(law, phase, PERSON).basis
    assert basis
    assert basis.text["en"] == "mine"
