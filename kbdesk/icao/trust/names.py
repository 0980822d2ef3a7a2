"""Names of authorities and signers, and the extension that lists document types (Doc 9303-12, 7.1.1 and 7.1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from cryptography import x509
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import NameOID, ObjectIdentifier

from kbdesk.icao.trust import der
from kbdesk.icao.trust.der import Item, Tag

COUNTRY: Final = "2.5.4.6"
COMMON_NAME: Final = "2.5.4.3"
LOCALITY: Final = "2.5.4.7"
DOCUMENT_TYPES: Final = ObjectIdentifier("2.23.136.1.1.6.2")
VDS_SIGNER: Final = ObjectIdentifier("2.23.136.1.1.11.1")
"""id-icao-vdsSigner: signs visible digital seals."""
SIGNER: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{2}")
REFERENCE: Final = re.compile(r"[1-9A-F][0-9A-F]{0,2}")
TYPE: Final = re.compile(r"[A-Z]{1,2}")
CODE: Final = re.compile(r"[A-Z]{2}")
ZONE_CODE: Final = re.compile(r"[A-Z]{1,3}")
PLAIN: Final = re.compile(r"[A-Za-z0-9 '()+,./:=?-]{1,64}")
"""What a PrintableString may hold."""


def name(country: str, common: str) -> x509.Name:
    """Return a name of a country and a common name, both PrintableString, as the profile has them."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, country, _type=_ASN1Type.PrintableString),
            x509.NameAttribute(NameOID.COMMON_NAME, common, _type=_ASN1Type.PrintableString),
        ]
    )


def read(item: Item) -> tuple[tuple[str, int, str], ...]:
    """Return the attributes of a name: object identifier, tag and text. Raises `ValueError`."""
    found = []
    for part in item.items():
        for attribute in part.items():
            kind, value = attribute.items()
            found.append((der.oid(kind.value), value.tag, value.value.decode("utf-8", "replace")))
    return tuple(found)


def signer_of(attributes: tuple[tuple[str, int, str], ...]) -> str:
    """Return the four characters of a signer whose name is exactly a country and a common name; else nothing."""
    match attributes:
        case ((kind, Tag.PRINTABLE, country), (other, Tag.PRINTABLE, common)) if (kind, other) == (
            COUNTRY,
            COMMON_NAME,
        ):
            found = country + common
            return found if len(country) == 2 and SIGNER.fullmatch(found) else ""
        case _:
            return ""


def country_of(attributes: tuple[tuple[str, int, str], ...]) -> str:
    """Return the country of a name, empty where it has none or not as two capitals."""
    found = [text for kind, tag, text in attributes if kind == COUNTRY and tag == Tag.PRINTABLE]
    return found[0] if len(found) == 1 and CODE.fullmatch(found[0]) else ""


def write_types(types: Iterable[str]) -> bytes:
    """Return the value of the extension that lists document types: version 0, a set of PrintableStrings."""
    texts = sorted(der.encode(Tag.PRINTABLE, one.encode("ascii")) for one in set(types))
    return der.encode(Tag.SEQUENCE, der.encode(Tag.INTEGER, b"\0"), der.encode(Tag.SET, *texts))


def read_types(value: bytes) -> frozenset[str]:
    """Return the document types of the extension. Raises `ValueError` unless it is exactly as it is written."""
    (whole,) = der.items(value)
    _, types = whole.items()
    found = frozenset(item.value.decode("ascii") for item in types.items())
    if write_types(found) != value or not all(map(TYPE.fullmatch, found)):
        raise ValueError("The extension does not list document types.")
    return found
