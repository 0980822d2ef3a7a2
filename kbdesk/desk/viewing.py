"""Viewing: who may look at cases, and the entries of what they asked for and looked at."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from hashlib import sha256
from typing import Final, Protocol

from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.ports import Act, Clock, Officers
from kbdesk.domain.officers import RECOVERY, Role, decides, may_enter

_VIEWED: Final = "case.viewed"


class ViewingStore(Protocol):
    """What viewing asks of the desk's memory."""

    @property
    def officers(self) -> Officers:
        """The register of officers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[Act]:
        """Begin a transaction."""


class Viewing:
    """An officer who looks at cases (store thread). Nothing is told where it cannot be entered."""

    def __init__(self, *, store: ViewingStore, clock: Clock, officer: str) -> None:
        self._store, self._clock, self._officer = store, clock, officer
        self._viewed: set[tuple[str, str]] = set()
        self._last: tuple[str, ...] = ()

    def may(self) -> bool:
        """Tell whether the officer's role sees cases; records that know nobody take anybody's word."""
        role = self._role()
        return role is None or may_enter(role, _VIEWED)

    def decides(self) -> bool:
        """Tell whether the officer's role decides cases; what bears on a passage is told nobody else."""
        role = self._role()
        return role is None or decides(role)

    def _role(self) -> Role | None:
        known = self._store.officers.find(self._officer)
        return Role.ADMINISTRATOR if self._officer == RECOVERY else None if known is None else known.role

    def require(self) -> None:
        """Raise `OfficersError` for a role that sees no case, before anything is looked up for it."""
        if not self.may():
            raise OfficersError("officers.role")

    def require_deciding(self) -> None:
        """Raise `OfficersError` for a role that decides no case, before anything is looked up for it."""
        if not self.decides():
            raise OfficersError("officers.role")

    def asked(self, text: str, found: int) -> None:
        """Enter that something was asked for: how much was found, and a digest of what was asked.

        What was asked is not written down; who knows a name can tell from the digest whether it was asked for.
        """
        at = self._clock.now()
        body = {"digest": asked_digest(text, at=at, officer=self._officer), "found": found}
        with self._store.act(at=at, officer=self._officer) as act:
            act.append("search.asked", body)

    def sought(self, text: str, found: int) -> None:
        """Enter what was asked for, once where the same is read again."""
        if self._last != (text,):
            self.asked(text, found)
            self._last = (text,)

    def listed(self, what: str, found: int, *, holder: str = "") -> None:
        """Enter that a list was asked for, by its name, and how long it was; once where the same is read again.

        A list of what one officer holds names the `holder`.
        """
        if self._last != (what, holder):
            body = {"list": what, "found": found, **({"holder": holder} if holder else {})}
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                act.append("search.asked", body)
            self._last = (what, holder)

    def viewed(self, case: str, card: str = "") -> None:
        """Enter that a case was looked at: a passage, or a number; once for as long as they are signed in."""
        if (case, card) not in self._viewed:
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                act.append(_VIEWED, {"case": case, "card": card})
            self._viewed.add((case, card))


def asked_digest(text: str, *, at: datetime, officer: str) -> str:
    """Return what the ledger keeps of a search: SHA-256, in hex, of instant, officer and text, a line each.

    The text is told in small letters, its spaces once.
    """
    said = " ".join(text.split()).casefold()
    return sha256(f"{at.isoformat()}\n{officer}\n{said}".encode()).hexdigest()
