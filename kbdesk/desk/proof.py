"""The papers that Issue would draw, as proofs: same code and data, fixed stand-ins for what Issue gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kbdesk.desk import surrender, swap
from kbdesk.desk.issue import language_of
from kbdesk.desk.record import paper, permit_body, registration_body
from kbdesk.domain import numbers
from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.paper import Paper, Stage
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import Json
from kbdesk.domain.post import Post
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Action, Disposition
from kbdesk.icao.mrz import MrzError

DIGEST = "0" * 64


def proofs(
    draft: PassageDraft, seen: Examination, *, post: Post, reference: Reference, officer: str, at: datetime
) -> tuple[tuple[str, Paper], ...]:
    """Return the proofs of every card that could be issued if its findings were met, each with the card's path."""
    found: list[tuple[str, Paper]] = []
    for path, card in draft.cards():
        if path not in draft.done and card.decision.action == Action.ISSUE:
            body = _body(draft, card, seen.card(path), post=post, reference=reference)
            found.extend((path, p) for p in _papers(seen.card(path), body, officer=officer, at=at))
    return tuple(found)


def _body(
    draft: PassageDraft, card: TravelerDraft | VehicleDraft, seen: CardExamination, *, post: Post, reference: Reference
) -> Json | None:
    """Return what would be recorded of a card, None while it cannot be."""
    if seen.outcome.valid_until is None or seen.outcome.basis is None or not _drawable(card):
        return None
    number = numbers.make(post.letter, post.desk, 0)
    envelope = number if seen.outcome.disposition is Disposition.HELD else ""
    language = language_of(draft, card)
    if isinstance(card, TravelerDraft):
        places = surrender.Places.of(card, reference, language)
        plate = swap.spelled_plate(draft.vehicle)
        try:
            permit = surrender.permit(
                card, seen, post, number=number, envelope=envelope, places=places, vehicle_plate=plate
            )
        except MrzError:  # what is half typed fits no zone yet; its findings say so
            return None
        return permit_body(permit, seen, post, passage=draft.id, language=language)
    canonical = swap.plate(card, seen.path).canonical
    registration = swap.registration(card, seen, number=number, envelope=envelope)
    return registration_body(registration, seen, post, passage=draft.id, language=language, canonical=canonical)


def _papers(seen: CardExamination, body: Json | None, *, officer: str, at: datetime) -> tuple[Paper, ...]:
    if body is None:
        return ()
    return tuple(
        replace(paper(kind, body, digest=DIGEST, at=at, officer=officer), stage=Stage.PROOF)
        for kind in seen.outcome.papers
    )


def _drawable(card: TravelerDraft | VehicleDraft) -> bool:
    return bool(card.surname and card.document_number) if isinstance(card, TravelerDraft) else bool(card.plate)
