"""Work one passage: begin, amend, examine, decide, record, issue, print."""

from __future__ import annotations

from dataclasses import dataclass

from kbdesk.domain.facts import Facts
from kbdesk.domain.outcome import Examination, Fee
from kbdesk.domain.paper import Paper, Permit, Printed, Registration
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Decision, Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class CardResult:
    """What became of one card; `decision` is None where it stays open or needs nothing."""

    path: str
    decision: Decision | None
    permit: Permit | None = None
    registration: Registration | None = None
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What one press of Issue did. If `changed`, nothing was recorded: `seen` is what the desk sees now."""

    draft: PassageDraft
    seen: Examination
    changed: bool
    cards: tuple[CardResult, ...]
    papers: tuple[Printed, ...]
    left: PassageDraft | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What Issue would do now: paths of cards that are ready, and for those that stay the first open finding's code."""

    ready: tuple[str, ...]
    open: tuple[tuple[str, str], ...]


class PassageDesk:
    """The passage procedure. Store and press are reached through threads that the caller provides (see `app`).

    `begin`, `scan`, `examine`, `readiness`, `proofs` are pure and quick: the window calls them on every keystroke.
    `facts`, `issue`, `deliver`, `save`, `unprinted` reach the store: call them on the store thread.
    """

    def begin(self, direction: Direction = Direction.ENTRY) -> PassageDraft:
        """Start a passage with an id of its own."""
        raise NotImplementedError

    def scan(self, draft: PassageDraft, text: str, path: str | None = None) -> tuple[PassageDraft, str]:
        """Fill a traveler's card from a zone (a new card, or the one at `path`); return the draft and the card's path.

        Raises `kbdesk.icao.mrz.MrzError` if the text is not a zone.
        """
        raise NotImplementedError

    def facts(self, draft: PassageDraft) -> Facts:
        """Read what is known that bears on the draft (store thread)."""
        raise NotImplementedError

    def examine(self, draft: PassageDraft, facts: Facts) -> Examination:
        """Return what the law in force now and the checks find. Pure but for the clock."""
        raise NotImplementedError

    def readiness(self, draft: PassageDraft, seen: Examination) -> Readiness:
        """Say what Issue would do."""
        raise NotImplementedError

    def proofs(self, draft: PassageDraft, seen: Examination) -> tuple[Paper, ...]:
        """Return the papers that would come out, as proofs, card by card."""
        raise NotImplementedError

    def issue(self, draft: PassageDraft, seen: Examination) -> Issued:
        """Record and draw in one transaction (store thread); nothing is printed yet."""
        raise NotImplementedError

    def deliver(self, issued: Issued) -> tuple[Printed, ...]:
        """Print what was issued and record that it was (store thread). Returns what the printer refused."""
        raise NotImplementedError

    def save(self, draft: PassageDraft, *, parked: bool = False) -> None:
        """Keep the draft (store thread)."""
        raise NotImplementedError
