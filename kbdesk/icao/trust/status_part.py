"""What one desk says of its papers, signed by that desk's signer, with a sequence of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from kbdesk.icao.trust import names, signed, status_list
from kbdesk.icao.trust.errors import StatusError
from kbdesk.icao.trust.signed import Envelope
from kbdesk.icao.trust.status_list import StatusList

DESK: Final = re.compile(r"[A-Z][0-9A-Z]")
MOST: Final = 2**53
"""Sequences stay below it, so that every program can read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPart:
    """The lists of a desk (``J2``) at an instant, and by which signer and certificate reference they are signed."""

    desk: str
    sequence: int
    issued_at: datetime
    signer: str
    reference: str
    permits: StatusList
    registrations: StatusList


@dataclass(frozen=True, slots=True)
class SignedStatusPart:
    """A status part that was read; whether its signature holds is told by `is_by`."""

    part: StatusPart
    envelope: Envelope

    def is_by(self, public_key: bytes) -> bool:
        """Tell whether a key, a SubjectPublicKeyInfo in DER, signed the part."""
        return self.envelope.is_by(public_key)


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="kbdesk-status-1"):
    desk: str
    sequence: int
    issued_at: datetime
    signer: str
    reference: str
    permits: bytes
    registrations: bytes


def sign_status_part(part: StatusPart, sign: Callable[[bytes], bytes]) -> bytes:
    """Return a signed part; `sign` returns r and s side by side for a message. Raises `StatusError`.

    What `sign` raises passes through.
    """
    if not DESK.fullmatch(part.desk):
        raise StatusError("trust.status-desk")
    body = _Body(
        desk=part.desk,
        sequence=part.sequence,
        issued_at=part.issued_at.astimezone(UTC),
        signer=part.signer,
        reference=part.reference,
        permits=status_list.pack(part.permits),
        registrations=status_list.pack(part.registrations),
    )
    return signed.write(body, sign)


def read_status_part(data: bytes) -> SignedStatusPart:
    """Return a part, its signature untried. Raises `StatusError`."""
    envelope, body = _read(data)
    permits, registrations = (status_list.unpack(one, part=body.desk) for one in (body.permits, body.registrations))
    return SignedStatusPart(
        StatusPart(
            desk=body.desk,
            sequence=body.sequence,
            issued_at=body.issued_at,
            signer=body.signer,
            reference=body.reference,
            permits=permits,
            registrations=registrations,
        ),
        envelope,
    )


def head(data: bytes) -> tuple[str, int]:
    """Return desk and sequence of a part without unpacking its lists. Raises `StatusError`."""
    _, body = _read(data)
    return body.desk, body.sequence


def _read(data: bytes) -> tuple[Envelope, _Body]:
    try:
        envelope, body = signed.read(data, _Body)
    except ValueError as error:
        raise StatusError("trust.status-damaged", part="?") from error
    named = DESK.fullmatch(body.desk) and names.SIGNER.fullmatch(body.signer)
    if not named or not 0 < body.sequence < MOST or body.issued_at.utcoffset() != timedelta(0):
        raise StatusError("trust.status-damaged", part=body.desk if DESK.fullmatch(body.desk) else "?")
    return envelope, body
