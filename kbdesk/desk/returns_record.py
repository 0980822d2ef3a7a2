"""What a return, a claim and a transfer say in the ledger, and their papers drawn from it again byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kbdesk.domain.custody import Manifest, ManifestRow
from kbdesk.domain.outcome import Basis
from kbdesk.domain.passage_json import Json
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Claim, Collector, Person, Receipt, Returnable
from kbdesk.domain.vocabulary import Language

NO_BASIS = Basis(book="", article="", title={}, text={})
"""What a paper cites that rests on no article."""


def receipt_body(receipt: Receipt, post: Post, basis: Mapping[str, Any], *, passage: str, language: Language) -> Json:
    """Return the body of ``return.recorded`` as far as its paper needs it; `basis` as the permit recorded it."""
    return {
        **_common(post, basis, passage=passage, language=language),
        "number": receipt.number,
        "kind": str(receipt.kind),
        "returned": receipt.returned,
        "plate": receipt.plate,
        "envelope": receipt.envelope,
        "person": asdict(receipt.person),
        "items": list(receipt.items),
        "kept": list(receipt.kept),
        "collector": str(receipt.collector),
        "collector_name": receipt.collector_name,
        "authorisation": receipt.authorisation,
        "report_reference": receipt.lost,
        "valid_until": receipt.valid_until.isoformat(),
        "overstay_days": receipt.overstay_days,
    }


def receipt(body: Mapping[str, Any]) -> Receipt:
    """Return the receipt that a body of ``return.recorded`` holds."""
    return Receipt(
        number=body["number"],
        kind=Returnable(body["kind"]),
        returned=body["returned"],
        plate=body["plate"],
        envelope=body["envelope"],
        person=Person(**body["person"]),
        items=tuple(body["items"]),
        kept=tuple(body["kept"]),
        collector=Collector(body["collector"]),
        collector_name=body["collector_name"],
        authorisation=body["authorisation"],
        lost=body["report_reference"],
        valid_until=date.fromisoformat(body["valid_until"]),
        overstay_days=body["overstay_days"],
    )


def claim_body(claim: Claim, post: Post, basis: Mapping[str, Any], *, passage: str, language: Language) -> Json:
    """Return the body of ``claim.recorded``."""
    return {
        **_common(post, basis, passage=passage, language=language),
        "number": claim.number,
        "kind": str(claim.kind),
        "claimed": claim.claimed,
        "crossing": claim.crossing,
        "desk": claim.desk,
        "names": dict(claim.names),
        "person": asdict(claim.person),
        "envelope": claim.envelope,
        "report_reference": claim.lost,
    }


def claim(body: Mapping[str, Any]) -> Claim:
    """Return the claim that a body of ``claim.recorded`` holds."""
    return Claim(
        number=body["number"],
        kind=Returnable(body["kind"]),
        claimed=body["claimed"],
        crossing=body["crossing"],
        desk=body["desk"],
        names=body["names"],
        person=Person(**body["person"]),
        envelope=body["envelope"],
        lost=body["report_reference"],
    )


def manifest_body(manifest: Manifest, post: Post, *, passage: str, language: Language) -> Json:
    """Return the body of ``custody.transferred``."""
    return {
        **_common(post, asdict(NO_BASIS), passage=passage, language=language),
        "number": manifest.number,
        "crossing": manifest.crossing,
        "names": dict(manifest.names),
        "envelopes": [row.envelope for row in manifest.rows],
        "rows": [{**asdict(row), "contents": list(row.contents)} for row in manifest.rows],
    }


def manifest(body: Mapping[str, Any]) -> Manifest:
    """Return the manifest that a body of ``custody.transferred`` holds."""
    return Manifest(
        number=body["number"],
        crossing=body["crossing"],
        names=body["names"],
        rows=tuple(ManifestRow(**{**row, "contents": tuple(row["contents"])}) for row in body["rows"]),
    )


def _common(post: Post, basis: Mapping[str, Any], *, passage: str, language: Language) -> Json:
    return {
        "passage": passage,
        "language": str(language),
        "basis": _plain(basis),
        "post": _plain(asdict(post)),
    }


def _plain(data: Mapping[str, Any]) -> Json:
    return {key: dict(value) if isinstance(value, Mapping) else value for key, value in data.items()}
