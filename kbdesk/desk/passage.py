"""Work one passage: begin, amend, examine, decide, record, issue, print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kbdesk.desk import surrender
from kbdesk.desk.blanks import Taking
from kbdesk.desk.honest_time import require_honest
from kbdesk.desk.issue import CardResult, Issue
from kbdesk.desk.late_lines import Reserved, reserved
from kbdesk.desk.ports import Act, Clock, PaperRow, Press, Printer, PrinterError, Store
from kbdesk.desk.printing import Printing
from kbdesk.desk.proof import proofs
from kbdesk.desk.readiness import Readiness, readiness
from kbdesk.desk.record import paper
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.shift_errors import ShiftMissingError
from kbdesk.desk.viewing import Viewing
from kbdesk.domain.facts import Facts
from kbdesk.domain.late import LateEntry
from kbdesk.domain.outcome import Examination
from kbdesk.domain.paper import Paper, Printed
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Direction
from kbdesk.icao import mrz
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What one press of Issue did. If `changed`, nothing was recorded: `seen` is what the desk sees now.

    `left` is what stays of the passage as a parked draft, None where every card is done.
    """

    draft: PassageDraft
    seen: Examination
    changed: bool
    cards: tuple[CardResult, ...] = ()
    papers: tuple[Printed, ...] = ()
    left: PassageDraft | None = None


class PaperChangedError(Exception):
    """A paper drawn again from its record does not have the bytes that were recorded."""


