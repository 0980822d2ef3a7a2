"""The watchlist as a file: read whole, every faulty line told, and the keys by which its lines are found."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kbdesk.domain.lookalikes import folding_keys
from kbdesk.domain.people import name_keys, plain_date, whole_names

COLUMNS: Final = ("reference", "document_number", "issuing_state", "surname", "given_names", "birth_date")
LONGEST_CELL: Final = 120
_STATE: Final = re.compile(r"[A-Z]{1,3}")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Controls, and what is invisible or turns the characters around it: a reference is shown as it stands."""


class LineReason(StrEnum):
    """Why a line of the file cannot be taken; its words have the id ``watchlist.fault.*``."""

    NOT_UTF8 = "not-utf8"
    NOT_CSV = "not-csv"
    HEADING = "heading"
    CELLS = "cells"
    CELL_TOO_LONG = "cell-too-long"
    REFERENCE_MISSING = "reference-missing"
    ISSUING_STATE = "issuing-state"
    BIRTH_DATE = "birth-date"
    NOTHING_TO_FIND = "nothing-to-find"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFault:
    """A line (counted from 1, the heading included) and what is wrong with it; never what stands there."""

    line: int
    reason: LineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchlistLine:
    """One line: a document, or a person by name and birth date (ISO), or both. What is not given is empty."""

    reference: str
    document_number: str = ""
    issuing_state: str = ""
    surname: str = ""
    given_names: str = ""
    birth_date: str = ""


class WatchlistFileError(Exception):
    """The file is not a watchlist; `faults` has every faulty line, in order."""

    def __init__(self, faults: Iterable[LineFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"line {fault.line}: {fault.reason}" for fault in self.faults))


def read(data: bytes) -> tuple[WatchlistLine, ...]:
    """Read a file: UTF-8 (a byte order mark does no harm), comma-separated, the six columns named in its first line.

    Dates are ISO 8601 or day first, their year in four digits. A heading alone is an empty list.
    Raises `WatchlistFileError` with every fault, and nothing else.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WatchlistFileError([LineFault(line=line, reason=LineReason.NOT_UTF8)]) from None
    lines: list[WatchlistLine] = []
    faults: list[LineFault] = []
    for number, found in _rows(text):
        if isinstance(found, LineReason):
            faults.append(LineFault(line=number, reason=found))
            continue
        wrong = tuple(_wrong(found))
        faults.extend(LineFault(line=number, reason=reason) for reason in wrong)
        if not wrong:
            lines.append(_line(found))
    if faults:
        raise WatchlistFileError(faults)
    return tuple(lines)


def document_keys(number: str) -> frozenset[str]:
    """Return the keys of a document's number, none if it has none; characters taken for one another do not matter.

    >>> sorted(document_keys("oo8 123-45B"))
    ['d 008123458']
    """
    return frozenset(f"d {key}" for key in folding_keys(number) if key)


def single_name_keys(surname: str, given_names: str) -> frozenset[str]:
    """Return the keys of a whole name without a birth date, by which only a person looks the list up."""
    return frozenset(f"w {name}" for name in whole_names(surname, given_names))


def line_keys(line: WatchlistLine) -> frozenset[str]:
    """Return everything that a line is found by: its document, its name with the birth date, its name alone."""
    name = (line.surname, line.given_names)
    return document_keys(line.document_number) | name_keys(*name, line.birth_date) | single_name_keys(*name)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str] | LineReason]]:
    """Yield each line below the heading with its number, by column; or what keeps it from being read."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    heading: list[str] = []
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            yield reader.line_num, LineReason.NOT_CSV
            return
        if not heading:
            heading = [cell.strip() for cell in cells or ()]
            if sorted(heading) != sorted(COLUMNS):
                yield 1, LineReason.HEADING
                return
        elif cells is None:
            return
        elif cells and len(cells) != len(heading):
            yield reader.line_num, LineReason.CELLS
        elif cells:
            yield reader.line_num, dict(zip(heading, (cell.strip() for cell in cells), strict=True))


def _wrong(cells: dict[str, str]) -> Iterator[LineReason]:
    if any(len(cell) > LONGEST_CELL or _UNSEEN.search(cell) for cell in cells.values()):
        yield LineReason.CELL_TOO_LONG
    if not cells["reference"]:
        yield LineReason.REFERENCE_MISSING
    if cells["issuing_state"] and not _STATE.fullmatch(cells["issuing_state"].upper()):
        yield LineReason.ISSUING_STATE
    if cells["birth_date"] and plain_date(cells["birth_date"]) is None:
        yield LineReason.BIRTH_DATE
    elif not document_keys(cells["document_number"]) and not name_keys(
        cells["surname"], cells["given_names"], cells["birth_date"]
    ):
        yield LineReason.NOTHING_TO_FIND


def _line(cells: dict[str, str]) -> WatchlistLine:
    born = plain_date(cells["birth_date"])
    state = cells["issuing_state"].upper()
    return WatchlistLine(**{**cells, "issuing_state": state, "birth_date": "" if born is None else born.isoformat()})
