"""What is issued anew in the act that closes the old paper: its passage, and what the law in force finds of it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kbdesk.desk.passage import PassageDesk
from kbdesk.desk.readiness import readiness
from kbdesk.desk.return_view import ReturnView
from kbdesk.desk.returns import ReturnDesk
from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Severity
from kbdesk.rulebook.codes import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """A passage of one card, begun again from what was recorded; `facts` are those once the old paper is closed."""

    draft: PassageDraft
    seen: Examination
    facts: Facts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found of it."""
        return self.seen.findings()

    @property
    def stopped(self) -> Finding | None:
        """What cannot be answered here: a stop, or a hit, which is adjudicated at Arrive."""
        strict = (f for f in self.findings if f.severity is Severity.STOP or f.code == Code.WATCHLIST_HIT)
        return next(strict, None)

    @property
    def warned(self) -> tuple[Finding, ...]:
        """What wants a reason."""
        return tuple(f for f in self.findings if f.severity is Severity.WARN and f.code != Code.WATCHLIST_HIT)

    @property
    def issues(self) -> bool:
        """Whether the law in force now gives a paper at all."""
        return any(card.outcome.papers for card in self.seen.cards)

    @property
    def ready(self) -> bool:
        """Whether it can be issued now."""
        return self.issues and not readiness(self.draft, self.seen).open

    def answered(self, reasons: Mapping[str, str], desk: PassageDesk) -> Anew:
        """Return it with reasons for its warnings, by their codes."""
        draft, own = self.draft, {finding.code for finding in self.warned}
        given = {code: reason for code, reason in reasons.items() if code in own}
        for path, _ in draft.cards():
            draft = draft.amend(path, reasons=given)
        return replace(self, draft=draft, seen=desk.examine(draft, self.facts))


def begun(returns: ReturnDesk, passage: PassageDesk, view: ReturnView) -> Anew:
    """Begin again what a permit or registration was issued on (store thread). Raises `ReturnError`."""
    draft = returns.begin_again(view)
    facts = returns.facts_again(view, draft)
    return Anew(draft=draft, seen=passage.examine(draft, facts), facts=facts)


def can_begin(view: ReturnView | None) -> bool:
    """Tell whether what is shown can be issued anew: a paper of this desk that has not ended."""
    return view is not None and view.own and view.closes and view.card is not None and view.stopped is None
