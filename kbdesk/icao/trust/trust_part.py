"""What head office publishes: authorities, signers, revocation lists and rulebooks, signed with the CSCA's key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from kbdesk.icao.trust import csca, signed
from kbdesk.icao.trust.certificate import fingerprint
from kbdesk.icao.trust.errors import TrustPartError
from kbdesk.icao.trust.signed import Envelope
from kbdesk.icao.trust.status_part import MOST

_MOST_CSCAS: Final = 64
_MOST: Final = 5_000
"""Certificates and lists of a part: every signer that three hexadecimal digits can tell apart, and room for others."""
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?")
"""What a country or a rulebook's file is called, with its shelf or without: never a path out of a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustPart:
    """Certificates and lists in DER, rulebooks by file name.

    `cscas` has authorities and links between their keys. `crossings` says of which desks a signer may sign the status
    lists: crossing letters or whole desks (``{"KSJA": "J"}``); a signer that is not in it may sign for any.
    """

    sequence: int
    issued_at: datetime
    country: str
    cscas: tuple[bytes, ...]
    signers: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    rulebooks: Mapping[str, bytes] = field(default_factory=dict)
    crossings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="kbdesk-trust-1"):
    sequence: int
    issued_at: datetime
    country: str
    cscas: tuple[bytes, ...]
    signers: tuple[bytes, ...]
    crls: tuple[bytes, ...]
    rulebooks: dict[str, bytes]
    crossings: dict[str, tuple[str, ...]]


def sign_trust_part(part: TrustPart, sign: Callable[[bytes], bytes]) -> bytes:
    """Return a signed part; `sign` returns r and s side by side for a message, by the CSCA's key."""
    body = _Body(
        sequence=part.sequence,
        issued_at=part.issued_at.astimezone(UTC),
        country=part.country,
        cscas=part.cscas,
        signers=part.signers,
        crls=part.crls,
        rulebooks=dict(part.rulebooks),
        crossings=dict(part.crossings),
    )
    return signed.write(body, sign)


def read(data: bytes, *, roots: frozenset[bytes]) -> TrustPart:
    """Return a part signed by a CSCA that is trusted. Raises `TrustPartError`.

    `roots` are the SHA-256 of the CSCA certificates that are trusted from elsewhere; what they link to is, too.
    """
    envelope, part = _read(data)
    held, _ = csca.trusted(part.cscas, roots)
    if not any(envelope.is_by(one.certificate.public_key) for one in held):
        raise TrustPartError("trust.trust-signature")
    return part


def head(data: bytes) -> int:
    """Return the sequence of a part, its signature untried. Raises `TrustPartError`."""
    return _read(data)[1].sequence


def authorities(data: bytes) -> frozenset[bytes]:
    """Return the fingerprints of the authorities a part names, its signature untried. Raises `TrustPartError`."""
    return frozenset(map(fingerprint, _read(data)[1].cscas))


def _read(data: bytes) -> tuple[Envelope, TrustPart]:
    try:
        envelope, body = signed.read(data, _Body)
    except ValueError as error:
        raise TrustPartError("trust.trust-damaged") from error
    ordered = 0 < body.sequence < MOST and body.issued_at.utcoffset() == timedelta(0)
    listed = (*body.signers, *body.crls)
    if (
        not ordered
        or len(body.cscas) > _MOST_CSCAS
        or len(listed) > _MOST
        or not all(map(_NAME.fullmatch, (body.country, *body.rulebooks)))
    ):
        raise TrustPartError("trust.trust-damaged")
    fields = {name: getattr(body, name) for name in body.__struct_fields__}
    return envelope, TrustPart(**fields)
