"""What a recorded card says in the ledger, and the paper drawn from it again byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from kbdesk.desk import fees_record, returns_record, shift_paper
from kbdesk.domain.outcome import Basis, CardExamination, Fee
from kbdesk.domain.paper import Notice, Paper, Permit, Registration, Stage, Told
from kbdesk.domain.passage_json import Json, card_to_json, traveler_from_json, vehicle_from_json
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Disposition, Language, Letterhead, Measure, PaperKind


def permit_body(permit: Permit, seen: CardExamination, post: Post, *, passage: str, language: Language) -> Json:
    """Return the body of ``surrender.recorded``."""
    return {
        **_common(seen, post, _basis(seen), passage=passage, language=language),
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
        **_common(seen, post, _basis(seen), passage=passage, language=language),
        "number": registration.number,
        "plate": registration.plate,
        "envelope": registration.envelope,
        "valid_from": registration.valid_from.isoformat(),
        "valid_until": registration.valid_until.isoformat(),
        "disposition": str(registration.disposition),
        "old_plate": registration.old_plate,
        "old_plate_canonical": canonical,
        "deadline": None if registration.deadline is None else registration.deadline.isoformat(),
        "fees": _fees_to_json(registration.fees),
        "trailer": registration.trailer,
        "vehicle": card_to_json(registration.vehicle),
    }


def notice_body(
    notice: Notice, seen: CardExamination, post: Post, *, passage: str, language: Language, basis: Basis, article: str
) -> Json:
    """Return the body of a notice's entry; `article` is the reference that is cited, empty where none is.

    `reason` and `told` are as recorded; what a paper tells of them, its kind says (`notice`). No notice bears a
    portrait, so none is kept with it.
    """
    traveler = None if notice.traveler is None else replace(notice.traveler, portrait=b"")
    return {
        **_common(seen, post, basis, passage=passage, language=language),
        "number": notice.number,
        "envelope": notice.envelope,
        "disposition": None if notice.disposition is None else str(notice.disposition),
        "reason": notice.reason,
        "article": article,
        "told": [{"code": told.code, "values": dict(told.values)} for told in notice.told],
        "fees": _fees_to_json(notice.fees),
        "appeal_until": None if notice.appeal_until is None else notice.appeal_until.isoformat(),
        "old_plate": notice.plate,
        **({} if traveler is None else {"traveler": card_to_json(traveler)}),
        **({} if notice.vehicle is None else {"vehicle": card_to_json(notice.vehicle)}),
    }


def _basis(seen: CardExamination) -> Basis:
    if seen.outcome.basis is None:
        raise ValueError(f"The outcome for {seen.path} has no legal basis.")
    return seen.outcome.basis


def _common(seen: CardExamination, post: Post, basis: Basis, *, passage: str, language: Language) -> Json:
    return {
        "passage": passage,
        "card": seen.path,
        "measure": str(seen.outcome.measure),
        "findings": sorted({f.code for f in seen.findings}),
        "language": str(language),
        "basis": _plain(asdict(basis)),
        "post": _plain(asdict(post)),
        "sheet": str(seen.outcome.sheet),
        "seal": str(seen.outcome.seal),
        "letterhead": str(seen.outcome.letterhead),
    }


def _fees_to_json(fees: Iterable[Fee]) -> list[Json]:
    return [{"code": f.code, "amount": str(f.amount), "currency": f.currency, "waived": f.waived} for f in fees]


def _plain(data: Mapping[str, Any]) -> Json:
    return {key: dict(value) if isinstance(value, Mapping) else value for key, value in data.items()}


def paper(
    kind: PaperKind,
    body: Mapping[str, Any],
    *,
    digest: str,
    at: datetime,
    officer: str,
    copy: int = 0,
    void: bool = False,
    seal: bytes = b"",
) -> Paper:
    """Return the paper of a recorded body, to be drawn (again). `at` and `officer` are those of its entry.

    An envelope's label bears the envelope's number, every other paper that of its permit, registration or notice.
    """
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
        void=void,
        **_written(kind, body),
        letterhead=Letterhead(body.get("letterhead", Letterhead.NEUTRAL)),
        seal=seal,
    )


def _written(kind: PaperKind, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the one field of a paper that tells what stands on it."""
    if kind in _BOOKS:
        name, read = _BOOKS[kind]
        return {name: read(body)}
    if "mrz" in body:
        return {"permit": permit(body)}
    return {"registration": registration(body)} if "plate" in body else {"notice": notice(body, kind)}


_BOOKS: Final[Mapping[PaperKind, tuple[str, Callable[[Mapping[str, Any]], object]]]] = MappingProxyType(
    {
        PaperKind.RETURN_RECEIPT: ("receipt", returns_record.receipt),
        PaperKind.CLAIM_SLIP: ("claim", returns_record.claim),
        PaperKind.TRANSFER_MANIFEST: ("manifest", returns_record.manifest),
        PaperKind.SHIFT_REPORT: ("shift_report", shift_paper.shift_report),
        PaperKind.EMERGENCY_FORM: ("emergency_form", shift_paper.emergency_form),
        PaperKind.FEE_RECEIPT: ("fee_receipt", fees_record.receipt),
    }
)
"""The papers of the desk's books: the field of `Paper` that holds what stands on them, and how it is read."""


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
        fees=_fees(body),
    )


def notice(body: Mapping[str, Any], kind: PaperKind) -> Notice:
    """Return the notice that a body of a refusal, referral, warning, fine or confiscation holds, as `kind` tells it.

    A referral tells neither a reason nor what was found: whoever reads it learns nothing of the lists it came from.
    """
    silent = kind is PaperKind.REFERRAL_SLIP
    disposition, appeal_until = body["disposition"], body["appeal_until"]
    return Notice(
        number=body["number"],
        traveler=traveler_from_json(body["traveler"]) if "traveler" in body else None,
        vehicle=vehicle_from_json(body["vehicle"]) if "vehicle" in body else None,
        plate=body["old_plate"],
        reason="" if silent else body["reason"],
        told=() if silent else tuple(Told(code=told["code"], values=told["values"]) for told in body["told"]),
        fees=_fees(body),
        appeal_until=None if appeal_until is None else date.fromisoformat(appeal_until),
        envelope=body["envelope"],
        disposition=None if disposition is None else Disposition(disposition),
    )


def _fees(body: Mapping[str, Any]) -> tuple[Fee, ...]:
    return tuple(Fee(**{**fee, "amount": Decimal(fee["amount"])}) for fee in body["fees"])
