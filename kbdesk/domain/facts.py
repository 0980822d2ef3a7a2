"""What the desk already knows that bears on a draft, read from the store in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A permit or registration that has not been returned or voided."""

    number: str
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Permits by (issuing state, document number), registrations by canonical plate; only what the draft asks for."""

    permits: Mapping[tuple[str, str], InForce] = field(default_factory=dict)
    registrations: Mapping[str, InForce] = field(default_factory=dict)
