"""Who may have sealed: what a check of a seal asks of the certificates it is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSigner:
    """A bar code signer (Doc 9303-12) as the holder of the certificates knows it.

    `certificate` is DER, `public_key` a SubjectPublicKeyInfo in DER. `valid_until` is the last valid day. `trusted`
    tells whether a trusted CSCA signed the certificate, `revoked` whether its list names it. `document_types` are the
    document codes it may seal, empty where the certificate does not say.
    """

    certificate: bytes
    public_key: bytes
    valid_from: date
    valid_until: date
    revoked: bool
    trusted: bool
    document_types: frozenset[str]


class Signers(Protocol):
    """Certificates to look a signer up in."""

    def find(self, signer: str, reference: str) -> KnownSigner | None:
        """Return the signer of these four characters with this certificate reference."""
