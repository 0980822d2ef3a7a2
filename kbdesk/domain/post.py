"""Where the desk stands: crossing, desk and their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kbdesk.domain.vocabulary import ShelfName

ISSUER: Final = "RKS"
DRILL_ISSUER: Final = "UTO"
"""Utopia, which Doc 9303-3 section 5 keeps for specimens."""

_ISSUERS: Final[Mapping[str, str]] = MappingProxyType({ShelfName.MIRROR: "SRB"})

ISSUERS: Final = frozenset({ISSUER, DRILL_ISSUER, *_ISSUERS.values()})
"""All who issue papers of such desks."""


def issuer_of(shelf: str) -> str:
    """Return who issues the papers of a desk that obeys a shelf, as a zone spells it (Doc 9303-3 section 5).

    >>> issuer_of("mirror"), issuer_of("seeds")
    ('SRB', 'RKS')
    """
    return _ISSUERS.get(shelf, ISSUER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A desk at a crossing. `letter` and `desk` begin every number (DESIGN section 4).

    `names` has the crossing's name per language (keys ``sq``, ``sr``, ``en``). `issuer` is the side whose papers
    it issues, as a zone spells it.
    """

    crossing: str
    letter: str
    desk: str
    names: Mapping[str, str]
    drill: bool
    issuer: str = ISSUER

    @property
    def issuing_state(self) -> str:
        """The issuing state of a zone: that of the side, in a drill that of specimens."""
        return DRILL_ISSUER if self.drill else self.issuer
