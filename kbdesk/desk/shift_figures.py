"""What the entries of a shift add up to. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.fees import total
from kbdesk.domain.shift_report import (
    Closure,
    CustodyFlow,
    Noted,
    Older,
    OverrideLine,
    ShiftFigures,
    Takings,
    Waiting,
    WentBack,
)
from kbdesk.domain.vocabulary import CrossingState, Direction, Means
from kbdesk.rulebook.reasons import RefusalReason

COUNTED_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "surrender.recorded": "permit",
        "swap.recorded": "registration",
        "refusal.recorded": "refusal",
        "referral.recorded": "referral",
        "warning.recorded": "warning",
        "fine.recorded": "fine",
        "confiscation.recorded": "confiscation",
        "return.recorded": "return",
        "claim.recorded": "claim",
        "permit.voided": "void",
        "registration.voided": "void",
        "paper.reprinted": "copy",
        "permit.corrected": "correction",
        "registration.corrected": "correction",
        "permit.extended": "extension",
        "registration.extended": "extension",
        "hit.adjudicated": "adjudication",
        "finding.overridden": "override",
        "paper.printed": "printed",
    }
)
"""The kinds of entry that a shift report counts, and the word it counts them under."""

_OLDER: Final = MappingProxyType(
    {
        "store.went-back": Older.RECORDS,
        "sign-ins.failed": Older.ATTEMPTS,
        "shelf.disputed": Older.SHELF,
        "settings.disputed": Older.SETTINGS,
        "slots.disputed": Older.SLOTS,
    }
)
_RECONCILED: Final = frozenset({"drawer.counted", "custody.counted", "stock.counted"})
_VOIDED: Final = frozenset({"permit.voided", "registration.voided"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEntry:
    """An entry of the ledger as a shift's figures look at it."""

    seq: int
    at: datetime
    officer: str
    kind: str
    body: Mapping[str, Any]


