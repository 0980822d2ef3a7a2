"""Which cards Issue would act on, and what holds the others."""

from __future__ import annotations

from dataclasses import dataclass

from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Action

REFUSAL_REASON_MISSING = "refusal-reason-missing"


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
        hold = held_by(card, seen.card(path))
        if hold:
            held.append((path, hold))
        else:
            ready.append(path)
    return Readiness(ready=tuple(ready), open=tuple(held))


def held_by(card: TravelerDraft | VehicleDraft, seen: CardExamination) -> str:
    """Return the code of what holds a card first, empty if it is ready.

    A refusal or referral needs a reason and is never held by findings: it is the answer to them.
    """
    if card.decision.action != Action.ISSUE:
        return "" if card.decision.reason else REFUSAL_REASON_MISSING
    overridden = frozenset((o.finding, o.field.rpartition(".")[2]) for o in card.overrides if o.reason)
    still = seen.open_findings(card.reasons, overridden)
    return still[0].code if still else ""