class PassageDesk:
    """The passage procedure. Store and press are reached through threads that the caller provides (see `app`).

    `begin`, `scan`, `examine`, `readiness`, `proofs` are pure and quick: the window calls them on every keystroke.
    `facts`, `issue`, `deliver`, `save`, `unprinted` reach the store: call them on the store thread.
    """

    def __init__(
        self,
        *,
        store: Store,
        press: Press,
        sealing: Sealing,
        printer: Printer,
        clock: Clock,
        law: Law,
        post: Post,
        officer: str,
        new_id: Callable[[], str],
        by: str = "",
    ) -> None:
        self._store, self._press, self._printer, self._clock = store, press, printer, clock
        self._sealing = sealing
        self._law, self._post, self._officer, self._new_id = law, post, officer, new_id
        self._by = by
        self._viewing = Viewing(store=store, clock=clock, officer=officer)

    def require_deciding(self) -> None:
        """Raise `OfficersError` for a role that works no passage (store thread)."""
        self._viewing.require_deciding()

    def begin(self, direction: Direction = Direction.ENTRY) -> PassageDraft:
        """Start a passage with an id of its own."""
        return PassageDraft(id=self._new_id(), direction=direction)

    def scan(self, draft: PassageDraft, text: str, path: str | None = None) -> tuple[PassageDraft, str]:
        """Fill a traveler's card from a zone: the one at `path`, else the card of that document, else a new one.

        Returns the draft and the card's path. Raises `kbdesk.icao.mrz.MrzError` if the text is not a zone,
        `ValueError` if the path is not a traveler's.
        """
        zone = mrz.read(text, today=self._clock.now().date())
        if path is None:
            path = _card_of(draft, zone)
        if path is None:
            added = replace(draft, travelers=(*draft.travelers, surrender.begin(zone)))
            return added, f"traveler[{len(added.travelers)}]"
        card = draft.card(path)
        if not isinstance(card, TravelerDraft):
            raise ValueError(f"{path} is not a traveler's card")
        return draft.with_card(path, surrender.rescan(zone, card)), path

    def facts(self, draft: PassageDraft) -> Facts:
        """Read what is known that bears on the draft (store thread).

        Raises `OfficersError` for a role that decides no case, once a card has begun: none of this is entered.
        """
        if draft.cards():
            self._viewing.require_deciding()
        return self._sealing.known(self._store.facts(draft))

    def examine(self, draft: PassageDraft, facts: Facts) -> Examination:
        """Return what the law in force now and the checks find. Pure but for the clock."""
        return self._examine(draft, facts, self._clock.now())

    def _examine(self, draft: PassageDraft, facts: Facts, at: datetime) -> Examination:
        seen = examine(draft, facts, self._law, at=at, crossing=self._post.crossing)
        return replace(seen, cards=tuple(replace(c, findings=()) if c.path in draft.done else c for c in seen.cards))

    def readiness(self, draft: PassageDraft, seen: Examination) -> Readiness:
        """Say what Issue would do."""
        return readiness(draft, seen)

    def proofs(
        self, draft: PassageDraft, seen: Examination, facts: Facts | None = None
    ) -> tuple[tuple[str, Paper], ...]:
        """Return the papers that would come out, as proofs, each with its card's path.

        `facts` are those the draft was examined with: a refusal may cite an article that officers put on the shelf.
        """
        return proofs(
            draft,
            seen,
            post=self._post,
            law=self._law if facts is None else self._law.under(facts.orders),
            officer=self._officer,
            at=self._clock.now(),
        )

    def examine_at(self, draft: PassageDraft, facts: Facts, at: datetime) -> Examination:
        """Return what the law in force at an instant that has passed finds, for a late entry."""
        return self._examine(draft, facts, at)

    def issue(
        self, draft: PassageDraft, seen: Examination, *, second: str = "", late: LateEntry | None = None
    ) -> Issued:
        """Record and draw every ready card in one transaction (store thread); nothing is printed yet.

        Everything is examined again with facts read inside the transaction. If anything differs from what was `seen`,
        nothing is recorded and the answer says so. `second` is the second officer who stands by the overrides.
        A card already in the ledger is never recorded again. A fault of signer, press or store undoes all of it.
        A `late` entry is examined by the law of the instant it happened at; it takes two officers and draws nothing.
        Raises `ShiftMissingError` while no shift is open, `ShiftError` where a real desk's clock is not
        to be believed, `OfficersError`, `LateError`, `SignerError`.
        """
        self._viewing.require_deciding()
        now_at = self._clock.now()
        at = now_at if late is None else late.occurred_at.astimezone(now_at.tzinfo)
        with self._store.act(at=now_at, officer=self._officer) as act:
            self._require_shift(act, now_at)
            facts = self._sealing.known(act.facts(draft))
            now = self._examine(draft, facts, at)
            recorded = act.recorded_cards(draft.id) - {*draft.done}
            if now != seen or recorded:
                known = replace(draft, done=(*draft.done, *sorted(recorded)))
                return Issued(draft=known, seen=now, changed=True)
            ready = readiness(draft, now).ready
            if not ready:
                return Issued(draft=draft, seen=now, changed=False, left=draft)
            issue = Issue(
                act=act,
                press=self._press,
                sealing=self._sealing,
                post=self._post,
                law=self._law.under(facts.orders),
                draft=draft,
                at=at,
                officer=self._officer,
                taking=Taking(act.stock),
                second=second,
                by=self._by,
                reserved=None if late is None else self._reserved(act, draft, late, now_at, second),
            )
            cards, papers = issue.record(now, ready)
            left = _left(draft, ready)
            if left is None:
                act.drop_draft(draft.id)
            else:
                act.save_draft(left)
        return Issued(draft=draft, seen=now, changed=False, cards=cards, papers=papers, left=left)

    def _require_shift(self, act: Act, now: datetime) -> None:
        """Raise `ShiftMissingError` without a shift, `ShiftError` where a real desk's clock is not to be believed."""
        shift = act.shifts.current()
        if shift is None:
            raise ShiftMissingError
        if not self._post.drill:
            require_honest(act.shifts, self._clock, now, after=shift.entry)

    def _reserved(self, act: Act, draft: PassageDraft, late: LateEntry, now: datetime, second: str) -> Reserved:
        return reserved(late, act.late, draft, now=now, officer=self._officer, second=second)

    def deliver(self, issued: Issued) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print what was issued, recording each paper as it is printed (store thread).

        Returns what the printer did not take, each with why; the rest is tried all the same.
        """
        return self._printing.put(issued.papers)

    def unprinted(self) -> tuple[PaperRow, ...]:
        """Return what was recorded and not printed, oldest first (store thread)."""
        return tuple(self._store.unprinted())

    def redraw(self, row: PaperRow) -> Printed:
        """Draw a recorded paper again (store thread); `PaperChangedError` if its bytes are not those recorded."""
        printed = self._press.draw(
            paper(
                row.kind,
                row.body,
                digest=row.digest,
                at=row.at,
                officer=row.officer,
                copy=row.copy,
                void=row.void,
                seal=row.seal,
            )
        )
        if printed.sha256 != row.sha256:
            raise PaperChangedError(f"{row.kind} {row.number} was not drawn as it was recorded; it was not printed.")
        return replace(printed, blank=row.blank)

    def print_recorded(
        self, rows: tuple[PaperRow, ...], *, despite: bool = False
    ) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print papers that were recorded and not printed; returns what the printer did not take (store thread).

        `despite` is an officer's word that a job may still come out of a printer which cannot be asked.
        """
        earlier = [stray for row in rows for stray in self._store.strays(row)]
        return self._printing.put(tuple(self.redraw(row) for row in rows), earlier, despite=despite)

    @property
    def _printing(self) -> Printing:
        return Printing(store=self._store, printer=self._printer, clock=self._clock, officer=self._officer)

    def save(self, draft: PassageDraft, *, parked: bool = False) -> None:
        """Keep the draft (store thread). Raises `OfficersError` for a role that decides no case."""
        self._viewing.require_deciding()
        self._store.save_draft(draft, officer=self._officer, at=self._clock.now(), parked=parked)


def _card_of(draft: PassageDraft, zone: mrz.Mrz) -> str | None:
    for path, card in draft.cards():
        if isinstance(card, TravelerDraft) and path not in draft.done:
            same = (card.document_issuing_state, card.document_number) == (zone.issuing_state, zone.document_number)
            if same or card == TravelerDraft(language=card.language, residence=card.residence):
                return path
    return None


def _left(draft: PassageDraft, ready: tuple[str, ...]) -> PassageDraft | None:
    done = (*draft.done, *ready)
    if all(path in done for path, _ in draft.cards()):
        return None
    return replace(draft, done=done)
