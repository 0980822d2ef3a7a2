"""A head office and its crossings to try the program with: synthetic keys, one instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec

from kbdesk.icao.seal import signature
from kbdesk.icao.trust import ceremony, periods, request
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.status_list import ListedState, StatusList
from kbdesk.icao.trust.status_part import StatusPart, sign_status_part
from kbdesk.icao.trust.trust_part import TrustPart

AT = datetime(2022, 8, 1, 6, 0, tzinfo=UTC)
PERMITS = StatusList.of(
    [(1, ListedState.IN_FORCE), (2, ListedState.RETURNED), (3, ListedState.VOID), (7, ListedState.LOST)]
)
REGISTRATIONS = StatusList.of([(5, ListedState.RETURNED)])


@cache
def key(number: int = 1) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(9303 + number, ec.SECP256R1())


def ask(number: int, signer: str) -> request.Request:
    return request.read(request.write(key(number), signer=signer).encode())


@cache
def founded() -> TrustPart:
    period = periods.csca(date(2022, 7, 1))
    return ceremony.found(key(), country="KS", zone_country="RKS", name="CSCA Kosovo 1", period=period, at=AT)


@dataclass(frozen=True)
class Office:
    part: TrustPart
    csca: bytes
    jarinje: bytes
    brnjak: bytes


@cache
def opened() -> Office:
    """An office with two signers, KSJA (reference 1) for Jarinje and KSBR (2) for Brnjak."""
    part, jarinje = ceremony.admit(founded(), key(), ask(2, "KSJA"), at=AT, crossings=("J",), document_types=("PU",))
    part, brnjak = ceremony.admit(part, key(), ask(3, "KSBR"), at=AT, crossings=("B",))
    return Office(part, part.cscas[0], jarinje, brnjak)


def signed(part: TrustPart | None = None, number: int = 1) -> bytes:
    return ceremony.sign(part or opened().part, key(number))


def status(
    desk: str = "J2",
    sequence: int = 1,
    at: datetime = AT,
    number: int = 2,
    *,
    signer: str = "",
    reference: str = "",
    permits: StatusList = PERMITS,
) -> bytes:
    """Return a desk's part by key 2, Jarinje's, or 3, Brnjak's, or another that says it is Jarinje's."""
    name, own = {3: ("KSBR", "2")}.get(number, ("KSJA", "1"))
    part = StatusPart(
        desk=desk,
        sequence=sequence,
        issued_at=at,
        signer=signer or name,
        reference=reference or own,
        permits=permits,
        registrations=REGISTRATIONS,
    )
    return sign_status_part(part, lambda message: sign(message, number))


def bundle(part: TrustPart | None = None, *parts: bytes) -> Bundle:
    return Bundle(trust=signed(part), status=parts or (status(),))


def roots() -> frozenset[bytes]:
    return ceremony.fingerprints(founded())


def sign(message: bytes, number: int = 1) -> bytes:
    return signature.sign(key(number), message)
