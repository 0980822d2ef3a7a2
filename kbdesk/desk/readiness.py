"""Which cards Issue would act on, and what holds the others."""

from __future__ import annotations

from dataclasses import dataclass

from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Action
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.reasons import answered, is_reason, lifts

REFUSAL_REASON_MISSING = "refusal-reason-missing"
DECISION_ARTICLE_MISSING = "decision-article-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What Issue would do now.

    `ready` are the paths of the cards it would act on; `open` are the others, each with the code of what holds it.
    """

    ready: tuple[str, ...]
    open: tuple[tuple[str, str], ...]


def readiness(draft: PassageDraft, seen: Examination) -> Readiness:
    """Say what Issue would do with a draft."""
    ready: list[str] = []
    held: list[tuple[str, str]] = []
    for path, card in draft.cards():
        if path in draft.done:
            continue
        hold = seen.held or held_by(card, seen.card(path))
        if hold:
            held.append((path, hold))
        else:
            ready.append(path)
    return Readiness(ready=tuple(ready), open=tuple(held))


def held_by(card: TravelerDraft | VehicleDraft, seen: CardExamination) -> str:
    """Return the code of what holds a card first, empty if it is ready.

    A refusal or referral needs a reason and an article that stands, and is held by no other finding: it is the answer
    to them. A hit that nobody adjudicated can be answered by a referral alone.
    """
    if card.decision.action != Action.ISSUE:
        return _turned_away(card, seen)
    overridden = frozenset((o.finding, o.field.rpartition(".")[2]) for o in card.overrides if lifts(o))
    still = seen.open_findings(answered(card.reasons), overridden)
    return still[0].code if still else ""


def _turned_away(card: TravelerDraft | VehicleDraft, seen: CardExamination) -> str:
    codes = {finding.code for finding in seen.findings}
    if not is_reason(card.decision.reason):
        return REFUSAL_REASON_MISSING
    if Code.DECISION_ARTICLE_UNKNOWN in codes:
        return Code.DECISION_ARTICLE_UNKNOWN
    if not cited_article(card, seen):
        return DECISION_ARTICLE_MISSING
    hit = Code.WATCHLIST_HIT in codes and Code.WATCHLIST_HIT not in answered(card.reasons)
    return Code.WATCHLIST_HIT if hit and card.decision.action == Action.REFUSE else ""


def cited_article(card: TravelerDraft | VehicleDraft, seen: CardExamination) -> str:
    """Return the article (``book-id:article-id``) that a refusal or referral cites, empty if there is none.

    It is the one the officer named, else that of the strictest finding that has one, else the one applied.
    """
    basis = seen.outcome.basis
    applied = "" if basis is None else f"{basis.book}:{basis.article}"
    found = next((finding.article for finding in seen.findings if finding.article), applied)
    return card.decision.article.strip() or found
