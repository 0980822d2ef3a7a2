"""Verify: check a paper by its seal, with what the desk's own ledger knows of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kbdesk.desk.ports import Clock
from kbdesk.domain.codes import Code
from kbdesk.domain.post import Post
from kbdesk.domain.verify import Checked, Judge, Records
from kbdesk.icao.seal.definitions import Definitions
from kbdesk.icao.trust.trust_store import TrustStore


class VerifyStore(Protocol):
    """What verifying asks of the desk's memory."""

    @property
    def verify(self) -> Records:
        """The registers, asked what became of a paper."""


class VerifyDesk:
    """The verify procedure; everything here reaches the store: call it on the store thread. It raises nothing.

    `trusted` returns whom the desk believes as of now.
    """

    def __init__(
        self,
        *,
        store: VerifyStore,
        clock: Clock,
        post: Post,
        trusted: Callable[[], TrustStore],
        definitions: Definitions,
    ) -> None:
        self._store, self._clock, self._post = store, clock, post
        self._trusted, self._definitions = trusted, definitions

    def check(self, seal: bytes, *, printed_mrz: str = "") -> Checked:
        """Return what is found of the bytes of a seal.

        `printed_mrz` is the zone as read from the paper, its lines joined by line feeds, empty where none was read.
        """
        return self.judge().check(seal, printed_mrz=printed_mrz)

    def check_codes(self, codes: Sequence[Code], *, printed_mrz: str = "") -> tuple[Checked, ...]:
        """Return what is found of the seals among the codes of a file; of any code where none is a seal.

        No code at all is told as one that could not be read.
        """
        return self.judge().check_codes(codes, printed_mrz=printed_mrz)

    def judge(self) -> Judge:
        """Return what judges seals as of now; it asks the store at each."""
        return Judge(
            definitions=self._definitions,
            trusted=self._trusted(),
            at=self._clock.now(),
            records=self._store.verify,
            is_drill=self._post.drill,
        )
