"""Watchlist: import a list whole, look a name up, and record how a hit was adjudicated."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.ports import Act, Clock, Store
from kbdesk.desk.viewing import Viewing
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.people import name_keys
from kbdesk.domain.watchlist import document_keys, read, single_name_keys
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.reasons import answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A list just imported: how many lines, and the SHA-256 of its file in hex."""

    lines: int
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look-up found: references of lines, on a list of so many lines imported at an instant."""

    references: tuple[str, ...]
    lines: int
    imported_at: datetime


class NoListError(Exception):
    """No list was imported: nothing was looked up, and nobody is clear."""


class NothingToLookUpError(Exception):
    """The text has neither a letter nor a digit that a line could be found by: nobody is clear of that either."""


class WatchlistDesk:
    """The watchlist procedure; all of it reaches the store (store thread)."""

    def __init__(self, *, store: Store, clock: Clock, officer: str) -> None:
        self._store, self._clock, self._officer = store, clock, officer
        self._viewing = Viewing(store=store, clock=clock, officer=officer)

    def take(self, data: bytes, *, second: str = "") -> Imported:
        """Put a list in the place of the one before, and enter that without a name.

        One in which lines of that one are not, word for word, takes a `second` officer, whose password has been tried
        by the caller. Raises `OfficersError` without them, and `kbdesk.domain.watchlist.WatchlistFileError` with every
        faulty line; then the old list stands.
        """
        lines, sha256, at = read(data), hashlib.sha256(data).hexdigest(), self._clock.now()
        with self._store.act(at=at, officer=self._officer) as act:
            gone = act.watchlist_gone(lines)
            if gone and second in ("", self._officer):
                raise OfficersError("officers.list-shorter", lines=str(gone))
            act.replace_watchlist(lines, sha256=sha256)
            taken_off = {"gone": gone, "second": second} if gone else {}
            act.append("watchlist.imported", {"lines": len(lines), "sha256": sha256, **taken_off})
        return Imported(lines=len(lines), sha256=sha256, at=at)

    def look(self, text: str, *, birth_date: str = "") -> Looked:
        """Look up a whole name, with the birth date if it is given, or the number of a document; entered.

        Raises `NothingToLookUpError` for a text that could find no line, and `NoListError` where there is no list: the
        silence of either is not "clear". Raises `OfficersError` for a role that sees no case.
        """
        self._viewing.require()
        named = name_keys(text, "", birth_date) if birth_date else single_name_keys(text, "")
        keys = named | document_keys(text)
        if not keys:
            raise NothingToLookUpError
        found, imported = self._store.watchlist_find(keys), self._store.watchlist_imported()
        self._viewing.asked(f"{text} {birth_date}", len(found))
        if imported is None:
            raise NoListError
        return Looked(references=found, imported_at=imported[0], lines=imported[1])


def adjudicate(act: Act, card: TravelerDraft | VehicleDraft, seen: CardExamination, *, passage: str) -> None:
    """Enter how the hits of a card that is issued were adjudicated; the list's reference stands there, no name."""
    hits = [finding for finding in seen.findings if finding.code == Code.WATCHLIST_HIT]
    reason = answered(card.reasons).get(Code.WATCHLIST_HIT, "")
    if hits and reason:
        found = [{"field": hit.field, "references": hit.values["references"]} for hit in hits]
        act.append("hit.adjudicated", {"passage": passage, "card": seen.path, "reason": reason, "hits": found})
