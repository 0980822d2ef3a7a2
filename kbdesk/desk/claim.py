"""Claim: exit is granted on a paper whose envelope lies elsewhere; what is owed is claimed from where it lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        envelope=_envelope(view),
        lost=lost,
    )


def body(claimed: Claim, view: ReturnView, post: Post, *, passage: str, reasons: Mapping[str, str]) -> dict[str, Any]:
    """Return the body of ``claim.recorded``: the paper counts as returned, its custody stays open."""
    basis = view.body.get("basis") or asdict(NO_BASIS)
    return {
        **claim_body(claimed, post, basis, passage=passage, language=view.language),
        "findings": sorted({finding.code for finding in view.findings}),
        "reasons": dict(reasons),
        **shown_part(view),
    }


def shown_part(view: ReturnView) -> dict[str, Any]:
    """Return what an entry keeps of the seal that was scanned: itself, and what was found of it; nothing without."""
    if view.shown is None:
        return {}
    checked, listed_at = view.shown.checked, view.shown.checked.standing.known_at
    return {
        "shown": {
            "data": view.shown.data.hex(),
            "status": str(checked.verdict.status),
            "sub_status": str(checked.verdict.sub_status or ""),
            "signer": checked.signer,
            "state": str(checked.standing.state),
            "listed_at": "" if listed_at is None else listed_at.isoformat(),
        }
    }


def _envelope(view: ReturnView) -> str:
    """Return the envelope that is claimed, as far as the record or the seal says."""
    if view.envelope is not None:
        return view.envelope.number
    return "" if view.shown is None else str(view.shown.said.get("envelope", ""))
