"""What the one action says: what it will do and what follows, or why it is off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kbdesk.desk.passage import Issued
from kbdesk.desk.ports import PrinterError
from kbdesk.desk.printing import NOT_ENTERED
from kbdesk.desk.readiness import Readiness
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.arrive.numbering import Numbered
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.arrive.tally import Tally, tally
from kbdesk.ui.errors import sentence, sentence_in
from kbdesk.ui.kit.icons import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """The action's two lines. `mark` is set where it is off, `icon` where it is on."""

    title: str
    follows: str
    mark: Shape | None = None
    icon: str = ""


def action(snapshot: Snapshot, catalog: Catalog) -> Action:
    """Return what the action says of a snapshot."""
    if snapshot.busy:
        return _off("working", catalog.text("arrive.issue.working-what"), Shape.WAIT, catalog)
    if snapshot.empty:
        return _off("empty", catalog.text("arrive.issue.empty-what"), Shape.WAIT, catalog)
    if snapshot.seen.held:
        title, why = catalog.text(f"{snapshot.seen.held}.title"), catalog.text("arrive.issue.held", key="F6")
        return Action(title=title, follows=why, mark=Shape.STOP)
    if snapshot.tally.acts:
        return _on(snapshot, catalog)
    first = _first_held(snapshot)
    if first is None:
        return _off("empty", catalog.text("arrive.issue.not-complete"), Shape.WAIT, catalog)
    reason = catalog.text("arrive.issue.finding", n=first.number, text=catalog.finding(first.finding).short)
    if first.finding.severity is Severity.WARN:
        return _off("needs-reason", reason, Shape.WARN, catalog)
    return _off("cannot", reason, Shape.STOP, catalog)


def issued_words(counted: Tally, catalog: Catalog) -> str:
    """Return what an Issue acts on, in a few words: ``3 permits, 2 plates``."""
    parts = []
    if counted.permits:
        parts.append(catalog.count("arrive.issue.permits", counted.permits))
    if counted.plates:
        parts.append(catalog.count("arrive.issue.plates", counted.plates))
    return ", ".join(parts)


def recorded_words(issued: Issued, readiness: Readiness, catalog: Catalog) -> tuple[str, str]:
    """Return what is said of an Issue that is recorded: what was issued, and how many cards stay."""
    words = issued_words(tally(issued.draft, issued.seen, readiness), catalog)
    left = len(issued.left.cards()) - len(issued.left.done) if issued.left is not None else 0
    title = catalog.text("arrive.issued", what=words) if words else catalog.text("arrive.issued.recorded")
    return title, catalog.count("arrive.issued.left", left) if left else ""


def not_taken_words(error: PrinterError) -> Callable[[Catalog], str]:
    """Return what tells that the printer took no paper; one of which that could not be entered says so itself."""
    return partial(sentence if error.code == NOT_ENTERED else partial(sentence_in, "arrive.not-printed"), error)


def _off(what: str, reason: str, mark: Shape, catalog: Catalog) -> Action:
    return Action(title=catalog.text(f"arrive.issue.{what}"), follows=reason, mark=mark)


def _on(snapshot: Snapshot, catalog: Catalog) -> Action:
    counted = snapshot.tally
    papers = issued_words(counted, catalog)
    acts = [catalog.text("arrive.issue.do", what=papers)] if papers else []
    if counted.refused:
        acts.append(catalog.text("arrive.issue.refuse", n=counted.refused))
    if counted.referred:
        acts.append(catalog.text("arrive.issue.refer", n=counted.referred))
    if not acts:
        acts.append(catalog.count("arrive.issue.pass", counted.passed))
    return Action(title=", ".join(acts), follows=_follows(snapshot, catalog), icon="printer" if papers else "check")


def _follows(snapshot: Snapshot, catalog: Catalog) -> str:
    counted, parts = snapshot.tally, []
    if counted.stays:
        first = _first_held(snapshot)
        why = catalog.finding(first.finding).short if first is not None else catalog.text("arrive.state.waiting")
        words = "arrive.issue.stays" if counted.stays == 1 else "arrive.issue.stay"
        return catalog.text(words, n=counted.stays, why=why)
    if counted.taken:
        parts.append(catalog.count("arrive.issue.takes", counted.taken))
    if counted.papers:
        parts.append(catalog.count("arrive.issue.papers", counted.papers))
    elif counted.refused or counted.referred:
        parts.append(catalog.text("arrive.issue.decision-recorded"))
    else:
        parts.append(catalog.text("arrive.issue.nothing-printed"))
    return ", ".join(parts)


def _first_held(snapshot: Snapshot) -> Numbered | None:
    held = {path for path, _ in snapshot.readiness.open}
    return next((f for f in snapshot.findings if f.holds and f.card in held), None)
