"""Plates as people type them: what is on the plate, what class it is of, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from kbdesk.domain import plate_kosovo, plate_serbia
from kbdesk.domain.lookalikes import capitals, has_cyrillic, letters_and_digits, mixes_scripts
from kbdesk.domain.plate_reading import Doubt, Plate, plate
from kbdesk.domain.vocabulary import PlateClass

__all__ = ["Doubt", "Plate", "understand"]

_LONGEST: Final = 32
_LONGEST_PLATE: Final = 10
_COUNTRIES: Final = ("SRB", "RKS")


def understand(text: str, *, trailer: bool = False, first_registered: date | None = None) -> Plate:
    """Return what a typed plate is. Never raises.

    Cyrillic is read letter by letter as Serbian Latin, or by how it looks where that alone makes sense; case, spaces,
    hyphens and dots do not matter, nor a country code SRB or RKS before the plate. SRB tells plates of the owner's
    choice, agricultural and military ones from other countries' plates of the same shape. With `trailer` the Serbian
    trailer layout (area code last) is read first; on a car that same text is another country's plate. What fits no
    known shape is `FOREIGN` where it has letters and digits and cannot be Serbian or of Kosovo, else `OTHER`.
    `first_registered` of the vehicle, where known, decides about letters that are no longer issued.

    >>> understand("км 123-аб").spelled
    'KM 123-AB'
    """
    return _understand(text, trailer, first_registered)


@lru_cache(maxsize=1024)
def _understand(text: str, trailer: bool, first_registered: date | None) -> Plate:
    cut = text[: 4 * _LONGEST]
    ways = (False, True) if has_cyrillic(cut) else (False,)
    latin = [capitals(cut, by_look=by_look) for by_look in ways]
    read = [found for way in latin if (found := _read(_compact(way), trailer, first_registered)) is not None]
    best = min(read, key=lambda found: len(found.doubts)) if read else _unfitting(latin[0])
    mixed = (Doubt.MIXED_SCRIPTS,) if mixes_scripts(cut) else ()
    return replace(best, as_typed=text, doubts=best.doubts + mixed)


def _compact(latin: str) -> str:
    return letters_and_digits(latin)[:_LONGEST]


def _read(compact: str, trailer: bool, first_registered: date | None) -> Plate | None:
    """Return the plate that the first fitting shape gives; None if none fits."""
    return next(filter(None, _readings(compact, trailer, first_registered)), None)


def _readings(compact: str, trailer: bool, first_registered: date | None) -> Iterator[Plate | None]:
    country = compact[:3] if compact[:3] in _COUNTRIES else ""
    for candidate in dict.fromkeys((compact, compact[len(country) :])):
        yield plate_kosovo.rks(candidate)
        yield plate_kosovo.ks(candidate)
        yield plate_kosovo.special(candidate)
        yield plate_kosovo.provisional(candidate)
        yield plate_serbia.special(candidate)
        if trailer:
            yield plate_serbia.trailer(candidate)
        yield plate_serbia.of_2011(candidate, first_registered)
        yield plate_serbia.of_1998(candidate)
    if country == "SRB":
        yield plate_serbia.under_srb(compact[3:])


def _unfitting(latin: str) -> Plate:
    """Return a plate of no known shape: another country's, or one that the officer must look at."""
    compact = _compact(latin)
    if not compact:
        return plate("", "", PlateClass.OTHER)
    has_both = any(c.isalpha() for c in compact) and any(c.isdigit() for c in compact)
    ours = compact[:3] in _COUNTRIES or plate_serbia.could_be(compact) or plate_kosovo.could_be(compact)
    if not has_both or ours or len(compact) > _LONGEST_PLATE:
        return plate(compact, compact, PlateClass.OTHER, doubts=(Doubt.UNKNOWN,))
    doubts = (Doubt.AREA_UNKNOWN,) if plate_serbia.has_shape(compact) else ()
    return plate(compact, " ".join(latin.split()), PlateClass.FOREIGN, doubts=doubts)
