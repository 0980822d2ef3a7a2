"""Findings as the panel, the fields and Ctrl+1..9 count them: one number each, strictest first."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from kbdesk.domain.findings import Finding, sorted_findings
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A finding with its number (from 1), its card's path, its field's name there (empty for the whole card).

    `reason` is why the officer accepted a warn (or two officers lifted a stop), empty while it is open.
    """

    number: int
    finding: Finding
    card: str
    name: str
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether it keeps its card from being issued."""
        return self.finding.severity is not Severity.NOTE and not self.reason

    @property
    def field(self) -> str:
        """The field's path, as in ``traveler[1].surname``; the card's where it has none."""
        return f"{self.card}.{self.name}" if self.name else self.card


def split(field: str) -> tuple[str, str]:
    """Return a finding's card path and field name.

    >>> split("traveler[2].document_number")
    ('traveler[2]', 'document_number')
    >>> split("trailer")
    ('trailer', '')
    """
    card, _, name = field.partition(".")
    return card, name


def numbered(draft: PassageDraft, seen: Examination, *, waiting: Set[str] = frozenset()) -> tuple[Numbered, ...]:
    """Number the findings on the cards of a draft, without those on the fields that still wait to be left once."""
    reasons = _reasons(draft)
    found = [f for f in seen.findings() if f.field not in waiting]
    rows = []
    for number, finding in enumerate(sorted_findings(found), 1):
        card, name = split(finding.field)
        reason = reasons.get((card, finding.code, name)) or reasons.get((card, finding.code, ""), "")
        rows.append(Numbered(number=number, finding=finding, card=card, name=name, reason=reason))
    return tuple(rows)


def _reasons(draft: PassageDraft) -> dict[tuple[str, str, str], str]:
    reasons: dict[tuple[str, str, str], str] = {}
    for path, card in draft.cards():
        reasons.update({(path, code, ""): reason for code, reason in card.reasons.items()})
        reasons.update({(path, o.finding, o.field.rpartition(".")[2]): o.reason for o in card.overrides})
    return reasons


def of_field(rows: Iterable[Numbered], card: str, name: str) -> Numbered | None:
    """Return the strictest finding on a field, None if there is none."""
    return next((row for row in rows if row.card == card and row.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a second look found that the officer had not seen, and what is gone."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def change(before: Examination, after: Examination) -> Change:
    """Compare two examinations of one draft, finding by finding."""
    old, now = before.findings(), after.findings()
    return Change(new=tuple(f for f in now if f not in old), gone=tuple(f for f in old if f not in now))
