"""Revocation lists of a CSCA: due every 90 days even when nothing was revoked (Doc 9303-12, 4.1.5 and 7.1.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key

from kbdesk.icao.trust import der, keys, names, periods
from kbdesk.icao.trust.csca import Csca
from kbdesk.icao.trust.csca import read as read_csca
from kbdesk.icao.trust.der import Tag
from kbdesk.icao.trust.errors import CeremonyError, RevocationListError

_LARGEST: Final = 4 << 20
_NUMBER: Final = "2.5.29.20"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationList:
    """What a list says: its number, from when it is and when the next is due, and which serials since when."""

    der: bytes
    number: int
    issued_at: datetime
    due_at: datetime
    issuer: tuple[tuple[str, int, str], ...]
    revoked: dict[int, datetime]

    def is_by(self, authority: Csca) -> bool:
        """Tell whether a CSCA signed this list."""
        found = x509.load_der_x509_crl(self.der)
        try:
            key = load_der_public_key(authority.certificate.public_key)
            is_signed = found.is_signature_valid(key)  # type: ignore[arg-type]  # a key of another kind is a TypeError
        except (ValueError, TypeError, UnsupportedAlgorithm):
            return False
        return is_signed and self.issuer == authority.certificate.subject


def write(
    key: ec.EllipticCurvePrivateKey,
    csca_certificate: bytes,
    *,
    number: int,
    revoked: dict[int, datetime],
    at: datetime,
) -> bytes:
    """Return a list, DER; the next is due 90 days on. Raises `CeremonyError`.

    `revoked` goes from serial to instant. The standard forbids a reason in the list; the ledger has it.
    """
    authority = read_csca(csca_certificate)
    if keys.public(key) != authority.certificate.public_key:
        raise CeremonyError("trust.csca-other-key")
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(names.name(authority.country, authority.name))
        .last_update(at)
        .next_update(at + timedelta(days=periods.CRL_DAYS))
        .add_extension(x509.AuthorityKeyIdentifier(authority.key_id, None, None), critical=False)
        .add_extension(x509.CRLNumber(number), critical=False)
    )
    for serial, since in sorted(revoked.items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def read(data: bytes) -> RevocationList:
    """Return the list of some DER. Raises `RevocationListError`."""
    if len(data) > _LARGEST:
        raise RevocationListError("trust.crl-damaged")
    try:
        found = x509.load_der_x509_crl(data)
        if found.next_update_utc is None:
            raise ValueError("The list does not say when the next is due.")
        return RevocationList(
            der=data,
            number=_number(found),
            issued_at=found.last_update_utc,
            due_at=found.next_update_utc,
            issuer=names.read(_parts(found)[1]),
            revoked={entry.serial_number: entry.revocation_date_utc for entry in found},
        )
    except (ValueError, TypeError, IndexError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise RevocationListError("trust.crl-damaged") from error


def newest(lists: Iterable[RevocationList], authority: Csca) -> RevocationList | None:
    """Return the list of a CSCA with the highest number; None where there is none."""
    return max((one for one in lists if one.is_by(authority)), key=lambda one: one.number, default=None)


def _parts(found: x509.CertificateRevocationList) -> list[der.Item]:
    (body,) = der.items(found.tbs_certlist_bytes)
    return [item for item in body.items() if item.tag != Tag.INTEGER]


def _number(found: x509.CertificateRevocationList) -> int:
    """Return the number of a list, 0 where it has none."""
    last = _parts(found)[-1]
    if last.tag != 0xA0:
        return 0
    for extension in last.items()[0].items():
        parts = extension.items()
        if der.oid(parts[0].value) == _NUMBER:
            (item,) = der.items(parts[-1].value)
            return int.from_bytes(item.value, "big")
    return 0
