"""The papers that handing back would draw, as proofs: same code and data, fixed stand-ins for what the act gives."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from kbdesk.desk import claim as claiming
from kbdesk.desk.handing import Handing, receipt_of
from kbdesk.desk.proof import DIGEST
from kbdesk.desk.record import paper
from kbdesk.desk.return_view import ReturnView
from kbdesk.desk.returns_record import NO_BASIS, receipt_body
from kbdesk.domain import numbers
from kbdesk.domain.paper import Paper, Stage
from kbdesk.domain.passage_json import Json
from kbdesk.domain.post import Post
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import PaperKind


def return_proofs(
    view: ReturnView, handing: Handing, *, post: Post, reference: Reference, officer: str, at: datetime
) -> tuple[Paper, ...]:
    """Return the proofs of a return: its receipt, or the claim slip for a paper of another desk.

    Nothing is drawn where nothing can be recorded.
    """
    if view.stopped is not None:
        return ()
    number = numbers.make(post.letter, post.desk, 0)
    if view.claimed:
        owed = claiming.claim(view, number=number, lost=handing.lost_report, reference=reference)
        drawn = [(PaperKind.CLAIM_SLIP, claiming.body(owed, view, post, passage="", reasons={}))]
    else:
        drawn = [(PaperKind.RETURN_RECEIPT, _receipt(view, handing, post, number, at))]
    made = (paper(kind, body, digest=DIGEST, at=at, officer=officer) for kind, body in drawn)
    return tuple(replace(proof, stage=Stage.PROOF) for proof in made)


def _receipt(view: ReturnView, handing: Handing, post: Post, number: str, at: datetime) -> Json:
    receipt = receipt_of(view, handing, number=number, at=at)
    body = receipt_body(receipt, post, view.body.get("basis") or asdict(NO_BASIS), passage="", language=view.language)
    return {**body, "letterhead": view.body.get("letterhead", "neutral")}
