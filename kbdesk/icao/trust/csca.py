"""The country signing authority: its certificate, and the link from one of its keys to the next (Doc 9303-12, 7.1.1).

A desk has no directory to point to: its lists travel in the bundle, so the certificates name no distribution point,
and curves are named where the standard would have their parameters written out, which OpenSSL no longer reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from kbdesk.icao.trust import der, keys, names, periods
from kbdesk.icao.trust.certificate import Certificate, parse
from kbdesk.icao.trust.der import Tag
from kbdesk.icao.trust.errors import CeremonyError, CertificateError, TrustError
from kbdesk.icao.trust.periods import Periods

_SERIAL_BITS: Final = 159
_CERTIFIES: Final = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


@dataclass(frozen=True, slots=True)
class Csca:
    """A CSCA as its certificate describes it; `signs_from` and `signs_until` bound the use of its private key."""

    certificate: Certificate
    country: str
    key_id: bytes
    signs_from: date
    signs_until: date

    @property
    def name(self) -> str:
        """The common name."""
        return next((text for kind, _, text in self.certificate.subject if kind == names.COMMON_NAME), "")


def issue(
    key: ec.EllipticCurvePrivateKey, *, country: str, zone_country: str, name: str, serial: int, period: Periods
) -> bytes:
    """Return the self-signed certificate of a CSCA, DER.

    `country` is its two capitals (KS, UT), `zone_country` its code in zones (RKS, UTO), `period` as `periods.csca`
    returns it or shorter. Raises `CeremonyError`.
    """
    _check(country, zone_country, name, serial, period)
    subject = names.name(country, name)
    return _sign(
        key, keys.public(key), issuer=subject, subject=subject, zone=zone_country, serial=serial, period=period
    )


def link(old_key: ec.EllipticCurvePrivateKey, old: bytes, new: bytes, *, serial: int) -> bytes:
    """Return the certificate that makes who trusts the old key trust the new one, DER. Raises `CeremonyError`."""
    was, now = read(old), read(new)
    if keys.public(old_key) != was.certificate.public_key or was.country != now.country:
        raise CeremonyError("trust.csca-other-key")
    return _sign(
        old_key,
        now.certificate.public_key,
        issuer=names.name(was.country, was.name),
        subject=names.name(now.country, now.name),
        zone=zone_code(now.certificate),
        serial=serial,
        period=Periods(valid_from=now.signs_from, signs_until=now.signs_until, valid_until=was.certificate.valid_until),
    )


def read(data: bytes) -> Csca:
    """Return the CSCA of a certificate, a link included. Raises `CertificateError` naming what is off the profile."""
    found = parse(data)
    faults = []
    country = names.country_of(found.subject)
    if not country or country != names.country_of(found.issuer):
        faults.append("subject")
    if found.version != 3 or found.doubled:
        faults.append("version" if found.version != 3 else "extensions")
    if _extension(found, "2.5.29.19") != (True, der.encode(Tag.SEQUENCE, b"\x01\x01\xff", b"\x02\x01\x00")):
        faults.append("basicConstraints")
    if _extension(found, "2.5.29.15") != (True, b"\x03\x02\x01\x06"):
        faults.append("keyUsage")
    key_id = b""
    try:
        (item,) = der.items(_extension(found, "2.5.29.14")[1])
        key_id = item.value
    except ValueError:
        faults.append("subjectKeyIdentifier")
    signs = _usage(found)
    if signs is None:
        faults.append("privateKeyUsagePeriod")
    if faults or signs is None:
        raise CertificateError("trust.certificate-profile", faults=", ".join(faults))
    return Csca(found, country, key_id, *signs)


def zone_code(found: Certificate) -> str:
    """Return the country's code in zones, as the subject's alternative name has it; empty where it has none."""
    try:
        (whole,) = der.items(_extension(found, "2.5.29.17")[1])
        (general,) = whole.items()
        (name,) = general.items()
        (attribute,) = names.read(name)
    except ValueError:
        return ""
    return attribute[2] if attribute[0] == names.LOCALITY else ""


def trusted(
    certificates: tuple[bytes, ...], roots: frozenset[bytes]
) -> tuple[tuple[Csca, ...], tuple[TrustError, ...]]:
    """Return those of some certificates that are to be trusted, and what is wrong with others.

    Trusted is what has one of the fingerprints, and whose key a trusted CSCA of the same country linked to.
    """
    found, faults = [], []
    for data in certificates:
        try:
            found.append(read(data))
        except CertificateError as error:
            faults.append(error)
    held = {one.certificate.fingerprint: one for one in found if one.certificate.fingerprint in roots}
    untried = [*held.values()]
    while untried:
        other = untried.pop()
        rest = [one for one in found if one.certificate.fingerprint not in held and one.country == other.country]
        linked = {one.certificate.public_key for one in rest if one.certificate.is_issued_by(other.certificate)}
        fresh = [one for one in rest if one.certificate.public_key in linked]
        held |= {one.certificate.fingerprint: one for one in fresh}
        untried += fresh
    return tuple(held.values()), tuple(faults)


def _extension(found: Certificate, kind: str) -> tuple[bool, bytes]:
    extension = found.extensions.get(kind)
    return (extension.critical, extension.value) if extension else (False, b"")


def _usage(found: Certificate) -> tuple[date, date] | None:
    """Return the days from and until which the private key signs; None where the extension is not whole."""
    try:
        (whole,) = der.items(_extension(found, "2.5.29.16")[1])
        since, until = (
            datetime.strptime(item.value.decode("ascii"), "%Y%m%d%H%M%SZ").replace(tzinfo=UTC).date()
            for item in whole.items()
        )
    except ValueError:
        return None
    return since, until


def _check(country: str, zone: str, name: str, serial: int, period: Periods) -> None:
    if not (names.CODE.fullmatch(country) and names.ZONE_CODE.fullmatch(zone) and names.PLAIN.fullmatch(name)):
        raise CeremonyError("trust.csca-name")
    longest = periods.csca(period.valid_from)
    ordered = period.valid_from <= period.signs_until <= period.valid_until
    short = period.signs_until <= longest.signs_until and period.valid_until <= longest.valid_until
    if not ordered or not (short or country == periods.DRILL) or not 0 < serial < 1 << _SERIAL_BITS:
        raise CeremonyError("trust.csca-period")


def _sign(
    key: ec.EllipticCurvePrivateKey,
    public: bytes,
    *,
    issuer: x509.Name,
    subject: x509.Name,
    zone: str,
    serial: int,
    period: Periods,
) -> bytes:
    """Return a certificate of an authority; its extensions as Table 6 of the standard has them."""
    place = x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.LOCALITY_NAME, zone)]))
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .serial_number(serial)
        .not_valid_before(periods.start(period.valid_from))
        .not_valid_after(periods.end(period.valid_until))
        .public_key(keys.read_public(public))
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(keys.read_public(public)), critical=False)
        .add_extension(_CERTIFIES, critical=True)
        .add_extension(
            x509.PrivateKeyUsagePeriod(periods.start(period.valid_from), periods.end(period.signs_until)),
            critical=False,
        )
        .add_extension(x509.SubjectAlternativeName([place]), critical=False)
        .add_extension(x509.IssuerAlternativeName([place]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
        .public_bytes(Encoding.DER)
    )
