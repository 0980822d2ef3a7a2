"""Examines a passage: what the law in force makes of each card, and what is found on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding, sorted_findings
from kbdesk.domain.outcome import CardExamination, Examination, Outcome
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction, DocumentType, Measure, Severity
from kbdesk.rulebook import checks_passage, checks_text, checks_traveler, checks_vehicle, checks_zone
from kbdesk.rulebook.applying import NOTHING, article_findings, outcome
from kbdesk.rulebook.cards import traveler_case, vehicle_case
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.codes import Code, stop
from kbdesk.rulebook.law import Law, Standing
from kbdesk.rulebook.understanding import (
    UnderstoodTraveler,
    UnderstoodVehicle,
    is_empty,
    understand_traveler,
    understand_vehicle,
)
from kbdesk.rulebook.zone import ZONE


def examine(draft: PassageDraft, facts: Facts, law: Law, *, at: datetime, crossing: str) -> Examination:
    """Examine every card of a draft by the law in force at an instant (aware) and a crossing, under the desk's orders.

    Cards that the law leaves alone get notes only, except for what keeps the law from being applied at all; exempt
    cards get none. Raises nothing on any draft.
    """
    law = law.under(facts.orders)
    examiner = _Examiner(
        draft=draft,
        facts=facts,
        law=law,
        standing=law.at(at, crossing=crossing, direction=draft.direction),
        day=at.astimezone(ZONE).date(),
    )
    return Examination(cards=tuple(examiner.card(path, card) for path, card in draft.cards()), books=law.books(at))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examiner:
    draft: PassageDraft
    facts: Facts
    law: Law
    standing: Standing
    day: date

    def card(self, path: str, card: TravelerDraft | VehicleDraft) -> CardExamination:
        """Examine one card."""
        if isinstance(card, TravelerDraft):
            found, result = self._traveler(understand_traveler(path, card, self.day))
            empty = stop(Code.CARD_EMPTY, path, "surname")
        else:
            found, result = self._vehicle(understand_vehicle(path, card, self.day))
            empty = stop(Code.CARD_EMPTY, path, "plate")
        findings = (empty,) if is_empty(card) else _once(found)
        return CardExamination(path=path, findings=findings, outcome=result)

    def _traveler(self, u: UnderstoodTraveler) -> tuple[list[Finding], Outcome]:
        case = traveler_case(u, self.draft, self.law.reference)
        found, result = self._apply(case, u)
        if result.measure is Measure.EXEMPT:
            return [], result
        if self.draft.direction is Direction.ENTRY:
            found.extend(checks_traveler.deciding(u, type_decides=self._type_decides(case)))
        if result.papers:
            found.extend(checks_traveler.needed(u))
        doubts = [
            *checks_text.text_findings(u.card, u.path),
            *checks_text.date_findings(u),
            *checks_zone.zone_findings(u),
            *checks_traveler.plausible(u, self.law.reference, travelers=len(self.draft.travelers)),
            *checks_traveler.known(u, self.facts),
            *checks_passage.same_document(u, self.draft),
        ]
        return [*found, *(doubts if result.papers else _softened(doubts))], result

    def _vehicle(self, u: UnderstoodVehicle) -> tuple[list[Finding], Outcome]:
        case = vehicle_case(u, self.draft, self.law.reference)
        found, result = self._apply(case, u)
        if result.measure is Measure.EXEMPT:
            return [], result
        if self.draft.direction is Direction.ENTRY:
            found.extend(checks_vehicle.deciding(u))
        if result.papers:
            found.extend(checks_vehicle.needed(u))
        driver = self.draft.travelers[0] if self.draft.travelers else None
        doubts = [
            *checks_text.text_findings(u.card, u.path),
            *checks_text.date_findings(u),
            *checks_vehicle.plausible(u, driver),
            *checks_vehicle.known(u, self.facts),
            *checks_passage.same_plate(u, self.draft),
        ]
        return [*found, *(doubts if result.papers else _softened(doubts))], result

    def _apply(self, case: Case, u: UnderstoodTraveler | UnderstoodVehicle) -> tuple[list[Finding], Outcome]:
        """Return what the applying rule finds and does; an exemption that is no ground is found in any case."""
        found = list(checks_text.ground_findings(u))
        rule = self.standing.applying(case)
        if rule is None:
            return found, NOTHING
        found.extend(article_findings(rule, path=u.path, day=self.day, expires=case.expires_on))
        return found, outcome(rule, case, day=self.day, overrides=u.card.overrides)

    def _type_decides(self, case: Case) -> bool:
        """Tell whether the law asks for the type of this traveler's document."""
        types: tuple[DocumentType | None, ...] = (None, *DocumentType)
        answers = [self.standing.applying(replace(case, document_type=t)) for t in types]
        return any(answer is not answers[0] for answer in answers)


def _softened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings as notes: nobody is held up over a card that the law leaves alone."""
    return (replace(finding, severity=Severity.NOTE) for finding in findings)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings strictest first, each code once a field."""
    by_place: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        by_place.setdefault((finding.code, finding.field), finding)
    return sorted_findings(list(by_place.values()))
