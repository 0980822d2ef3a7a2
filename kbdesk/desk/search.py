"""Search: find a card by whatever is at hand, follow its case, save what was found, know a document again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from kbdesk.desk.ports import Act, Clock, Officers
from kbdesk.desk.prefill import Prefill, prefill_of
from kbdesk.desk.viewing import Viewing
from kbdesk.domain.exports import Export, Sight, masked, sight
from kbdesk.domain.numbers import check, clean
from kbdesk.domain.search import Asked, CaseEntry, SearchKind, SearchRow, understand
from kbdesk.domain.timeline import TimelineRow, row

COLUMNS: Final = (
    *("kind", "number", "name", "born", "plate", "document", "envelope", "on", "state", "officer", "passage"),
)
"""The heading of an export."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_BEFORE_A_SEARCH: Final = 100
_MOST_OF_A_NUMBER: Final = 20


class SearchIndex(Protocol):
    """The index beside the ledger."""

    def behind(self) -> int:
        """Return how many entries are still to be looked at."""

    def catch_up(self, limit: int) -> int:
        """Look at the next `limit` entries in a transaction of their own; return how many are left."""

    def clear(self) -> None:
        """Empty the index."""

    def find(
        self, asked: Asked, *, limit: int, kinds: Collection[SearchKind], today: date, after: int = 0
    ) -> tuple[SearchRow, ...]:
        """Return what a text asks for but the first `after` rows, the surest first and then the newest."""

    def of_passage(self, passage: str, card: str = "") -> Sequence[CaseEntry]:
        """Return every entry of a passage in order, or of one card of it and of the passage as a whole."""

    def of_number(self, number: str) -> Sequence[CaseEntry]:
        """Return every entry about a number that no passage of this desk has, in order."""

    def last_of_document(self, state: str, number: str, *, today: date) -> CaseEntry | None:
        """Return the newest entry that holds a card of a document, None if there is none."""


