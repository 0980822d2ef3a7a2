"""The head of a seal: who sealed what kind of document, when, by which certificate (Doc 9303-13, 2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kbdesk.icao.seal import c40, dates
from kbdesk.icao.seal.errors import SealFieldError, SealFormatError

MAGIC: Final = 0xDC
_VERSIONS: Final = {0x02: 3, 0x03: 4}
_DECIMAL: Final = frozenset({"DEZV"})
"""Signers that write the length of the reference in decimal digits instead of hexadecimal ones (BSI TR-03171)."""
_COUNTRY: Final = re.compile(r"[A-Z]{1,3}")
_SIGNER: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{2}")
_HEX: Final = re.compile(r"[0-9A-F]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands before the message zone.

    `version` is 3 or 4; `issuer` a country of one to three letters; `signer` four characters, the country in two
    letters and two more; `reference` the certificate's serial number in capital hexadecimal digits without leading
    zeros; `feature_reference` (1 to 254) and `type_category` say what the message zone holds: an odd category is
    ICAO's, an even one the issuing country's.
    """

    version: int = 4
    issuer: str
    signer: str
    reference: str
    document_issued_on: date
    signed_on: date
    feature_reference: int
    type_category: int


def encode(header: Header) -> bytes:
    """Return the bytes of a head of version 4. Raises `SealFieldError`."""
    if not _COUNTRY.fullmatch(header.issuer):
        raise SealFieldError("issuer", "is a country of one to three letters")
    if not _SIGNER.fullmatch(header.signer):
        raise SealFieldError("signer", "is two letters and two letters or digits")
    if not _HEX.fullmatch(header.reference) or len(header.reference) > 0xFF:
        raise SealFieldError("reference", "is a number in hexadecimal digits")
    if header.version != 4:
        raise SealFieldError("version", "is 4: seals of version 3 are read and not written")
    if not 1 <= header.feature_reference <= 254 or not 0 <= header.type_category <= 255:
        raise SealFieldError("feature_reference", "and its category are one byte each")
    return b"".join(
        (
            bytes((MAGIC, 0x03)),
            c40.encode(header.issuer.ljust(3, "<")),
            c40.encode(f"{header.signer}{len(header.reference):02X}"),
            c40.encode(header.reference),
            dates.encode(header.document_issued_on),
            dates.encode(header.signed_on),
            bytes((header.feature_reference, header.type_category)),
        )
    )


def decode(data: bytes) -> tuple[Header, int]:
    """Return the head that some bytes begin with, and how many of them it takes. Raises `SealFormatError`."""
    if len(data) < 2 or data[0] != MAGIC:
        raise SealFormatError("A seal begins with the byte DC.")
    version = _VERSIONS.get(data[1])
    if version is None:
        raise SealFormatError("The seal is of a version other than 3 and 4.")
    issuer = c40.decode(_take(data, 2, 2)).rstrip(" ")
    signer, reference, end = _reference_3(data) if version == 3 else _reference_4(data)
    if not _COUNTRY.fullmatch(issuer) or not _SIGNER.fullmatch(signer) or not _HEX.fullmatch(reference):
        raise SealFormatError("The seal's country, signer or certificate reference is not written as one.")
    feature_reference, type_category = _take(data, end + 6, 2)
    if not 1 <= feature_reference <= 254:
        raise SealFormatError("The seal's feature definition reference is not between 1 and 254.")
    header = Header(
        version=version,
        issuer=issuer,
        signer=signer,
        reference=reference.lstrip("0") or "0",
        document_issued_on=dates.decode(_take(data, end, dates.SIZE)),
        signed_on=dates.decode(_take(data, end + 3, dates.SIZE)),
        feature_reference=feature_reference,
        type_category=type_category,
    )
    return header, end + 8


def _reference_3(data: bytes) -> tuple[str, str, int]:
    """Return signer and reference of fixed length, and where they end."""
    text = c40.decode(_take(data, 4, 6))
    return text[:4], text[4:], 10


def _reference_4(data: bytes) -> tuple[str, str, int]:
    """Return signer and reference, whose length stands before it in two digits, and where they end."""
    text = c40.decode(_take(data, 4, 4))
    signer, digits = text[:4], text[4:]
    base = 10 if signer in _DECIMAL else 16
    if not (digits.isdecimal() if base == 10 else _HEX.fullmatch(digits)):
        raise SealFormatError("The length of the seal's certificate reference is no number.")
    length = int(digits, base)
    size = 2 * -(-length // 3)
    reference = c40.decode(_take(data, 8, size))
    if len(reference) != length:
        raise SealFormatError("The seal's certificate reference is not as long as the seal says.")
    return signer, reference, 8 + size


def _take(data: bytes, start: int, size: int) -> bytes:
    if start + size > len(data):
        raise SealFormatError(f"The seal ends in its head, after {len(data)} bytes.")
    return data[start : start + size]
