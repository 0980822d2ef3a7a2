"""Examines a passage: what the law in force makes of each card, and what is found on it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Final

from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding, sorted_findings
from kbdesk.domain.outcome import CardExamination, Examination, Outcome
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Action, Direction, DocumentType, Measure, PaperKind, Severity
from kbdesk.rulebook import (
    checks_certificate,
    checks_crossing,
    checks_decision,
    checks_known,
    checks_passage,
    checks_supply,
    checks_text,
    checks_traveler,
    checks_unknown,
    checks_vehicle,
    checks_zone,
)
from kbdesk.rulebook.applying import NOTHING, article_findings, outcome
from kbdesk.rulebook.cards import traveler_case, vehicle_case
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.checks_passage import UnderstoodPassage, understand_passage
from kbdesk.rulebook.checks_personal_number import personal_number
from kbdesk.rulebook.codes import Code, stop
from kbdesk.rulebook.law import Law, Standing
from kbdesk.rulebook.understanding import UnderstoodTraveler, UnderstoodVehicle, is_empty
from kbdesk.rulebook.zone import ZONE

DRIVER: Final = "traveler[1]"
"""Whose residence the articles speak of."""
RESIDENCE: Final = "residence"
Understood = UnderstoodTraveler | UnderstoodVehicle
SHIFT_MISSING: Final = "shift-missing"
"""What holds every card while no shift is open."""


def examine(draft: PassageDraft, facts: Facts, law: Law, *, at: datetime, crossing: str) -> Examination:
    """Examine every card of a draft by the law in force at an instant (aware) and a crossing, under the desk's orders.

    Cards that the law leaves alone get notes only, except for what keeps the law from being applied at all; exempt
    cards get none but that their reference is missing. Raises nothing on any draft.
    """
    law, day = law.under(facts.orders), at.astimezone(ZONE).date()
    passage = understand_passage(draft, day)
    standing = law.at(at, crossing=crossing, direction=draft.direction)
    cases = {
        **{u.path: traveler_case(u, draft, law.reference, facts) for u in passage.travelers},
        **{u.path: vehicle_case(u, draft, law.reference, facts) for u in (passage.vehicle, passage.trailer) if u},
    }
    examiner = _Examiner(
        draft=draft,
        facts=facts,
        law=law,
        standing=standing,
        passage=passage,
        cases=cases,
        readings={path: checks_unknown.read(standing, case) for path, case in cases.items()},
        day=day,
        at=at,
    )
    held = "" if facts.shift_open else SHIFT_MISSING
    return Examination(cards=tuple(examiner.cards()), books=law.books(at), held=held)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examiner:
    draft: PassageDraft
    facts: Facts
    law: Law
    standing: Standing
    passage: UnderstoodPassage
    cases: Mapping[str, Case]
    readings: Mapping[str, checks_unknown.Reading]
    day: date
    at: datetime
    taken: Counter[PaperKind] = field(default_factory=Counter)

    def cards(self) -> Iterator[CardExamination]:
        """Examine every card, people first."""
        for traveler in self.passage.travelers:
            yield self._card(traveler, *self._traveler(traveler), first="surname")
        for vehicle in (self.passage.vehicle, self.passage.trailer):
            if vehicle is not None:
                yield self._card(vehicle, *self._vehicle(vehicle), first="plate")

    def _card(self, u: Understood, found: list[Finding], result: Outcome, *, first: str) -> CardExamination:
        """Put one card's examination together; `first` is the field to begin an empty card with."""
        if is_empty(u.card):
            found = [stop(Code.CARD_EMPTY, u.path, first)]
        else:
            found.extend(checks_decision.article(u, self.standing))
            found.extend(self._closed(u, result))
            found.extend(self._supply(u, result))
        return CardExamination(path=u.path, findings=_once(found), outcome=result)

    def _supply(self, u: Understood, result: Outcome) -> Iterator[Finding]:
        """Yield what the desk lacks for the papers of a card that is to be issued."""
        if u.card.decision.action == Action.ISSUE and u.path not in self.draft.done:
            yield from checks_supply.blanks(u.path, result, self.facts, self.taken)
            yield from checks_supply.numbers(u.path, result, self.facts)
            yield from checks_supply.signer(u.path, result, self.facts, self.day)

    def _closed(self, u: Understood, result: Outcome) -> Iterable[Finding]:
        """Return that the crossing is closed; whom the law exempts from examination is told and not stopped."""
        field = "document_type" if isinstance(u, UnderstoodTraveler) else "plate"
        found = checks_crossing.closed(u.path, field, self.facts, direction=self.draft.direction, at=self.at)
        if result.measure is Measure.EXEMPT:
            return (replace(finding, severity=Severity.NOTE, overridable=False) for finding in found)
        return found

    def _traveler(self, u: UnderstoodTraveler) -> tuple[list[Finding], Outcome]:
        case = self.cases[u.path]
        found, result = self._apply(case, u)
        if result.measure is Measure.EXEMPT:
            return list(checks_text.reference_findings(u)), result
        if self.draft.direction is Direction.ENTRY:
            found.extend(checks_traveler.deciding(u, partial(self._type_decides, case)))
        if result.papers:
            found.extend(checks_traveler.needed(u))
        found.extend(checks_known.watchlist(u, self.facts))
        doubts = [
            *checks_text.text_findings(u.card, u.path),
            *checks_text.date_findings(u),
            *checks_zone.zone_findings(u),
            *checks_traveler.plausible(u, self.law.reference),
            *personal_number(u),
            *checks_known.known_traveler(u, self.facts),
            *checks_passage.guardian(u, self.passage),
            *checks_passage.same_document(u, self.passage),
        ]
        return [*found, *(doubts if result.papers else _softened(doubts))], result

    def _vehicle(self, u: UnderstoodVehicle) -> tuple[list[Finding], Outcome]:
        case = self.cases[u.path]
        found, result = self._apply(case, u)
        if result.measure is Measure.EXEMPT:
            return list(checks_text.reference_findings(u)), result
        if self.draft.direction is Direction.ENTRY:
            found.extend(checks_vehicle.deciding(u))
            found.extend(checks_certificate.category(u))
        if result.papers:
            found.extend(checks_vehicle.needed(u))
        doubts = [
            *checks_text.text_findings(u.card, u.path),
            *checks_text.date_findings(u),
            *checks_vehicle.plausible(u, self.passage),
            *checks_certificate.certificate(u, self.passage),
            *checks_known.known_vehicle(u, self.facts),
            *checks_passage.same_plate(u, self.passage),
        ]
        return [*found, *(doubts if result.papers else _softened(doubts))], result

    def _apply(self, case: Case, u: Understood) -> tuple[list[Finding], Outcome]:
        """Return what the applying rule finds and does, and what is not known of the card that the law asks for.

        What is wrong with the ground of an exemption is found in any case.
        """
        found = [*checks_text.ground_findings(u), *checks_unknown.unknown(u.path, self._asked(u.path))]
        rule = self.readings[u.path].rule
        if rule is None:
            return found, NOTHING
        found.extend(article_findings(rule, path=u.path, day=self.day, expires=case.expires_on))
        return found, outcome(rule, case, day=self.day, overrides=u.card.overrides)

    def _asked(self, path: str) -> Mapping[str, bool]:
        """Return the fields that the law asks of a card; the driver's residence is asked for on the driver's card."""
        mine = {field: decisive for field, decisive in self.readings[path].asked.items() if field != RESIDENCE}
        anywhere = [r.asked[RESIDENCE] for r in self.readings.values() if RESIDENCE in r.asked]
        return {**mine, RESIDENCE: any(anywhere)} if anywhere and path == DRIVER else mine

    def _type_decides(self, case: Case) -> bool:
        """Tell whether the law asks for the type of this traveler's document."""
        types: tuple[DocumentType | None, ...] = (None, *DocumentType)
        answers = [self.standing.applying(replace(case, document_type=t)) for t in types]
        return any(answer is not answers[0] for answer in answers)


def _softened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings as notes: nobody is held up over a card that the law leaves alone."""
    return (replace(finding, severity=Severity.NOTE) for finding in findings)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings strictest first; of several with one code at one field, the strictest."""
    by_place: dict[tuple[str, str], Finding] = {}
    for finding in sorted_findings(list(findings)):
        by_place.setdefault((finding.code, finding.field), finding)
    return tuple(by_place.values())
