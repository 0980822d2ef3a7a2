#!/usr/bin/env python3
"""Prove an exported ledger without kbdesk: every entry in its place, and the end where a head attests it.

Written from the description of the format in docs/MANUAL.md ("The exported ledger"), for whoever does not trust the
program that wrote it. Needs Python 3.11 and the package `cryptography`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import exceptions, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

PREFIX = b"kbdesk entry 1"
GENESIS = "0" * 64
WORDS = ("at", "machine_at", "officer", "kind")
LONGEST_LINE = 16 * 1024 * 1024

WHOLE, BROKEN, WRONG_CALL = 0, 1, 2


class NotALedgerError(Exception):
    """The file is no exported ledger; the message says at which line and why."""


@dataclass(frozen=True)
class Entry:
    """One line; digests in 64 hex digits. `salt` and `body` are None where left out, by the export if `masked`."""

    line: int
    seq: int
    words: tuple[str, str, str, str]
    body_digest: str
    previous: str
    digest: str
    salt: str | None
    body: str | None
    masked: bool

    def holds(self) -> bool:
        """Tell whether the digest is that of the entry's own parts, each behind its length."""
        made = hashlib.sha256(PREFIX)
        words = (word.encode() for word in self.words)
        parts = (self.seq.to_bytes(8, "big"), *words, bytes.fromhex(self.body_digest), bytes.fromhex(self.previous))
        for part in parts:
            made.update(len(part).to_bytes(4, "big"))
            made.update(part)
        return made.hexdigest() == self.digest

    def body_holds(self) -> bool:
        """Tell whether the body, where there is one, has the digest that the entry names."""
        if self.salt is None or self.body is None:
            return self.salt is None and self.body is None
        return hashlib.sha256(bytes.fromhex(self.salt) + self.body.encode()).hexdigest() == self.body_digest


@dataclass
class Report:
    """What was found: entries read, with a body, without (`gone`), said to be pruned (`covered`), faults, head."""

    entries: int = 0
    bodies: int = 0
    masked: int = 0
    gone: set[int] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)
    last: int = 0
    head: str = GENESIS
    attested_at: int | None = None
    faults: list[str] = field(default_factory=list)


def entries(lines: Iterable[bytes]) -> Iterator[Entry]:
    """Yield the entries of an export. Raises `NotALedgerError` for a line that is none."""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise NotALedgerError(f"line {number}: is longer than any entry")
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            raise NotALedgerError(f"line {number}: is not JSON") from None
        if number == 1:
            if not isinstance(data, dict) or data.get("format") != "kbdesk ledger 1":
                raise NotALedgerError("line 1: does not say that this is an exported ledger")
            continue
        yield _entry(number, data)


def _entry(number: int, data: Any) -> Entry:
    def text(key: str) -> str:
        value = data.get(key)
        if not isinstance(value, str):
            raise NotALedgerError(f"line {number}: {key} is missing or no text")
        return value

    def digits(key: str, length: int) -> str:
        value = text(key)
        if len(value) != length or set(value) - set("0123456789abcdef"):
            raise NotALedgerError(f"line {number}: {key} is not {length} hex digits")
        return value

    if not isinstance(data, dict):
        raise NotALedgerError(f"line {number}: is no entry")
    seq = data.get("seq")
    if isinstance(seq, bool) or not isinstance(seq, int) or not 0 < seq < 2**63:
        raise NotALedgerError(f"line {number}: seq is missing or no number of an entry")
    try:
        for key in (*WORDS, "body"):
            str(data.get(key, "")).encode()
    except UnicodeEncodeError:
        raise NotALedgerError(f"line {number}: holds half a character") from None
    at, machine_at, officer, kind = (text(key) for key in WORDS)
    return Entry(
        line=number,
        seq=seq,
        words=(at, machine_at, officer, kind),
        body_digest=digits("body_digest", 64),
        previous=digits("previous", 64),
        digest=digits("digest", 64),
        salt=digits("salt", 32) if "salt" in data else None,
        body=text("body") if "body" in data else None,
        masked=data.get("masked") is True,
    )


def verify(chain: Iterable[Entry], *, head: str = "") -> Report:
    """Walk a chain and name every place where it does not hold."""
    report, seen, missing = Report(), set[int](), dict[int, str]()
    expected, previous = 1, GENESIS
    for entry in chain:
        report.entries += 1
        report.bodies += entry.body is not None
        report.faults.extend(_own_faults(entry))
        report.covered.update(seq for seq in covered(entry) if seq < entry.seq)
        report.masked += entry.masked
        if entry.body is None and not entry.masked:
            report.gone.add(entry.seq)
        if entry.digest == head:
            report.attested_at = entry.seq
        if entry.seq in seen:
            report.faults.append(f"entry {entry.seq} stands twice: one was inserted (line {entry.line})")
            continue
        seen.add(entry.seq)
        if entry.seq in missing:
            del missing[entry.seq]
            report.faults.append(f"entry {entry.seq} stands out of its place: swapped (line {entry.line})")
            continue
        for absent in range(expected, min(entry.seq, expected + 1000)):
            missing[absent] = f"entry {absent} is not there: removed (before line {entry.line})"
        if entry.seq == expected and entry.previous != previous:
            report.faults.append(f"entry {entry.seq} does not follow the one before it (line {entry.line})")
        if entry.seq - expected > 1000:
            report.faults.append(f"entries {expected + 1000} to {entry.seq - 1} are not there either")
        expected, previous = entry.seq + 1, entry.digest
        report.last, report.head = entry.seq, entry.digest
    report.faults.extend(missing.values())
    if report.bodies:
        bare = sorted(report.gone - report.covered)
        report.faults.extend(f"the body of entry {seq} is gone, and no later entry covers it" for seq in bare)
    if head and report.attested_at is None:
        ends = f"the attested head is not in this ledger, which ends with entry {report.last}"
        report.faults.append(f"{ends}: its end was cut off or rewritten")
    return report


