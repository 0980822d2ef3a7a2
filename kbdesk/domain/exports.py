"""What leaves the desk as a file, and how much of it each role may see: one table, asked wherever a file is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kbdesk.domain.officers import KnownOfficer, Role
from kbdesk.domain.search import SearchRow


class Export(StrEnum):
    """A kind of file that a person asks for."""

    SEARCH_ROWS = "search-rows"
    LEDGER = "ledger"
    LEDGER_BODIES = "ledger-bodies"
    PAPERS = "papers"
    SHIFT_REPORT = "shift-report"
    PERSONAL_RECORD = "personal-record"


class Sight(StrEnum):
    """How much of it a role sees: all, all but what tells of a person, or no file at all."""

    WHOLE = "whole"
    MASKED = "masked"
    NOTHING = "nothing"


_W, _M, _N = Sight.WHOLE, Sight.MASKED, Sight.NOTHING
TABLE: Final[Mapping[Export, Mapping[Role, Sight]]] = MappingProxyType(
    {
        export: MappingProxyType(dict(zip(Role, cells, strict=True)))
        for export, cells in {
            # officer, supervisor, administrator, auditor
            Export.SEARCH_ROWS: (_W, _W, _N, _M),
            Export.LEDGER: (_W, _W, _W, _W),
            Export.LEDGER_BODIES: (_M, _W, _M, _M),
            Export.PAPERS: (_W, _W, _N, _N),
            Export.SHIFT_REPORT: (_W, _W, _N, _W),
            Export.PERSONAL_RECORD: (_N, _W, _N, _N),
        }.items()
    }
)
"""Masked search rows have initials, the year of birth and the end of a document; a masked ledger leaves out the bodies
that retention would prune, and says of each that it did."""


def sight(officer: KnownOfficer | None, export: Export) -> Sight:
    """Return how much an officer sees; records that know nobody take anybody's word.

    >>> sight(None, Export.LEDGER_BODIES)
    <Sight.WHOLE: 'whole'>
    """
    return Sight.WHOLE if officer is None else TABLE[export][officer.role]


def masked(row: SearchRow) -> SearchRow:
    """Return a found row without what tells whose it is.

    Initials stay of a name, the year of a birth date, and the last three letters of a document or plate.
    """
    initials = " ".join(f"{word[0]}." for word in row.name.split())
    return replace(row, name=initials, born=row.born[:4], document=_end(row.document), plate=_end(row.plate))


def _end(text: str) -> str:
    """Return the last three letters of a number.

    >>> _end("SRB 009876543"), _end("12"), _end("")
    ('…543', '…', '')
    """
    clean = "".join(text.split())
    return f"…{clean[-3:] if len(clean) > 5 else ''}" if clean else ""
