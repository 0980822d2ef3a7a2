"""A certificate taken apart, strictly, and its two forms: DER in bundles, PEM in files for people."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kbdesk.icao.trust import der, names
from kbdesk.icao.trust.der import Tag
from kbdesk.icao.trust.errors import CertificateError

LARGEST: Final = 65_536
"""Bytes of a certificate or request; more are refused unread."""
_ARMOUR: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----")


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension: whether it is critical, and its bytes."""

    critical: bool
    value: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a certificate says. `der` is the whole of it, `public_key` a SubjectPublicKeyInfo in DER.

    `issuer` and `subject` are attributes as `names.read` returns them; `extensions` go by object identifier, and
    `doubled` tells that one is there twice.
    """

    der: bytes
    version: int
    serial: int
    issuer: tuple[tuple[str, int, str], ...]
    subject: tuple[tuple[str, int, str], ...]
    not_before: datetime
    not_after: datetime
    public_key: bytes
    extensions: Mapping[str, Extension]
    doubled: bool

    @property
    def valid_from(self) -> date:
        """The first civil day, in UTC."""
        return self.not_before.date()

    @property
    def valid_until(self) -> date:
        """The last civil day, in UTC."""
        return self.not_after.date()

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of the whole."""
        return fingerprint(self.der)

    def is_issued_by(self, other: Certificate) -> bool:
        """Tell whether another certificate's key signed this one, and its subject is this one's issuer."""
        try:
            x509.load_der_x509_certificate(self.der).verify_directly_issued_by(
                x509.load_der_x509_certificate(other.der)
            )
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            return False
        return True


def parse(data: bytes) -> Certificate:
    """Return the certificate of a file, DER or PEM. Raises `CertificateError`."""
    try:
        raw = from_pem(data, "CERTIFICATE")
        found = x509.load_der_x509_certificate(raw)
        (body,) = der.items(found.tbs_certificate_bytes)
        parts = [item for item in body.items() if item.tag != Tag.VERSION]
        extensions = [_extension(item.items()) for item in _listed(parts)]
        return Certificate(
            der=raw,
            version=found.version.value + 1,
            serial=found.serial_number,
            issuer=names.read(parts[2]),
            subject=names.read(parts[4]),
            not_before=found.not_valid_before_utc,
            not_after=found.not_valid_after_utc,
            public_key=found.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
            extensions=dict(extensions),
            doubled=len(dict(extensions)) != len(extensions),
        )
    except (ValueError, TypeError, IndexError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise CertificateError("trust.certificate-damaged") from error


def _listed(parts: list[der.Item]) -> tuple[der.Item, ...]:
    last = parts[-1]
    return last.items()[0].items() if last.tag == Tag.EXTENSIONS else ()


def _extension(parts: tuple[der.Item, ...]) -> tuple[str, Extension]:
    critical = len(parts) == 3 and parts[1].value == b"\xff"
    return der.oid(parts[0].value), Extension(critical, parts[-1].value)


def fingerprint(data: bytes) -> bytes:
    """Return the SHA-256 of a certificate in DER."""
    return sha256(data).digest()


def to_pem(data: bytes, kind: str = "CERTIFICATE") -> str:
    """Return DER in the armour that OpenSSL and people read (RFC 7468)."""
    text = base64.b64encode(data).decode("ascii")
    lines = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
    return f"-----BEGIN {kind}-----\n{lines}\n-----END {kind}-----\n"


def from_pem(data: bytes, *kinds: str) -> bytes:
    """Return the DER of a file that is DER or PEM of one of these kinds. Raises `ValueError`."""
    if len(data) > LARGEST:
        raise ValueError("The file is too large.")
    found = _ARMOUR.search(data)
    if found is None:
        return data
    if found[1].decode("ascii") not in kinds:
        raise ValueError("The file holds something else.")
    try:
        return base64.b64decode(b"".join(found[2].split()), validate=True)
    except binascii.Error as error:
        raise ValueError("The armour is damaged.") from error
