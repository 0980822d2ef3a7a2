"""Certificates of signers that depart from the profile in one thing, or in none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import NameOID, ObjectIdentifier

from kbdesk.icao.trust import csca, der
from kbdesk.icao.trust.der import Item
from tests.icao.trust import office

PURPOSE = x509.ExtendedKeyUsage([ObjectIdentifier("2.23.136.1.1.11.1")])
TYPES = ObjectIdentifier("2.23.136.1.1.6.2")
PRINTABLE = _ASN1Type.PrintableString


def attribute(kind: ObjectIdentifier, text: str, form: _ASN1Type = PRINTABLE) -> x509.NameAttribute:
    return x509.NameAttribute(kind, text, _type=form)


COUNTRY = attribute(NameOID.COUNTRY_NAME, "KS")
ISSUER = x509.Name([COUNTRY, attribute(NameOID.COMMON_NAME, "CSCA Kosovo 1")])
SUBJECT = x509.Name([COUNTRY, attribute(NameOID.COMMON_NAME, "JA")])


def authority_key() -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier(csca.read(office.opened().csca).key_id, None, None)


def plain() -> list[tuple[x509.ExtensionType, bool]]:
    return [(authority_key(), False), (PURPOSE, True)]


def certificate(
    *,
    subject: x509.Name = SUBJECT,
    issuer: x509.Name = ISSUER,
    serial: int = 1,
    public_key: Any = None,
    extensions: list[tuple[x509.ExtensionType, bool]] | None = None,
    signed_by: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(serial)
        .public_key(public_key or office.key(2).public_key())
        .not_valid_before(datetime(2022, 8, 1, tzinfo=UTC))
        .not_valid_after(datetime(2023, 12, 30, 23, 59, 59, tzinfo=UTC))
    )
    for extension, critical in plain() if extensions is None else extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signed_by or office.key(), hashes.SHA256()).public_bytes(Encoding.DER)


def rsa_key() -> rsa.RSAPublicKey:
    """A modulus of 1024 bits is enough to be off the profile."""
    return rsa.RSAPublicNumbers(65537, (1 << 1023) + 1155).public_key()


def types(value: bytes) -> list[tuple[x509.ExtensionType, bool]]:
    return [*plain(), (x509.UnrecognizedExtension(TYPES, value), False)]


def rebuilt(data: bytes, change: Callable[[list[Item]], list[bytes]]) -> bytes:
    """Return a certificate or list whose body has other parts; its signature holds no more."""
    (whole,) = der.items(data)
    body, *rest = whole.items()
    parts = der.encode(der.Tag.SEQUENCE, *change(list(body.items())))
    return der.encode(der.Tag.SEQUENCE, parts, *(item.whole for item in rest))


def first_version(data: bytes) -> bytes:
    """Return a certificate of version 1: no version said, no extensions."""
    return rebuilt(data, lambda parts: [item.whole for item in parts if item.tag not in (0xA0, 0xA3)])


def doubled(data: bytes) -> bytes:
    """Return a certificate with its first extension twice."""

    def twice(parts: list[Item]) -> list[bytes]:
        (listed,) = parts[-1].items()
        extensions = [item.whole for item in listed.items()]
        return [
            *(item.whole for item in parts[:-1]),
            der.encode(der.Tag.EXTENSIONS, der.encode(der.Tag.SEQUENCE, extensions[0], *extensions)),
        ]

    return rebuilt(data, twice)
