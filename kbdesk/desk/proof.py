"""The papers that Issue would draw, as proofs: same code and data, fixed stand-ins for what Issue gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kbdesk.desk import notice, refusal, surrender, swap
from kbdesk.desk.issue import language_of
from kbdesk.desk.record import notice_body, paper, permit_body, registration_body
from kbdesk.domain import numbers
from kbdesk.domain.outcome import Basis, CardExamination, Examination
from kbdesk.domain.paper import Notice, Paper, Stage
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import Json
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Action, Disposition, PaperKind
from kbdesk.icao.mrz import MrzError
from kbdesk.rulebook.law import Law

DIGEST = "0" * 64


def proofs(
    draft: PassageDraft, seen: Examination, *, post: Post, law: Law, officer: str, at: datetime
) -> tuple[tuple[str, Paper], ...]:
    """Return the proofs of every card, each with the card's path.

    A card to be issued has them once it could be if its findings were met, one turned away once it has a reason.
    """
    proofing = _Proofing(draft=draft, post=post, law=law, officer=officer, at=at)
    found: list[tuple[str, Paper]] = []
    for path, card in draft.cards():
        if path not in draft.done:
            found.extend((path, proof) for proof in proofing.card(card, seen.card(path)))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proofing:
    draft: PassageDraft
    post: Post
    law: Law
    officer: str
    at: datetime

    @property
    def number(self) -> str:
        """The number that stands for any."""
        return numbers.make(self.post.letter, self.post.desk, 0)

    def card(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> tuple[Paper, ...]:
        """Return the proofs of one card."""
        if card.decision.action != Action.ISSUE:
            kind = refusal.KINDS[card.decision.action]
            return self._papers((kind.paper,), self._turned_away(card, seen))
        if not _drawable(card) or seen.outcome.basis is None:
            return ()
        if seen.outcome.measure in notice.KINDS:
            return self._papers(seen.outcome.papers, self._notice(card, seen))
        if seen.outcome.valid_until is None:
            return ()
        if isinstance(card, TravelerDraft):
            return self._papers(seen.outcome.papers, self._permit(card, seen))
        return self._papers(seen.outcome.papers, self._registration(card, seen))

    def _papers(self, kinds: Sequence[PaperKind], body: Json | None) -> tuple[Paper, ...]:
        if body is None:
            return ()
        drawn = (paper(kind, body, digest=DIGEST, at=self.at, officer=self.officer) for kind in kinds)
        return tuple(replace(proof, stage=Stage.PROOF) for proof in drawn)

    def _envelope(self, seen: CardExamination) -> str:
        return self.number if seen.outcome.disposition is Disposition.HELD else ""

    def _turned_away(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> Json | None:
        if not card.decision.reason:
            return None
        grounds = refusal.Grounds(law=self.law, at=self.at, crossing=self.post.crossing, direction=self.draft.direction)
        basis = grounds.basis(card, seen)
        told = refusal.refusal(card, seen, basis, number=self.number, on=self.at.date())
        return self._told(told, card, seen, basis)

    def _notice(self, card: TravelerDraft | VehicleDraft, seen: CardExamination) -> Json:
        told = notice.notice(card, seen, number=self.number, envelope=self._envelope(seen), on=self.at.date())
        return self._told(told, card, seen, seen.outcome.basis or notice.NO_BASIS)

    def _told(self, told: Notice, card: TravelerDraft | VehicleDraft, seen: CardExamination, basis: Basis) -> Json:
        return notice_body(
            told,
            seen,
            self.post,
            passage=self.draft.id,
            language=language_of(self.draft, card),
            basis=basis,
            article="",
        )

    def _permit(self, card: TravelerDraft, seen: CardExamination) -> Json | None:
        language = language_of(self.draft, card)
        try:
            permit = surrender.permit(
                card,
                seen,
                self.post,
                number=self.number,
                envelope=self._envelope(seen),
                places=surrender.Places.of(card, self.law.reference, language),
                vehicle_plate=swap.spelled_plate(self.draft.vehicle),
            )
        except MrzError:  # what is half typed fits no zone yet; its findings say so
            return None
        return permit_body(permit, seen, self.post, passage=self.draft.id, language=language)

    def _registration(self, card: VehicleDraft, seen: CardExamination) -> Json:
        registration = swap.registration(card, seen, number=self.number, envelope=self._envelope(seen))
        return registration_body(
            registration,
            seen,
            self.post,
            passage=self.draft.id,
            language=language_of(self.draft, card),
            canonical=swap.plate(card, seen.path).canonical,
        )


def _drawable(card: TravelerDraft | VehicleDraft) -> bool:
    return bool(card.surname and card.document_number) if isinstance(card, TravelerDraft) else bool(card.plate)
