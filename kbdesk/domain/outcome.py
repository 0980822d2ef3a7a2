"""What the law in force makes of a card: measure, papers, validity, fees, and on which article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kbdesk.domain.findings import Finding
from kbdesk.domain.vocabulary import Disposition, Letterhead, Measure, PaperKind, SealRule, Severity, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A charge by article; `amount` in EUR with two decimals. A waived one is named and not charged."""

    code: str
    amount: Decimal
    currency: str = "EUR"
    waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The legal basis of an outcome, per language (keys ``sq``, ``sr``, ``en``; ``sr`` in Latin script).

    `appeal_body` is where an appeal goes, `appeal` how, `appeal_days` within how many days of the day of the measure.
    """

    book: str
    article: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    appeal: Mapping[str, str] = field(default_factory=dict)
    appeal_days: int = 0
    appeal_body: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one article says of one card. `valid_until` is the last valid day; `deadline` is inclusive too."""

    measure: Measure
    basis: Basis | None = None
    disposition: Disposition | None = None
    papers: tuple[PaperKind, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    deadline: date | None = None
    fees: tuple[Fee, ...] = ()
    document_code: str = ""
    sheet: Sheet = Sheet.PLAIN
    letterhead: Letterhead = Letterhead.NEUTRAL
    seal: SealRule = SealRule.REQUIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class CardExamination:
    """What was found on one card, and what the law would do."""

    path: str
    findings: tuple[Finding, ...]
    outcome: Outcome

    def open_findings(self, reasons: Mapping[str, str], overridden: frozenset[tuple[str, str]]) -> tuple[Finding, ...]:
        """Return what still holds the card: stops not overridden and warns without a reason.

        `overridden` holds (finding code, field name within the card).
        """
        return tuple(
            f
            for f in self.findings
            if (f.severity is Severity.STOP and not _lifted(f, overridden))
            or (f.severity is Severity.WARN and f.code not in reasons)
        )


def _lifted(finding: Finding, overridden: frozenset[tuple[str, str]]) -> bool:
    return finding.overridable and (finding.code, finding.field.rpartition(".")[2]) in overridden


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found on a whole passage; `books` are the ids of the rulebooks consulted.

    `held` is the code of what holds every card, whatever is found on it; empty where nothing does.
    """

    cards: tuple[CardExamination, ...]
    books: tuple[str, ...]
    held: str = ""

    def card(self, path: str) -> CardExamination:
        """Return the examination of one card; `KeyError` if there is none."""
        return {c.path: c for c in self.cards}[path]

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, card by card."""
        return tuple(f for c in self.cards for f in c.findings)
