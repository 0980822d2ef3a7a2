"""The keys of a desk's seals: asked for, certified, rolled and given up; and the bundle by which it trusts others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kbdesk.desk.keys_errors import KeysError
from kbdesk.desk.keys_ports import KeyPlaces, KeysAct, KeysStore, TrustFile
from kbdesk.desk.keys_record import record_bundle, record_certificate, record_request, record_revoked
from kbdesk.desk.ports import Clock
from kbdesk.desk.signer_errors import SignerError
from kbdesk.desk.trusted import Trusted, trusted
from kbdesk.domain.signers import SignerRow, SignerState
from kbdesk.icao.trust import bundle, csca, keys, periods, request, signer_certificate, status_part, trust_part
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.certificate import parse
from kbdesk.icao.trust.csca import Csca
from kbdesk.icao.trust.errors import CertificateError, TrustError
from kbdesk.icao.trust.trust_store import TrustStore

LONGEST_REASON: Final = 200
BY_HEAD_OFFICE: Final = "revoked by head office"
"""The reason that the ledger has for a key that a revocation list names."""
_FINGERPRINT: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request for a certificate in PEM, and the signer it is for."""

    signer: str
    key: str
    pem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import brought.

    `sequences` are those of the desk's bundle now, `signers` the keys of the desk that were certified or revoked by
    it, `faults` what of the file did not hold and was left out.
    """

    sequences: dict[str, int]
    signers: tuple[SignerRow, ...]
    faults: tuple[TrustError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolled:
    """The key that seals from now on, the one that does no more, and whether that was destroyed where it lay.

    `former` is None where there was none.
    """

    now: SignerRow
    former: SignerRow | None
    destroyed: bool


class KeysDesk:
    """The procedure of keys; everything here reaches the store: call it on the store thread.

    `signer` is the name under which the desk seals. A `second` officer's password has been
    tried by the caller. Refusals are `KeysError`, `TrustError` and `SignerError`; nothing has been recorded then.
    """

    def __init__(
        self,
        *,
        store: KeysStore,
        clock: Clock,
        officer: str,
        supervisors: frozenset[str],
        places: KeyPlaces,
        file: TrustFile,
        signer: str,
    ) -> None:
        self._store, self._clock, self._officer, self._supervisors = store, clock, officer, supervisors
        self._places, self._file, self._signer = places, file, signer

    def rows(self) -> tuple[SignerRow, ...]:
        """Return the desk's keys, in the order in which they were made."""
        return self._store.signers.rows()

    def trusted(self) -> Trusted:
        """Return what the desk believes of others."""
        return trusted(self._file.read(), self._store.signers, at=self._clock.now())

    def request(self, *, anew: bool = False, pin: bytearray | None = None) -> Requested:
        """Return the request for a certificate, of a new key unless one waits for its certificate already.

        `anew` makes a new key all the same, and the one that waits is withdrawn. A key in a token is made with its
        `pin`. A supervisor asks.
        """
        if self._officer not in self._supervisors:
            raise KeysError("keys.supervisor-only")
        waiting = self._store.signers.in_state(SignerState.REQUESTED)
        if waiting is not None and not anew:
            held = keys.TokenKey(waiting.public_key, lambda message: self._places.sign_as(waiting, message))
            return Requested(signer=waiting.signer, key=waiting.key, pem=request.write(held, signer=waiting.signer))
        made = self._places.new(pin)
        erase = None if waiting is None else self._places.eraser(waiting)
        try:
            key = keys.TokenKey(made.public_key, lambda message: self._places.sign(made, message))
            pem = request.write(key, signer=self._signer)
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                record_request(act, made, signer=self._signer)
        except BaseException:
            self._places.eraser(made)()
            raise
        if erase is not None:
            erase()
        return Requested(signer=self._signer, key=made.key, pem=pem)

    def import_file(self, data: bytes, *, second: str, fingerprint: str = "") -> Imported:
        """Take a certificate for the desk's own request, or a bundle; it takes two officers, one of them a supervisor.

        `fingerprint` is the SHA-256, in hex, of the certificate of an authority that is not trusted here yet, as it
        stands on head office's paper. A part of a bundle with a lower sequence than is known is refused, with all.
        """
        self.require_two(second)
        if b"-----BEGIN" in data or data[:1] == b"\x30":
            return self._import_certificate(data, second=second)
        return self._import_bundle(bundle.read(data), second=second, fingerprint=_root(fingerprint))

    def roll(self, *, second: str) -> Rolled:
        """Seal with the key that stands ready from now on; the former is destroyed. It takes two officers.

        There is no former where it was given up or revoked.
        """
        self.require_two(second)
        now = self._clock.now()
        with self._store.act(at=now, officer=self._officer) as act:
            former, ready = act.signers.in_state(SignerState.IN_USE), act.signers.in_state(SignerState.READY)
            if ready is None:
                raise KeysError("keys.none-in-use" if former is None else "keys.none-ready")
            valid_from = signer_certificate.read(ready.certificate).certificate.valid_from
            if now.date() < valid_from:
                raise SignerError("signer.not-yet", signer=ready.signer, on=str(valid_from))
            body = {"key": ready.key, "former": "" if former is None else former.key, "second": second}
            if former is None:
                act.append("signer.rolled", body)
                return Rolled(now=ready, former=None, destroyed=True)
            erase = self._places.eraser(former)
            act.append("signer.rolled", body)
            act.drop_secret(former.key)
        return Rolled(now=ready, former=former, destroyed=erase())

    def revoke(self, *, reason: str, second: str) -> SignerRow:
        """Seal no more with the key in use, at once, and destroy it. It takes two officers.

        Head office still has to put the certificate on its list.
        """
        self.require_two(second)
        said = " ".join(reason.split())
        if not said or len(said) > LONGEST_REASON or not said.isprintable():
            raise KeysError("keys.reason-missing", most=str(LONGEST_REASON))
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            row = act.signers.in_state(SignerState.IN_USE)
            if row is None:
                raise KeysError("keys.none-in-use")
            erase = self._places.eraser(row)
            record_revoked(act, row, reason=said, second=second)
        erase()
        return row

    def export(self, status: bytes = b"") -> bytes:
        """Return the bundle to carry on, with the desk's own `status` part where it made one, and enter that."""
        return self._renew("bundle.exported", status)

    def renew(self, status: bytes) -> None:
        """Put the desk's own `status` part into its bundle, for who verifies without signing in, and enter that."""
        self._renew("bundle.renewed", status)

    def _renew(self, kind: str, status: bytes) -> bytes:
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            here = trusted(self._file.read(), act.signers, at=self._clock.now())
            merged = bundle.merge(here.bundle, Bundle(status=(status,))) if status else here.bundle
            data = bundle.write(merged)
            act.append(kind, {"sequences": bundle.sequences(merged)})
            self._file.write(data)
        return data

    def _import_certificate(self, data: bytes, *, second: str) -> Imported:
        found = parse(data)
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            rows = act.signers.rows()
            if any(row.certificate == found.der for row in rows):
                raise KeysError("keys.certificate-known")
            asked = [row for row in rows if row.public_key == found.public_key and not row.certificate]
            if not asked or asked[-1].state is not SignerState.REQUESTED:
                raise KeysError("keys.request-missing")
            here = trusted(self._file.read(), act.signers, at=self._clock.now())
            if here.store.part is None:
                raise KeysError("keys.trust-missing")
            held, _ = csca.trusted(here.store.part.cscas, act.signers.roots())
            known, issuer = _by_authority(found.der, held, asked[-1])
            record_certificate(act, asked[-1].key, known, issuer=issuer, second=second)
            sequences, row = act.signers.sequences(), _of(act, asked[-1].key)
        return Imported(sequences=sequences, signers=(row,), faults=())

    def _import_bundle(self, offered: Bundle, *, second: str, fingerprint: bytes) -> Imported:
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            bundle.refuse_older(offered, act.signers.sequences())
            here = trusted(self._file.read(), act.signers, at=self._clock.now()).bundle
            roots = self._roots(act, offered, fingerprint)
            trust = offered.trust or here.trust
            if not trust:
                raise KeysError("keys.trust-missing")
            self._require_kind(trust_part.read(trust, roots=roots).cscas)
            tried = TrustStore(Bundle(trust=trust, status=offered.status), roots=roots, at=self._clock.now())
            held = tuple(one for one in offered.status if status_part.head(one)[0] in tried.sequences)
            merged = bundle.merge(here, Bundle(trust=offered.trust, status=held))
            data = record_bundle(act, merged, roots=roots - act.signers.roots(), second=second)
            erasers = {row.key: self._places.eraser(row) for row in act.signers.rows()}
            changed = tuple(_of(act, key) for key in self._settle(act, tried, second=second))
            self._file.write(data)
        for row in changed:
            if row.state is SignerState.REVOKED:
                erasers[row.key]()
        return Imported(sequences=bundle.sequences(merged), signers=changed, faults=tried.faults)

    def _settle(self, act: KeysAct, tried: TrustStore, *, second: str) -> list[str]:
        """Do what a bundle says of the desk's own keys, revoked ones first; return those that it says something of."""
        changed = []
        for held in sorted(tried.signers(), key=lambda one: not one.known.revoked):
            row = next((one for one in act.signers.rows() if one.public_key == held.known.public_key), None)
            if row is None or not held.known.trusted or tried.part is None:
                continue
            if row.state is SignerState.REQUESTED and not held.known.revoked:
                found = signer_certificate.read(held.known.certificate)
                if found.signer != row.signer:
                    raise KeysError("keys.other-signer", offered=found.signer, signer=row.signer)
                record_certificate(act, row.key, found, issuer=tried.part.country, second=second)
                changed.append(row.key)
            elif row.state in (SignerState.IN_USE, SignerState.READY) and held.known.revoked:
                record_revoked(act, row, reason=BY_HEAD_OFFICE, second=second)
                changed.append(row.key)
        return changed

    def _roots(self, act: KeysAct, offered: Bundle, fingerprint: bytes) -> frozenset[bytes]:
        roots = act.signers.roots()
        if not roots and not fingerprint:
            raise KeysError("keys.root-missing")
        if fingerprint and fingerprint not in roots:
            if not offered.trust or fingerprint not in trust_part.authorities(offered.trust):
                raise KeysError("keys.root-other")
            return roots | {fingerprint}
        return roots

    def _require_kind(self, authorities: tuple[bytes, ...]) -> None:
        """Raise `KeysError` where drills and real seals would be mixed."""
        is_drill = self._signer.startswith(periods.DRILL)
        if any((csca.read(one).country == periods.DRILL) != is_drill for one in authorities):
            raise KeysError("keys.drill-mixed")

    def require_two(self, second: str) -> None:
        """Raise `KeysError` unless a second officer is there, and one of the two is a supervisor."""
        if second in ("", self._officer):
            raise KeysError("keys.second-missing")
        if not self._supervisors & {self._officer, second}:
            raise KeysError("keys.supervisor-missing")


def _root(fingerprint: str) -> bytes:
    """Return a fingerprint as it was typed off a paper, in groups or not."""
    bare = "".join(c for c in fingerprint if c not in " :-")
    try:
        found = bytes.fromhex(bare)
    except ValueError:
        raise KeysError("keys.root-bad") from None
    if len(bare) not in (0, _FINGERPRINT):
        raise KeysError("keys.root-bad")
    return found


def _of(act: KeysAct, key: str) -> SignerRow:
    return next(row for row in act.signers.rows() if row.key == key)


def _by_authority(
    data: bytes, authorities: tuple[Csca, ...], row: SignerRow
) -> tuple[signer_certificate.SignerCertificate, str]:
    """Return a certificate by one of the authorities, and that one's country in zones."""
    found = signer_certificate.read(data)
    if found.signer != row.signer:
        raise KeysError("keys.other-signer", offered=found.signer, signer=row.signer)
    for one in authorities:
        if found.certificate.is_issued_by(one.certificate):
            return found, csca.zone_code(one.certificate)
    raise CertificateError("trust.certificate-profile", faults="issuer, signature")
