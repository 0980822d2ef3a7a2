"""What a recorded card says in the ledger, and the paper drawn from it again byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kbdesk.domain.outcome import Basis, CardExamination, Fee
from kbdesk.domain.paper import Paper, Permit, Registration, Stage
from kbdesk.domain.passage_json import Json, card_to_json, traveler_from_json, vehicle_from_json
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Disposition, Language, Measure, PaperKind


def permit_body(permit: Permit, seen: CardExamination, post: Post, *, passage: str, language: Language) -> Json:
    """Return the body of ``surrender.recorded``."""
    return {
        **_common(seen, post, passage=passage, language=language),
        "number": permit.number,
        "envelope": permit.envelope,
        "valid_from": permit.valid_from.isoformat(),
        "valid_until": permit.valid_until.isoformat(),
        "disposition": str(permit.disposition),
        "document_issuing_state": permit.traveler.document_issuing_state,
        "document_number": permit.traveler.document_number,
        "mrz": permit.mrz,
        "residence": permit.residence,
        "issuing_office": permit.issuing_office,
        "vehicle_plate": permit.vehicle_plate,
        "traveler": card_to_json(permit.traveler),
    }


def registration_body(
    registration: Registration, seen: CardExamination, post: Post, *, passage: str, language: Language, canonical: str
) -> Json:
    """Return the body of ``swap.recorded``; `canonical` is the old plate's canonical form."""
    return {
        **_common(seen, post, passage=passage, language=language),
        "number": registration.number,
        "plate": registration.plate,
        "envelope": registration.envelope,
        "valid_from": registration.valid_from.isoformat(),
        "valid_until": registration.valid_until.isoformat(),
        "disposition": str(registration.disposition),
        "old_plate": registration.old_plate,
        "old_plate_canonical": canonical,
        "deadline": None if registration.deadline is None else registration.deadline.isoformat(),
        "fees": [{"code": f.code, "amount": str(f.amount), "currency": f.currency} for f in registration.fees],
        "trailer": registration.trailer,
        "vehicle": card_to_json(registration.vehicle),
    }


def _common(seen: CardExamination, post: Post, *, passage: str, language: Language) -> Json:
    if seen.outcome.basis is None:
        raise ValueError(f"The outcome for {seen.path} has no legal basis.")
    return {
        "passage": passage,
        "card": seen.path,
        "measure": str(seen.outcome.measure),
        "findings": sorted({f.code for f in seen.findings}),
        "language": str(language),
        "basis": _plain(asdict(seen.outcome.basis)),
        "post": _plain(asdict(post)),
    }


def _plain(data: Mapping[str, Any]) -> Json:
    return {key: dict(value) if isinstance(value, Mapping) else value for key, value in data.items()}


def paper(
    kind: PaperKind, body: Mapping[str, Any], *, digest: str, at: datetime, officer: str, copy: int = 0
) -> Paper:
    """Return the paper of a recorded body, to be drawn (again). `at` and `officer` are those of its entry.

    An envelope's label bears the envelope's number, every other paper that of its permit or registration.
    """
    registered = "plate" in body
    return Paper(
        kind=kind,
        number=body["envelope"] if kind is PaperKind.ENVELOPE_LABEL else body["number"],
        at=at,
        post=Post(**body["post"]),
        officer=officer,
        language=Language(body["language"]),
        basis=Basis(**body["basis"]),
        digest=digest,
        stage=Stage.PAPER,
        copy=copy,
        permit=None if registered else permit(body),
        registration=registration(body) if registered else None,
    )


def permit(body: Mapping[str, Any]) -> Permit:
    """Return the permit that a body of ``surrender.recorded`` holds."""
    return Permit(
        number=body["number"],
        envelope=body["envelope"],
        traveler=traveler_from_json(body["traveler"]),
        valid_from=date.fromisoformat(body["valid_from"]),
        valid_until=date.fromisoformat(body["valid_until"]),
        disposition=Disposition(body["disposition"]),
        mrz=body["mrz"],
        residence=body["residence"],
        issuing_office=body["issuing_office"],
        vehicle_plate=body["vehicle_plate"],
    )


def registration(body: Mapping[str, Any]) -> Registration:
    """Return the registration that a body of ``swap.recorded`` holds."""
    deadline = body["deadline"]
    return Registration(
        number=body["number"],
        plate=body["plate"],
        envelope=body["envelope"],
        vehicle=vehicle_from_json(body["vehicle"]),
        old_plate=body["old_plate"],
        measure=Measure(body["measure"]),
        valid_from=date.fromisoformat(body["valid_from"]),
        valid_until=date.fromisoformat(body["valid_until"]),
        disposition=Disposition(body["disposition"]),
        trailer=body["trailer"],
        deadline=None if deadline is None else date.fromisoformat(deadline),
        fees=tuple(Fee(code=f["code"], amount=Decimal(f["amount"]), currency=f["currency"]) for f in body["fees"]),
    )
