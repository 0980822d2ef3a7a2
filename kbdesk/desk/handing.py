"""How something is handed back: what of it, to whom, and what must be said for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from kbdesk.desk.return_view import ReturnView
from kbdesk.domain import numbers
from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.findings import Finding
from kbdesk.domain.returns import Collector, Receipt, ReturnCode, ReturnError
from kbdesk.domain.vocabulary import Severity

LONGEST_TEXT: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """How something is handed back.

    `items` are some of the envelope's contents, None for all of them. `collector_name` and `authorisation` (number,
    date, notary) are of another person than the holder. `lost_report` is the reference of the report of a lost permit
    (or of a registration's certificate and plates), empty where the paper is handed in. `reasons` answer warnings by
    their code.
    """

    items: tuple[str, ...] | None = None
    collector: Collector = Collector.HOLDER
    collector_name: str = ""
    authorisation: str = ""
    lost_report: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


PLAINLY: Final = Handing()
"""All of it to its holder, who hands the paper in."""


def checked(view: ReturnView, handing: Handing) -> Handing:
    """Return how something is handed back, its texts on one line. Raises `ReturnError` for what cannot be so."""
    stopped = view.stopped
    if stopped is not None:
        raise _refusal(view, stopped)
    handing = replace(
        handing,
        collector_name=_one_line(handing.collector_name),
        authorisation=_one_line(handing.authorisation),
        lost_report=_one_line(handing.lost_report),
        reasons={code: _one_line(reason) for code, reason in handing.reasons.items()},
    )
    if handing.collector is Collector.AUTHORISED and not handing.collector_name:
        raise ReturnError("return.collector-missing")
    if handing.collector is Collector.AUTHORISED and not handing.authorisation:
        raise ReturnError("return.authorisation-missing")
    for finding in view.findings:
        if finding.severity is Severity.WARN and not handing.reasons.get(finding.code):
            raise ReturnError("return.reason-missing", finding=finding.code)
    if handing.items is not None:
        _check_items(view, handing.items)
    return handing


def _refusal(view: ReturnView, stopped: Finding) -> ReturnError:
    """Return why nothing is recorded of a paper."""
    number, code = numbers.spelled(view.number), stopped.code
    if code == ReturnCode.RETURNED_ALREADY:
        values = {key: spelled_date(stopped.values[key]) for key in ("date", "time")}
        if not view.own and not view.returned:
            return ReturnError("return.claimed-already", number=number, claim=stopped.values["return"], **values)
        return ReturnError("return.returned-already", number=number, **values)
    return ReturnError(code.replace("return-", "return.", 1), number=number)


def _check_items(view: ReturnView, items: tuple[str, ...]) -> None:
    missing = view.envelope is not None and view.envelope.missing
    if not items and view.contents and not missing:
        raise ReturnError("return.nothing-chosen")
    left = list(view.contents)
    for item in items:
        if item not in left:
            raise ReturnError("return.item-unknown")
        left.remove(item)


def receipt_of(view: ReturnView, handing: Handing, *, number: str, at: datetime) -> Receipt:
    """Return what the receipt of a return says."""
    items = view.contents if handing.items is None else handing.items
    return Receipt(
        number=number,
        kind=view.kind,
        returned=view.number,
        plate=view.plate,
        envelope="" if view.envelope is None else view.envelope.number,
        person=view.person,
        items=items,
        kept=_without(view.contents, items),
        collector=handing.collector,
        collector_name=handing.collector_name,
        authorisation=handing.authorisation,
        lost=handing.lost_report,
        valid_until=view.valid_until or at.date(),
        overstay_days=view.overstay_days,
    )


def _without(contents: Sequence[str], items: Sequence[str]) -> tuple[str, ...]:
    """Return contents without some of them."""
    left = list(contents)
    for item in items:
        left.remove(item)
    return tuple(left)


def _one_line(text: str) -> str:
    said = " ".join(text.split())
    if len(said) > LONGEST_TEXT or not said.isprintable():
        raise ReturnError("return.text-unusable")
    return said
