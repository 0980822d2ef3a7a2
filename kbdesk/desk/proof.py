"""The papers that Issue would draw, as proofs: same code and data, fixed stand-ins for what Issue gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kbdesk.desk import surrender, swap
from kbdesk.desk.issue import language_of
from kbdesk.desk.record import paper, permit_body, registration_body
from kbdesk.domain import numbers, plates
from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.paper import Paper, Stage
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Action, Disposition

DIGEST = "0" * 64


def proofs(
    draft: PassageDraft, seen: Examination, *, post: Post, officer: str, at: datetime
) -> tuple[tuple[str, Paper], ...]:
    """Return the proofs of every card that could be issued if its findings were met, each with the card's path."""
    found: list[tuple[str, Paper]] = []
    for path, card in draft.cards():
        if path not in draft.done and card.decision.action == Action.ISSUE:
            found.extend((path, p) for p in _card(draft, card, seen.card(path), post=post, officer=officer, at=at))
    return tuple(found)


def _card(
    draft: PassageDraft,
    card: TravelerDraft | VehicleDraft,
    seen: CardExamination,
    *,
    post: Post,
    officer: str,
    at: datetime,
) -> tuple[Paper, ...]:
    if seen.outcome.valid_until is None or seen.outcome.basis is None or not _drawable(card):
        return ()
    number = numbers.make(post.letter, post.desk, 0)
    envelope = number if seen.outcome.disposition is Disposition.HELD else ""
    language = language_of(draft, card)
    if isinstance(card, TravelerDraft):
        plate = swap.spelled_plate(draft.vehicle)
        permit = surrender.permit(card, seen, post, number=number, envelope=envelope, vehicle_plate=plate)
        body = permit_body(permit, seen, post, passage=draft.id, language=language)
    else:
        canonical = plates.understand(card.plate).canonical
        registration = swap.registration(card, seen, number=number, envelope=envelope)
        body = registration_body(registration, seen, post, passage=draft.id, language=language, canonical=canonical)
    return tuple(
        replace(paper(kind, body, digest=DIGEST, at=at, officer=officer), stage=Stage.PROOF)
        for kind in seen.outcome.papers
    )


def _drawable(card: TravelerDraft | VehicleDraft) -> bool:
    return bool(card.surname and card.document_number) if isinstance(card, TravelerDraft) else bool(card.plate)
