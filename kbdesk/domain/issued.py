"""A permit or registration after its issue: in force, returned or void, superseded, extended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kbdesk.domain.vocabulary import PermitState, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """Why one is void: a `VoidReason` or the officer's words, the article; the number that took its place if any."""

    reason: str
    article: str
    superseded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedRow:
    """Where a permit or registration stands. `extended_by` is the article it was extended by, empty if it was not."""

    kind: Series
    number: str
    state: PermitState
    valid_from: date
    valid_until: date
    envelope: str
    void: Void | None = None
    extended_by: str = ""
