"""Drafts between officers: left off at a lock, taken up again by their own, given to another by a supervisor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final, Protocol

from kbdesk.desk.ports import Body, Clock, DraftRow
from kbdesk.domain.bookmark import Bookmark
from kbdesk.domain.passage import PassageDraft

SUPERVISOR: Final = "supervisor"
SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "draft.supervisor-missing": "Only a supervisor gives another officer's draft away.",
        "draft.officer-unknown": "There is no officer of that name here.",
        "draft.gone": "This draft is not that officer's any more.",
    }
)


class DraftError(Exception):
    """A draft was not given away; the text is one plain sentence.

    `code` (a key of `SENTENCES`) and `values` say the same for a catalog (``fault.<code>``).
    """

    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES[code])
        self.code = code
        self.values: Mapping[str, str] = {}


class DraftAct(Protocol):
    """What giving a draft away needs of an act."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""

    def give_draft(self, draft_id: str, officer: str, to: str) -> bool:
        """Make an officer's draft another's; False where it is not theirs."""


class DraftStore(Protocol):
    """What drafts between officers need of the store."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[DraftAct]:
        """Begin a transaction."""

    def drafts(self) -> Sequence[DraftRow]:
        """Return all drafts, newest first."""

    def load_draft(self, draft_id: str) -> PassageDraft | None:
        """Return a draft as it was last saved."""

    def keep_bookmark(self, bookmark: Bookmark, *, officer: str, at: datetime) -> None:
        """Keep where an officer leaves off, with the draft they leave."""

    def take_bookmark(self, *, officer: str) -> Bookmark | None:
        """Return where an officer left off, and forget it."""


class DraftDesk:
    """The procedure; all of it on the store thread. `officers` tells the roles by name."""

    def __init__(
        self, *, store: DraftStore, clock: Clock, officer: str, officers: Callable[[], Mapping[str, str]]
    ) -> None:
        self._store, self._clock, self._officer, self._officers = store, clock, officer, officers

    def leave_off(self, bookmark: Bookmark) -> None:
        """Keep where the officer leaves off."""
        self._store.keep_bookmark(bookmark, officer=self._officer, at=self._clock.now())

    def come_back(self) -> Bookmark | None:
        """Return where the officer left off, once, with the draft as it is now.

        A draft that became another's or a record is not in it; one that another worked on meanwhile has no undo.
        """
        found = self._store.take_bookmark(officer=self._officer)
        if found is None or not found.draft_id:
            return found
        mine = any(row.id == found.draft_id and row.officer == self._officer for row in self._store.drafts())
        draft = self._store.load_draft(found.draft_id) if mine else None
        if draft is None and found.draft is not None and not found.draft.cards():
            draft = found.draft
        return found if draft == found.draft else replace(found, draft=draft, past=(), future=())

    def others(self) -> tuple[DraftRow, ...]:
        """Return the drafts of other officers without a word of what stands in them; none but for a supervisor."""
        if self._officers().get(self._officer) != SUPERVISOR:
            return ()
        return tuple(replace(row, title="") for row in self._store.drafts() if row.officer != self._officer)

    def give(self, row: DraftRow, *, to: str) -> None:
        """Give another officer's draft to an officer, and enter that. Raises `DraftError`."""
        officers = self._officers()
        if officers.get(self._officer) != SUPERVISOR:
            raise DraftError("draft.supervisor-missing")
        if to not in officers:
            raise DraftError("draft.officer-unknown")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            if row.officer == to or not act.give_draft(row.id, row.officer, to):
                raise DraftError("draft.gone")
            act.append("draft.given", {"draft": row.id, "from": row.officer, "to": to, "cards": row.cards})
