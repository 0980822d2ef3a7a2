"""Surrender: take an identity document, give a permit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Self

from kbdesk.domain import dates
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.paper import Permit
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.post import Post
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Disposition, DocumentType, Language, Measure
from kbdesk.icao import mrz

MEASURES = frozenset({Measure.PERMIT})

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "P": DocumentType.PASSPORT,
        "PU": DocumentType.TRAVEL_DOCUMENT,
        "I": DocumentType.IDENTITY_CARD,
        "A": DocumentType.IDENTITY_CARD,
        "AC": DocumentType.OTHER,
        "C": DocumentType.IDENTITY_CARD,
    }
)
"""By the document code of a zone, else by its first letter (Doc 9303-4 to 9303-6 and 9303-8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The names of a card's residence and issuing office, as its papers say them."""

    residence: str
    issuing_office: str

    @classmethod
    def of(cls, card: TravelerDraft, reference: Reference, language: Language) -> Self:
        """Look the names up."""
        return cls(
            residence=reference.municipality_name(card.residence, language),
            issuing_office=reference.office_name(card.document_issuing_office, language),
        )


def begin(zone: mrz.Mrz, card: TravelerDraft | None = None) -> TravelerDraft:
    """Fill a card from a zone. What was typed on a card given stays; a field still empty is filled.

    Raises `MrzError` if it is a visa's.
    """
    read = _fields(zone)
    if card is None:
        return TravelerDraft(**read)
    empty = {name: value for name, value in read.items() if not getattr(card, name)}
    return replace(card, **{**empty, "mrz": read["mrz"]})


def rescan(zone: mrz.Mrz, card: TravelerDraft) -> TravelerDraft:
    """Fill a card from a zone scanned onto it: what the zone says takes the place of what stood there.

    Raises `MrzError` if it is a visa's.
    """
    return replace(card, **{name: value for name, value in _fields(zone).items() if value})


def _fields(zone: mrz.Mrz) -> dict[str, Any]:
    """Return the fields of a card that a zone fills; the zone itself stays as it was read, so that repairs show."""
    if zone.is_visa:
        raise mrz.MrzError(
            "This is the zone of a visa, which is no identity document: scan the document it stands in.",
            code="mrz-visa",
        )
    return {
        "mrz": "\n".join(zone.lines),
        "surname": zone.surname,
        "given_names": zone.given_names,
        "birth_date": zone.birth_date,
        "sex": zone.sex,
        "nationality": zone.nationality,
        "personal_number": zone.personal_number,
        "document_type": _document_type(zone.document_code),
        "document_issuing_state": zone.issuing_state,
        "document_number": zone.document_number,
        "document_expires_on": zone.expiry_date,
    }


def _document_type(code: str) -> str:
    return _TYPES.get(code, _TYPES.get(code[:1], ""))


def permit(
    card: TravelerDraft,
    seen: CardExamination,
    post: Post,
    *,
    number: str,
    envelope: str,
    places: Places,
    vehicle_plate: str,
) -> Permit:
    """Make the permit that the outcome grants to a traveler.

    The zone is the permit's own, TD2 (Doc 9303-6): its document code from the rulebook, its issuer that of the desk.
    """
    outcome = seen.outcome
    if outcome.valid_from is None or outcome.valid_until is None:
        raise ValueError(f"The outcome for {seen.path} has no validity.")
    born = dates.understand(card.birth_date, today=outcome.valid_from, future=False)
    zone = mrz.write_td2(
        document_code=outcome.document_code,
        issuing_state=post.issuing_state,
        surname=card.surname,
        given_names=card.given_names,
        document_number=number,
        nationality=card.nationality,
        birth_date="" if born is None else born.isoformat(),
        sex=card.sex,
        expiry_date=outcome.valid_until,
    )
    return Permit(
        number=number,
        envelope=envelope,
        traveler=card,
        valid_from=outcome.valid_from,
        valid_until=outcome.valid_until,
        disposition=outcome.disposition or Disposition.SHOWN,
        mrz=zone,
        residence=places.residence,
        issuing_office=places.issuing_office,
        vehicle_plate=vehicle_plate,
    )


def contents(card: TravelerDraft) -> list[str]:
    """Return what goes into the envelope: document type, issuing state and number."""
    return [" ".join(part for part in (card.document_type, card.document_issuing_state, card.document_number) if part)]
