"""Refusal: turn a card away, or refer it to a further check, by an article and with a notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from kbdesk.desk import notice
from kbdesk.desk.notice import NO_BASIS, NoticeKind
from kbdesk.domain.outcome import Basis, CardExamination
from kbdesk.domain.paper import Notice
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Action, Decision, Direction, PaperKind, Series
from kbdesk.rulebook.applying import basis_of
from kbdesk.rulebook.law import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningAway(NoticeKind):
    """How a card that is not issued is recorded, and the paper it gets."""

    decision: Decision
    paper: PaperKind


KINDS: Final[Mapping[str, TurningAway]] = MappingProxyType(
    {
        Action.REFUSE: TurningAway(
            entry="refusal.recorded",
            series=Series.REFUSAL,
            decision=Decision.REFUSED,
            paper=PaperKind.REFUSAL_NOTICE,
        ),
        Action.REFER: TurningAway(
            entry="referral.recorded",
            series=Series.REFERRAL,
            decision=Decision.REFERRED,
            paper=PaperKind.REFERRAL_SLIP,
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The law by which a card can be turned away: at an instant, a crossing and in a direction."""

    law: Law
    at: datetime
    crossing: str
    direction: Direction

    def basis(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> Basis:
        """Return what a refusal cites: the article the officer named if it stands, else the one that applies.

        A referral cites the one that applies first, so that it says nothing of what it came from.
        """
        standing = self.law.at(self.at, crossing=self.crossing, direction=self.direction)
        named = next((rule for rule in standing.rules if rule.reference == card.decision.article.strip()), None)
        applying = seen.outcome.basis
        if named is None or (applying is not None and card.decision.action == Action.REFER):
            return applying or NO_BASIS
        return basis_of(named)


def refusal(
    card: TravelerDraft | VehicleDraft, seen: CardExamination, basis: Basis, *, number: str, on: date
) -> Notice:
    """Make the notice of a refusal or referral of the civil day `on`: nothing is taken and nothing charged."""
    made = notice.notice(card, seen, number=number, envelope="", on=on)
    return replace(
        made,
        reason=card.decision.reason,
        told=() if card.decision.action == Action.REFER else made.told,
        fees=(),
        disposition=None,
        appeal_until=notice.appeal_until(basis, on),
    )
