"""What head office does with its authority, in a folder of its own: no desk, no network, a key under a passphrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from kbdesk.desk.keys_errors import KeysError
from kbdesk.icao.trust import bundle, ceremony, csca, keys, periods, request, trust_part
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.errors import TrustPartError
from kbdesk.icao.trust.keys import PrivateKey
from kbdesk.icao.trust.periods import Periods
from kbdesk.icao.trust.signer_certificate import SignerCertificate
from kbdesk.icao.trust.trust_part import TrustPart

KEY: Final = "csca.pem"
BUNDLE: Final = "trust.bundle"
SHORTEST: Final = 16
"""Characters of a passphrase: what protects the authority if its folder is lost."""


class OfficeFiles(Protocol):
    """The folder of head office."""

    def read(self, name: str) -> bytes:
        """Return a file, empty where there is none. Raises `OSError`."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place, whole or not at all, for its owner's eyes. Raises `OSError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A signer just certified: the certificate in DER, and what it says."""

    der: bytes
    known: SignerCertificate


class HeadOffice:
    """The authority of a country. Its files are a key and a bundle, which is all it remembers: nothing is half done.

    Every act takes the passphrase of the key, raises `KeysError` or `TrustError` for what it will not do, and leaves
    the folder as it was then. What it did is in the bundle, to be carried to the desks.
    """

    def __init__(self, files: OfficeFiles) -> None:
        self._files = files

    def part(self) -> TrustPart:
        """Return the trust part as it stands. Raises `KeysError`."""
        data = self._files.read(BUNDLE)
        if not data:
            raise KeysError("keys.office-missing")
        trust = bundle.read(data).trust
        try:
            return trust_part.read(trust, roots=trust_part.authorities(trust))
        except TrustPartError as error:
            raise KeysError("keys.office-damaged") from error

    def found(
        self,
        *,
        country: str,
        zone_country: str,
        name: str,
        passphrase: bytes,
        at: datetime,
        period: Periods | None = None,
    ) -> TrustPart:
        """Make the key and the certificate of an authority, and its first trust part.

        `country` is its two capitals, `zone_country` its code in zones, `period` the longest the standard allows
        unless it is given. Drills (UT) may go without a passphrase.
        """
        if self._files.read(BUNDLE):
            raise KeysError("keys.office-exists")
        if country != periods.DRILL and len(passphrase) < SHORTEST:
            raise KeysError("keys.passphrase-short", least=str(SHORTEST))
        key = keys.new()
        period = period or periods.csca(at.astimezone(UTC).date())
        part = ceremony.found(key, country=country, zone_country=zone_country, name=name, period=period, at=at)
        published = _published(ceremony.sign(part, key))
        self._files.write(KEY, keys.store(key, passphrase))
        self._files.write(BUNDLE, published)
        return part

    def admit(
        self,
        asked: bytes,
        *,
        passphrase: bytes,
        at: datetime,
        crossings: Iterable[str] = (),
        period: Periods | None = None,
    ) -> Admitted:
        """Certify the signer that asks in a request (PKCS 10, PEM or DER); at most five a year."""
        part, key = self.part(), self._key(passphrase)
        known = request.read(asked)
        after, certificate = ceremony.admit(part, key, known, at=at, crossings=crossings, period=period)
        self._publish(after, key)
        return Admitted(der=certificate, known=ceremony.published(after)[-1])

    def revoke(self, signer: str, reference: str, *, passphrase: bytes, at: datetime) -> TrustPart:
        """Put a certificate on the revocation list: everything it sealed is doubtful from now on."""
        part, key = self.part(), self._key(passphrase)
        return self._publish(ceremony.revoke(part, key, signer=signer, reference=reference, at=at), key)

    def renew(self, *, passphrase: bytes, at: datetime) -> TrustPart:
        """Publish the revocation list anew; it is due every 90 days even where nothing was revoked."""
        part, key = self.part(), self._key(passphrase)
        return self._publish(ceremony.renew(part, key, at=at), key)

    def publish(self, rulebooks: Mapping[str, bytes], *, passphrase: bytes, at: datetime) -> TrustPart:
        """Put rulebooks into the trust part, in place of those it had."""
        part, key = self.part(), self._key(passphrase)
        return self._publish(ceremony.publish(part, rulebooks, at=at), key)

    def roll(self, *, name: str, passphrase: bytes, at: datetime) -> TrustPart:
        """Follow the key of the authority with a new one under the same passphrase; the old one signs the link to it.

        The bundle is signed with the old key; what is published later, with the new. The old key is gone then.
        """
        part, key, fresh = self.part(), self._key(passphrase), keys.new()
        period = periods.csca(at.astimezone(UTC).date())
        after = ceremony.roll(part, key, fresh, name=name, period=period, at=at)
        self._publish(after, key)
        self._files.write(KEY, keys.store(fresh, passphrase))
        return after

    def bundle(self) -> bytes:
        """Return the file to carry to the desks."""
        self.part()
        return self._files.read(BUNDLE)

    def is_drill(self) -> bool:
        """Tell whether the authority is that of drills."""
        return csca.read(self.part().cscas[0]).country == periods.DRILL

    def _key(self, passphrase: bytes) -> PrivateKey:
        return keys.load(self._files.read(KEY), passphrase)

    def _publish(self, part: TrustPart, key: PrivateKey) -> TrustPart:
        self._files.write(BUNDLE, _published(ceremony.sign(part, key)))
        return part


def _published(trust: bytes) -> bytes:
    return bundle.write(Bundle(trust=trust))
