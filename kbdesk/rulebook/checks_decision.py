"""Checks of what the officer decided: a refusal or referral cites an article that stands."""

from __future__ import annotations

from collections.abc import Iterator

from kbdesk.domain.findings import Finding
from kbdesk.domain.vocabulary import Action, Severity
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.law import Standing
from kbdesk.rulebook.understanding import UnderstoodTraveler, UnderstoodVehicle


def article(u: UnderstoodTraveler | UnderstoodVehicle, standing: Standing) -> Iterator[Finding]:
    """Yield, of the whole card, that the article named (``book-id:article-id``) is not in force: a refusal waits."""
    decision = u.card.decision
    named = decision.article.strip()
    if decision.action != Action.ISSUE and named and named not in {rule.reference for rule in standing.rules}:
        yield Finding(Code.DECISION_ARTICLE_UNKNOWN, Severity.STOP, u.path, values={"article": named})
