"""A signer whose key lies in the tests: it signs as one in a file does, and needs no desk around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kbdesk.app import carried
from kbdesk.desk.ports import Signer
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.signer_errors import SignerError
from kbdesk.icao.seal import signature


@cache
def key() -> ec.EllipticCurvePrivateKey:
    """The key; the same in every run, so that seals are too."""
    return ec.derive_private_key(4711, ec.SECP256R1())


def public_key() -> bytes:
    """Its public half, a SubjectPublicKeyInfo in DER."""
    return key().public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


@dataclass
class TestSigner:
    """The signer of a drill desk, and whoever asks for it: with a `fault` it signs until so many were, and no more."""

    __test__ = False
    issuer: str = "UTO"
    id: str = "UTDR"
    reference: str = "1"
    valid_from: date = date(2005, 1, 1)
    valid_until: date = date(2049, 12, 31)
    fault: SignerError | None = None
    until: int = 0
    signed: int = 0

    def seals_until(self) -> date:
        """Return its last day."""
        return self.valid_until

    def ready(self) -> Signer:
        """Return the signer, or raise what is wrong with it."""
        if self.fault is not None and not self.until:
            raise self.fault
        return self

    def sign(self, message: bytes) -> bytes:
        """Return r and s."""
        if self.fault is not None and self.signed >= self.until:
            raise self.fault
        self.signed += 1
        return signature.sign(key(), message)


def sealing(signer: TestSigner | None = None) -> Sealing:
    """Return what seals with such a signer."""
    return Sealing(signers=signer or TestSigner(), definitions=carried.definitions)
