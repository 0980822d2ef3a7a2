"""Checks of one card against the others of its passage."""

from __future__ import annotations

from collections.abc import Iterator

from kbdesk.domain.findings import Finding
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.rulebook.codes import Code, stop, warn
from kbdesk.rulebook.understanding import UnderstoodTraveler, UnderstoodVehicle, understand_vehicle


def same_document(u: UnderstoodTraveler, draft: PassageDraft) -> Iterator[Finding]:
    """Yield that another card before this one has the same document."""
    key = _key(u.card)
    first = next((i for i, other in enumerate(draft.travelers, 1) if _key(other) == key), 0)
    if key[1] and f"traveler[{first}]" != u.path:
        yield stop(Code.DOCUMENT_DUPLICATE, u.path, "document_number", other=str(first))


def same_plate(u: UnderstoodVehicle, draft: PassageDraft) -> Iterator[Finding]:
    """Yield that the trailer bears the plate of the vehicle before it."""
    if u.path == "trailer" and draft.vehicle is not None and u.plate.canonical:
        towing = understand_vehicle("vehicle", draft.vehicle, u.day)
        if towing.plate.canonical == u.plate.canonical:
            yield warn(Code.PLATE_DUPLICATE, u.path, "plate", plate=u.plate.spelled)


def _key(card: TravelerDraft) -> tuple[str, str]:
    return card.document_issuing_state.strip().upper(), "".join(card.document_number.split()).upper()
