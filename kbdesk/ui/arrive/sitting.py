"""The open passage: its draft, edits and undo, what is found on every keystroke, and the one Issue at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.passage import Issued
from kbdesk.desk.ports import PrinterError
from kbdesk.desk.prefill import Prefill
from kbdesk.domain.outcome import Examination
from kbdesk.domain.paper import Paper, Printed
from kbdesk.domain.passage import CardDecision, Override, PassageDraft, TravelerDraft
from kbdesk.domain.vocabulary import Action, Direction
from kbdesk.ui.arrive import drafting
from kbdesk.ui.arrive.drafting import amended, card_at, exempted, has_card, names_of, next_person, without
from kbdesk.ui.arrive.history import History
from kbdesk.ui.arrive.keeping import Keeper
from kbdesk.ui.arrive.knowing import Knowledge
from kbdesk.ui.arrive.left_fields import LeftFields
from kbdesk.ui.arrive.numbering import Change, Numbered, change
from kbdesk.ui.arrive.prefilling import NAMED_BY, Document, Prefilling
from kbdesk.ui.arrive.snapshot import Snapshot, snapshot
from kbdesk.ui.arrive.zone_reading import same_zone
from kbdesk.ui.desk import Session
from kbdesk.ui.worker import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one Issue did: what was recorded, and what the printer did not take, each with its sentence."""

    issued: Issued
    failed: tuple[tuple[Printed, PrinterError], ...]


