"""Seals and signers to try the program with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kbdesk.app import carried
from kbdesk.icao.seal import codec, signature
from kbdesk.icao.seal.header import Header
from kbdesk.icao.seal.signers import KnownSigner

TODAY = date(2022, 8, 10)
ZONE = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F2211105<<<<<<<6"
FIELDS: Mapping[str, object] = {
    "mrz": "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
    "document_number": "012345678",
    "document": "SRBID",
    "envelope": "J20047118",
    "status_index": 4711,
}
PERMIT = Header(
    issuer="UTO",
    signer="UTDR",
    reference="1",
    document_issued_on=TODAY,
    signed_on=TODAY,
    feature_reference=0x5E,
    type_category=0x03,
)


@cache
def key(curve: type[ec.EllipticCurve] = ec.SECP256R1) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(9303, curve())


def public(curve: type[ec.EllipticCurve] = ec.SECP256R1) -> bytes:
    return key(curve).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


KNOWN = KnownSigner(
    certificate=b"",
    public_key=public(),
    valid_from=date(2022, 1, 1),
    valid_until=date(2023, 12, 31),
    revoked=False,
    trusted=True,
    document_types=frozenset(),
)


class Known:
    """One signer, UTDR with the reference 1, changed as a test wants it; None for no signer at all."""

    def __init__(self, **changed: Any) -> None:
        self.signer: KnownSigner | None = replace(KNOWN, **changed)

    def find(self, signer: str, reference: str) -> KnownSigner | None:
        return self.signer if (signer, reference) == ("UTDR", "1") else None


def content(fields: Mapping[str, object] = FIELDS, header: Header = PERMIT, kind: str = "permit") -> bytes:
    return codec.message(header, carried.definitions()[kind].encode(fields))


def seal(signed: bytes | None = None, curve: type[ec.EllipticCurve] = ec.SECP256R1) -> bytes:
    signed = content() if signed is None else signed
    return codec.assemble(signed, signature.sign(key(curve), signed))
