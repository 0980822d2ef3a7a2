"""What Issue would do, counted: permits, plates, papers, what is taken and what stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kbdesk.desk.readiness import Readiness
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Action, Disposition, PaperKind

_PLATES = (PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over the cards that are ready, and how many stay.

    `passed` are cards for which nothing is printed; `taken` are documents and sets of plates that stay at the desk.
    """

    permits: int = 0
    plates: int = 0
    papers: int = 0
    taken: int = 0
    passed: int = 0
    refused: int = 0
    referred: int = 0
    stays: int = 0

    @property
    def acts(self) -> int:
        """How many cards Issue would act on."""
        return self.permits_or_plates + self.passed + self.refused + self.referred

    @property
    def permits_or_plates(self) -> int:
        """How many cards would get papers."""
        return self.permits + (1 if self.plates else 0)


def tally(draft: PassageDraft, seen: Examination, readiness: Readiness) -> Tally:
    """Count what Issue would do with a draft."""
    counts: Counter[str] = Counter()
    for path in readiness.ready:
        action = draft.card(path).decision.action
        outcome = seen.card(path).outcome
        if action == Action.REFUSE:
            counts["refused"] += 1
        elif action == Action.REFER:
            counts["referred"] += 1
        elif not outcome.papers:
            counts["passed"] += 1
        else:
            counts["permits"] += PaperKind.PERMIT in outcome.papers
            counts["plates"] += sum(kind in _PLATES for kind in outcome.papers)
            counts["papers"] += len(outcome.papers)
            counts["taken"] += outcome.disposition is Disposition.HELD
    return Tally(**counts, stays=len(readiness.open))