class _Sum:
    """Adds entries up."""

    def __init__(self) -> None:
        self.passages: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.cards: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.hours: Counter[int] = Counter()
        self.overrides: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.waiting: defaultdict[Direction, list[int]] = defaultdict(list)
        self.money: defaultdict[str, list[Decimal]] = defaultdict(list)
        self.flow: Counter[str] = Counter()
        self.voids: list[Noted] = []
        self.reconciliations: list[Noted] = []
        self.incidents: list[Noted] = []
        self.closures: list[Closure] = []
        self.officers: dict[str, None] = {}
        self.counted = self.late = 0

    def add(self, entry: ShiftEntry) -> None:
        """Add one entry; a kind that a report does not speak of adds nothing, nor what stands for a corrected one."""
        body = entry.body
        anew = "supersedes" not in body
        word = COUNTED_KINDS.get(entry.kind) if anew else None
        if word is not None:
            self.counts[word] += 1
            self.officers[entry.officer] = None
        if anew and entry.kind.endswith(".recorded") and "measure" in body:
            self.cards[str(body["measure"])] += 1
            self.passages.add(str(body.get("passage", "")))
        if entry.kind.endswith(".recorded") and body.get("form_number"):
            self.late += 1
        if entry.kind == "refusal.recorded":
            reason = str(body.get("reason", ""))
            self.refusals[reason if reason in tuple(RefusalReason) else str(RefusalReason.OTHER)] += 1
        if entry.kind == "passage.counted":
            self._count(body)
        if entry.kind == "papers.sealed":
            self.hours[entry.at.hour] += len(body.get("papers", ()))
        if entry.kind == "finding.overridden":
            self.overrides[str(body["finding"]), str(body["reason"])].append(str(body["second"]))
        self._tell(entry)
        self._money(entry)
        self._custody(entry)

    def _count(self, body: Mapping[str, Any]) -> None:
        self.cards.update({str(measure): int(cards) for measure, cards in body.get("measures", {}).items()})
        self.counted += 1

    def _tell(self, entry: ShiftEntry) -> None:
        body, kind = entry.body, entry.kind
        if kind in _VOIDED:
            self.voids.append(_noted(entry, str(body.get("reason", "")), of=str(body.get("number", ""))))
        elif kind in _RECONCILED:
            self.reconciliations.append(_noted(entry, str(body.get("explanation", "")), of=kind.partition(".")[0]))
        elif kind == "incident.recorded":
            self.incidents.append(_noted(entry, str(body["text"])))
        elif kind == "waiting.recorded":
            self.waiting[Direction(body["direction"])] += [int(body["least"]), int(body["most"])]
        elif kind == "crossing.set":
            self.closures.append(
                Closure(
                    at=entry.at,
                    state=CrossingState(body["state"]),
                    reason=str(body["reason"]),
                    order_reference=str(body["order_reference"]),
                )
            )

    def _money(self, entry: ShiftEntry) -> None:
        if entry.kind not in ("fee.charged", "fee.paid", "fee.waived"):
            return
        paid = str(entry.body.get("means", "")) if entry.kind == "fee.paid" else entry.kind
        self.money[paid].append(Decimal(entry.body["amount"]))

    def _custody(self, entry: ShiftEntry) -> None:
        if entry.kind == "custody.held":
            self.flow["taken"] += 1
        elif entry.kind == "custody.returned":
            self.flow["handed_back"] += 1
        elif entry.kind == "custody.transferred":
            self.flow["transferred"] += len(entry.body.get("envelopes", ()))
        elif entry.kind == "custody.received":
            self.flow["received"] += len(entry.body.get("envelopes", ()))
        elif entry.kind == "custody.destroyed":
            self.flow["destroyed"] += 1

    def figures(self) -> ShiftFigures:
        """Return what has been added so far."""
        lines = sorted(self.overrides.items())
        return ShiftFigures(
            passages=len(self.passages - {""}) + self.counted,
            counts=dict(sorted(self.counts.items())),
            cards=dict(sorted(self.cards.items())),
            refusals=dict(sorted(self.refusals.items())),
            hours=dict(sorted(self.hours.items())),
            voids=tuple(self.voids),
            overrides=tuple(
                OverrideLine(finding=finding, reason=reason, count=len(seconds), seconds=tuple(sorted({*seconds})))
                for (finding, reason), seconds in lines
            ),
            late=self.late,
            reconciliations=tuple(self.reconciliations),
            incidents=tuple(self.incidents),
            waiting=tuple(
                Waiting(direction=way, least=min(self.waiting[way]), most=max(self.waiting[way]))
                for way in Direction
                if way in self.waiting
            ),
            closures=tuple(self.closures),
            takings=Takings(
                charged=total(self.money["fee.charged"]),
                cash=total(self.money[Means.CASH]),
                slip=total(self.money[Means.SLIP]),
                waived=total(self.money["fee.waived"]),
            ),
            custody=CustodyFlow(**self.flow),
            officers=tuple(self.officers),
        )


def figures(entries: Iterable[ShiftEntry]) -> ShiftFigures:
    """Return what entries add up to, in their order."""
    adding = _Sum()
    for entry in entries:
        adding.add(entry)
    return adding.figures()


def went_back(entries: Iterable[ShiftEntry]) -> tuple[WentBack, ...]:
    """Return what entries say of records, and of counted passwords, that turned out to be older than they were."""
    return tuple(_went_back(entry) for entry in entries if _is_older(entry))


def _is_older(entry: ShiftEntry) -> bool:
    return entry.kind in _OLDER and (entry.kind != "sign-ins.failed" or bool(entry.body.get("counter_went_back")))


def _went_back(entry: ShiftEntry) -> WentBack:
    body, of = entry.body, _OLDER[entry.kind]
    if of is not Older.RECORDS:
        return WentBack(at=entry.at, of=of, names=tuple(body.get("names", ())))
    entries, seen = int(body["entries"]), int(body["seen"])
    return WentBack(at=entry.at, of=of if seen else Older.UNKNOWN, entries=entries, seen=seen)


def _noted(entry: ShiftEntry, text: str, of: str = "") -> Noted:
    return Noted(at=entry.at, officer=entry.officer, text=text, of=of)
