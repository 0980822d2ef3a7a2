"""What a desk believes of others: its bundle, less the parts that somebody put back to an earlier state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kbdesk.desk.keys_ports import Signers
from kbdesk.icao.trust import bundle, status_part
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.errors import TrustError
from kbdesk.icao.trust.trust_store import TrustStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """What is believed, the bundle it stands in, and what of it does not hold."""

    store: TrustStore
    bundle: Bundle
    faults: tuple[TrustError, ...]


def trusted(data: bytes, signers: Signers, *, at: datetime) -> Trusted:
    """Return what is believed of a bundle's file, empty where there is none; raises nothing for what it holds.

    A part with a lower sequence than the records know is not believed. `at` is that from which ages are counted.
    """
    try:
        read = bundle.read(data) if data else Bundle()
    except TrustError as error:
        return Trusted(store=TrustStore(Bundle(), roots=frozenset(), at=at), bundle=Bundle(), faults=(error,))
    known = signers.sequences()
    kept, older = _current(read, known), bundle.older(read, known)
    found = TrustStore(kept, roots=signers.roots(), at=at)
    return Trusted(store=found, bundle=kept, faults=(*older, *found.faults))


def _current(read: Bundle, known: Mapping[str, int]) -> Bundle:
    """Return a bundle without the parts that are older than known."""
    here = bundle.sequences(read)
    status = tuple(part for part in read.status if not _is_older(status_part.head(part), known))
    is_older = here.get(bundle.TRUST, 0) < known.get(bundle.TRUST, 0)
    return Bundle(trust=b"" if is_older else read.trust, status=status)


def _is_older(head: tuple[str, int], known: Mapping[str, int]) -> bool:
    desk, sequence = head
    return sequence < known.get(desk, 0)
