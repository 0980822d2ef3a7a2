"""What the program carries, read once and handed in parsed: law, words, reference data, fonts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.reference import Reference
from kbdesk.domain.retention import Category, read_terms
from kbdesk.domain.toml_text import TomlError, decode

if TYPE_CHECKING:
    from kbdesk.domain.keyboard import Keyboards
    from kbdesk.icao.seal.definitions import Definitions
    from kbdesk.papers.plate_form import Plates
    from kbdesk.rulebook.law import Law


def folder(*names: str) -> Traversable:
    """Return a folder or file of the carried resources."""
    return files("kbdesk.resources").joinpath(*names)


def texts(*names: str, suffix: str) -> dict[str, str]:
    """Return the texts of a folder, by file name, in order."""
    found = sorted((p for p in folder(*names).iterdir() if p.name.endswith(suffix)), key=lambda p: p.name)
    return {p.name: p.read_text("utf-8") for p in found}


def contents(*names: str, suffix: str) -> dict[str, bytes]:
    """Return the bytes of a folder's files with a suffix, by file name without it, in order."""
    found = sorted((p for p in folder(*names).iterdir() if p.name.endswith(suffix)), key=lambda p: p.name)
    return {p.name.removesuffix(suffix): p.read_bytes() for p in found}


@cache
def catalogs() -> Catalogs:
    """Return the words of the program in its four languages."""
    return Catalogs.read(
        texts("messages", suffix=".toml"), latin=folder("messages", "latin.txt").read_text("utf-8").split("\n")
    )


@cache
def reference() -> Reference:
    """Return the municipalities, issuing offices, crossings and plate codes."""
    tables = texts("reference", suffix=".csv")
    return Reference.read(
        municipalities=tables["municipalities.csv"],
        issuing_offices=tables["issuing_offices.csv"],
        crossings=tables["crossings.csv"],
        plate_codes=tables["plate_codes.csv"],
        contacts=tables["contacts.csv"],
    )


@cache
def law(shelf: str) -> Law:
    """Return the books of a shelf with the reference data they go by."""
    from kbdesk.rulebook.law import Law
    from kbdesk.rulebook.shelf import Shelf

    known = reference()
    return Law(Shelf.read(texts("rulebooks", shelf, suffix=".toml"), known), known)


@cache
def keyboards() -> Keyboards:
    """Return what keyboards type, layout by layout."""
    from kbdesk.domain.keyboard import read_keyboards

    return read_keyboards(folder("keyboards.toml").read_text("utf-8"))


@cache
def plates() -> Plates:
    """Return the forms of the provisional plate."""
    from kbdesk.papers.plate_form import Plates

    return Plates.read(folder("plates", "provisional.toml").read_text("utf-8"))


@cache
def definitions() -> Definitions:
    """Return the kinds of seals that the program knows."""
    from kbdesk.icao.seal.definitions import load

    return load(contents("seals", suffix=".toml"))


def shelf_of(text: str) -> str:
    """Return the shelf that a book names; empty for a text that names none."""
    try:
        named = decode(text).get("shelf")
    except TomlError:
        return ""
    return named if isinstance(named, str) else ""


def has_shelf(name: str) -> bool:
    """Tell whether the program carries books of a shelf."""
    return name in [entry.name for entry in folder("rulebooks").iterdir() if entry.is_dir()]


@cache
def retention_terms() -> Mapping[Category, int]:
    """Return how long the program proposes to keep things, in days."""
    return read_terms(decode(folder("retention", "terms.toml").read_text("utf-8"))["terms"])
