"""The trust bundle: one document of signed parts, which any carrier merges and none can turn back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from kbdesk.icao.trust import holdings, status_part, trust_part
from kbdesk.icao.trust.errors import BundleError, RollbackError, StatusError
from kbdesk.icao.trust.holdings import Holdings

LARGEST: Final = 64 << 20
"""Bytes of a bundle; more are refused unread."""
TRUST: Final = "trust"
"""The name of the trust part among the sequences; the others have their desk's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The parts as their signers made them, byte for byte. `trust` is empty where there is none yet."""

    trust: bytes = b""
    status: tuple[bytes, ...] = ()


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="kbdesk-bundle-1"):
    trust: bytes
    status: tuple[bytes, ...]


_DECODER: Final = msgspec.msgpack.Decoder(_Document)


def write(bundle: Bundle) -> bytes:
    """Return the file of a bundle; the same parts give the same bytes."""
    return msgspec.msgpack.encode(_Document(bundle.trust, bundle.status))


def read(data: bytes) -> Bundle:
    """Return the bundle of a file, every part whole, no signature tried. Raises `TrustError` of the part at fault."""
    if len(data) > LARGEST:
        raise BundleError("trust.bundle-huge", megabytes=str(LARGEST >> 20))
    try:
        found = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BundleError("trust.bundle-damaged") from error
    bundle = Bundle(trust=found.trust, status=found.status)
    sequences(bundle)
    for part in bundle.status:
        status_part.read_status_part(part)
    return bundle


def sequences(bundle: Bundle) -> dict[str, int]:
    """Return the sequence of every part: of ``trust`` and of each desk. Raises `TrustError`."""
    found = {TRUST: trust_part.head(bundle.trust)} if bundle.trust else {}
    for part in bundle.status:
        desk, sequence = status_part.head(part)
        if desk in found:
            raise BundleError("trust.bundle-twice", part=desk)
        found[desk] = sequence
    return found


def older(bundle: Bundle, known: Mapping[str, int]) -> tuple[RollbackError, ...]:
    """Return a refusal for each part of a bundle with a lower sequence than is known. Raises `TrustError`."""
    return tuple(
        RollbackError("trust.rollback", part=_shown(part), offered=str(sequence), known=str(known[part]))
        for part, sequence in sequences(bundle).items()
        if sequence < known.get(part, 0)
    )


def refuse_older(bundle: Bundle, known: Mapping[str, int]) -> None:
    """Raise `RollbackError` for the first part of a bundle with a lower sequence than is known."""
    for refusal in older(bundle, known):
        raise refusal


def merge(known: Bundle, other: Bundle) -> Bundle:
    """Return a bundle with the newest of every part.

    Raises `RollbackError` if a part of the other has a lower sequence than the same part here, and what `newest`
    raises.
    """
    refuse_older(other, sequences(known))
    return newest(known, other)


def newest(known: Bundle, other: Bundle) -> Bundle:
    """Return a bundle with the newest of every part, for a carrier whose parts may lag behind in places.

    What comes in must hold: a trust part by an authority that the one here names, a status part by its desk's signer.
    Where there is no trust part yet, nothing can be tried, and `TrustStore` believes nothing. Raises `TrustError`.
    """
    here, there = sequences(known), sequences(other)
    trust = _newer(TRUST, (here.get(TRUST, 0), known.trust), (there.get(TRUST, 0), other.trust))
    held = holdings.NOTHING
    if trust:
        roots = trust_part.authorities(known.trust or trust)
        held = holdings.hold(trust_part.read(trust, roots=roots), roots=roots)
    old, new = ({status_part.head(part)[0]: part for part in bundle.status} for bundle in (known, other))
    status = []
    for desk in sorted({*old, *new}):
        mine = (here.get(desk, 0), old.get(desk, b""))
        if trust and desk in new and not _holds(held, mine[1]):
            mine = (0, b"")
        part = _newer(desk, mine, (there.get(desk, 0), new.get(desk, b"")))
        if trust and part != old.get(desk):
            held.status(part)
        status.append(part)
    return Bundle(trust=trust, status=tuple(status))


def _holds(held: Holdings, part: bytes) -> bool:
    """Tell whether a part that is here holds, so that one that does not cannot stand in the way by its sequence."""
    try:
        held.status(part)
    except StatusError:
        return False
    return True


def _newer(part: str, known: tuple[int, bytes], other: tuple[int, bytes]) -> bytes:
    if known[0] == other[0] and known[1] != other[1]:
        raise BundleError("trust.bundle-differs", part=_shown(part), sequence=str(known[0]))
    return max(known, other)[1]


def _shown(part: str) -> str:
    """Return what people know a part by: that of the authority, or a desk."""
    return "CSCA" if part == TRUST else part