def covered(entry: Entry) -> Iterator[int]:
    """Yield the entries whose bodies an entry says were pruned."""
    if entry.words[3] != "retention.pruned" or entry.body is None:
        return
    try:
        yield from (int(seq) for seq in json.loads(entry.body)["entries"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return


def _own_faults(entry: Entry) -> Iterator[str]:
    if not entry.holds():
        yield f"entry {entry.seq} was changed (line {entry.line})"
    if not entry.body_holds():
        yield f"the body of entry {entry.seq} was changed (line {entry.line})"


def verdict(report: Report, *, head: str) -> str:
    """Return what can be said of a chain without faults."""
    pruned = f", {len(report.gone)} pruned" if report.bodies and report.gone else ""
    masked = f", {report.masked} masked" if report.masked else ""
    bodies = "" if report.bodies == report.entries else f" ({report.bodies} with their bodies{pruned}{masked})"
    if not head:
        return f"whole up to {report.last}, end not attested{bodies}\nhead {report.head}"
    later = report.last - (report.attested_at or 0)
    more = f", {later} entries after it" if later else ""
    return f"whole up to {report.last}, attested at {report.attested_at}{more}{bodies}\nhead {report.head}"


class NoReportError(Exception):
    """The seal is not that of a shift report, or the certificate's key did not sign it; the message says which."""


def head_of_report(seal: bytes, certificate: bytes) -> str:
    """Return the head that the seal of a shift report bears, 64 hex digits (ICAO Doc 9303-13, version 4).

    `certificate` is that of the desk's signer, in PEM or DER. Raises `NoReportError`.
    """
    signed, signature = seal[:-66], seal[-64:]
    if seal[:2] != b"\xdc\x03" or seal[-66:-64] != b"\xff\x40":
        raise NoReportError("is no seal with a signature of 64 bytes")
    features = _features(signed)
    if features.get(1) != b"shift-report" or len(features.get(4, b"")) != 32:
        raise NoReportError("is not the seal of a shift report")
    load = x509.load_pem_x509_certificate if b"-----BEGIN" in certificate else x509.load_der_x509_certificate
    try:
        key = load(certificate).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise NoReportError("the certificate has no key of an elliptic curve")
        halves = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        key.verify(utils.encode_dss_signature(*halves), signed, ec.ECDSA(hashes.SHA256()))
    except ValueError:
        raise NoReportError("the certificate cannot be read") from None
    except exceptions.InvalidSignature:
        raise NoReportError("was not signed by the key of this certificate, or was changed") from None
    return features[4].hex()


def _features(signed: bytes) -> dict[int, bytes]:
    """Return what a seal says, by tag: behind its header, each a tag, its length in one byte and its bytes."""
    place, found = _header_length(signed), dict[int, bytes]()
    while place + 2 <= len(signed):
        tag, length = signed[place], signed[place + 1]
        found[tag] = signed[place + 2 : place + 2 + length]
        place += 2 + length
    return found if place == len(signed) else {}


def _header_length(signed: bytes) -> int:
    """Return how long a header is: the reference of the certificate in it is as long as two hex digits in C40 say."""
    packed = int.from_bytes(signed[6:8], "big") - 1
    digits = [value - 4 for value in (packed // 40 % 40, packed % 40)]
    length = 16 * digits[0] + digits[1] if all(0 <= digit < 16 for digit in digits) else len(signed)
    return 8 + 2 * -(-length // 3) + 8


def main(words: list[str] | None = None) -> int:
    """Read the command line and say what was found: 0 whole, 1 not, 2 no ledger."""
    parser = argparse.ArgumentParser(description="Prove an exported ledger without kbdesk.")
    parser.add_argument("export", type=Path, help="what `kbdesk ledger export` wrote")
    parser.add_argument("--head", default="", help="the head that a shift report, a backup or a bundle attests")
    parser.add_argument("--report", type=Path, help="the seal of a shift report, raw or in hex digits, as its head")
    parser.add_argument("--signer", type=Path, help="the certificate of the desk's signer, to prove that seal with")
    given = parser.parse_args(words)
    head = "".join(given.head.split()).lower()
    if given.report:
        try:
            head = head_of_report(_raw(given.report.read_bytes()), given.signer.read_bytes() if given.signer else b"")
        except NoReportError as error:
            print(f"{given.report.name}: {error}", file=sys.stderr)
            return WRONG_CALL
        except OSError as error:
            print(f"--report, --signer: cannot be read: {error.strerror}", file=sys.stderr)
            return WRONG_CALL
    if head and (len(head) != 64 or set(head) - set("0123456789abcdef")):
        print("--head: is not 64 hex digits", file=sys.stderr)
        return WRONG_CALL
    try:
        with given.export.open("rb") as lines:
            report = verify(entries(lines), head=head)
    except NotALedgerError as error:
        print(f"{given.export.name}: {error}", file=sys.stderr)
        return WRONG_CALL
    except OSError as error:
        print(f"{given.export.name}: cannot be read: {error.strerror}", file=sys.stderr)
        return WRONG_CALL
    if not report.entries:
        print(f"{given.export.name}: holds no entry", file=sys.stderr)
        return WRONG_CALL
    for fault in report.faults:
        print(fault)
    if report.faults:
        return BROKEN
    print(verdict(report, head=head))
    return WHOLE


def _raw(seal: bytes) -> bytes:
    """Return a seal's bytes, which may be given in hex digits."""
    try:
        return bytes.fromhex(seal.decode("ascii"))
    except ValueError:
        return seal


if __name__ == "__main__":
    raise SystemExit(main())
