"""Plates of Serbia: 1998 and 2011, trailers, temporary, police and diplomatic ones, and those told by SRB alone.

Mopeds, motorcycles and taxis wear plates of the same text in another colour, or with TX at the end.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Final

from kbdesk.domain.plate_areas import KOSOVO_CITY_REGIONS, SWISS_CANTONS, is_serbian_area, serbian_area
from kbdesk.domain.plate_reading import Doubt, Plate, plate
from kbdesk.domain.vocabulary import PlateClass

LETTER: Final = "[A-ZČĆĐŠŽ]"
_2011: Final = re.compile(rf"({LETTER}{{2,3}}?)([0-9]{{3,4}})({LETTER}{{2}}|RPE)")
_1998: Final = re.compile(rf"({LETTER}{{2,3}}?)([0-9]{{3,6}})")
_TRAILER_1998: Final = re.compile(rf"([0-9]{{3,6}})({LETTER}{{2}})")
_OWN_CHOICE: Final = re.compile(rf"({LETTER}{{2}})([A-ZČĆĐŠŽ0-9]{{3,5}})")
_AGRICULTURAL: Final = re.compile(rf"({LETTER}{{3}})([0-9]{{2}})")
_MILITARY: Final = re.compile(r"([A-Z])([0-9]{3,5})")
_POLICE: Final = re.compile(r"P([0-9]{3})([0-9]{3})")
_DIPLOMATIC: Final = re.compile(r"([0-9]{2,3})([A-Z])([0-9]{3})")
_TEMPORARY: Final = re.compile(r"(RPE)([0-9A-Z]{2,6})|(PROBA)([0-9]{1,6})")
_AREA_THEN_DIGIT: Final = re.compile(rf"({LETTER}{{2}})[0-9].*")
_MISREAD: Final = re.compile(rf"({LETTER}{{2}})[0-9OIBSZ]{{3,4}}{LETTER}{{2}}")
_SHAPE: Final = re.compile(rf"{LETTER}{{2}}(?:[0-9]{{3,4}}{LETTER}{{2}}|[0-9]{{3,6}})")
_ELSEWHERE: Final = re.compile(r"(?:GL|DA)[0-9]{3}[A-HJ-NP-TV-Z]{2}|CA[0-9]{4}[ABCEHKMOPTXY]{2}")
"""Series that France and Italy (GL, DA) and Bulgaria (CA) issue too, as typed on a keyboard without marks."""

_RESERVED: Final = frozenset({"RP", "RPE"})
"""Letters at the end that mark a temporary plate; TX marks a taxi, which is a plate like any other."""

_NEVER_ISSUED: Final = frozenset("Q")
_NOT_SINCE_2017: Final = frozenset("ČĆĐŠŽYW")
_LAST_YEAR_OF_MARKS: Final = 2016
_LONGEST_CHOICE: Final = 5


def of_2011(compact: str, first_registered: date | None) -> Plate | None:
    """Read a plate of 2011 and later, ``KM 123-AB``, if its area code is known.

    Letters with marks, Y and W were issued until 2017: they are a doubt where the vehicle was first registered later,
    or it is not known when. Q never was. RP and RPE are temporary plates.
    """
    match = _2011.fullmatch(compact)
    if not match or not (area := serbian_area(match[1])):
        return None
    digits, letters = match[2], match[3]
    canonical, spelled = f"{area}{digits}{letters}", f"{area} {digits}-{letters}"
    if letters in _RESERVED:
        return plate(canonical, spelled, PlateClass.SRB_TEMPORARY)
    old_enough = first_registered is not None and first_registered.year <= _LAST_YEAR_OF_MARKS
    doubtful = _NEVER_ISSUED if old_enough else _NEVER_ISSUED | _NOT_SINCE_2017
    doubts = []
    if doubtful.intersection(letters):
        doubts.append(Doubt.LETTERS_NOT_ISSUED)
    if _ELSEWHERE.fullmatch(compact):
        doubts.append(Doubt.MAYBE_FOREIGN)
    return _of_area(area, canonical, spelled, tuple(doubts))


def of_1998(compact: str) -> Plate | None:
    """Read a plate of 1998 to 2010, ``KM 123-456``, or one of three digits as motorcycles wear."""
    match = _1998.fullmatch(compact)
    if not match or not (area := serbian_area(match[1])):
        return None
    doubts = (Doubt.MAYBE_FOREIGN,) if area in SWISS_CANTONS else ()
    return _of_area(area, f"{area}{match[2]}", f"{area} {_halved(match[2])}", doubts)


def trailer(compact: str) -> Plate | None:
    """Read a trailer's plate, its area code last: ``AB-123 KM`` and ``123-456 KM``."""
    if match := _2011.fullmatch(compact):
        area, number, spelled = serbian_area(match[3]), match[1] + match[2], f"{match[1]}-{match[2]}"
    elif match := _TRAILER_1998.fullmatch(compact):
        area, number, spelled = serbian_area(match[2]), match[1], _halved(match[1])
    else:
        return None
    return _of_area(area, number + area, f"{spelled} {area}", ()) if area else None


