"""A draft as the rail lists it: its title, its age, and the whole of it for who listens."""

from __future__ import annotations

from datetime import datetime

from kbdesk.desk.ports import DraftRow
from kbdesk.domain.messages import Catalog
from kbdesk.ui.draft_list import DraftEntry
from kbdesk.ui.when import ago, brief_age


def draft_entry(draft: DraftRow, now: datetime, catalog: Catalog, *, current: str) -> DraftEntry:
    """Return how a draft is listed; `current` is the id of the one on the page."""
    title = draft.title or catalog.text("draft.untitled")
    age, since = brief_age(draft.saved_at, now), ago(draft.saved_at, now, catalog)
    state = catalog.text("draft.parked" if draft.parked else "draft.open")
    told = ", ".join((title, catalog.count("draft.cards", draft.cards), state, since))
    open_here = draft.id == current
    return DraftEntry(id=draft.id, title=title, age=age, parked=draft.parked, told=told, current=open_here)
