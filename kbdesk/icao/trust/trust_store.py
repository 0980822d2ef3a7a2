"""What a bundle lets a verifier believe: who may seal, and which papers still stand as of when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from kbdesk.icao.seal.signers import KnownSigner
from kbdesk.icao.trust import bundle, holdings, trust_part
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.errors import BundleError, StatusError, TrustError, TrustPartError
from kbdesk.icao.trust.holdings import HeldSigner
from kbdesk.icao.trust.periods import DRILL
from kbdesk.icao.trust.status_list import ListedState
from kbdesk.icao.trust.status_part import StatusPart
from kbdesk.icao.trust.trust_part import TrustPart


@dataclass(frozen=True, slots=True)
class Listed:
    """What a desk's list says of a paper, and of when the list is. `state` is None where it says nothing of it."""

    state: ListedState | None
    issued_at: datetime


class AgedKind(StrEnum):
    """What has an age: head office's part, a revocation list, a desk's status part."""

    TRUST = "trust"
    REVOCATION = "revocation"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How old a part is at an instant. `name` is a CSCA's or a desk's; `due_at` when a revocation list is due anew.

    An age below nothing means that the clock that was asked lags behind the signer's. A stale list stops nobody and
    clears nobody: it is shown with its age.
    """

    kind: AgedKind
    name: str
    issued_at: datetime
    due_at: datetime | None
    age: timedelta

    @property
    def is_stale(self) -> bool:
        """Whether the next was due."""
        return self.due_at is not None and self.issued_at + self.age > self.due_at


class TrustStore:
    """A bundle, tried: what does not hold in it is left out and told in `faults`; raises nothing.

    `roots` are SHA-256 of the CSCA certificates trusted from elsewhere, `at` the instant from which ages are counted
    unless another is given, else that of the newest part. Implements `kbdesk.icao.seal.signers.Signers`.
    """

    def __init__(self, bundle: Bundle, *, roots: frozenset[bytes], at: datetime | None = None) -> None:
        self._at = at
        self._part: TrustPart | None = None
        self._held = holdings.NOTHING
        self._status: dict[str, StatusPart] = {}
        faults: list[TrustError] = []
        if bundle.trust:
            try:
                self._part = trust_part.read(bundle.trust, roots=roots)
            except TrustPartError as error:
                faults.append(error)
            else:
                self._held = holdings.hold(self._part, roots=roots)
                faults += self._held.faults
        for data in bundle.status:
            try:
                part = self._held.status(data).part
            except StatusError as error:
                faults.append(error)
                continue
            if part.desk in self._status:
                faults.append(BundleError("trust.bundle-twice", part=part.desk))
            if part.desk not in self._status or part.sequence > self._status[part.desk].sequence:
                self._status[part.desk] = part
        self._faults = tuple(faults)

    @property
    def faults(self) -> tuple[TrustError, ...]:
        """What of the bundle does not hold."""
        return self._faults

    @property
    def part(self) -> TrustPart | None:
        """Head office's part, None where there is none that holds."""
        return self._part

    @property
    def is_drill(self) -> bool:
        """Whether all that is believed here is of drills."""
        return bool(self._held.cscas) and all(one.country == DRILL for one in self._held.cscas)

    @property
    def newest(self) -> datetime | None:
        """The instant of the newest part that holds, before which nobody can be asking; None where there is none."""
        parts = (self._part, *self._status.values())
        return max((part.issued_at for part in parts if part is not None), default=None)

    @property
    def rulebooks(self) -> Mapping[str, bytes]:
        """The rulebooks of head office by file name; none where its part does not hold."""
        return MappingProxyType(dict(self._part.rulebooks) if self._part else {})

    @property
    def sequences(self) -> Mapping[str, int]:
        """The sequences of the parts that hold: of ``trust`` and of each desk."""
        trust = {"trust": self._part.sequence} if self._part else {}
        return MappingProxyType(trust | {desk: part.sequence for desk, part in sorted(self._status.items())})

    def find(self, signer: str, reference: str) -> KnownSigner | None:
        """Return the signer of these four characters with this certificate reference."""
        held = self._held.signers.get((signer, reference))
        return held.known if held else None

    def signers(self) -> tuple[HeldSigner, ...]:
        """Return every signer that keeps to its profile, trusted or not, in order of name and reference."""
        return tuple(sorted(self._held.signers.values(), key=lambda one: (one.signer, int(one.reference, 16))))

    def listed(self, desk: str, series: str, index: int) -> Listed | None:
        """Return what the list of a desk (``J2``) says of a ``permit`` or ``registration`` with this status index.

        None where there is no list of the desk that holds. Silence of a list is not "clear".
        """
        part = self._status.get(desk)
        if part is None:
            return None
        listed = {"permit": part.permits, "registration": part.registrations}.get(series)
        return Listed(listed.state(index), part.issued_at) if listed else None

    def ages(self, at: datetime | None = None) -> tuple[Age, ...]:
        """Return how old every part that holds is at an instant."""
        at = at or self._at or self.newest
        if at is None:
            return ()
        found = [(AgedKind.TRUST, self._part.country, self._part.issued_at, None)] if self._part else []
        lists = [(AgedKind.REVOCATION, one.name, known.issued_at, known.due_at) for one, known in self._held.lists]
        parts = [(AgedKind.STATUS, desk, part.issued_at, None) for desk, part in sorted(self._status.items())]
        return tuple(
            Age(kind=kind, name=name, issued_at=issued_at, due_at=due_at, age=at - issued_at)
            for kind, name, issued_at, due_at in (*found, *lists, *parts)
        )


def carried(data: bytes, *, root: bytes = b"") -> TrustStore:
    """Return what is believed by whoever has nothing but a bundle's file: the authorities that it names itself.

    With `root`, the SHA-256 of an authority's certificate, only that authority. Raises `TrustError` for a file that is
    no bundle.
    """
    read = bundle.read(data)
    named = trust_part.authorities(read.trust) if read.trust else frozenset[bytes]()
    return TrustStore(read, roots=named & {root} if root else named)
