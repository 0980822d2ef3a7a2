"""Where an officer left off when the desk was locked: the page, the draft on it with its undo, card, field, caret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

from kbdesk.domain.passage import PassageDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """What one officer is brought back to.

    `place` is a page of the window, `card` a path of the draft and `field` a field of it; the caret stands at `caret`
    and what is selected reaches from `anchor` to it. `past` and `future` are what undo and redo would bring back,
    the nearest last. `draft` is None where it was on its way to become a record. `typed` stood in the lines of other
    pages, by page and line; `field` is such a line where `place` is not the draft's. `scans` waited for an answer, and
    are gone.
    """

    place: str = ""
    draft_id: str = ""
    draft: PassageDraft | None = None
    past: tuple[PassageDraft, ...] = ()
    future: tuple[PassageDraft, ...] = ()
    card: str = ""
    field: str = ""
    anchor: int = 0
    caret: int = 0
    scans: int = 0
    typed: Mapping[str, Mapping[str, str]] = made_by(default_factory=dict)
