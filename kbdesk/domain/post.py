"""Where the desk stands: crossing, desk and their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A desk at a crossing. `letter` and `desk` begin every number (DESIGN section 4).

    `names` has the crossing's name per language (keys ``sq``, ``sr``, ``en``).
    """

    crossing: str
    letter: str
    desk: str
    names: Mapping[str, str]
    drill: bool
