"""What an article or a check says about a draft."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from kbdesk.domain.vocabulary import Severity

ORDER = (Severity.STOP, Severity.WARN, Severity.NOTE)


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. It carries a code, not a sentence: the words come from the catalog under `code`.

    `field` is a path such as ``traveler[1].document_number`` or ``vehicle.plate`` (people count from 1).
    `article` is ``book-id:article`` for what a rulebook says, empty for what a check says.
    `values` fill the placeholders of the message; texts as the officer would write them, dates ISO.
    `overridable` tells whether two officers may lift a stop.
    """

    code: str
    severity: Severity
    field: str
    article: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    overridable: bool = False


def sorted_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings strictest first, else in the order found."""
    return tuple(sorted(findings, key=lambda f: ORDER.index(f.severity)))
