"""Status: what the desk says to everybody of its permits and registrations, as a signed part of the trust bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from kbdesk.desk.ports import Clock, Signer
from kbdesk.domain.vocabulary import Series
from kbdesk.icao.trust.status_list import BITS, NEVER, ListedState, StatusList
from kbdesk.icao.trust.status_part import StatusPart, sign_status_part

STRETCH: Final = 5_000
"""Numbers read at once: some 10 ms, so that the store's thread never works on a list for 100."""
_SERIAL: Final = slice(2, 8)
"""Where the six digits of a number stand; numbers of the registers are whole, their check characters need no trial."""
SERIES: Final = (Series.PERMIT, Series.REGISTRATION)


class StatusReader(Protocol):
    """The registers of permits and registrations."""

    def stretch(self, series: Series, *, after: str, most: int) -> Sequence[tuple[str, ListedState]]:
        """Return the first `most` numbers after one, in order, each with its state."""


class KnownSequences(Protocol):
    """What has been seen of the bundle's parts."""

    def sequences(self) -> dict[str, int]:
        """Return the highest sequence seen of each part of a bundle: of ``trust`` and of each desk."""


class StatusStore(Protocol):
    """What making a status part asks of the desk's memory."""

    @property
    def status(self) -> StatusReader:
        """The registers of permits and registrations."""

    @property
    def signers(self) -> KnownSequences:
        """The registers of the desk's keys and of the trust bundle."""


class Gathering:
    """The states of all papers being read, in steps that leave the store's thread free in between.

    What changes meanwhile may be missed: the list is as of the instant `at`, when the reading began.
    """

    def __init__(self, reader: StatusReader, *, at: datetime) -> None:
        self._reader, self.at = reader, at
        self._left, self._after = list(SERIES), ""
        self._states = {series: bytearray() for series in SERIES}

    def step(self) -> bool:
        """Read the next stretch (store thread); tell whether there is more."""
        if not self._left:
            return False
        series = self._left[0]
        rows = self._reader.stretch(series, after=self._after, most=STRETCH)
        states = self._states[series]
        for number, state in rows:
            serial = int(number[_SERIAL])
            states.extend(bytes((NEVER,)) * (serial + 1 - len(states)))
            states[serial] = BITS[state]
        self._after = rows[-1][0] if rows else ""
        if len(rows) < STRETCH:
            self._left, self._after = self._left[1:], ""
        return bool(self._left)

    def lists(self) -> Mapping[Series, StatusList]:
        """Return the lists of what was read; it asks nothing of the store."""
        return {series: StatusList.dense(states) for series, states in self._states.items()}


class StatusDesk:
    """The procedure of the desk's own status part. `desk` begins its numbers (``J2``), `signer` is that of now."""

    def __init__(self, *, store: StatusStore, clock: Clock, desk: str, signer: Callable[[], Signer | None]) -> None:
        self._store, self._clock, self._desk, self._signer = store, clock, desk, signer

    def gather(self) -> Gathering:
        """Begin to read the states of all papers."""
        return Gathering(self._store.status, at=self._clock.now())

    def sign(self, lists: Mapping[Series, StatusList], *, at: datetime) -> bytes:
        """Return the part of lists that were read from an instant on (store thread); empty while nobody signs here.

        Its sequence follows the last one seen and is never below the instant's own digits, so that a desk restored
        from an older state does not begin again with sequences that others know. Raises `SignerError`.
        """
        signer = self._signer()
        if signer is None:
            return b""
        known = self._store.signers.sequences().get(self._desk, 0)
        part = StatusPart(
            desk=self._desk,
            sequence=max(known + 1, int(f"{at:%Y%m%d%H%M%S}")),
            issued_at=at,
            signer=signer.id,
            reference=signer.reference,
            permits=lists[Series.PERMIT],
            registrations=lists[Series.REGISTRATION],
        )
        return sign_status_part(part, signer.sign)

    def make(self) -> bytes:
        """Return the part as of now, read in one go (store thread). Raises `SignerError`."""
        gathering = self.gather()
        while gathering.step():
            pass
        return self.sign(gathering.lists(), at=gathering.at)
