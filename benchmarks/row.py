"""One measured figure and the promise it is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ge, le

COMPARISONS: dict[str, Callable[[float, float], bool]] = {"<=": le, ">=": ge, "=": eq}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a figure must be: a comparison and a number, such as ``<=`` and 1.35."""

    comparison: str
    number: float

    def kept(self, figure: float) -> bool:
        """Tell whether a figure keeps the promise."""
        return COMPARISONS[self.comparison](figure, self.number)

    def __str__(self) -> str:
        return f"{self.comparison} {self.number:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the report. `unit` is ``x`` for a ratio, ``ms`` for a time on this machine, else what was counted.

    Counts and ratios carry promises. A time says more about the machine than about the program: it carries one only
    where a person waits for it.
    """

    what: str
    figure: float
    unit: str
    against: str = ""
    promise: Promise | None = None

    @property
    def kept(self) -> bool:
        """Tell whether the promise is kept; a row without one is always kept."""
        return self.promise is None or self.promise.kept(self.figure)

    @property
    def is_count(self) -> bool:
        """Tell whether the figure is exact, so that a broken promise is a fault and not a busy machine."""
        return self.unit not in ("x", "ms")

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Return what, figure, promise and verdict as text."""
        figure = f"{self.figure:.0f} {self.unit}" if self.is_count else f"{self.figure:.2f} {self.unit}"
        what = f"{self.what}, against {self.against}" if self.against else self.what
        promise = str(self.promise) if self.promise else ""
        return what, figure, promise, "" if not self.promise else "kept" if self.kept else "**not yet**"
