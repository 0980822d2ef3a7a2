"""Seals: what the seal of a paper says, composed from its record and signed in the act that records it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, Protocol

from kbdesk.desk.ports import Signer
from kbdesk.desk.record import paper as recorded_paper
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.dates import spelled
from kbdesk.domain.facts import Facts
from kbdesk.domain.paper import Paper, Permit, Registration
from kbdesk.domain.vocabulary import DocumentType, PaperKind, SealRule
from kbdesk.icao.seal import codec, coding
from kbdesk.icao.seal.coding import Coding
from kbdesk.icao.seal.definitions import Definition, Definitions, Tag
from kbdesk.icao.seal.header import Header

UNSEALED: Final = frozenset({PaperKind.ENVELOPE_LABEL})
"""What shows no seal: it stays at the desk, and its codes are read by the shelf."""
NOBODY_WAITS: Final = frozenset({PaperKind.RETURN_RECEIPT, PaperKind.CLAIM_SLIP, PaperKind.SHIFT_REPORT})
"""What goes without a seal where none can be signed, and says so: custody holds nobody, and a shift has to close."""
_PLATES: Final = frozenset({PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR, PaperKind.WINDSCREEN_COPY})
_RECORD: Final = 16
"""How many bytes of the record's digest the seal of a plain paper carries."""
_STATE: Final = 3
_OTHER: Final = "XX"
_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        DocumentType.IDENTITY_CARD: "ID",
        DocumentType.PASSPORT: "PP",
        DocumentType.BIRTH_EXTRACT: "BE",
        DocumentType.TRAVEL_DOCUMENT: "TD",
        DocumentType.DRIVING_LICENCE: "DL",
        DocumentType.REGISTRATION_CERTIFICATE: "RC",
    }
)


class SealSigners(Protocol):
    """Whoever seals for the desk at the moment."""

    def seals_until(self) -> date | None:
        """Return the last day on which the signer in use seals, None where there is none."""

    def ready(self) -> Signer:
        """Return the signer in use. Raises `SignerError` where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Signs the seals of papers as they are recorded (store thread). `definitions` are read at the first seal."""

    signers: SealSigners
    definitions: Callable[[], Definitions]

    def paper(self, kind: PaperKind, body: Mapping[str, Any], *, digest: str, at: datetime, officer: str) -> Paper:
        """Return the paper of a body just recorded, sealed.

        Raises `SignerError` where no seal can be signed, unless the book lets the paper go without one or it is of the
        kinds for which nobody waits: it says so then itself.
        """
        paper = recorded_paper(kind, body, digest=digest, at=at, officer=officer)
        try:
            return self.sealed(paper)
        except SignerError:
            rule = SealRule.WHEN_POSSIBLE if kind in NOBODY_WAITS else body.get("seal", SealRule.REQUIRED)
            if SealRule(rule) is SealRule.REQUIRED:
                raise
        return paper

    def known(self, facts: Facts) -> Facts:
        """Return facts with the day until which the desk seals."""
        return replace(facts, seals_until=self.signers.seals_until())

    def sealed(self, paper: Paper) -> Paper:
        """Return a paper under its seal, where its kind bears one. Raises `SignerError`."""
        return paper if paper.kind in UNSEALED else replace(paper, seal=self._signed(paper))

    def _signed(self, paper: Paper) -> bytes:
        signer, on = self.signers.ready(), paper.at.date()
        if on < signer.valid_from:
            raise SignerError("signer.not-yet", signer=signer.id, on=_day(signer.valid_from))
        if on > signer.valid_until:
            raise SignerError("signer.expired", signer=signer.id, on=_day(signer.valid_until))
        name, fields = said(paper)
        definition = self.definitions()[name]
        header = Header(
            issuer=signer.issuer,
            signer=signer.id,
            reference=signer.reference,
            document_issued_on=on,
            signed_on=on,
            feature_reference=definition.feature_reference,
            type_category=definition.type_category,
        )
        message = codec.message(header, definition.encode(_fitting(definition, fields)))
        return codec.assemble(message, signer.sign(message))


def said(paper: Paper) -> tuple[str, dict[str, object]]:
    """Return the kind of seal that a paper bears, and what it says by name of feature.

    A text that is not written in capitals and digits, where a feature takes nothing else, is empty: it is left out.
    """
    if paper.kind is PaperKind.PERMIT and paper.permit is not None:
        return "permit", _permit(paper.permit)
    if paper.registration is not None and paper.kind is PaperKind.REGISTRATION_CERTIFICATE:
        return "registration", _registration(paper.registration)
    if paper.registration is not None and paper.kind in _PLATES:
        return "plate", _plate(paper.registration)
    return "paper", _paper(paper)


def status_index(number: str) -> int:
    """Return where a number stands in its desk's status list: its six digits."""
    return int(number[2:8])


def _permit(permit: Permit) -> dict[str, object]:
    traveler = permit.traveler
    state, kind = _compact(traveler.document_issuing_state), _TYPES.get(traveler.document_type, _OTHER)
    return {
        "mrz": permit.mrz,
        "document_number": _compact(traveler.document_number),
        "document": f"{state if len(state) <= _STATE else '':{_STATE}}{kind}",
        "envelope": permit.envelope,
        "status_index": status_index(permit.number),
    }


def _registration(registration: Registration) -> dict[str, object]:
    vehicle = registration.vehicle
    return {
        **_plate(registration),
        "valid_from": registration.valid_from,
        "old_plate": registration.old_plate,
        "make_model": " ".join(f"{vehicle.make} {vehicle.model}".split()),
    }


def _plate(registration: Registration) -> dict[str, object]:
    vehicle = registration.vehicle
    return {
        "number": registration.number,
        "vin": vehicle.vin,
        "valid_until": registration.valid_until,
        "category": _compact(vehicle.category),
        "status_index": status_index(registration.number),
        "plate": registration.plate,
    }


def _paper(paper: Paper) -> dict[str, object]:
    digest = bytes.fromhex(paper.digest)
    return {
        "kind": str(paper.kind),
        "number": paper.number,
        "record": digest[:_RECORD],
        "head": digest if paper.kind is PaperKind.SHIFT_REPORT else None,
    }


def _compact(text: str) -> str:
    """Return a number without what separates it; empty where a letter of it is none of those that seals write.

    >>> _compact("b 012-345"), _compact("Б 012")
    ('B012345', '')
    """
    letters = "".join(c for c in text.upper() if c.isalnum())
    return letters if letters.isascii() else ""


def _fitting(definition: Definition, fields: Mapping[str, object]) -> dict[str, object]:
    """Leave out what is longer than a seal takes: a seal says less rather than something else."""
    tags = {tag.name: tag for tag in definition.features}
    return {name: value for name, value in fields.items() if not _is_long(tags[name], value)}


def _is_long(tag: Tag, value: object) -> bool:
    is_text = tag.coding in (Coding.TEXT, Coding.C40) and not tag.required
    return is_text and len(coding.encode(tag.coding, value, tag.shape)) > tag.most


def _day(on: date) -> str:
    return spelled(on.isoformat())
