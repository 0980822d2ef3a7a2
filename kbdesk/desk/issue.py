"""One Issue inside its transaction: numbers, entries, papers sealed, drawn and entered by their hashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kbdesk.desk import notice, refusal, surrender, swap
from kbdesk.desk.blanks import Taking
from kbdesk.desk.late_lines import Reserved
from kbdesk.desk.ports import Act, Press
from kbdesk.desk.printing import sealed_line
from kbdesk.desk.readiness import cited_article
from kbdesk.desk.record import notice_body, permit_body, registration_body
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.watchlist import adjudicate
from kbdesk.domain.outcome import Basis, CardExamination, Examination, Fee
from kbdesk.domain.paper import Notice, Permit, Printed, Registration
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Action, Decision, Disposition, Language, PaperKind, Series, Sheet
from kbdesk.rulebook.law import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class CardResult:
    """What became of one card; `decision` is None where it stays open.

    `fees` are those charged, without the waived ones. `digest` is that of the card's entry, 64 hex digits.
    """

    path: str
    decision: Decision | None
    permit: Permit | None = None
    registration: Registration | None = None
    notice: Notice | None = None
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
    """The act of issuing the ready cards of a draft.

    `by` says who worked it where that was no officer at the window. With the `reserved` lines of an emergency form
    the papers were written by hand: their numbers are entered, and nothing is drawn.
    """

    act: Act
    press: Press
    sealing: Sealing
    post: Post
    law: Law
    draft: PassageDraft
    at: datetime
    officer: str
    taking: Taking
    second: str
    by: str = ""
    reserved: Reserved | None = None

    def record(self, seen: Examination, ready: tuple[str, ...]) -> tuple[tuple[CardResult, ...], tuple[Printed, ...]]:
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
            body = {"measures": dict(counted), "direction": str(self.draft.direction), **self._stamp("")}
            self.act.append("passage.counted", body)
        papers = tuple(p for r in results for p in r.papers)
        if papers:
            self.act.append("papers.sealed", {"passage": self.draft.id, "papers": self._sealed(results)})
        return tuple(results), papers

    def _card(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> CardResult | None:
        if card.decision.action != Action.REFER:
            adjudicate(self.act, card, seen, passage=self.draft.id)
        if card.decision.action != Action.ISSUE:
            return self._turn_away(card, seen)
        self._overrides(card, seen)
        measure = seen.outcome.measure
        if measure not in surrender.MEASURES | swap.MEASURES | notice.KINDS.keys():
            return None
        if measure in notice.KINDS:
            return self._notify(card, seen)
        if isinstance(card, TravelerDraft):
            return self._surrender(card, seen)
        return self._swap(card, seen)

    def _turn_away(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> CardResult:
        kind = refusal.KINDS[card.decision.action]
        grounds = refusal.Grounds(law=self.law, at=self.at, crossing=self.post.crossing, direction=self.draft.direction)
        basis = grounds.basis(card, seen)
        told = refusal.refusal(card, seen, basis, number=self._number(kind.series, seen.path), on=self.at.date())
        body = self._notice_body(told, card, seen, basis)
        digest = self._append(kind.entry, body)
        papers = self._draw((kind.paper,), body, digest)
        return CardResult(path=seen.path, decision=kind.decision, notice=told, papers=papers, digest=digest)

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

    def _notify(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> CardResult:
        kind, envelope = notice.KINDS[seen.outcome.measure], self._envelope(seen)
        basis = seen.outcome.basis or notice.NO_BASIS
        number = self._number(kind.series, seen.path)
        told = notice.notice(card, seen, number=number, envelope=envelope, on=self.at.date())
        body = self._notice_body(told, card, seen, basis)
        result = self._recorded(kind.entry, body, card, seen, contents=notice.contents(card, seen.path))
        return replace(result, notice=told)

    def _notice_body(
        self, told: Notice, card: TravelerDraft | VehicleDraft, seen: CardExamination, basis: Basis
    ) -> Mapping[str, Any]:
        return notice_body(
            told,
            seen,
            self.post,
            passage=self.draft.id,
            language=language_of(self.draft, card),
            basis=basis,
            article=cited_article(card, seen),
        )

    def _surrender(self, card: TravelerDraft, seen: CardExamination) -> CardResult:
        envelope, language = self._envelope(seen), language_of(self.draft, card)
        permit = surrender.permit(
            card,
            seen,
            self.post,
            number=self._number(Series.PERMIT, seen.path),
            envelope=envelope,
            places=surrender.Places.of(card, self.law.reference, language),
            vehicle_plate=swap.spelled_plate(self.draft.vehicle),
        )
        body = permit_body(permit, seen, self.post, passage=self.draft.id, language=language)
        result = self._recorded("surrender.recorded", body, card, seen, contents=surrender.contents(card))
        return replace(result, permit=permit)

    def _swap(self, card: VehicleDraft, seen: CardExamination) -> CardResult:
        envelope = self._envelope(seen)
        number = self._number(Series.REGISTRATION, seen.path)
        registration = swap.registration(card, seen, number=number, envelope=envelope)
        body = registration_body(
            registration,
            seen,
            self.post,
            passage=self.draft.id,
            language=language_of(self.draft, card),
            canonical=swap.plate(card, seen.path).canonical,
        )
        result = self._recorded("swap.recorded", body, card, seen, contents=swap.contents(card, seen.path))
        return replace(result, registration=registration)

    def _recorded(
        self,
        entry: str,
        body: Mapping[str, Any],
        card: TravelerDraft | VehicleDraft,
        seen: CardExamination,
        *,
        contents: list[str],
    ) -> CardResult:
        """Append a granted card's entry, then what it put into custody and what it charged, and draw its papers."""
        digest = self._append(entry, body)
        self._hold(seen, body["envelope"], card.slot, body["number"], contents)
        return CardResult(
            path=seen.path,
            decision=Decision.GRANTED,
            fees=self._charge(seen, body["number"]),
            papers=self._draw(seen.outcome.papers, body, digest),
            digest=digest,
        )

    def _append(self, entry: str, body: Mapping[str, Any]) -> str:
        """Append a card's entry; its direction stands on no paper, and decides which rules apply to it."""
        stamp = self._stamp(body["card"])
        return self.act.append(entry, {**body, "direction": str(self.draft.direction), **stamp})

    def _stamp(self, path: str) -> dict[str, object]:
        """Return what entries say of how they came about, where that was not an officer at the window, at once."""
        by: dict[str, object] = {"by": self.by} if self.by else {}
        return by if self.reserved is None else {**by, **self.reserved.stamp(path)}

    def _on_form(self) -> dict[str, object]:
        """Return on which form an envelope was taken in, empty where that was at once."""
        return {} if self.reserved is None else {"form_number": self.reserved.late.form}

    def _number(self, series: Series, path: str) -> str:
        return self.act.number(series) if self.reserved is None else self.reserved.number(self.act, series, path)

    def _envelope(self, seen: CardExamination) -> str:
        return self._number(Series.ENVELOPE, seen.path) if seen.outcome.disposition is Disposition.HELD else ""

    def _hold(self, seen: CardExamination, envelope: str, slot: str, number: str, contents: list[str]) -> None:
        if envelope:
            body = {"passage": self.draft.id, "card": seen.path, "envelope": envelope, "slot": slot}
            self.act.append("custody.held", {**body, "contents": contents, "number": number, **self._on_form()})

    def _charge(self, seen: CardExamination, number: str) -> tuple[Fee, ...]:
        charged = tuple(fee for fee in seen.outcome.fees if not fee.waived)
        for fee in charged:
            body = {"passage": self.draft.id, "card": seen.path, "number": number, "code": fee.code}
            self.act.append("fee.charged", {**body, "amount": str(fee.amount), "currency": fee.currency})
        return charged

    def _draw(self, kinds: Sequence[PaperKind], body: Mapping[str, Any], digest: str) -> tuple[Printed, ...]:
        if self.reserved is not None:
            return ()
        sheet = Sheet(body["sheet"])
        papers = (self.sealing.paper(kind, body, digest=digest, at=self.at, officer=self.officer) for kind in kinds)
        return tuple(self.taking.put(self.press.draw(one), sheet) for one in papers)

    def _sealed(self, results: list[CardResult]) -> list[dict[str, object]]:
        return [sealed_line(p, digest=r.digest, card=r.path) for r in results for p in r.papers]
