"""What Ctrl+Z takes back: the drafts of one passage, edit by edit."""

from __future__ import annotations

from collections.abc import Sequence

from kbdesk.domain.passage import PassageDraft

DEPTH = 400


class History:
    """The drafts a passage went through. Keystrokes in one field are one edit, until another field is touched."""

    def __init__(
        self, draft: PassageDraft, *, past: Sequence[PassageDraft] = (), future: Sequence[PassageDraft] = ()
    ) -> None:
        self._past = list(past)
        self._now = draft
        self._future = list(future)
        self._run = ""

    @property
    def past(self) -> tuple[PassageDraft, ...]:
        """What undo would bring back, the nearest last."""
        return tuple(self._past)

    @property
    def future(self) -> tuple[PassageDraft, ...]:
        """What redo would bring back, the nearest last."""
        return tuple(self._future)

    @property
    def now(self) -> PassageDraft:
        """The draft as it stands."""
        return self._now

    @property
    def run(self) -> str:
        """The field's path that the running edit is of, empty where none runs."""
        return self._run

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether an edit taken back can be done again."""
        return bool(self._future)

    def put(self, draft: PassageDraft, *, run: str = "") -> None:
        """Keep the draft as an edit of its own, or as more of the edit of the same `run` (a field's path).

        A run that comes to nothing, as when what was typed is taken away again, was none.
        """
        if draft == self._now:
            return
        if run and run == self._run and self._past and draft == self._past[-1]:
            self._now, self._run = self._past.pop(), ""
            return
        if not run or run != self._run or not self._past:
            self._past.append(self._now)
            del self._past[:-DEPTH]
        self._run, self._now = run, draft
        self._future.clear()

    def settle(self) -> None:
        """End the running edit: what is typed next is an edit of its own."""
        self._run = ""

    def undo(self) -> bool:
        """Go back one edit; False if there is none."""
        if not self._past:
            return False
        self._future.append(self._now)
        self._now, self._run = self._past.pop(), ""
        return True

    def redo(self) -> bool:
        """Do the last edit taken back again; False if there is none."""
        if not self._future:
            return False
        self._past.append(self._now)
        self._now, self._run = self._future.pop(), ""
        return True
