"""The timeline of a case: what each entry of the ledger says of it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.messages import Catalog
from kbdesk.domain.numbers import spelled, spelled_envelope
from kbdesk.domain.search import CaseEntry

TOLD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "surrender.recorded": ("number", "valid_until"),
        "swap.recorded": ("number", "valid_until", "old_plate"),
        "refusal.recorded": ("number",),
        "referral.recorded": ("number",),
        "warning.recorded": ("number",),
        "fine.recorded": ("number",),
        "confiscation.recorded": ("number",),
        "finding.overridden": ("second",),
        "hit.adjudicated": (),
        "custody.held": ("envelope", "slot"),
        "custody.moved": ("envelope", "slot"),
        "custody.handed-over": ("envelope", "to"),
        "custody.transferred": ("crossing",),
        "custody.received": ("crossing", "manifest"),
        "custody.destroyed": ("envelope", "second"),
        "custody.returned": ("envelope",),
        "return.recorded": ("returned",),
        "claim.recorded": ("claimed",),
        "claim.settled": ("number",),
        "claim.withdrawn": ("number",),
        "claim.reopened": ("number",),
        "fee.charged": ("amount", "currency"),
        "fee.paid": ("amount", "currency"),
        "fee.waived": ("amount", "currency"),
        "fee-receipt.recorded": ("number",),
        "papers.sealed": (),
        "paper.sent": ("kind",),
        "paper.printed": ("kind",),
        "paper.failed": ("kind",),
        "paper.unconfirmed": ("kind",),
        "paper.spoiled": ("kind",),
        "paper.withdrawn": ("kind",),
        "paper.surfaced": ("kind",),
        "paper.reprinted": ("kind", "copy"),
        "paper.exported": ("kind",),
        "permit.voided": ("number",),
        "registration.voided": ("number",),
        "permit.corrected": ("number", "superseded_by"),
        "registration.corrected": ("number", "superseded_by"),
        "permit.extended": ("number", "valid_until"),
        "registration.extended": ("number", "valid_until"),
        "custody.sealed": ("envelope", "seal_number"),
        "retention.held": (),
        "retention.released": (),
        "retention.told": (),
    }
)
"""The kinds that have words of their own (``timeline.<kind>``), and what those name."""
NOT_SAID: Final = "–"


_SHOWN: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        **dict.fromkeys(("number", "superseded_by", "returned", "claimed", "manifest"), spelled),
        "envelope": spelled_envelope,
        "valid_until": spelled_date,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One entry of a case. `message` is the id of its words, `values` what fills them, without anybody's name.

    `occurred_at` is when it happened where it was entered late, else None; `at` is when it was entered.
    """

    entry: int
    at: datetime
    officer: str
    kind: str
    message: str
    values: Mapping[str, str]
    occurred_at: datetime | None = None


def row(entry: CaseEntry) -> TimelineRow:
    """Return an entry as its case tells it; a kind without words of its own is told by its kind."""
    named = TOLD.get(entry.kind)
    values = {"kind": entry.kind} if named is None else {name: _value(entry, name) for name in named}
    late = entry.body.get("occurred_at")
    return TimelineRow(
        entry=entry.seq,
        at=entry.at,
        officer=entry.officer,
        kind=entry.kind,
        message="timeline.other" if named is None else f"timeline.{entry.kind}",
        values=values,
        occurred_at=datetime.fromisoformat(late) if isinstance(late, str) and late else None,
    )


def tell(row: TimelineRow, catalog: Catalog) -> str:
    """Return a row in the words of a language."""
    values = dict(row.values)
    paper = f"arrive.paper.{values.get('kind', '')}"
    if catalog.has(paper):
        values["kind"] = catalog.text(paper)
    return catalog.text(row.message, **values)


def _value(entry: CaseEntry, name: str) -> str:
    said = entry.body.get(name)
    text = "" if said is None else str(said)
    return _SHOWN.get(name, str)(text) or NOT_SAID
