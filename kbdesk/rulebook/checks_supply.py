"""Whether the desk has what a card's papers need: blanks in the drawer, numbers in the series, days of its signer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import Outcome
from kbdesk.domain.stock import ON_BLANKS
from kbdesk.domain.vocabulary import Disposition, Measure, PaperKind, Series, Severity, Sheet
from kbdesk.rulebook.codes import Code

WARNED_AT: Final = 100
"""From how many numbers left their end is a warn and no longer a note."""

SIGNER_TOLD: Final = 60
"""For how many days before its last a signer's end is told: the next one's certificate has to travel both ways."""

_SERIES: Final[Mapping[Measure, Series]] = MappingProxyType(
    {
        Measure.PERMIT: Series.PERMIT,
        Measure.PROVISIONAL: Series.REGISTRATION,
        Measure.REPLACE: Series.REGISTRATION,
        Measure.WARNED: Series.WARNING,
        Measure.FINED: Series.FINE,
        Measure.CONFISCATE: Series.CONFISCATION,
    }
)


def blanks_of(outcome: Outcome) -> tuple[PaperKind, ...]:
    """Return the kinds of blanks that an outcome's papers take, one each."""
    return tuple(kind for kind in outcome.papers if outcome.sheet is Sheet.BLANK and kind in ON_BLANKS)


def blanks(path: str, outcome: Outcome, facts: Facts, taken: Counter[PaperKind]) -> Iterator[Finding]:
    """Yield, of the whole card, that a blank is missing; `taken` counts those that cards before it take.

    The blanks of this card are added to `taken`.
    """
    for kind in blanks_of(outcome):
        taken[kind] += 1
        if taken[kind] > facts.blanks.get(kind, 0):
            yield Finding(Code.BLANKS_MISSING, Severity.STOP, path, values={"kind": str(kind)})


def numbers(path: str, outcome: Outcome, facts: Facts) -> Iterator[Finding]:
    """Yield, of the whole card, that a series it takes a number of is near its end, or at it.

    How many are left is told in steps, so that what an officer saw still holds after the next Issue.
    """
    series = [_SERIES[outcome.measure]] if outcome.measure in _SERIES else []
    series += [Series.ENVELOPE] if outcome.disposition is Disposition.HELD else []
    for one in series:
        left = facts.series_ending.get(one)
        if left is None:
            continue
        if left == 0:
            yield Finding(Code.SERIES_ENDED, Severity.STOP, path, values={"series": str(one)})
        else:
            severity = Severity.WARN if left <= WARNED_AT else Severity.NOTE
            most = str(WARNED_AT if left <= WARNED_AT else 10 * WARNED_AT)
            yield Finding(Code.SERIES_ENDING, severity, path, values={"series": str(one), "most": most})


def signer(path: str, outcome: Outcome, facts: Facts, day: date) -> Iterator[Finding]:
    """Yield, of the whole card, that its papers are sealed by a signer whose last day is near; on every such card."""
    until = facts.seals_until
    if outcome.papers and until is not None and 0 <= (until - day).days <= SIGNER_TOLD:
        yield Finding(Code.SIGNER_ENDING, Severity.NOTE, path, values={"date": until.isoformat()})
