"""Claim: exit is granted on a paper whose envelope lies elsewhere; what is owed is claimed from where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kbdesk.desk.return_view import ReturnView
from kbdesk.desk.returns_record import NO_BASIS, claim_body
from kbdesk.domain.post import Post
from kbdesk.domain.reference import Reference
from kbdesk.domain.returns import Claim
from kbdesk.domain.vocabulary import Disposition


def is_owed(view: ReturnView, kept: Sequence[str]) -> bool:
    """Tell whether a return of this desk's own paper leaves something to claim: at another crossing, or not found.

    What is claimed already is not claimed again.
    """
    if view.claims or view.envelope is None:
        return False
    return view.envelope.state is Disposition.TRANSFERRED or (view.envelope.missing and bool(kept))


def claim(view: ReturnView, *, number: str, lost: str, reference: Reference) -> Claim:
    """Make the claim for a paper: against the desk that issued it, or the crossing its envelope was sent to."""
    sent = view.envelope.crossing if view.envelope is not None else ""
    crossing = sent or view.crossing
    names = reference.crossings[crossing].names
    return Claim(
        number=number,
        kind=view.kind,
        claimed=view.number,
        crossing=crossing,
        desk="" if sent else view.desk,
        names={language: names[language] for language in ("sq", "sr", "en")},
        person=view.person,
        envelope="" if view.envelope is None else view.envelope.number,
        lost=lost,
    )


def body(claimed: Claim, view: ReturnView, post: Post, *, passage: str) -> dict[str, Any]:
    """Return the body of ``claim.recorded``: the paper counts as returned, its custody stays open."""
    basis = view.body.get("basis") or asdict(NO_BASIS)
    return {
        **claim_body(claimed, post, basis, passage=passage, language=view.language),
        "findings": sorted({finding.code for finding in view.findings}),
    }
