"""What head office does: found an authority, admit and revoke signers, renew lists, roll its key, publish.

Every act takes the trust part as it stands and returns the next, with a sequence one higher; nothing is half done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from kbdesk.icao.seal import signature
from kbdesk.icao.trust import crl, csca, keys, periods, signer_certificate, trust_part
from kbdesk.icao.trust.certificate import fingerprint
from kbdesk.icao.trust.csca import Csca
from kbdesk.icao.trust.errors import CeremonyError
from kbdesk.icao.trust.periods import Periods
from kbdesk.icao.trust.request import Request
from kbdesk.icao.trust.signer_certificate import SignerCertificate
from kbdesk.icao.trust.trust_part import TrustPart

_LAST_REFERENCE: Final = 0xFFF


def found(
    key: ec.EllipticCurvePrivateKey, *, country: str, zone_country: str, name: str, period: Periods, at: datetime
) -> TrustPart:
    """Return the first trust part of a country: its CSCA and an empty revocation list. Raises `CeremonyError`."""
    certificate = csca.issue(
        key, country=country, zone_country=zone_country, name=name, serial=_serial(key), period=period
    )
    part = TrustPart(sequence=1, issued_at=at, country=zone_country, cscas=(certificate,))
    _authority(part, key, at)
    return replace(part, crls=(crl.write(key, certificate, number=1, revoked={}, at=at),))


def admit(
    part: TrustPart,
    key: ec.EllipticCurvePrivateKey,
    request: Request,
    *,
    at: datetime,
    valid_from: date | None = None,
    period: Periods | None = None,
    crossings: Iterable[str] = (),
    document_types: Iterable[str] = (),
) -> tuple[TrustPart, bytes]:
    """Return the next part, and the new certificate of the signer that asked, DER.

    `period` is the longest the standard allows from `valid_from` (by default the day of `at`) where it is not given.
    `crossings` are the crossing letters or desks whose status lists it may sign, any if none are given and none were.
    Raises `CeremonyError`: the sixth signer of a year, a key that has a certificate, a CSCA key past its time.
    """
    authority = _authority(part, key, at)
    period = period or periods.signer(valid_from or at.astimezone(UTC).date())
    signers = published(part)
    year = period.valid_from.year
    if sum(one.certificate.valid_from.year == year for one in signers) >= periods.SIGNERS_A_YEAR:
        raise CeremonyError("trust.five-a-year", year=str(year))
    for one in signers:
        if one.certificate.public_key == request.public_key:
            raise CeremonyError("trust.key-known", signer=one.signer, reference=one.reference)
    reference = max((one.certificate.serial for one in signers), default=0) + 1
    if reference > _LAST_REFERENCE:
        raise CeremonyError("trust.references-used")
    certificate = signer_certificate.issue(
        key,
        authority.certificate.der,
        public_key=request.public_key,
        signer=request.signer,
        reference=f"{reference:X}",
        period=period,
        document_types=tuple(document_types),
    )
    desks = tuple(crossings)
    scope = {**part.crossings, request.signer: desks} if desks else part.crossings
    return _next(part, at, signers=(*part.signers, certificate), crossings=scope), certificate


def revoke(part: TrustPart, key: ec.EllipticCurvePrivateKey, *, signer: str, reference: str, at: datetime) -> TrustPart:
    """Return the next part, with a list that names the signer's certificate; all its papers are doubtful from then on.

    Distribute it within 48 hours (Doc 9303-12, 4.1.5). Raises `CeremonyError`.
    """
    serials = {(one.signer, one.reference): one.certificate.serial for one in published(part)}
    if (signer, reference) not in serials:
        raise CeremonyError("trust.signer-unknown", signer=signer, reference=reference)
    revoked = _revoked(part)
    if serials[signer, reference] in revoked:
        raise CeremonyError("trust.signer-revoked", signer=signer, reference=reference)
    return _list(part, key, revoked | {serials[signer, reference]: at}, at)


def renew(part: TrustPart, key: ec.EllipticCurvePrivateKey, *, at: datetime) -> TrustPart:
    """Return the next part, with a new list of the same certificates, due every 90 days. Raises `CeremonyError`."""
    return _list(part, key, _revoked(part), at)


def roll(
    part: TrustPart,
    old_key: ec.EllipticCurvePrivateKey,
    new_key: ec.EllipticCurvePrivateKey,
    *,
    name: str,
    period: Periods,
    at: datetime,
) -> TrustPart:
    """Return the next part, with a new authority, a link to its key from the old one, and its first list.

    Publish it signed with the old key: who trusts that one follows the link; later parts are signed with the new.
    Raises `CeremonyError`.
    """
    old = _authority(part, old_key, at)
    new = csca.issue(
        new_key,
        country=old.country,
        zone_country=csca.zone_code(old.certificate),
        name=name,
        serial=_serial(new_key),
        period=period,
    )
    link = csca.link(old_key, old.certificate.der, new, serial=_serial(new_key) ^ 1)
    fresh = crl.write(new_key, new, number=_number(part) + 1, revoked=_revoked(part), at=at)
    return _next(part, at, cscas=(*part.cscas, new, link), crls=(*part.crls, fresh))


def publish(part: TrustPart, rulebooks: Mapping[str, bytes], *, at: datetime) -> TrustPart:
    """Return the next part, with these rulebooks in place of those it had."""
    return _next(part, at, rulebooks=dict(rulebooks))


def sign(part: TrustPart, key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return a part signed with the key of one of its authorities. Raises `CeremonyError`."""
    _authority(part, key, part.issued_at)
    return trust_part.sign_trust_part(part, lambda message: signature.sign(key, message))


