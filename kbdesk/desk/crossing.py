"""The crossing's status: what was ordered of it, and who may be called."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from kbdesk.desk.ports import Body, Clock
from kbdesk.desk.shift_errors import CrossingError
from kbdesk.domain.crossing import CrossingStatus, next_change, standing
from kbdesk.domain.reference import Contact, Reference
from kbdesk.domain.vocabulary import CrossingState

LONGEST = 200


class Crossings(Protocol):
    """The register of what was ordered of the crossing."""

    def orders(self) -> Sequence[CrossingStatus]:
        """Return the orders that may count at some instant from the last one on, newest first."""


class CrossingAct(Protocol):
    """What the procedure needs of an act."""

    @property
    def crossings(self) -> Crossings:
        """The register, inside the transaction."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


class CrossingStore(Protocol):
    """What the procedure needs of the store."""

    @property
    def crossings(self) -> Crossings:
        """The register."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[CrossingAct]:
        """Begin a transaction."""


class CrossingDesk:
    """The crossing procedure; it reaches the store: call it on the store thread. `contacts` is quick and pure."""

    def __init__(
        self, *, store: CrossingStore, clock: Clock, officer: str, crossing: str, reference: Reference
    ) -> None:
        self._store, self._clock, self._officer = store, clock, officer
        self._crossing, self._reference = crossing, reference

    def status(self) -> CrossingStatus:
        """Return what counts now."""
        return standing(self._store.crossings.orders(), self._clock.now())

    def next_change(self) -> datetime | None:
        """Return when something else begins to count by itself, None if nothing does."""
        return next_change(self._store.crossings.orders(), self._clock.now())

    def contacts(self) -> tuple[Contact, ...]:
        """Return whom to call: those of this crossing first, then those of every crossing."""
        known = self._reference.contacts.values()
        return tuple(contact for crossing in (self._crossing, "") for contact in known if contact.crossing == crossing)

    def set(
        self,
        state: CrossingState,
        *,
        reason: str = "",
        order_reference: str = "",
        ordered_by: str = "",
        from_at: datetime | None = None,
        until: datetime | None = None,
    ) -> CrossingStatus:
        """Enter what was ordered: from now or from an instant to come, for good or until another (excluded).

        A closing needs `reason`, `order_reference` and `ordered_by`; an opening may go without. Raises `CrossingError`.
        """
        at = self._clock.now()
        words = tuple(" ".join(text.split())[:LONGEST] for text in (reason, order_reference, ordered_by))
        if state is not CrossingState.OPEN and not all(words):
            raise CrossingError("crossing.reason-missing")
        begins = from_at or at
        if begins < at:
            raise CrossingError("crossing.from-passed")
        if until is not None and until <= begins:
            raise CrossingError("crossing.until-passed")
        status = CrossingStatus(
            state=state,
            reason=words[0],
            order_reference=words[1],
            ordered_by=words[2],
            officer=self._officer,
            set_at=at,
            from_at=begins,
            until=until,
        )
        with self._store.act(at=at, officer=self._officer) as act:
            now = standing(act.crossings.orders(), begins)
            if now.state is state and now.until is None and until is None:
                raise CrossingError("crossing.same")
            act.append("crossing.set", crossing_body(status))
        return status


def crossing_body(status: CrossingStatus) -> Body:
    """Return the body of ``crossing.set``."""
    return {
        "state": str(status.state),
        "reason": status.reason,
        "order_reference": status.order_reference,
        "ordered_by": status.ordered_by,
        "from": status.from_at.isoformat() if status.from_at else "",
        "until": status.until.isoformat() if status.until else "",
    }
