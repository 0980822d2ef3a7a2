"""What the page shows of an open passage at one moment; views draw from this and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kbdesk.desk.readiness import Readiness
from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Action, Measure, PaperKind, Severity
from kbdesk.ui.arrive.drafting import Card, next_person
from kbdesk.ui.arrive.numbering import Change, Numbered, numbered
from kbdesk.ui.arrive.prefilling import Marks
from kbdesk.ui.arrive.tally import Tally, tally


class State(StrEnum):
    """How a card stands, in a word."""

    STOP = "stop"
    WARN = "warn"
    WAITING = "waiting"
    READY = "ready"
    PERMIT = "permit"
    PLATES = "plates"
    FREE = "free"
    EXEMPT = "exempt"
    REFUSE = "refuse"
    REFER = "refer"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One card of the strip or the list. `blank` means nobody stands on it yet: it begins when something is typed."""

    path: str
    card: Card
    state: State
    first: Numbered | None = None
    stops: int = 0
    warns: int = 0
    blank: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is a traveler's card."""
        return isinstance(self.card, TravelerDraft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The whole page: the draft, what was found, what Issue would do.

    `waiting` are the paths of fields that have not been left once and so do not complain yet.
    `marks` tell how the chosen card stands to the last passage of its document.
    `change` is set after an Issue that met something the officer had not seen.
    """

    draft: PassageDraft
    seen: Examination
    readiness: Readiness
    findings: tuple[Numbered, ...]
    waiting: frozenset[str]
    chosen: str
    cards: tuple[CardLine, ...]
    tally: Tally
    begun_at: datetime
    marks: Marks | None = None
    change: Change | None = None
    busy: bool = False
    can_undo: bool = False
    can_redo: bool = False

    def line(self, path: str) -> CardLine:
        """Return one card's line; `KeyError` if there is none."""
        return {line.path: line for line in self.cards}[path]

    @property
    def card(self) -> Card:
        """The chosen card, blank where it has not begun."""
        return self.line(self.chosen).card

    @property
    def examination(self) -> CardExamination | None:
        """What was found on the chosen card, None where it has not begun."""
        return next((c for c in self.seen.cards if c.path == self.chosen), None)

    @property
    def empty(self) -> bool:
        """Whether nothing has been typed or scanned yet."""
        return not self.draft.cards()

    @property
    def people(self) -> tuple[CardLine, ...]:
        """The lines of travelers who stand at the desk."""
        return tuple(line for line in self.cards if line.is_person and not line.blank)


def card_lines(
    draft: PassageDraft, seen: Examination, readiness: Readiness, findings: Sequence[Numbered], *, chosen: str
) -> tuple[CardLine, ...]:
    """Return a line for every card, people first, then the next person's blank one, then vehicle and trailer."""
    lines = [_line(path, card, draft, seen, readiness, findings) for path, card in draft.cards()]
    people = [line for line in lines if line.is_person]
    vehicles = [line for line in lines if not line.is_person]
    nobody = next_person(draft)
    people.append(CardLine(path=nobody, card=TravelerDraft(), state=State.WAITING, blank=True))
    if draft.vehicle is None:
        vehicles.insert(0, CardLine(path="vehicle", card=VehicleDraft(), state=State.WAITING, blank=True))
    if draft.trailer is None and chosen == "trailer":
        vehicles.append(CardLine(path="trailer", card=VehicleDraft(), state=State.WAITING, blank=True))
    return (*people, *vehicles)


def _line(
    path: str, card: Card, draft: PassageDraft, seen: Examination, readiness: Readiness, findings: Sequence[Numbered]
) -> CardLine:
    own = [f for f in findings if f.card == path and not f.reason]
    stops = sum(f.finding.severity is Severity.STOP for f in own)
    warns = sum(f.finding.severity is Severity.WARN for f in own)
    first = next((f for f in findings if f.card == path), None)
    state = _state(path, card, draft, seen, ready=path in readiness.ready, stops=stops, warns=warns)
    return CardLine(path=path, card=card, state=state, first=first, stops=stops, warns=warns)


def _state(
    path: str, card: Card, draft: PassageDraft, seen: Examination, *, ready: bool, stops: int, warns: int
) -> State:
    if path in draft.done:
        return State.DONE
    if ready and card.decision.action == Action.REFUSE:
        return State.REFUSE
    if ready and card.decision.action == Action.REFER:
        return State.REFER
    if ready:
        return _granted(seen.card(path))
    if stops:
        return State.STOP
    if warns:
        return State.WARN
    return State.WAITING


def _granted(examination: CardExamination) -> State:
    outcome = examination.outcome
    if outcome.measure is Measure.EXEMPT:
        return State.EXEMPT
    if not outcome.papers:
        return State.FREE
    if PaperKind.PERMIT in outcome.papers:
        return State.PERMIT
    plated = {PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR} & set(outcome.papers)
    return State.PLATES if plated else State.READY


def snapshot(
    draft: PassageDraft,
    seen: Examination,
    readiness: Readiness,
    *,
    waiting: Set[str],
    chosen: str,
    begun_at: datetime,
    marks: Marks | None = None,
    change: Change | None = None,
    busy: bool = False,
    can_undo: bool = False,
    can_redo: bool = False,
) -> Snapshot:
    """Put a snapshot together."""
    findings = numbered(draft, seen, waiting=waiting)
    return Snapshot(
        draft=draft,
        seen=seen,
        readiness=readiness,
        findings=findings,
        waiting=frozenset(waiting),
        chosen=chosen,
        cards=card_lines(draft, seen, readiness, findings, chosen=chosen),
        tally=tally(draft, seen, readiness),
        begun_at=begun_at,
        marks=marks,
        change=change,
        busy=busy,
        can_undo=can_undo,
        can_redo=can_redo,
    )
