"""Drafts as JSON values and back, for the store, the ledger and nothing else."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from kbdesk.domain.passage import (
    CardDecision,
    Document,
    Override,
    PassageDraft,
    TravelerDraft,
    VehicleDraft,
)
from kbdesk.domain.vocabulary import Direction

Json = dict[str, Any]


def to_json(draft: PassageDraft) -> Json:
    """Return a draft as a dictionary of JSON values."""
    return {
        "id": draft.id,
        "direction": str(draft.direction),
        "travelers": [card_to_json(t) for t in draft.travelers],
        "vehicle": None if draft.vehicle is None else card_to_json(draft.vehicle),
        "trailer": None if draft.trailer is None else card_to_json(draft.trailer),
        "done": list(draft.done),
    }


def from_json(data: Mapping[str, Any]) -> PassageDraft:
    """Return the draft a dictionary holds. Keys this version does not know are passed over, missing ones are empty."""
    vehicle, trailer = data.get("vehicle"), data.get("trailer")
    return PassageDraft(
        id=str(data["id"]),
        direction=Direction(data.get("direction", "entry")),
        travelers=tuple(traveler_from_json(t) for t in data.get("travelers", ())),
        vehicle=None if vehicle is None else vehicle_from_json(vehicle),
        trailer=None if trailer is None else vehicle_from_json(trailer),
        done=tuple(data.get("done", ())),
    )


def card_to_json(card: TravelerDraft | VehicleDraft) -> Json:
    """Return a card as a dictionary of JSON values, without its empty fields; a portrait in base 64 (RFC 4648)."""
    told = {key: value for key, value in asdict(card).items() if value}
    if "portrait" in told:
        told["portrait"] = b64encode(told["portrait"]).decode("ascii")
    return told


def traveler_from_json(data: Mapping[str, Any]) -> TravelerDraft:
    """Return the traveler's card a dictionary holds."""
    known = _known(TravelerDraft, data)
    if "documents" in known:
        known["documents"] = tuple(Document(**_known(Document, d)) for d in known["documents"])
    if "portrait" in known:
        known["portrait"] = b64decode(known["portrait"])
    return TravelerDraft(**_acts(known))


def vehicle_from_json(data: Mapping[str, Any]) -> VehicleDraft:
    """Return the vehicle's card a dictionary holds."""
    return VehicleDraft(**_acts(_known(VehicleDraft, data)))


def _acts(known: Json) -> Json:
    if "overrides" in known:
        known["overrides"] = tuple(Override(**_known(Override, o)) for o in known["overrides"])
    if "decision" in known:
        known["decision"] = CardDecision(**_known(CardDecision, known["decision"]))
    return known


def _known(shape: type, data: Mapping[str, Any]) -> Json:
    names = {f.name for f in fields(shape)}
    return {key: value for key, value in data.items() if key in names}
