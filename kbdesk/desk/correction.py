"""Correct a permit or registration: a new one with a new number takes its place, and both versions are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kbdesk.desk import surrender, swap
from kbdesk.desk.issue import language_of
from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.record import permit_body, registration_body
from kbdesk.desk.recorded import PaperAct, Recorded, in_force, said
from kbdesk.domain.facts import Facts
from kbdesk.domain.outcome import Basis, CardExamination, Outcome
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.passage_json import traveler_from_json, vehicle_from_json
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Direction, Disposition, Measure, Series, Severity
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law

NOT_CORRECTED = frozenset({"mrz", "slot", "exempt_ground", "exempt_reference", "inside_since"})
"""What stands on no paper, or is not what was typed but what was read or decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A permit or registration that took the place of another: its entry's digest and body, and what changed.

    `changes` are the fields with what stood there before and what stands there now.
    """

    kind: Series
    number: str
    supersedes: str
    changes: Mapping[str, tuple[str, str]]
    digest: str
    body: Mapping[str, Any]
    found: Recorded


def correctable(kind: Series) -> tuple[str, ...]:
    """Return the fields of a card that a correction may change, in reading order."""
    card = TravelerDraft if kind is Series.PERMIT else VehicleDraft
    return tuple(name for name in text_fields(card) if name not in NOT_CORRECTED)


def correct(
    act: PaperAct,
    law: Law,
    post: Post,
    number: str,
    changes: Mapping[str, str],
    reason: str,
    kind: Series | None,
    *,
    crossing: str,
) -> Correction:
    """Enter a correction: the old one is void, superseded by the new one, which holds what the old one held.

    The law must give the corrected card what it gave the other, on the day of issue; what nobody could have issued
    is refused. Days and fees stay: nothing is charged twice, and nothing lasts longer for having been mistyped.
    """
    why, found = said(reason), in_force(act.issued, number, kind)
    before = recorded_draft(found)
    old = before.card(found.card)
    changed = _changed(old, changes, found.issued.kind)
    after = before.amend(found.card, **{name: new for name, (_, new) in changed.items()})
    seen = _examined(before, after, found, law.under(act.orders()), crossing=crossing)
    made = act.number(found.issued.kind)
    passage = {"passage": found.body["passage"], "card": found.card}
    act.append(
        f"{found.issued.kind}.corrected",
        {
            **passage,
            "number": found.issued.number,
            "superseded_by": made,
            "changes": {name: list(pair) for name, pair in changed.items()},
            "reason": why,
            "article": found.article,
        },
    )
    body = {**_body(after, seen, found, law, post, made), "supersedes": found.issued.number}
    entry = "surrender.recorded" if found.issued.kind is Series.PERMIT else "swap.recorded"
    return Correction(
        kind=found.issued.kind,
        number=made,
        supersedes=found.issued.number,
        changes=changed,
        digest=act.append(entry, body),
        body=body,
        found=found,
    )


def recorded_draft(found: Recorded) -> PassageDraft:
    """Return the passage with this card alone, as it was recorded."""
    body, direction = found.body, Direction(found.body.get("direction", Direction.ENTRY))
    passage = PassageDraft(id=body["passage"], direction=direction)
    if found.issued.kind is Series.PERMIT:
        index = int(found.card.removeprefix("traveler[").removesuffix("]"))
        others = (TravelerDraft(),) * (index - 1)
        return replace(passage, travelers=(*others, traveler_from_json(body["traveler"])))
    return passage.with_card(found.card, vehicle_from_json(body["vehicle"]))


def _changed(
    card: TravelerDraft | VehicleDraft, changes: Mapping[str, str], kind: Series
) -> dict[str, tuple[str, str]]:
    allowed = correctable(kind)
    unknown = next((name for name in changes if name not in allowed), None)
    if unknown is not None:
        raise PapersError("papers.field-unknown", field=unknown[:40])
    pairs = {name: (str(getattr(card, name)), " ".join(new.split())) for name, new in changes.items()}
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if not different:
        raise PapersError("papers.nothing-changed")
    return different


def _examined(
    before: PassageDraft, after: PassageDraft, found: Recorded, law: Law, *, crossing: str
) -> CardExamination:
    """Examine both versions alone, as of the instant of issue; `PapersError` where the law would see another case."""
    facts = Facts(orders=law.orders)
    was, now = (
        examine(draft, facts, law, at=found.at, crossing=crossing).card(found.card) for draft in (before, after)
    )
    if was.outcome != now.outcome:
        raise PapersError("papers.other-outcome")
    stops = [f.code for f in now.findings if f.severity is Severity.STOP]
    new = sorted({*stops} - {f.code for f in was.findings})
    if new:
        raise PapersError("papers.correction-stopped", codes=", ".join(new))
    return replace(now, outcome=_as_granted(now.outcome, found))


def _body(
    draft: PassageDraft, seen: CardExamination, found: Recorded, law: Law, post: Post, number: str
) -> dict[str, Any]:
    card, body = draft.card(found.card), found.body
    direction = {"direction": str(draft.direction)}
    if isinstance(card, TravelerDraft):
        language = language_of(draft, card)
        permit = surrender.permit(
            card,
            seen,
            post,
            number=number,
            envelope=found.issued.envelope,
            places=surrender.Places.of(card, law.reference, language),
            vehicle_plate=body["vehicle_plate"],
        )
        made = permit_body(permit, seen, post, passage=draft.id, language=language)
        return {**made, **_kept(found), **direction}
    registration = swap.registration(card, seen, number=number, envelope=found.issued.envelope)
    canonical = swap.plate(card, seen.path).canonical
    language = language_of(draft, card)
    made = registration_body(registration, seen, post, passage=draft.id, language=language, canonical=canonical)
    return {**made, **_kept(found), "language": body["language"], **direction}


def _as_granted(outcome: Outcome, found: Recorded) -> Outcome:
    """Return the outcome as it was granted: with its days, its basis and the code of its zone."""
    body, issued = found.body, found.issued
    return replace(
        outcome,
        measure=Measure(body["measure"]),
        basis=Basis(**body["basis"]),
        disposition=Disposition(body["disposition"]),
        document_code=body["mrz"][:2].rstrip("<") if "mrz" in body else "",
        valid_from=issued.valid_from,
        valid_until=issued.valid_until,
    )


def _kept(found: Recorded) -> dict[str, Any]:
    """Return what a correction leaves in the record as it was granted."""
    kept = ("sheet", "letterhead", "seal", "fees", "deadline", "findings")
    return {key: found.body[key] for key in kept if key in found.body}