class SearchStore(Protocol):
    """What a search asks of the store."""

    @property
    def search(self) -> SearchIndex:
        """The index."""

    @property
    def officers(self) -> Officers:
        """The register of officers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[Act]:
        """Begin a transaction."""


class SearchError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values


_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {"search.not-saved": "The file could not be written, and nothing was exported: {why}"}
)


class SearchDesk:
    """The search procedure; all of it reaches the store (store thread). Nothing leaves the desk.

    `find` and `timeline` are what the others are made of; an officer goes by `ask` and `case`, which are entered.
    """

    def __init__(self, *, store: SearchStore, clock: Clock, officer: str, save: Callable[[Path, bytes], None]) -> None:
        """`save` puts a file in the place of the one before, whole or not at all; it raises `OSError`."""
        self._store, self._clock, self._officer, self._save = store, clock, officer, save
        self._viewing = Viewing(store=store, clock=clock, officer=officer)

    def catch_up(self, limit: int = 200) -> int:
        """Let the index look at the next `limit` entries (some 0.3 ms each); return how many are left.

        To be called at idle until nothing is left; nothing is written when nothing is.
        """
        return self._store.search.catch_up(limit)

    def behind(self) -> int:
        """Return how many entries the index has not seen: what they recorded may not be found yet."""
        return self._store.search.behind()

    def rebuild(self) -> None:
        """Drop the index; `catch_up` fills it again from the ledger."""
        self._store.search.clear()

    def find(
        self, text: str, *, limit: int = 50, kinds: Collection[SearchKind] = (), after: int = 0
    ) -> tuple[SearchRow, ...]:
        """Return the cards that a text asks for, the surest first and then the newest; all of it must be met.

        A name in any script and spelling, with a typo or two; a permit, registration, notice or envelope (``E-``) by
        its number; a document, plate (old and provisional), VIN or personal number, or how it begins; a day of an act
        or a birth; an officer; or several of these together. `kinds` are those wanted, all if empty. The first
        `after` rows are left out, so that a list is read in parts.
        """
        today = self._clock.now().date()
        asked = understand(text, today=today)
        self.catch_up(_BEFORE_A_SEARCH)
        if not asked.pieces:
            return ()
        return self._store.search.find(asked, limit=limit, kinds=kinds, today=today, after=after)

    def timeline(self, subject: SearchRow | str) -> tuple[TimelineRow, ...]:
        """Return everything entered about a found card, a passage (its id) or a number, in order.

        A number of several series is that of the permit, else the registration, else the newest notice.
        """
        self.catch_up(_BEFORE_A_SEARCH)
        index = self._store.search
        if isinstance(subject, SearchRow):
            entries = index.of_passage(subject.passage, subject.card)
        elif not check(subject):
            entries = index.of_passage(subject.strip())
        else:
            named = self._named(subject)
            entries = index.of_number(clean(subject)) if named is None else index.of_passage(named.passage, named.card)
        return tuple(row(entry) for entry in entries)

    def ask(self, text: str, *, limit: int = 50, kinds: Collection[SearchKind] = ()) -> tuple[SearchRow, ...]:
        """Find, as an officer asks, and enter that they did (`kbdesk.desk.viewing`)."""
        self._viewing.require()
        found = self.find(text, limit=limit, kinds=kinds)
        self._viewing.asked(text, len(found))
        return found

    def case(self, subject: SearchRow | str) -> tuple[TimelineRow, ...]:
        """Follow a case, as an officer does, and enter that they did; once for as long as they are signed in."""
        self._viewing.require()
        rows = self.timeline(subject)
        if rows and isinstance(subject, SearchRow):
            self._viewing.viewed(subject.passage or clean(subject.number), subject.card)
        elif rows and not isinstance(subject, SearchRow):
            self._viewing.viewed(clean(subject) if check(subject) else subject.strip())
        return rows

    def _named(self, number: str) -> SearchRow | None:
        """Return the row of a number, or of the envelope of one."""
        by_envelope = number.strip().upper().startswith("E")
        found = self.find(number, limit=_MOST_OF_A_NUMBER)
        ours = [r for r in found if clean(number) == (r.envelope if by_envelope else r.number) and r.passage]
        ours = ours or [r for r in found if clean(number) == r.envelope and r.passage]
        order = (SearchKind.PERMIT, SearchKind.REGISTRATION)
        return min(ours, key=lambda r: order.index(r.kind) if r.kind in order else len(order), default=None)

    def export(self, rows: Sequence[SearchRow], path: Path) -> None:
        """Save rows as CSV (UTF-8 with its mark, heading `COLUMNS`) and enter that some were, without a name.

        Of whom they are stands there as far as the role of the officer sees (`kbdesk.domain.exports`).

        Raises `SearchError` if the file cannot be written; then nothing is entered. A fault of the store leaves none.
        """
        known = self._store.officers.find(self._officer)
        shown = [masked(one) for one in rows] if sight(known, Export.SEARCH_ROWS) is Sight.MASKED else rows
        saved = False
        try:
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                act.append("search.exported", {"rows": len(rows)})
                self._put(path, written(shown))
                saved = True
        except BaseException:
            if saved:
                path.unlink(missing_ok=True)
            raise

    def _put(self, path: Path, content: bytes) -> None:
        try:
            self._save(path, content)
        except OSError as error:
            raise SearchError("search.not-saved", why=error.strerror or "") from error

    def prefill(self, state: str, number: str) -> Prefill | None:
        """Return what the last passage of a document knew, None for a document that is new to this desk.

        That this case was looked at is entered, as `case` does. A role that decides no case is told of none. Hand it to
        `kbdesk.desk.prefill.prefilled` with the card that was scanned.
        """
        if not number.strip() or not self._viewing.decides():
            return None
        self.catch_up(_BEFORE_A_SEARCH)
        entry = self._store.search.last_of_document(state, number, today=self._clock.now().date())
        if entry is None:
            return None
        self._viewing.viewed(str(entry.body["passage"]), str(entry.body["card"]))
        return prefill_of(entry)


def written(rows: Sequence[SearchRow]) -> bytes:
    """Return rows as CSV; no cell begins with what a spreadsheet would take for a formula."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for found in rows:
        lines.writerow([_cell(str(getattr(found, column))) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
