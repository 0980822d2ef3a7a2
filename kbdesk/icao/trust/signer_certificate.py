"""The certificate of a bar code signer: written and checked to the profile of Doc 9303-12, 7.1.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from kbdesk.icao.trust import certificate, csca, der, keys, names, periods
from kbdesk.icao.trust.certificate import Certificate
from kbdesk.icao.trust.der import Tag
from kbdesk.icao.trust.errors import CeremonyError, CertificateError
from kbdesk.icao.trust.periods import DOCUMENT_MONTHS, Periods

_AUTHORITY_KEY: Final = "2.5.29.35"
_PURPOSE: Final = "2.5.29.37"
_TYPES: Final = names.DOCUMENT_TYPES.dotted_string
_SEALS: Final = x509.ExtendedKeyUsage([names.VDS_SIGNER])


@dataclass(frozen=True, slots=True)
class SignerCertificate:
    """A certificate that keeps to the profile: whose, with which reference, for which document types (empty: any)."""

    certificate: Certificate
    signer: str
    reference: str
    document_types: frozenset[str]

    def signs_until(self, *, document_months: int = DOCUMENT_MONTHS) -> date:
        """Return the last day on which its private key may seal papers that are valid for so many months at most.

        A paper must not outlive the certificate it is checked by. A drill's signer seals to its last day.
        """
        last = self.certificate.valid_until
        if self.signer.startswith(periods.DRILL):
            return last
        day = periods.months_on(last, -document_months)
        while periods.months_on(day + timedelta(days=1), document_months) <= last:
            day += timedelta(days=1)
        return min(day, periods.signer(self.certificate.valid_from).signs_until)

    def roll_from(self, *, document_months: int = DOCUMENT_MONTHS) -> date:
        """Return the day from which the next signer is due: two months before the key's last."""
        return periods.months_on(self.signs_until(document_months=document_months), -periods.OVERLAP_MONTHS)


def issue(
    csca_key: ec.EllipticCurvePrivateKey,
    csca_certificate: bytes,
    *,
    public_key: bytes,
    signer: str,
    reference: str,
    period: Periods,
    document_types: Iterable[str] = (),
) -> bytes:
    """Return a signer's certificate, DER.

    `public_key` is a SubjectPublicKeyInfo in DER on P-256, `signer` four characters (``KSJA``), `reference` 1 to 3
    hexadecimal digits; `period` as `periods.signer` returns it or shorter, and not beyond the CSCA's own. Raises
    `CeremonyError`, and `KeyFileError` or `CertificateError` for what is no key on P-256 or no CSCA.
    """
    authority = csca.read(csca_certificate)
    if keys.public(csca_key) != authority.certificate.public_key:
        raise CeremonyError("trust.csca-other-key")
    _check(signer, reference, document_types, period, authority)
    builder = (
        x509.CertificateBuilder()
        .issuer_name(names.name(authority.country, authority.name))
        .subject_name(names.name(signer[:2], signer[2:]))
        .serial_number(int(reference, 16))
        .not_valid_before(periods.start(period.valid_from))
        .not_valid_after(periods.end(period.valid_until))
        .public_key(keys.read_public(public_key))
        .add_extension(x509.AuthorityKeyIdentifier(authority.key_id, None, None), critical=False)
        .add_extension(_SEALS, critical=True)
    )
    if document_types:
        listed = x509.UnrecognizedExtension(names.DOCUMENT_TYPES, names.write_types(document_types))
        builder = builder.add_extension(listed, critical=False)
    return builder.sign(csca_key, hashes.SHA256()).public_bytes(Encoding.DER)


def read(data: bytes) -> SignerCertificate:
    """Return the signer of a certificate, DER or PEM.

    Raises `CertificateError`; one off the profile names every component that departs from it, in the words of X.509.
    """
    found = certificate.parse(data)
    faults = tuple(_faults(found))
    if faults:
        raise CertificateError("trust.certificate-profile", faults=", ".join(faults))
    types = found.extensions.get(_TYPES)
    return SignerCertificate(
        certificate=found,
        signer=names.signer_of(found.subject),
        reference=f"{found.serial:X}",
        document_types=names.read_types(types.value) if types else frozenset(),
    )


