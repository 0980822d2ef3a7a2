"""Plates as people type them: what is on the plate, what class it is of, and what is odd about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.plate_areas import KOSOVO_CITY_REGIONS, SPELLINGS, SWISS_CANTONS, is_serbian_area
from kbdesk.domain.vocabulary import PlateClass
from kbdesk.icao.transliteration import SERBIAN_LATIN

_LONGEST: Final = 32
_LONGEST_PLATE: Final = 10

_LETTER: Final = "[A-ZČĆĐŠŽ]"
_SRB: Final = re.compile(rf"({_LETTER}{{2,3}}?)([0-9]{{3,4}})({_LETTER}{{2}})")
_SRB_1998: Final = re.compile(rf"({_LETTER}{{2,3}}?)([0-9]{{3,6}})")
_SRB_CUSTOM: Final = re.compile(rf"({_LETTER}{{2}})([A-ZČĆĐŠŽ0-9]{{3,5}})")
_SRB_AGRICULTURAL: Final = re.compile(rf"{_LETTER}{{3}}[0-9]{{2}}")
_SRB_MILITARY: Final = re.compile(r"[A-Z][0-9]{3,5}")
_AREA_THEN_DIGIT: Final = re.compile(rf"({_LETTER}{{2}})[0-9].*")
_RKS: Final = re.compile(r"(0[1-7])([0-9]{3})([A-Z]{2})")
_KS: Final = re.compile(r"([0-9]{3})KS([0-9]{3})")
_FIXED: Final[tuple[tuple[re.Pattern[str], PlateClass], ...]] = (
    (re.compile(r"[0-9]{2}CD[0-9]{3}"), PlateClass.DIPLOMATIC),
    (re.compile(r"[0-9]{2,3}A[0-9]{3}"), PlateClass.DIPLOMATIC),
    (re.compile(r"EU[0-9]+(LEX|PV)|(UNMIK|KFOR|OSCE|EULEX|UN)[0-9]{1,6}"), PlateClass.MISSION),
    (re.compile(r"FSK[0-9]{1,6}"), PlateClass.MILITARY),
    (re.compile(r"P[0-9]{6}"), PlateClass.POLICE),
    (re.compile(r"RPE[0-9A-Z]{2,6}"), PlateClass.SRB_TEMPORARY),
)
"""Shapes that tell their class at once (plates of Kosovo and Serbia as published; none is derived)."""

_CYRILLIC: Final = str.maketrans({cyrillic: latin.upper() for cyrillic, latin in SERBIAN_LATIN.items()})
_SAME_LETTER: Final = str.maketrans("ÐƉ", "ĐĐ")
_LATIN_LETTER: Final = re.compile(_LETTER)
_CYRILLIC_LETTER: Final = re.compile(r"[\u0400-\u04FF]")
_NEVER_ON_RKS: Final = frozenset("RSTUVWXYZ")
_NOT_ON_SRB_SINCE_2017: Final = frozenset("ČĆĐŠŽYW")
_FIRST_RKS_NUMBER: Final = 101


class Doubt(StrEnum):
    """What is odd about a plate, as a finding's code."""

    UNKNOWN = "plate-unknown"
    LETTERS_NOT_ISSUED = "plate-letters-not-issued"
    NUMBER_NOT_ISSUED = "plate-number-not-issued"
    AREA_UNKNOWN = "plate-area-unknown"
    MAYBE_FOREIGN = "plate-maybe-foreign"
    MIXED_SCRIPTS = "plate-mixed-scripts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A plate as understood.

    `canonical` is the same for all ways to type one plate: Latin capitals and digits, Đ kept, nothing between them;
    `spelled` is how papers print it. `region` is the RKS region ``01`` to ``07`` that stands on the plate or follows
    from its Serbian city code, else empty. `doubts` are codes of `Doubt`.
    """

    as_typed: str
    canonical: str
    spelled: str
    plate_class: PlateClass
    region: str = ""
    doubts: tuple[str, ...] = ()


def understand(text: str, *, trailer: bool = False) -> Plate:
    """Return what a typed plate is. Never raises.

    Cyrillic is read letter by letter as Serbian Latin; case, spaces, hyphens and dots do not matter, nor a country
    code SRB or RKS before the plate. With `trailer` the Serbian trailer layout (area code last) is read too; on a car
    that same text is another country's plate. What fits no known shape is `FOREIGN` where it has letters and digits
    and cannot be Serbian, else `OTHER`.

    >>> understand("км 123-аб").spelled
    'KM 123-AB'
    """
    upper = unicodedata.normalize("NFC", text[: 4 * _LONGEST]).upper()
    latin = upper.translate(_CYRILLIC).translate(_SAME_LETTER)
    compact = "".join(c for c in latin if c.isalnum())[:_LONGEST]
    plate = _read(compact, trailer=trailer) or _unfitting(compact, " ".join(latin.split()))
    mixed = _LATIN_LETTER.search(upper) and _CYRILLIC_LETTER.search(upper)
    return replace(plate, as_typed=text, doubts=(*plate.doubts, Doubt.MIXED_SCRIPTS) if mixed else plate.doubts)


def _read(compact: str, *, trailer: bool) -> Plate | None:
    """Return the plate that the first fitting shape gives; None if none fits."""
    readers: tuple[Callable[[str], Plate | None], ...] = (_rks, _ks, _fixed, _provisional, _srb, _srb_1998)
    if trailer:
        readers = (*readers, _srb_trailer)
    without_country = compact[3:] if compact[:3] in ("SRB", "RKS") else compact
    plates = (reader(candidate) for candidate in (compact, without_country) for reader in readers)
    return next(filter(None, plates), None)


def _rks(compact: str) -> Plate | None:
    """Read a Kosovo plate of 2010 and later: region, three digits from 101, two letters A to Q."""
    match = _RKS.fullmatch(compact)
    if not match:
        return None
    region, digits, letters = match.groups()
    doubts = []
    if _NEVER_ON_RKS.intersection(letters):
        doubts.append(Doubt.LETTERS_NOT_ISSUED)
    if int(digits) < _FIRST_RKS_NUMBER:
        doubts.append(Doubt.NUMBER_NOT_ISSUED)
    return _plate(compact, f"{region}-{digits}-{letters}", PlateClass.RKS, region=region, doubts=tuple(doubts))


def _ks(compact: str) -> Plate | None:
    """Read a neutral plate of Kosovo, valid until 2021-09-14."""
    match = _KS.fullmatch(compact)
    return _plate(compact, f"{match[1]}-KS-{match[2]}", PlateClass.KS) if match else None


def _fixed(compact: str) -> Plate | None:
    """Read a plate whose shape alone tells its class."""
    found = (plate_class for shape, plate_class in _FIXED if shape.fullmatch(compact))
    return next((_plate(compact, compact, plate_class) for plate_class in found), None)


def _provisional(compact: str) -> Plate | None:
    """Read a provisional plate of a desk: its number, check character included."""
    if not numbers.check(compact):
        return None
    return _plate(compact, numbers.spelled(compact), PlateClass.RKS_PROVISIONAL)


def _srb(compact: str) -> Plate | None:
    """Read a Serbian plate of 2011 and later, ``KM 123-AB``, if its area code is known."""
    match = _SRB.fullmatch(compact)
    if not match or not (area := _area(match[1])):
        return None
    digits, letters = match[2], match[3]
    doubts = (Doubt.LETTERS_NOT_ISSUED,) if _NOT_ON_SRB_SINCE_2017.intersection(letters) else ()
    return _serbian(area, f"{area}{digits}{letters}", f"{area} {digits}-{letters}", doubts)


def _srb_1998(compact: str) -> Plate | None:
    """Read a Serbian plate of 1998 to 2010, ``KM 123-456``, or one of three digits as motorcycles wear."""
    match = _SRB_1998.fullmatch(compact)
    if not match or not (area := _area(match[1])):
        return None
    digits = match[2]
    half = (len(digits) + 1) // 2 if len(digits) > 3 else 3
    groups = "-".join(filter(None, (digits[:half], digits[half:])))
    doubts = (Doubt.MAYBE_FOREIGN,) if area in SWISS_CANTONS else ()
    return _serbian(area, f"{area}{digits}", f"{area} {groups}", doubts)


def _srb_trailer(compact: str) -> Plate | None:
    """Read a Serbian trailer's plate: letters, digits, area code."""
    match = _SRB.fullmatch(compact)
    if not match or not (area := _area(match[3])):
        return None
    return _serbian(area, f"{match[1]}{match[2]}{area}", f"{match[1]}-{match[2]} {area}", ())


