"""The texts of every book that is carried fit the papers they stand on."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kbdesk.app import carried
from kbdesk.domain.vocabulary import Disposition, Language, Letterhead, Measure, PaperKind, ShelfName
from kbdesk.rulebook.applying import basis_of
from kbdesk.rulebook.schema import Subject


def papers(people, rule) -> Iterator:
    """Every paper that can cite a rule, of a person or vehicle with the longest names."""
    card = people.LONG if rule.article.subject is Subject.TRAVELER else people.LONG_CAR
    yield people.notice(card, PaperKind.REFUSAL_NOTICE, reason=people.OWN_WORDS)
    yield people.notice(card, PaperKind.REFERRAL_SLIP)
    for then in filter(None, (rule.then, rule.overridden)):
        for kind in then.papers:
            if then.measure in (Measure.WARNED, Measure.FINED, Measure.CONFISCATE):
                yield people.notice(card, kind, held=then.disposition is Disposition.HELD)
            elif then.measure is Measure.PERMIT:
                yield people.permit(card, kind)
            else:
                yield people.registration(card, kind)


@pytest.mark.parametrize("shelf", list(ShelfName))
def test_every_article_of_a_shelf_fits_every_paper_that_can_cite_it(press, people, shelf):
    drawn = set()
    for rule in carried.law(shelf).rules:
        for paper in papers(people, rule):
            cited = replace(paper, basis=basis_of(rule), language=Language.SR_CYRL, letterhead=Letterhead.FULL)
            assert press.draw(cited).pdf, rule.reference
            drawn.add(paper.kind)
    assert {PaperKind.REFUSAL_NOTICE, PaperKind.PERMIT} <= drawn


@pytest.mark.parametrize("shelf", list(ShelfName))
def test_motorcycles_and_trailers_get_a_rear_plate_and_no_copy_for_glass_they_do_not_have(shelf):
    made = 0
    for rule in carried.law(shelf).rules:
        for then in filter(None, (rule.then, rule.overridden)):
            fronts = {PaperKind.PLATE_FRONT, PaperKind.WINDSCREEN_COPY} & set(then.papers)
            if fronts:
                assert PaperKind.PLATE_REAR in then.papers, rule.reference
                for category in ("L", "O"):
                    left_out = {paper for one in then.without if category in one.category for paper in one.papers}
                    assert fronts <= left_out, rule.reference
                made += 1
    assert made
