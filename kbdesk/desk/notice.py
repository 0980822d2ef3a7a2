"""Notice: tell a person on paper of a warning, a fine, or plates taken for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from kbdesk.desk import surrender, swap
from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import Basis, CardExamination
from kbdesk.domain.paper import Notice, Told
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.validity import last_appeal_day
from kbdesk.domain.vocabulary import Disposition, Measure, Series
from kbdesk.rulebook.codes import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """How a notice is recorded: the kind of its entry and the series of its number."""

    entry: str
    series: Series


KINDS: Final[Mapping[Measure, NoticeKind]] = MappingProxyType(
    {
        Measure.WARNED: NoticeKind(entry="warning.recorded", series=Series.WARNING),
        Measure.FINED: NoticeKind(entry="fine.recorded", series=Series.FINE),
        Measure.CONFISCATE: NoticeKind(entry="confiscation.recorded", series=Series.CONFISCATION),
    }
)
"""The measures that are a notice and nothing else."""

TELLABLE: Final[frozenset[str]] = frozenset(
    {
        Code.DOCUMENT_EXPIRED,
        Code.MINOR_WITHOUT_EXTRACT,
        Code.GUARDIAN_MISSING,
        Code.AUTHORISATION_MISSING,
        Code.VEHICLE_REGISTRATION_EXPIRED,
        Code.PERMIT_OVERDUE,
        Code.REGISTRATION_OVERDUE,
    }
)
"""The findings that a notice may tell its own person: what that person could read off the papers at hand.

A hit on a list is never among them, nor is any doubt about a document.
"""

NO_BASIS: Final = Basis(book="", article="", title={}, text={})
"""What a notice cites where no article speaks of the card."""


def notice(
    card: TravelerDraft | VehicleDraft, seen: CardExamination, *, number: str, envelope: str, on: date
) -> Notice:
    """Make the notice of a measure of the civil day `on`."""
    basis = seen.outcome.basis or NO_BASIS
    return Notice(
        number=number,
        traveler=card if isinstance(card, TravelerDraft) else None,
        vehicle=card if isinstance(card, VehicleDraft) else None,
        plate=plate(card, seen.path),
        told=told(seen.findings),
        fees=seen.outcome.fees,
        appeal_until=appeal_until(basis, on),
        envelope=envelope,
        disposition=seen.outcome.disposition
        or (Disposition.DESTROYED if seen.outcome.measure is Measure.CONFISCATE else None),
    )


def told(findings: tuple[Finding, ...]) -> tuple[Told, ...]:
    """Return what a notice tells of findings: only what its own person may know."""
    return tuple(Told(code=f.code, values=f.values) for f in findings if f.code in TELLABLE)


def appeal_until(basis: Basis, on: date) -> date | None:
    """Return the last day of an appeal against a measure of the civil day `on`; None where no term is laid down."""
    return last_appeal_day(on, basis.appeal_days) if basis.appeal_days else None


def plate(card: TravelerDraft | VehicleDraft, path: str) -> str:
    """Return a vehicle's plate as spelled, empty for a traveler."""
    return swap.plate(card, path).spelled if isinstance(card, VehicleDraft) else ""


def contents(card: TravelerDraft | VehicleDraft, path: str) -> list[str]:
    """Return what goes into the envelope where something is held."""
    return surrender.contents(card) if isinstance(card, TravelerDraft) else swap.contents(card, path)
