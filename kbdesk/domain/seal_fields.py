"""What a seal says of its paper, field by field, under the names that the desk has for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.post import ISSUERS
from kbdesk.domain.vocabulary import PaperKind, Series
from kbdesk.icao.errors import MrzError
from kbdesk.icao.mrz import Mrz
from kbdesk.icao.mrz import read as read_zone
from kbdesk.icao.seal.coding import Value
from kbdesk.icao.seal.header import Header
from kbdesk.icao.seal.verdict import Verdict

_SERIES: Final[Mapping[str, Series]] = MappingProxyType(
    {"permit": Series.PERMIT, "registration": Series.REGISTRATION, "plate": Series.REGISTRATION}
)
"""The series of what a seal of ours is on, by the definition it is read by."""
TRAVEL_DOCUMENT: Final = "emergency-travel-document"
"""What a seal read as a permit's is on where it has no number of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a seal says.

    `number` is one of ours, empty where there is none; `series` that of what it is on, None where that is not of ours.
    `can_end` tells that the document may have ended since: it is one that people carry, no receipt or notice.
    """

    document_type: str = ""
    series: Series | None = None
    number: str = ""
    valid_until: date | None = None
    status_index: int | None = None
    can_end: bool = True
    fields: Mapping[str, str | int] = field(default_factory=dict)


def read(verdict: Verdict, *, on: date) -> Said:
    """Return what a seal says, whether or not it holds; `on` settles the centuries of a zone's dates."""
    if verdict.seal is None or not verdict.definition_id:
        return Said()
    zone = _zone(verdict.fields, on)
    number = zone.document_number if zone else str(verdict.fields.get("number", ""))
    by_us = verdict.seal.header.issuer in ISSUERS
    is_ours = by_us and verdict.definition_id in _SERIES and numbers.check(number)
    index = verdict.fields.get("status_index")
    return Said(
        document_type=_type(verdict, is_ours=is_ours),
        series=_SERIES[verdict.definition_id] if is_ours else None,
        number=number if is_ours else "",
        valid_until=_until(verdict.fields, zone),
        status_index=index if isinstance(index, int) else None,
        can_end=verdict.definition_id != "paper",
        fields=dict(_fields(verdict.fields, zone, verdict.seal.header)),
    )


def label(data: bytes) -> Said:
    """Return what the code of an envelope's label says, which is no seal; nothing for any other bytes."""
    number = data[1:].decode("ascii", "replace")
    if data[:1] != b"E" or not numbers.check(number):
        return Said()
    return Said(document_type=PaperKind.ENVELOPE_LABEL, fields={"envelope": number})


def _type(verdict: Verdict, *, is_ours: bool) -> str:
    match verdict.definition_id:
        case "permit" if not is_ours:
            return TRAVEL_DOCUMENT
        case "paper" if verdict.fields["kind"] in tuple(PaperKind):
            return str(verdict.fields["kind"])
        case known:
            return known.replace("_", "-")


def _zone(fields: Mapping[str, Value], on: date) -> Mrz | None:
    try:
        return read_zone(str(fields["mrz"]), today=on) if "mrz" in fields else None
    except MrzError:
        return None


def _until(fields: Mapping[str, Value], zone: Mrz | None) -> date | None:
    if zone is not None:
        return date.fromisoformat(zone.expiry_date) if zone.expiry_date else None
    until = fields.get("valid_until")
    return until if isinstance(until, date) else None


def _fields(fields: Mapping[str, Value], zone: Mrz | None, header: Header) -> Iterator[tuple[str, str | int]]:
    """Yield name and value, first what is largest on the paper."""
    if zone is not None:
        yield "number", zone.document_number
        for name in ("surname", "given_names", "birth_date", "sex", "nationality"):
            yield name, getattr(zone, name)
        yield "valid_until", zone.expiry_date
        yield "issuing_state", zone.issuing_state
    for name, value in fields.items():
        if name == "document":
            yield "document_issuing_state", str(value)[:3].rstrip()
            yield "document_code", str(value)[3:]
        else:
            yield name, _plain(value)
    yield "issuer", header.issuer
    yield "issued_on", header.document_issued_on.isoformat()
    yield "signed_on", header.signed_on.isoformat()


def _plain(value: Value) -> str | int:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else value
