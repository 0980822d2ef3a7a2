"""A desk's keys for its seals: where each lies, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class KeyPlace(StrEnum):
    """Where a private key lies."""

    FILE = "file"
    TOKEN = "token"


class SignerState(StrEnum):
    """What became of a key: asked for, certified and waiting, signing, followed by the next, or given up."""

    REQUESTED = "requested"
    READY = "ready"
    IN_USE = "in-use"
    RETIRED = "retired"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRow:
    """A key of the desk. `key` is its name in the data folder or in the token, `token` the token's, empty for a file.

    `public_key` is a SubjectPublicKeyInfo, `certificate` one of X.509, both DER; without a certificate `issuer` (the
    country's code in zones) and `reference` are empty. `requested_at` is when the key was made.
    """

    key: str
    place: KeyPlace
    token: str
    signer: str
    issuer: str
    reference: str
    public_key: bytes
    certificate: bytes
    state: SignerState
    requested_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """What a certificate lets a key do: seal for `issuer` under a name and reference, both days inclusive.

    `public_key` is the certificate's, a SubjectPublicKeyInfo in DER.
    """

    issuer: str
    signer: str
    reference: str
    valid_from: date
    valid_until: date
    public_key: bytes
