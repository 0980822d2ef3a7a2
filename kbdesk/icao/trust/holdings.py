"""What a trust part gives to believe in: its authorities, the signers they certified, and who of them is revoked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kbdesk.icao.seal.signers import KnownSigner
from kbdesk.icao.trust import crl, csca, signer_certificate
from kbdesk.icao.trust.crl import RevocationList
from kbdesk.icao.trust.csca import Csca
from kbdesk.icao.trust.errors import CertificateError, RevocationListError, StatusError, TrustError
from kbdesk.icao.trust.status_part import SignedStatusPart, read_status_part
from kbdesk.icao.trust.trust_part import TrustPart


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSigner:
    """A signer that is known here, and since when it is revoked."""

    signer: str
    reference: str
    known: KnownSigner
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What is held of a trust part; `faults` says what of it does not hold."""

    cscas: tuple[Csca, ...]
    signers: Mapping[tuple[str, str], HeldSigner]
    lists: tuple[tuple[Csca, RevocationList], ...]
    crossings: Mapping[str, tuple[str, ...]]
    faults: tuple[TrustError, ...]

    def status(self, data: bytes) -> SignedStatusPart:
        """Return a status part by its desk's signer. Raises `StatusError`.

        The signer must be trusted, not revoked, valid on the day of the part, and one for this desk.
        """
        found = read_status_part(data)
        part = found.part
        held = self.signers.get((part.signer, part.reference))
        if held is None:
            raise StatusError("trust.signer-unknown", signer=part.signer, reference=part.reference)
        known, on = held.known, part.issued_at.astimezone(UTC).date()
        of = self.crossings.get(part.signer, (part.desk,))
        if not (known.trusted and {part.desk, part.desk[0]} & set(of) and found.is_by(known.public_key)):
            raise StatusError("trust.status-signature", part=part.desk)
        if held.revoked_at is not None:
            raise StatusError("trust.signer-revoked", signer=part.signer, reference=part.reference)
        if not known.valid_from <= on <= known.valid_until:
            raise StatusError("trust.signer-expired", signer=part.signer, reference=part.reference, on=str(on))
        return found


NOTHING = Holdings(cscas=(), signers={}, lists=(), crossings={}, faults=())
"""What is held where there is no trust part."""


def hold(part: TrustPart, *, roots: frozenset[bytes]) -> Holdings:
    """Return what is held of a part; `roots` are SHA-256 of the CSCA certificates trusted from elsewhere."""
    cscas, found = csca.trusted(part.cscas, roots)
    faults: list[TrustError] = [*found]
    lists = _lists(part, cscas, faults)
    signers: dict[tuple[str, str], HeldSigner] = {}
    for data in part.signers:
        try:
            one = _signer(data, cscas, lists)
        except CertificateError as error:
            faults.append(error)
            continue
        twin = signers.setdefault((one.signer, one.reference), one)
        if twin.known.certificate != data:
            faults.append(CertificateError("trust.certificate-twice", signer=one.signer, reference=one.reference))
            if one.known.trusted and not twin.known.trusted:
                signers[one.signer, one.reference] = one
    return Holdings(cscas=cscas, signers=signers, lists=lists, crossings=part.crossings, faults=tuple(faults))


def _lists(
    part: TrustPart, cscas: tuple[Csca, ...], faults: list[TrustError]
) -> tuple[tuple[Csca, RevocationList], ...]:
    """Return the newest list of every authority, a key that was linked to counting once."""
    read = []
    for data in part.crls:
        try:
            found = crl.read(data)
        except RevocationListError as error:
            faults.append(error)
            continue
        if any(found.is_by(one) for one in cscas):
            read.append(found)
        else:
            faults.append(RevocationListError("trust.crl-issuer"))
    lists = []
    for one in {one.certificate.public_key: one for one in cscas}.values():
        newest = crl.newest(read, one)
        if newest is not None:
            lists.append((one, newest))
        elif not any(other.country == one.country and crl.newest(read, other) for other in cscas):
            faults.append(RevocationListError("trust.crl-missing", csca=one.name))
    return tuple(lists)


def _signer(data: bytes, cscas: tuple[Csca, ...], lists: tuple[tuple[Csca, RevocationList], ...]) -> HeldSigner:
    """Return a signer. The lists of every key of its country count: references are never given twice in a country."""
    found = signer_certificate.read(data)
    serial = found.certificate.serial
    country = found.signer[:2]
    since = [known.revoked[serial] for one, known in lists if one.country == country and serial in known.revoked]
    known = KnownSigner(
        certificate=found.certificate.der,
        public_key=found.certificate.public_key,
        valid_from=found.certificate.valid_from,
        valid_until=found.certificate.valid_until,
        revoked=bool(since),
        trusted=any(one.country == country and found.certificate.is_issued_by(one.certificate) for one in cscas),
        document_types=found.document_types,
    )
    return HeldSigner(signer=found.signer, reference=found.reference, known=known, revoked_at=min(since, default=None))
