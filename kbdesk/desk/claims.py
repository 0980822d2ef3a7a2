"""The claims that this desk made of others: which wait, how each ends, and taking such an end back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Protocol

from kbdesk.desk.ports import Body, Clock
from kbdesk.desk.viewing import Viewing
from kbdesk.domain import numbers
from kbdesk.domain.returns import ClaimRow, ClaimState, ReturnError

LONGEST_TEXT: Final = 200
MOST_ENDED: Final = 200
_ENTRIES: Final = MappingProxyType(
    {
        ClaimState.SETTLED: "claim.settled",
        ClaimState.WITHDRAWN: "claim.withdrawn",
        ClaimState.QUEUED: "claim.reopened",
    }
)


class ClaimReader(Protocol):
    """What is asked of the register of claims."""

    def claims(self, claimed: str = "") -> Sequence[ClaimRow]:
        """Return the claims for a number that were not withdrawn, or all that are queued, oldest first."""

    def ended_claims(self, most: int) -> Sequence[ClaimRow]:
        """Return the claims that have ended, the newest first, but for those whose case was pruned."""

    def claim(self, number: str) -> ClaimRow | None:
        """Return a claim by its own number, None for one whose case was pruned too."""


class ClaimAct(Protocol):
    """What the procedure needs of an act."""

    @property
    def returns(self) -> ClaimReader:
        """The register of claims, inside the transaction."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


class ClaimStore(Protocol):
    """What the procedure asks of the store."""

    @property
    def returns(self) -> ClaimReader:
        """The register of claims."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[ClaimAct]:
        """Begin a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDesk:
    """The procedure (store thread). Refusals are `ReturnError`; nothing has been recorded then.

    Claims are cases: `viewing` raises `OfficersError` for a role that sees none. A list of numbers alone is no entry.
    """

    store: ClaimStore
    clock: Clock
    officer: str
    viewing: Viewing

    def waiting(self) -> Sequence[ClaimRow]:
        """Return what was claimed of other desks and has not ended, oldest first."""
        self.viewing.require()
        return self.store.returns.claims()

    def ended(self) -> Sequence[ClaimRow]:
        """Return the claims that ended last, the newest first."""
        self.viewing.require()
        return self.store.returns.ended_claims(MOST_ENDED)

    def settle(self, number: str, reason: str) -> ClaimRow:
        """Enter that what was claimed has been given where it lay; who said so is the reason."""
        return self._end(number, reason, ClaimState.SETTLED)

    def withdraw(self, number: str, reason: str) -> ClaimRow:
        """Enter that nothing is owed: the paper may be claimed anew."""
        return self._end(number, reason, ClaimState.WITHDRAWN)

    def reopen(self, number: str, reason: str) -> ClaimRow:
        """Take back how a claim ended: it waits again."""
        return self._end(number, reason, ClaimState.QUEUED)

    def _end(self, number: str, reason: str, state: ClaimState) -> ClaimRow:
        clean, said = numbers.understand(number), " ".join(reason.split())
        if not said or len(said) > LONGEST_TEXT or not said.isprintable():
            raise ReturnError("return.claim-reason-missing", most=str(LONGEST_TEXT))
        with self.store.act(at=self.clock.now(), officer=self.officer) as act:
            row = act.returns.claim(clean) if numbers.check(clean) else None
            if row is None:
                raise ReturnError("return.claim-unknown", number=numbers.spelled(clean))
            if (row.state is ClaimState.QUEUED) is (state is ClaimState.QUEUED):
                code = "return.claim-waits" if state is ClaimState.QUEUED else "return.claim-ended"
                raise ReturnError(code, number=numbers.spelled(clean))
            act.append(_ENTRIES[state], ended_body(row, reason=said))
            return act.returns.claim(clean) or row


def ended_body(claim: ClaimRow, *, reason: str = "", by_return: str = "") -> dict[str, str]:
    """Return the body of what ends a claim or reopens it; `by_return` is the number of the return that settled it."""
    return {
        "number": claim.number,
        "kind": str(claim.kind),
        "claimed": claim.claimed,
        "reason": reason,
        "by_return": by_return,
    }
