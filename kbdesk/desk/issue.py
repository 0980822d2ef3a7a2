"""One Issue inside its transaction: numbers, entries, papers drawn and sealed by their hashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kbdesk.desk import surrender, swap
from kbdesk.desk.ports import Act, Press
from kbdesk.desk.record import paper, permit_body, registration_body
from kbdesk.domain.outcome import CardExamination, Examination, Fee
from kbdesk.domain.paper import Permit, Printed, Registration
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import card_to_json
from kbdesk.domain.post import Post
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Action, Decision, Disposition, Language, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class CardResult:
    """What became of one card; `decision` is None where it stays open. `digest` is that of its entry, 64 hex digits."""

    path: str
    decision: Decision | None
    permit: Permit | None = None
    registration: Registration | None = None
    fees: tuple[Fee, ...] = ()
    papers: tuple[Printed, ...] = ()
    digest: str = ""


class SecondOfficerMissingError(Exception):
    """An override without a second officer, or by the same officer twice."""


def language_of(draft: PassageDraft, card: TravelerDraft | VehicleDraft) -> Language:
    """Return the language of a card's papers: the traveler's own, for a vehicle the driver's; else Serbian in Latin.

    It is asked for or chosen, never inferred from a name or a place.
    """
    chosen = card.language if isinstance(card, TravelerDraft) else next((t.language for t in draft.travelers), "")
    return Language(chosen) if chosen in tuple(Language) else Language.SR_LATN


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The act of issuing the ready cards of a draft."""

    act: Act
    press: Press
    post: Post
    reference: Reference
    draft: PassageDraft
    at: datetime
    officer: str
    second: str

    def record(
        self, seen: Examination, ready: tuple[str, ...]
    ) -> tuple[tuple[CardResult, ...], tuple[Printed, ...]]:
        """Record every ready card, draw their papers and seal them; returns what became of each card of the draft."""
        results: list[CardResult] = []
        counted: Counter[str] = Counter()
        for path, card in self.draft.cards():
            if path not in ready:
                if path not in self.draft.done:
                    results.append(CardResult(path=path, decision=None))
                continue
            result = self._card(card, seen.card(path))
            if result is None:
                counted[str(seen.card(path).outcome.measure)] += 1
                result = CardResult(path=path, decision=Decision.GRANTED)
            results.append(result)
        if counted:
            self.act.append("passage.counted", {"measures": dict(counted), "direction": str(self.draft.direction)})
        papers = tuple(p for r in results for p in r.papers)
        if papers:
            self.act.append("papers.sealed", {"passage": self.draft.id, "papers": self._sealed(results)})
        return tuple(results), papers

    def _card(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> CardResult | None:
        if card.decision.action != Action.ISSUE:
            return self._turn_away(card, seen)
        if seen.outcome.measure not in surrender.MEASURES | swap.MEASURES:
            return None
        self._overrides(card, seen)
        if isinstance(card, TravelerDraft):
            return self._surrender(card, seen)
        return self._swap(card, seen)

    def _turn_away(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> CardResult:
        refused = card.decision.action == Action.REFUSE
        body = {
            "passage": self.draft.id,
            "card": seen.path,
            "reason": card.decision.reason,
            "article": card.decision.article or _stopping_article(seen),
            "findings": sorted({f.code for f in seen.findings}),
            "measure": str(seen.outcome.measure),
            "traveler" if isinstance(card, TravelerDraft) else "vehicle": card_to_json(card),
        }
        self.act.append("refusal.recorded" if refused else "referral.recorded", body)
        return CardResult(path=seen.path, decision=Decision.REFUSED if refused else Decision.REFERRED)

    def _overrides(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> None:
        lifted = {(f.code, f.field) for f in seen.findings if f.overridable}
        for override in card.overrides:
            if (override.finding, override.field) not in lifted:
                continue
            if not self.second or self.second == self.officer:
                raise SecondOfficerMissingError("An override needs a second officer, with a password of their own.")
            self.act.append(
                "finding.overridden",
                {
                    "passage": self.draft.id,
                    "card": seen.path,
                    "finding": override.finding,
                    "field": override.field,
                    "reason": override.reason,
                    "second": self.second,
                },
            )

    def _surrender(self, card: TravelerDraft, seen: CardExamination) -> CardResult:
        envelope, language = self._envelope(seen), language_of(self.draft, card)
        permit = surrender.permit(
            card,
            seen,
            self.post,
            number=self.act.number(Series.PERMIT),
            envelope=envelope,
            places=surrender.Places.of(card, self.reference, language),
            vehicle_plate=swap.spelled_plate(self.draft.vehicle),
        )
        body = permit_body(permit, seen, self.post, passage=self.draft.id, language=language)
        digest = self.act.append("surrender.recorded", body)
        self._hold(seen, envelope, card.slot, permit.number, surrender.contents(card))
        fees = self._charge(seen, permit.number)
        return CardResult(
            path=seen.path,
            decision=Decision.GRANTED,
            permit=permit,
            fees=fees,
            papers=self._draw(seen, body, digest),
            digest=digest,
        )

    def _swap(self, card: VehicleDraft, seen: CardExamination) -> CardResult:
        envelope = self._envelope(seen)
        registration = swap.registration(
            card, seen, number=self.act.number(Series.REGISTRATION), envelope=envelope
        )
        body = registration_body(
            registration,
            seen,
            self.post,
            passage=self.draft.id,
            language=language_of(self.draft, card),
            canonical=swap.plate(card, seen.path).canonical,
        )
        digest = self.act.append("swap.recorded", body)
        self._hold(seen, envelope, card.slot, registration.number, swap.contents(registration))
        fees = self._charge(seen, registration.number)
        return CardResult(
            path=seen.path,
            decision=Decision.GRANTED,
            registration=registration,
            fees=fees,
            papers=self._draw(seen, body, digest),
            digest=digest,
        )

    def _envelope(self, seen: CardExamination) -> str:
        return self.act.number(Series.ENVELOPE) if seen.outcome.disposition is Disposition.HELD else ""

    def _hold(self, seen: CardExamination, envelope: str, slot: str, number: str, contents: list[str]) -> None:
        if envelope:
            body = {"passage": self.draft.id, "card": seen.path, "envelope": envelope, "slot": slot}
            self.act.append("custody.held", {**body, "contents": contents, "number": number})

    def _charge(self, seen: CardExamination, number: str) -> tuple[Fee, ...]:
        for fee in seen.outcome.fees:
            body = {"passage": self.draft.id, "card": seen.path, "number": number, "code": fee.code}
            self.act.append("fee.charged", {**body, "amount": str(fee.amount), "currency": fee.currency})
        return seen.outcome.fees

    def _draw(self, seen: CardExamination, body: Mapping[str, Any], digest: str) -> tuple[Printed, ...]:
        return tuple(
            self.press.draw(paper(kind, body, digest=digest, at=self.at, officer=self.officer))
            for kind in seen.outcome.papers
        )

    def _sealed(self, results: list[CardResult]) -> list[dict[str, str]]:
        return [
            {"kind": str(p.kind), "number": p.number, "sha256": p.sha256, "entry": r.digest, "card": r.path}
            for r in results
            for p in r.papers
        ]


def _stopping_article(seen: CardExamination) -> str:
    return next((f.article for f in seen.findings if f.article), "")