class Sitting(QObject):
    """One passage at the desk. Views read `snapshot` and call the verbs here; nothing else changes the draft.

    A card that nobody stands on yet is not in the draft: it begins with the first thing typed, and is gone when
    emptied again, so that a blank card never holds a passage.

    Signals:
        changed: `snapshot` is another one.
        shown: Another card, another passage or another draft of it is on the page: fields take all their values anew.
        appeared: A finding is there that was not there before, or fields were filled that nobody typed.
        scanned: A zone filled a card. arg: the card's path.
        filled: The last passage of a document filled fields of its card. arg: its day.
        recorded: An Issue was recorded. arg: `Issued`, before anything is printed.
        done: An Issue was recorded and sent to the printer. arg: `Done`.
        failed: A fault of store or press. arg: the exception.
        issue_failed: Issue met a fault, and nothing was recorded. arg: the exception.
    """

    changed = Signal()
    shown = Signal()
    appeared = Signal()
    scanned = Signal(str)
    filled = Signal(object)
    recorded = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    issue_failed = Signal(object)

    def __init__(self, session: Session, store: Worker, parent: QObject | None = None) -> None:
        """Begin an entry."""
        super().__init__(parent)
        desk = session.passage
        self._desk, self._store, self._clock, self._reference = desk, store, session.clock, session.reference
        self.keeper = Keeper(desk, store, self)
        self.knowledge = Knowledge(desk, store, self)
        self.knowledge.changed.connect(self._on_known)
        self.knowledge.failed.connect(self._on_unknown)
        self.prefilling = Prefilling(lambda: session.search, store, self)
        self.prefilling.known.connect(self._on_document_known)
        self.prefilling.failed.connect(self.failed)
        self._busy = False
        self._ordered: Examination | None = None
        self._open(desk.begin(Direction.ENTRY))

    @property
    def snapshot(self) -> Snapshot:
        """What the page shows now."""
        return self._snapshot

    @property
    def draft(self) -> PassageDraft:
        """The draft as it stands."""
        return self.history.now

    def proofs(self) -> tuple[Paper, ...]:
        """Return the proofs of the chosen card as it stands; the others, a bus full, are not drawn up."""
        others = (path for path, _ in self.draft.cards() if path != self._chosen)
        alone = replace(self.draft, done=tuple({*self.draft.done, *others}))
        return tuple(paper for _, paper in self._desk.proofs(alone, self._seen, self.knowledge.facts))

    # -- passages ------------------------------------------------------------------------------------
    def begin(self) -> None:
        """Leave what is open to be found among the drafts, and begin a new passage in the same direction."""
        direction = self.draft.direction
        self._put_away(parked=False)
        self._open(self._desk.begin(direction))

    def resume(self, draft: PassageDraft, history: History | None = None, chosen: str = "") -> None:
        """Go on with a draft, with its undo and on a card where these are given; what was open is kept as it is."""
        self._put_away(parked=False)
        left = self.keeper.taken_up(draft)
        self._open(left, history if left is draft else None, chosen)

    def park(self) -> None:
        """Park what is open and begin a new passage."""
        direction = self.draft.direction
        self._put_away(parked=True)
        self._open(self._desk.begin(direction))

    def discard(self) -> str:
        """Let go of the draft without saving it, begin a new passage; return the id to be dropped."""
        draft_id, direction = self.draft.id, self.draft.direction
        self.keeper.forget()
        self._open(self._desk.begin(direction))
        return draft_id

    def save(self) -> None:
        """Save now what has not been saved, as before a lock."""
        self.keeper.save()

    def _put_away(self, *, parked: bool) -> None:
        self._tidy()
        self.keeper.put_away(parked=parked)

    def _open(self, draft: PassageDraft, history: History | None = None, chosen: str = "") -> None:
        self.history = history or History(draft)
        self.keeper.open(draft)
        self.prefilling.open(draft)
        self._second = ""
        self._begun_at = self._clock.now()
        self._left = LeftFields(draft)
        self._change: Change | None = None
        self._chosen = chosen or next((p for p, _ in draft.cards() if p not in draft.done), next_person(draft))
        self._seen = Examination(cards=(), books=())
        self.knowledge.ask(draft, again=True)
        self._look()
        self.shown.emit()

    # -- cards ---------------------------------------------------------------------------------------
    def choose(self, path: str) -> None:
        """Show another card: one of the draft, the next person's, or the vehicle or trailer to be."""
        if path == self._chosen:
            return
        self._tidy()
        self._left.settle(self._chosen)
        self._chosen = path
        self._look()
        self.shown.emit()

    def choose_next_person(self) -> None:
        """Show the next person's blank card."""
        self.choose(next_person(self.draft))

    def step(self, by: int) -> None:
        """Show the card so many places on, round and round."""
        paths = [line.path for line in self._snapshot.cards]
        self.choose(paths[(paths.index(self._chosen) + by) % len(paths)])

    def remove(self, path: str) -> None:
        """Take a card out of the draft; Ctrl+Z brings it back. What was recorded of a passage stays."""
        draft = self.draft
        if draft.done or not has_card(draft, path):
            return
        kept = without(draft, path)
        self._chosen = next((p for p, _ in kept.cards()), next_person(kept))
        self._edit(kept)
        self.shown.emit()

    # -- fields --------------------------------------------------------------------------------------
    def amend(self, path: str, name: str, text: str) -> None:
        """Take what was typed in a field."""
        if getattr(card_at(self.draft, path), name) != text and path not in self.draft.done:
            self._edit(amended(self.draft, path, name, text), run=f"{path}.{name}")

    def portray(self, path: str, jpeg: bytes) -> None:
        """Take a portrait for a person's card, or none: one edit, whatever was typed before."""
        if path not in self.draft.done:
            self._edit(drafting.portrayed(self.draft, path, jpeg))

    def leave(self, path: str, name: str) -> None:
        """Take note that a field was left, and put its value as it was understood."""
        self._left.leave(path, name)
        self._edit(self._tidied(path, (name,)), run=f"{path}.{name}")
        self.history.settle()
        self._look()
        if name in NAMED_BY and path not in self.draft.done:
            self.prefilling.ask(card_at(self.draft, path))

    def _tidy(self) -> None:
        """Put every value of the card shown as it is understood: the officer goes on without leaving the field."""
        self._edit(self._tidied(self._chosen, names_of(self._chosen)))
        self.history.settle()

    def _tidied(self, path: str, names: Iterable[str]) -> PassageDraft:
        return drafting.tidied(self.draft, path, names, today=self._clock.now().date(), reference=self._reference)

    def settle(self) -> None:
        """Let every field of every card complain: Issue was asked for."""
        self._left.settle(*(path for path, _ in self.draft.cards()))
        self._look()

    def scan(self, text: str) -> str:
        """Fill a card from a zone and show it; return its path. Raises `MrzError` if the text is no zone.

        It is the card shown where that has no zone yet, or this one with a slip put right; else the card of the
        document, else a blank one, else a new one.
        """
        path, here = self._chosen, False
        if has_card(self.draft, path) and path not in self.draft.done:
            card = self.draft.card(path)
            here = isinstance(card, TravelerDraft) and same_zone(card.mrz, text, today=self._clock.now().date())
        draft, filled = self._desk.scan(self.draft, text, path if here else None)
        self._left.settle(filled, self._chosen)
        self._chosen = filled
        self.history.settle()
        self._edit(draft)
        self._look()
        self.shown.emit()
        self.scanned.emit(filled)
        self.prefilling.ask(self.draft.card(filled))
        return filled

    def _on_document_known(self, document: Document, known: Prefill) -> None:
        """Take the empty fields of its card over: one edit, and those fields may complain."""
        path, found = self.prefilling.fill(self.draft, document, known)
        if self._busy or not found.filled:
            self._look()
            return
        self._left.leave(path, *found.filled)
        self._edit(self.draft.with_card(path, found.card))
        self.shown.emit()
        self.appeared.emit()
        self.filled.emit(known.on)

    # -- decisions -----------------------------------------------------------------------------------
    def turn(self, direction: Direction) -> None:
        """Say which way the passage goes."""
        self._edit(replace(self.draft, direction=direction))

    def give_reason(self, found: Numbered, reason: str) -> None:
        """Accept a warn for a reason; an empty reason opens it again."""
        self._edit(drafting.reasoned(self.draft, found.card, found.finding.code, reason))

    @property
    def second(self) -> str:
        """Who stands by the overrides of cards not yet decided, empty where there are none or nobody does."""
        return self._second if drafting.overrides(self.draft) else ""

    @property
    def needs_second(self) -> bool:
        """Whether there are overrides by which nobody stands: the draft was put away and taken up again."""
        return bool(drafting.overrides(self.draft)) and not self._second

    def override(self, found: Numbered, reason: str, second: str) -> None:
        """Lift a stop with a second officer whose password was tried."""
        self._second = second
        lifted = Override(finding=found.finding.code, field=found.name, reason=reason)
        self._edit(self.draft.amend(found.card, overrides=(*self.draft.card(found.card).overrides, lifted)))

    def take_back(self, found: Numbered) -> None:
        """Let a stop that was lifted hold again."""
        self._edit(drafting.held_again(self.draft, found.card, found.finding.code, found.name))

    def stand_by(self, second: str) -> None:
        """Take a second officer, whose password was tried, for the overrides there are."""
        self._second = second

    def decide(self, path: str, action: Action, reason: str = "") -> None:
        """Refuse or refer a card for a reason, or take that back."""
        if has_card(self.draft, path):
            self._edit(self.draft.amend(path, decision=CardDecision(action=str(action), reason=reason)))

    def exempt(self, ground: str) -> None:
        """Let the passage through on a ground: every card of it, and the one shown even where it has not begun."""
        self._left.settle(self._chosen)
        self._edit(exempted(self.draft, self._chosen, ground))
        self.shown.emit()

    def undo(self) -> bool:
        """Take the last edit back; False if there is none."""
        return self._travel(self.history.undo())

    def redo(self) -> bool:
        """Do the last edit taken back again; False if there is none."""
        return self._travel(self.history.redo())

    def _travel(self, moved: bool) -> bool:
        if moved:
            paths = [path for path, _ in self.draft.cards()]
            if self._chosen not in (*paths, next_person(self.draft), "vehicle", "trailer"):
                self._chosen = paths[-1] if paths else next_person(self.draft)
            self._after_edit()
            self.shown.emit()
        return moved

    # -- examining -----------------------------------------------------------------------------------
    def _edit(self, draft: PassageDraft, *, run: str = "") -> None:
        if self._busy or draft == self.draft:
            return
        self.history.put(draft, run=run)
        self._after_edit()

    def _after_edit(self) -> None:
        self._change = self._ordered = None
        self.keeper.follow(self.draft)
        self.knowledge.ask(self.draft)
        self.prefilling.follow(self.draft)
        self._look()

    def look_again(self) -> None:
        """Examine again: the day has changed, or the books have."""
        self._look()

    def obey_anew(self) -> None:
        """Examine again by orders given meanwhile; what they change of an open passage is shown as a change."""
        self._ordered = self._seen
        self.knowledge.ask(self.draft, again=True)

    def _on_known(self) -> None:
        before, self._ordered = self._ordered, None
        if before is not None and self.draft.cards():
            now = self._desk.examine(self.draft, self.knowledge.facts)
            self._change = change(before, now) if now != before else None
        self._look()
        if before is not None and self._change is not None:
            self.shown.emit()
            self.appeared.emit()

    def _on_unknown(self, error: Exception) -> None:
        """Tell why nothing is known; what was typed by whose role works no passage does not stay."""
        if isinstance(error, OfficersError):
            self.discard()
        self.failed.emit(error)

    def _look(self) -> None:
        known = {(f.code, f.field) for f in self._seen.findings()}
        self._seen = self._desk.examine(self.draft, self.knowledge.facts)
        self._snapshot = snapshot(
            self.draft,
            self._seen,
            self._desk.readiness(self.draft, self._seen),
            waiting=self._left.waiting(self._chosen),
            chosen=self._chosen,
            begun_at=self._begun_at,
            marks=self.prefilling.marks(card_at(self.draft, self._chosen)),
            change=self._change,
            busy=self._busy,
            can_undo=self.history.can_undo,
            can_redo=self.history.can_redo,
        )
        self.changed.emit()
        if any((f.code, f.field) not in known for f in self._seen.findings()):
            self.appeared.emit()

    # -- issuing -------------------------------------------------------------------------------------
    def issue(self) -> bool:
        """Issue what is ready, on the store thread; False where nothing is."""
        self._tidy()
        if self._busy or not self._snapshot.readiness.ready:
            return False
        self._busy = True
        draft, seen, second = self.draft, self._seen, self.second
        self._look()
        self._store.run(lambda: self._desk.issue(draft, seen, second=second), self._on_issued, self._on_issue_failed)
        return True

    def _on_issued(self, issued: Issued) -> None:
        self._busy = False
        if issued.changed:
            self._change = change(self._seen, issued.seen)
            self._left.settle(*(path for path, _ in self.draft.cards()))
            self.knowledge.ask(self.draft, again=True)
            self._look()
            self.shown.emit()
            self.appeared.emit()
            return
        self.keeper.forget()
        self._open(issued.left or self._desk.begin(issued.draft.direction))
        self.recorded.emit(issued)
        self._store.run(
            lambda: self._desk.deliver(issued),
            lambda failed: self.done.emit(Done(issued=issued, failed=failed)),
            self.failed.emit,
        )

    def _on_issue_failed(self, error: Exception) -> None:
        self._busy = False
        self._look()
        self.shown.emit()
        self.issue_failed.emit(error)
