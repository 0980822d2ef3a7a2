"""How what was counted differs from what is recorded, as rows in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping

from kbdesk.domain import numbers
from kbdesk.domain.custody import Inventory, Unlike
from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rules.told_list import ToldRow

_SHAPES = {
    Unlike.MISSING: Shape.STOP,
    Unlike.MISPLACED: Shape.WARN,
    Unlike.NOT_HELD: Shape.WARN,
    Unlike.UNKNOWN: Shape.STOP,
}


def difference_rows(found: Inventory, explanations: Mapping[str, str], catalog: Catalog) -> list[ToldRow]:
    """Return a row for every difference, with what explains it; one that says so where there is none."""
    rows = []
    for each in found.differences:
        said = explanations.get(each.number, "")
        values = {"recorded": each.recorded or "–", "found": each.found or "–"}
        detail = catalog.text(f"custody_page.unlike.{each.unlike}", **values)
        title = numbers.spelled_envelope(each.number)
        shape = Shape.OK if said else _SHAPES[each.unlike]
        rows.append(ToldRow(title=title, detail=f"{detail} {said}".strip(), shape=shape))
    return rows or [ToldRow(title=catalog.text("custody_page.no-difference"), shape=Shape.OK)]
