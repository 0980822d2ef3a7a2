"""What becomes of a desk's keys, written into an act: made, certified, followed by the next, given up."""

from __future__ import annotations

from hashlib import sha256

from kbdesk.desk.keys_ports import KeysAct, NewKey
from kbdesk.domain.signers import SignerRow, SignerState
from kbdesk.icao.trust import bundle
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.signer_certificate import SignerCertificate


def record_request(act: KeysAct, made: NewKey, *, signer: str) -> None:
    """Enter a key just made, and keep what opens it; a request without a certificate is withdrawn by it."""
    before = act.signers.in_state(SignerState.REQUESTED)
    body = {"key": made.key, "place": str(made.place), "token": made.token, "signer": signer}
    act.append("signer.requested", {**body, "public_key": made.public_key.hex()})
    if before is not None:
        act.drop_secret(before.key)
    act.keep_secret(made.key, made.secret)


def record_certificate(act: KeysAct, key: str, found: SignerCertificate, *, issuer: str, second: str) -> SignerState:
    """Enter the certificate of a key, which seals from now on where no other does; returns what became of the key."""
    in_use = act.signers.in_state(SignerState.IN_USE) is None
    act.append(
        "signer.imported",
        {
            "key": key,
            "signer": found.signer,
            "issuer": issuer,
            "reference": found.reference,
            "certificate": found.certificate.der.hex(),
            "in_use": in_use,
            "second": second,
        },
    )
    return SignerState.IN_USE if in_use else SignerState.READY


def record_bundle(act: KeysAct, merged: Bundle, *, roots: frozenset[bytes], second: str) -> bytes:
    """Enter the sequences of a bundle and the authorities trusted; returns its file, to be put in place."""
    data = bundle.write(merged)
    act.append(
        "bundle.imported",
        {
            "sequences": bundle.sequences(merged),
            "roots": sorted(root.hex() for root in roots),
            "sha256": sha256(data).hexdigest(),
            "second": second,
        },
    )
    return data


def record_revoked(act: KeysAct, row: SignerRow, *, reason: str, second: str) -> None:
    """Enter that a key seals no more, and forget what opens it."""
    body = {"key": row.key, "signer": row.signer, "reference": row.reference, "reason": reason, "second": second}
    act.append("signer.revoked", body)
    act.drop_secret(row.key)
