"""Whether the law lets a paper be extended: by the article that would apply to its card now, if that one says so."""

from __future__ import annotations

from datetime import date, datetime

from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.rulebook.applying import last_day
from kbdesk.rulebook.cards import traveler_case, vehicle_case
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.rules import Rule
from kbdesk.rulebook.understanding import understand_traveler, understand_vehicle
from kbdesk.rulebook.zone import ZONE


def extending(draft: PassageDraft, path: str, law: Law, *, at: datetime, crossing: str) -> tuple[Rule | None, Case]:
    """Return the rule that applies to a card at an instant (aware), None if the law says nothing of it; and its case.

    What two officers once granted beyond an article is not extended: only what an article itself grants is.
    """
    card, day = draft.card(path), at.astimezone(ZONE).date()
    if isinstance(card, TravelerDraft):
        case = traveler_case(understand_traveler(path, card, day), draft, law.reference)
    else:
        case = vehicle_case(understand_vehicle(path, card, day), draft, law.reference)
    return law.at(at, crossing=crossing, direction=draft.direction).applying(case), case


def extended_until(rule: Rule, case: Case, *, valid_until: date) -> date | None:
    """Return until when (the last valid day) a rule lets a paper be extended, counted from its last valid day.

    None where it allows no extension.
    """
    if rule.then.extension is None:
        return None
    expires = case.expires_on if case.expires_on is not None else case.registration_valid_until
    return last_day(rule.then.extension, valid_until, expires)