def published(part: TrustPart) -> tuple[SignerCertificate, ...]:
    """Return the signers of a part, oldest first. Raises `CertificateError`."""
    return tuple(signer_certificate.read(data) for data in part.signers)


def fingerprints(part: TrustPart) -> frozenset[bytes]:
    """Return the SHA-256 of the CSCA certificates of a part: what others are given to trust, on another way."""
    return frozenset(map(fingerprint, part.cscas))


def _list(part: TrustPart, key: ec.EllipticCurvePrivateKey, revoked: dict[int, datetime], at: datetime) -> TrustPart:
    """Return the next part with a new list in place of the last by this key; lists of earlier keys stay."""
    authority = _authority(part, key, at)
    fresh = crl.write(key, authority.certificate.der, number=_number(part) + 1, revoked=revoked, at=at)
    others = tuple(data for data in part.crls if not crl.read(data).is_by(authority))
    return _next(part, at, crls=(*others, fresh))


def _revoked(part: TrustPart) -> dict[int, datetime]:
    """Return serial and earliest instant of everything that a list of the part names."""
    entries: dict[int, datetime] = {}
    for data in part.crls:
        for serial, since in crl.read(data).revoked.items():
            entries[serial] = min(since, entries.get(serial, since))
    return entries


def _number(part: TrustPart) -> int:
    return max((crl.read(data).number for data in part.crls), default=0)


def _authority(part: TrustPart, key: ec.EllipticCurvePrivateKey, at: datetime) -> Csca:
    """Return the authority whose key this is. Raises `CeremonyError` if there is none, or its key's time is over."""
    public, on = keys.public(key), at.astimezone(UTC).date()
    for data in part.cscas:
        one = csca.read(data)
        if one.certificate.public_key == public and one.certificate.subject == one.certificate.issuer:
            if not one.signs_from <= on <= one.signs_until:
                raise CeremonyError("trust.csca-ended", since=str(one.signs_from), until=str(one.signs_until))
            return one
    raise CeremonyError("trust.csca-other-key")


def _serial(key: ec.EllipticCurvePrivateKey) -> int:
    """Return a serial that goes with the key: positive, eight bytes, even."""
    return int.from_bytes(sha256(keys.public(key)).digest()[:8], "big") >> 2 << 1 | 1 << 62


def _next(part: TrustPart, at: datetime, **changes: object) -> TrustPart:
    return replace(part, sequence=part.sequence + 1, issued_at=at, **changes)  # type: ignore[arg-type]  # fields by name
