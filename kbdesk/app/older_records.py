"""Records that are older than they were, as yesterday's copy is: found by what was noted beside them, and entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kbdesk.desk.honest_time import WatchedClock, doubt_now
from kbdesk.desk.numbers import after_restore
from kbdesk.desk.ports import Clock
from kbdesk.domain.honest_time import ClockDoubt
from kbdesk.store import attempts, records_seen
from kbdesk.store.records_seen import RecordsSeen
from kbdesk.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class AsFound:
    """What records told when they were opened, before a sign-in entered anything.

    `last` is when their last entry was made, by the machine's clock, and `silent` how long ago; `doubt` is why that
    clock is not believed, and `watched` whether it is a real desk's. `older` are records of a version of the program
    that did not note how far they go at their making.
    """

    last: datetime | None
    silent: timedelta
    doubt: ClockDoubt | None
    watched: bool
    older: bool

    @property
    def clock_believed(self) -> bool:
        """Whether it can be told from the clock how long the records were silent."""
        return not self.watched or (self.doubt is None and self.silent >= timedelta(0))


def as_found(store: Store, clock: Clock, *, now: datetime) -> AsFound:
    """Look at records and clock before anything is entered; `now` is the machine's own instant, aware."""
    last = store.last_made()
    return AsFound(
        last=last,
        silent=now - (last or now),
        doubt=doubt_now(store.shifts, clock, latest=last),
        watched=isinstance(clock, WatchedClock),
        older=store.officers.slots() is None,
    )


def enter_gone_back(data: Path, store: Store, at: datetime, found: AsFound) -> None:
    """Begin every series after a gap where the records are older than they were, and void the sheets of codes.

    So it is too where nothing is noted of them: whoever made the desk or came in before has noted it. Where the clock
    is in doubt the gap is the least there is, and the rest of it follows when two have attested the time: what the
    clock shows meanwhile is nobody's word, and numbers that are left out are gone for good. That it was begun is noted
    before it is recorded: where it cannot be noted no number is left out, and a note whose act is lost asks for the gap
    that is due.
    """
    back = attempts.read(data).count < store.officers.attempts()
    noted = RecordsSeen() if back else records_seen.read(data)
    if store.holds(noted.entries, noted.head) or (found.older and not back and not noted.entries):
        return
    last = store.last_entry()
    body = {"entries": last, "seen": noted.entries, "head": noted.head, "codes_void": True}
    silent = found.silent
    if not found.clock_believed and found.last is not None:
        body["gap_since"], silent = found.last.isoformat(), timedelta(0)
    with store.act(at=at, officer="") as act:
        began = act.append("store.went-back", body)
        after_restore(act, silent=silent)
        records_seen.note(data, last + 1, began)
