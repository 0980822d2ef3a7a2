"""What the law makes of every card of a passage, without looking for anything else: to decide many passages again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kbdesk.domain.outcome import Outcome
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.reference import Reference
from kbdesk.rulebook.applying import NOTHING, outcome
from kbdesk.rulebook.cards import traveler_case, vehicle_case
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.checks_passage import understand_passage
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.zone import ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """A passage at an instant (aware) and a crossing, its cards understood once to be held against several laws."""

    draft: PassageDraft
    at: datetime
    crossing: str
    by_path: Mapping[str, Case]

    def outcomes(self, law: Law) -> dict[str, Outcome]:
        """Return by card path what `examine` would give as outcome under a law."""
        standing, day = law.at(self.at, crossing=self.crossing, direction=self.draft.direction), _day(self.at)
        found = {}
        for path, card in self.draft.cards():
            case = self.by_path[path]
            rule = standing.applying(case)
            found[path] = outcome(rule, case, day=day, overrides=card.overrides) if rule else NOTHING
        return found


def understand_cases(draft: PassageDraft, reference: Reference, *, at: datetime, crossing: str) -> Cases:
    """Understand the cards of a passage."""
    passage = understand_passage(draft, _day(at))
    cases = {u.path: traveler_case(u, draft, reference) for u in passage.travelers}
    cases |= {u.path: vehicle_case(u, draft, reference) for u in (passage.vehicle, passage.trailer) if u}
    return Cases(draft=draft, at=at, crossing=crossing, by_path=cases)


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()
