"""What the commands of keys say, as JSON and for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kbdesk.cli.main import counted
from kbdesk.desk.keys import Imported
from kbdesk.desk.trusted import Trusted
from kbdesk.domain.signers import SignerRow
from kbdesk.icao.trust import csca, signer_certificate
from kbdesk.icao.trust.certificate import fingerprint, to_pem
from kbdesk.icao.trust.errors import TrustError
from kbdesk.icao.trust.holdings import HeldSigner
from kbdesk.icao.trust.trust_part import TrustPart
from kbdesk.icao.trust.trust_store import Age

Answer = dict[str, Any]
_HOUR = 3600


def row_answer(row: SignerRow) -> Answer:
    """Return a key of the desk; dates and certificate are null while it has none."""
    found = signer_certificate.read(row.certificate) if row.certificate else None
    return {
        "signer": row.signer,
        "reference": row.reference or None,
        "state": str(row.state),
        "key": row.key,
        "place": str(row.place),
        "token": row.token or None,
        "valid_from": found.certificate.valid_from.isoformat() if found else None,
        "signs_until": found.signs_until().isoformat() if found else None,
        "valid_until": found.certificate.valid_until.isoformat() if found else None,
        "fingerprint": fingerprint(row.certificate).hex() if row.certificate else None,
        "certificate": to_pem(row.certificate) if row.certificate else None,
    }


def shown_answer(rows: Sequence[SignerRow], trusted: Trusted) -> Answer:
    """Return the desk's keys, the signers and authorities it knows, and how old its lists are."""
    part = trusted.store.part
    own = {row.certificate for row in rows if row.certificate}
    held = {one.known.certificate: one for one in trusted.store.signers()}
    listed = [{**row_answer(row), "own": True, **_standing(held.get(row.certificate))} for row in rows]
    for one in held.values():
        if one.known.certificate not in own:
            listed.append({**_other(one), "own": False, **_standing(one)})
    return {
        "signers": listed,
        "authorities": [_authority(data) for data in (own_authorities(part) if part else ())],
        "lists": [age_answer(age) for age in trusted.store.ages()],
        "sequences": dict(trusted.store.sequences),
        "faults": [_fault(fault) for fault in trusted.faults],
    }


def age_answer(age: Age) -> Answer:
    """Return how old a part is; `due_at` is null where none is due."""
    return {
        "kind": str(age.kind),
        "name": age.name,
        "issued_at": age.issued_at.isoformat(),
        "due_at": None if age.due_at is None else age.due_at.isoformat(),
        "age_hours": round(age.age.total_seconds() / _HOUR, 1),
        "stale": age.is_stale,
    }


def imported_answer(done: Imported) -> Answer:
    """Return what an import brought."""
    return {
        "sequences": done.sequences,
        "signers": [row_answer(row) for row in done.signers],
        "faults": [_fault(fault) for fault in done.faults],
    }


def told_imported(done: Imported) -> str:
    """Return the same for people."""
    said = [f"{row.signer} with the certificate {row.reference} is {row.state} now." for row in done.signers]
    parts = ", ".join(f"{part} {sequence}" for part, sequence in done.sequences.items())
    return "\n".join([*said, f"The desk knows: {parts}.", *(f"Left out: {fault}" for fault in done.faults)])


def told_shown(rows: Sequence[SignerRow], trusted: Trusted) -> str:
    """Return signers, authorities and ages for people, each certificate in PEM."""
    shown = shown_answer(rows, trusted)
    lines = []
    for one in shown["signers"]:
        words = [one["signer"], one["reference"] or "-", one["state"] or "another desk's"]
        words += [f"{one['valid_from']} to {one['valid_until']}"] if one["certificate"] else []
        words += ["REVOKED"] if one["revoked"] else []
        lines += ["  ".join(words), *([one["certificate"]] if one["certificate"] else [])]
    lines += [f"{one['name']}  {grouped(one['fingerprint'])}" for one in shown["authorities"]]
    lines += [f"{one['kind']} {one['name']}: {_age(one)}" for one in shown["lists"]]
    lines += [f"Does not hold: {one['message']}" for one in shown["faults"]]
    return "\n".join(lines) or "This desk has no key and trusts nobody yet."


def grouped(digits: str) -> str:
    """Return a fingerprint in groups of four, as it is compared by eye.

    >>> grouped("00ff12")
    '00FF 12'
    """
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4)).upper()


def _age(one: Answer) -> str:
    due = " and should have been renewed" if one["stale"] else ""
    return f"of {one['issued_at']}, {counted(one['age_hours'], 'hour')} old{due}"


def _other(one: HeldSigner) -> Answer:
    known = one.known
    return {
        "signer": one.signer,
        "reference": one.reference,
        "state": None,
        "key": None,
        "place": None,
        "token": None,
        "valid_from": known.valid_from.isoformat(),
        "signs_until": signer_certificate.read(known.certificate).signs_until().isoformat(),
        "valid_until": known.valid_until.isoformat(),
        "fingerprint": fingerprint(known.certificate).hex(),
        "certificate": to_pem(known.certificate),
    }


def _standing(held: HeldSigner | None) -> Answer:
    return {
        "published": held is not None,
        "trusted": held is not None and held.known.trusted,
        "revoked": held is not None and held.known.revoked,
        "revoked_at": held.revoked_at.isoformat() if held is not None and held.revoked_at is not None else None,
    }


def own_authorities(part: TrustPart) -> tuple[bytes, ...]:
    """Return the certificates of a part's authorities, without the links from one key to the next."""
    found = ((data, csca.read(data).certificate) for data in part.cscas)
    return tuple(data for data, one in found if one.subject == one.issuer)


def _authority(data: bytes) -> Answer:
    found = csca.read(data)
    return {
        "name": found.name,
        "country": found.country,
        "signs_from": found.signs_from.isoformat(),
        "signs_until": found.signs_until.isoformat(),
        "fingerprint": fingerprint(data).hex(),
        "certificate": to_pem(data),
    }


def _fault(fault: TrustError) -> Answer:
    return {"code": fault.code, "message": str(fault)}