def check(data: bytes, *, csca_certificate: bytes, public_key: bytes) -> SignerCertificate:
    """Return the signer of a certificate that came back for a request with this public key.

    Raises `CertificateError` where it departs from the profile, is not by this CSCA, or is of another key.
    """
    found = read(data)
    if not found.certificate.is_issued_by(csca.read(csca_certificate).certificate):
        raise CertificateError("trust.certificate-profile", faults="issuer, signature")
    if found.certificate.public_key != public_key:
        raise CertificateError("trust.certificate-other-key")
    return found


def _faults(found: Certificate) -> Iterator[str]:
    """Yield the components that depart from the profile (Doc 9303-12, 7.1 Table 5, 7.1.3 and Table 8)."""
    if found.version != 3:
        yield "version"
    if not names.REFERENCE.fullmatch(f"{found.serial:X}"):
        yield "serialNumber"
    if not names.signer_of(found.subject):
        yield "subject"
    country = names.country_of(found.issuer)
    if not country or country != names.country_of(found.subject):
        yield "issuer"
    if found.not_before > found.not_after:
        yield "validity"
    if not _is_curve(found.public_key):
        yield "subjectPublicKeyInfo"
    yield from _extension_faults(found)


def _extension_faults(found: Certificate) -> Iterator[str]:
    key_id = found.extensions.get(_AUTHORITY_KEY)
    if key_id is None or key_id.critical or not _is_key_id(key_id.value):
        yield "authorityKeyIdentifier"
    purpose = found.extensions.get(_PURPOSE)
    if purpose is None or not purpose.critical or purpose.value != _SEALS.public_bytes():
        yield "extKeyUsage"
    types = found.extensions.get(_TYPES)
    if types is not None and not _is_types(types.value):
        yield "documentType"
    if found.doubled or set(found.extensions) - {_AUTHORITY_KEY, _PURPOSE, _TYPES}:
        yield "extensions"


def _is_key_id(value: bytes) -> bool:
    """Tell whether an authority key identifier names a key and nothing else."""
    try:
        (whole,) = der.items(value)
        (item,) = whole.items()
    except ValueError:
        return False
    return whole.tag == Tag.SEQUENCE and item.tag == 0x80 and bool(item.value)


def _is_types(value: bytes) -> bool:
    try:
        names.read_types(value)
    except ValueError:
        return False
    return True


def _is_curve(public_key: bytes) -> bool:
    """Tell whether a key is of ECDSA, as signers' must be (Doc 9303-12, 4.1.8)."""
    (whole,) = der.items(public_key)
    return der.oid(whole.items()[0].items()[0].value) == "1.2.840.10045.2.1"


def _check(signer: str, reference: str, document_types: Iterable[str], period: Periods, authority: csca.Csca) -> None:
    if not names.SIGNER.fullmatch(signer) or signer[:2] != authority.country:
        raise CeremonyError("trust.signer-name")
    if not names.REFERENCE.fullmatch(reference):
        raise CeremonyError("trust.signer-reference")
    if not all(map(names.TYPE.fullmatch, document_types)):
        raise CeremonyError("trust.signer-types")
    if not authority.signs_from <= period.valid_from <= authority.signs_until:
        raise CeremonyError("trust.csca-ended", since=str(authority.signs_from), until=str(authority.signs_until))
    until = authority.certificate.valid_until
    if authority.country != periods.DRILL:
        until = min(until, periods.signer(period.valid_from).valid_until)
    if not period.valid_from <= period.signs_until <= period.valid_until <= until:
        raise CeremonyError("trust.signer-period", signer=signer, until=str(until))
