"""Reads comma-separated reference data line by line, so that every fault has its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar


class ReferenceError(ValueError):
    """Reference data that cannot be read; the message names file and line."""


class Keyed(Protocol):
    """What is found by its key."""

    @property
    def key(self) -> str:
        """The key, unique in its file."""


_K = TypeVar("_K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, with where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        text = self.optional(column)
        if not text:
            raise self.fault(f"the column {column} is empty")
        return text

    def optional(self, column: str) -> str:
        """Return a cell that may be empty."""
        if column not in self.cells:
            raise self.fault(f"the column {column} is missing")
        return self.cells[column].strip()

    def flag(self, column: str) -> bool:
        """Return a cell that is 1 or 0."""
        return self.one_of(column, ("0", "1")) == "1"

    def one_of(self, column: str, known: Container[str]) -> str:
        """Return a cell that must be one of the known ones."""
        text = self.text(column)
        if text not in known:
            raise self.fault(f"the column {column} has {text!r}, which is not known here")
        return text

    def fault(self, what: str) -> ReferenceError:
        """Return the error that says what is wrong with this line."""
        return ReferenceError(f"{self.file}, line {self.line}: {what}.")


def keyed(file: str, text: str, read: Callable[[Row], _K]) -> dict[str, _K]:
    """Return what each line of a file says, by key, in the order of the file; `ReferenceError` if that fails."""
    found: dict[str, _K] = {}
    for row in _rows(file, text):
        one = read(row)
        if one.key in found:
            raise row.fault(f"the key {one.key!r} has stood above already")
        found[one.key] = one
    return found


def _rows(file: str, text: str) -> list[Row]:
    """Return the lines of a file below its heading."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows = []
    try:
        heading = next(reader, [])
        for cells in reader:
            row = Row(file, reader.line_num, dict(zip(heading, cells, strict=False)))
            if cells and len(cells) != len(heading):
                raise row.fault(f"there are {len(cells)} cells where the heading has {len(heading)}")
            if cells:
                rows.append(row)
    except csv.Error as error:
        raise ReferenceError(f"{file}, line {reader.line_num}: {error}.") from error
    if not rows:
        raise ReferenceError(f"{file}, line 1: there is nothing below the heading.")
    return rows
