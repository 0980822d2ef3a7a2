"""The forms of the provisional plate, read from the carried layout: where each part stands, and who gets which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from kbdesk.domain.toml_text import decode

Box = tuple[float, float, float, float]
"""x, y, width, height in mm."""

_BOXES: Final = frozenset({"tile", "check", "seal"})
_LETTERS: Final = frozenset({"tile", "digits", "series", "check", "day", "month", "year"})
_WORDS: Final = frozenset({"kind", "until", "vin", "chassis", "crossing", "side"})
_PARTS: Final = (("boxes", _BOXES), ("letters", _LETTERS), ("words", _WORDS))
_TEXTS: Final = frozenset({"code", "side", "categories"})
_LONG: Final = "long"
_CYRILLIC_O: Final = "\N{CYRILLIC CAPITAL LETTER O}"


class PlateLayoutError(ValueError):
    """A layout that cannot be drawn; the text names the form and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A row of plate letters: the left edge of each cell, the foot they stand on, their height and cell in mm."""

    at: tuple[float, ...]
    foot: float
    cap: float
    cell: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in its box: sizes in points; `middle` centres it."""

    box: Box
    size: float
    least: float
    middle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateForm:
    """One form of the plate, in mm. Without a `seam` it fits one A4 sheet; `side` is a message of its own, if any."""

    code: str
    width: float
    height: float
    radius: float
    edge: float
    frame: float
    mark: tuple[float, float, float]
    ribbon: float
    ribbons: tuple[tuple[float, float, float], ...]
    late: tuple[Box, ...]
    rule: tuple[float, float, float]
    point: tuple[float, float, float]
    overprint: tuple[Box, ...]
    boxes: Mapping[str, Box]
    letters: Mapping[str, Letters]
    words: Mapping[str, Words]
    categories: tuple[str, ...] = ()
    seam: tuple[float, float] | None = None
    side: str = ""


class Plates:
    """The forms by name."""

    def __init__(self, forms: Mapping[str, PlateForm]) -> None:
        if _LONG not in forms:
            raise PlateLayoutError(f"There is no form “{_LONG}”.")
        self.forms = forms

    @classmethod
    def read(cls, text: str) -> Plates:
        """Read a layout. Raises `PlateLayoutError`, or `TomlError` for what is no TOML."""
        tables = decode(text)
        return cls({name: _form(name, _resolved(name, table, tables)) for name, table in tables.items()})

    def of(self, category: str, *, trailer: bool = False) -> PlateForm:
        """Return the form for a vehicle's category (``M1``, ``L3e``, ``O2``; UNECE R.E.3)."""
        wanted = "O" if trailer else category.strip().upper().replace(_CYRILLIC_O, "O")
        for form in self.forms.values():
            if form.categories and wanted.startswith(form.categories):
                return form
        return self.forms[_LONG]


def _resolved(name: str, table: Any, tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form's table with what it takes over from the one it is like."""
    if not isinstance(table, dict):
        raise PlateLayoutError(f"The form “{name}” is no table.")
    own = dict(table)
    like = own.pop("like", None)
    if like is None:
        return own
    if like == name or not isinstance(tables.get(like), dict) or "like" in tables[like]:
        raise PlateLayoutError(f"The form “{name}” is like none that stands by itself.")
    merged = {**tables[like], **own}
    for part, _ in _PARTS:
        merged[part] = {**tables[like].get(part, {}), **own.get(part, {})}
    return merged


def _form(name: str, table: dict[str, Any]) -> PlateForm:
    known = {field.name for field in fields(PlateForm)}
    if strange := sorted(set(table) - known):
        raise PlateLayoutError(f"The form “{name}” has an unknown “{strange[0]}”.")
    try:
        for part, wanted in _PARTS:
            if set(table[part]) != wanted:
                raise PlateLayoutError(f"The form “{name}” needs in “{part}” exactly {', '.join(sorted(wanted))}.")
        made = _values({key: value for key, value in table.items() if key not in dict(_PARTS)})
        return PlateForm(
            **made,
            boxes=_values(table["boxes"]),
            letters={key: Letters(**_values(value)) for key, value in table["letters"].items()},
            words={key: Words(**_values(value)) for key, value in table["words"].items()},
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise PlateLayoutError(f"The form “{name}” is not whole: {error}.") from error


def _values(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _frozen(value, texts=key in _TEXTS) for key, value in table.items()}


def _frozen(value: Any, *, texts: bool) -> Any:
    """Return lists as tuples and numbers as floats; a text where a number belongs is a `TypeError`."""
    if isinstance(value, list):
        return tuple(_frozen(one, texts=texts) for one in value)
    if isinstance(value, str) is not texts:
        raise TypeError(f"“{value}” is out of place")
    return float(value) if type(value) is int else value