def _area(letters: str) -> str:
    """Return the area code that these letters are or spell, else nothing."""
    code = SPELLINGS.get(letters, letters)
    return code if is_serbian_area(code) else ""


def _serbian(area: str, canonical: str, spelled: str, doubts: tuple[str, ...]) -> Plate:
    """Return a Serbian plate, of a Kosovo city or not."""
    region = KOSOVO_CITY_REGIONS.get(area, "")
    plate_class = PlateClass.SRB_KOSOVO_CITY if region else PlateClass.SRB
    return _plate(canonical, spelled, plate_class, region=region, doubts=doubts)


def _unfitting(compact: str, spaced: str) -> Plate:
    """Return a plate of no known shape: another country's, or one that the officer must look at."""
    if not compact:
        return _plate("", "", PlateClass.OTHER)
    has_both = any(c.isalpha() for c in compact) and any(c.isdigit() for c in compact)
    if not has_both or len(compact) > _LONGEST_PLATE or _could_be_serbian(compact):
        return _plate(compact, compact, PlateClass.OTHER, doubts=(Doubt.UNKNOWN,))
    looks_serbian = _SRB.fullmatch(compact) or _SRB_1998.fullmatch(compact)
    return _plate(compact, spaced, PlateClass.FOREIGN, doubts=(Doubt.AREA_UNKNOWN,) if looks_serbian else ())


def _could_be_serbian(compact: str) -> bool:
    """Tell whether a text may be a Serbian plate, mistyped or of a kind whose shape other countries' plates have too.

    Mistyped: area code, then a digit. Owner's choice: area code and three to five characters, at least two of them
    letters, a hyphen between letters and digits counting as one. Agricultural: area code, three letters, two digits.
    Military: a letter and digits.
    """
    mistyped = _AREA_THEN_DIGIT.fullmatch(compact)
    if _SRB_MILITARY.fullmatch(compact) or (mistyped and is_serbian_area(mistyped[1])):
        return True
    match = _SRB_CUSTOM.fullmatch(compact)
    if not match or not is_serbian_area(match[1]):
        return False
    rest = match[2]
    hyphens = sum(a.isalpha() != b.isalpha() for a, b in pairwise(rest))
    own_choice = sum(map(str.isalpha, rest)) >= 2 and len(rest) + hyphens <= 5
    return own_choice or _SRB_AGRICULTURAL.fullmatch(rest) is not None


def _plate(
    canonical: str, spelled: str, plate_class: PlateClass, *, region: str = "", doubts: tuple[str, ...] = ()
) -> Plate:
    """Return a plate whose text as typed is still to be set."""
    return Plate(
        as_typed="", canonical=canonical, spelled=spelled, plate_class=plate_class, region=region, doubts=doubts
    )