def special(compact: str) -> Plate | None:
    """Read a temporary, police or diplomatic plate; letters other than A on the last are rarely Serbian."""
    if match := _TEMPORARY.fullmatch(compact):
        return plate(compact, " ".join(filter(None, match.groups())), PlateClass.SRB_TEMPORARY)
    if match := _POLICE.fullmatch(compact):
        return plate(compact, f"P {match[1]}-{match[2]}", PlateClass.POLICE)
    if match := _DIPLOMATIC.fullmatch(compact):
        doubts = () if match[2] == "A" else (Doubt.MAYBE_FOREIGN,)
        return plate(compact, "-".join(match.groups()), PlateClass.DIPLOMATIC, doubts=doubts)
    return None


def under_srb(compact: str) -> Plate | None:
    """Read what only the country code beside it tells from other countries' plates: chosen, agricultural, military."""
    if match := _MILITARY.fullmatch(compact):
        return plate(compact, f"{match[1]}-{match[2]}", PlateClass.MILITARY)
    match = _OWN_CHOICE.fullmatch(compact)
    if not match or not (area := serbian_area(match[1])):
        return None
    if field := _AGRICULTURAL.fullmatch(match[2]):
        return _of_area(area, area + match[2], f"{area} {field[1]}-{field[2]}", ())
    return _of_area(area, area + match[2], f"{area} {match[2]}", ()) if _could_be_chosen(match[2]) else None


def could_be(compact: str) -> bool:
    """Tell whether a text may be a Serbian plate, mistyped or of a kind whose shape other countries' plates have too.

    Mistyped: area code, then a digit or a letter that is taken for one. Else what `under_srb` reads.
    """
    mistyped = _AREA_THEN_DIGIT.fullmatch(compact) or _MISREAD.fullmatch(compact)
    return bool(mistyped and is_serbian_area(mistyped[1])) or under_srb(compact) is not None


def has_shape(compact: str) -> bool:
    """Tell whether a text has the shape of 1998 or 2011, whatever its area code."""
    return _SHAPE.fullmatch(compact) is not None


def _could_be_chosen(text: str) -> bool:
    """Tell whether an owner may choose this: two letters or more, five characters with the hyphens at digits."""
    hyphens = sum(a.isalpha() != b.isalpha() for a, b in pairwise(text))
    return sum(map(str.isalpha, text)) >= 2 and len(text) + hyphens <= _LONGEST_CHOICE


def _halved(digits: str) -> str:
    """Return the digits of 1998 in their two groups; three stand together."""
    half = (len(digits) + 1) // 2 if len(digits) > 3 else 3
    return "-".join(filter(None, (digits[:half], digits[half:])))


def _of_area(area: str, canonical: str, spelled: str, doubts: tuple[str, ...]) -> Plate:
    """Return a plate of an area, a Kosovo city or not."""
    region = KOSOVO_CITY_REGIONS.get(area, "")
    plate_class = PlateClass.SRB_KOSOVO_CITY if region else PlateClass.SRB
    return plate(canonical, spelled, plate_class, region=region, doubts=doubts)
