"""The blanks of a desk as procedures see them, and how an act takes them for the papers it draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from kbdesk.desk.stock_errors import StockError
from kbdesk.domain.paper import Printed
from kbdesk.domain.stock import ON_BLANKS, BlankRange, BlankRow, StockLine, Stretch
from kbdesk.domain.vocabulary import PaperKind, Sheet


class Blanks(Protocol):
    """The register of blanks, of the store or inside an act."""

    def to_issue(self) -> Mapping[PaperKind, int]:
        """Return how many blanks lie in the drawer, by kind; a kind without any is not named."""

    def next_blanks(self, kind: PaperKind, count: int) -> tuple[str, ...]:
        """Return the numbers of the next blanks in the drawer, lowest first; fewer where there are fewer."""

    def within(self, kind: PaperKind, blanks: BlankRange) -> tuple[Stretch, ...]:
        """Return the stretches that a range meets, whole."""

    def line(self, kind: PaperKind) -> StockLine:
        """Return all that is known of the blanks of one kind."""

    def lines(self) -> tuple[StockLine, ...]:
        """Return all blanks, kind by kind; a kind of which none was ever received is left out."""

    def unconfirmed(self) -> tuple[BlankRow, ...]:
        """Return the blanks of which an officer must still say what became of them, in order."""


@dataclass(slots=True)
class Taking:
    """Takes blanks for the papers of one act: each the next one in the drawer, none for a plain paper."""

    blanks: Blanks
    _taken: Counter[PaperKind] = field(default_factory=Counter)

    def put(self, printed: Printed, sheet: Sheet) -> Printed:
        """Return a paper with the blank it goes on; `StockError` where the drawer has none left."""
        if sheet is not Sheet.BLANK or printed.kind not in ON_BLANKS:
            return printed
        self._taken[printed.kind] += 1
        wanted = self._taken[printed.kind]
        found = self.blanks.next_blanks(printed.kind, wanted)
        if len(found) < wanted:
            raise StockError("stock.none-left", kind=str(printed.kind))
        return replace(printed, blank=found[-1])
