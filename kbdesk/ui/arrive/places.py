"""The names of municipalities and issuing offices as choices, in the language and script of the window."""

from __future__ import annotations

from collections.abc import Mapping

from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Language

_KEYS: Mapping[Language, tuple[str, ...]] = {
    Language.SQ: ("sq", "sr"),
    Language.SR_LATN: ("sr",),
    Language.SR_CYRL: ("sr_cyrl", "sr"),
    Language.EN: ("en", "sr"),
}


def place_name(names: Mapping[str, str], language: Language) -> str:
    """Return a place's name in a language; a place without an English name keeps the Serbian one."""
    return next(names[key] for key in (*_KEYS[language], "sr") if key in names)


def municipality_choices(reference: Reference, language: Language) -> list[tuple[str, str]]:
    """Return (key, name) of every municipality, by name."""
    found = [(key, place_name(town.names, language)) for key, town in reference.municipalities.items()]
    return sorted(found, key=lambda pair: pair[1])


def office_choices(reference: Reference, language: Language) -> list[tuple[str, str]]:
    """Return (key, name) of every issuing office, in the order of the file: those of Kosovo towns come first."""
    return [(key, place_name(office.names, language)) for key, office in reference.issuing_offices.items()]
