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
_LETTER: Final = "[A-ZČĆĐŠŽ]"
_SRB: Final = re.compile(rf"({_LETTER}{{2,3}}?)([0-9]{{3,4}})({_LETTER}{{2}})")
_SRB_1998: Final = re.compile(rf"({_LETTER}{{2,3}}?)([0-9]{{3,6}})")
_RKS: Final = re.compile(r"(0[1-7])([0-9]{3})([A-Z]{2})")
_KS: Final = re.compile(r"([0-9]{3})KS([0-9]{3})")
_SRB_CUSTOM: Final = re.compile(rf"{_LETTER}{{2}}[A-ZČĆĐŠŽ0-9]{{3,5}}")

_FIXED: Final[tuple[tuple[re.Pattern[str], PlateClass], ...]] = (
    (re.compile(r"[0-9]{2}CD[0-9]{3}"), PlateClass.DIPLOMATIC),
    (re.compile(r"[0-9]{2,3}A[0-9]{3}"), PlateClass.DIPLOMATIC),
    (re.compile(r"EU[0-9]*(LEX|PV)[0-9]*|(UNMIK|KFOR|OSCE|EULEX|UN)[0-9]{1,6}"), PlateClass.MISSION),
    (re.compile(r"FSK[0-9]{1,6}"), PlateClass.MILITARY),
    (re.compile(r"P[0-9]{6}"), PlateClass.POLICE),
    (re.compile(r"RPE[0-9A-Z]{2,6}"), PlateClass.SRB_TEMPORARY),
)
"""Shapes that tell their class at once (DOMAIN section 2, sources there)."""

_CYRILLIC: Final = str.maketrans({cyrillic: latin.upper() for cyrillic, latin in SERBIAN_LATIN.items()})
_SAME_LETTER: Final = str.maketrans("ÐƉ", "ĐĐ")
_LATIN_RANGE: Final = re.compile(r"[A-ZČĆĐŠŽ]")
_CYRILLIC_RANGE: Final = re.compile(r"[\u0400-\u04FF]")
_NEVER_ON_RKS: Final = frozenset("RSTUVWXYZ")
_NEVER_ON_SRB_2017: Final = frozenset("ČĆĐŠŽYW")
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
    if not compact:
        return Plate(as_typed=text, canonical="", spelled="", plate_class=PlateClass.OTHER)
    plate = _read(text, compact, trailer=trailer)
    if _LATIN_RANGE.search(upper) and _CYRILLIC_RANGE.search(upper):
        plate = replace(plate, doubts=(*plate.doubts, Doubt.MIXED_SCRIPTS))
    return plate


def _read(text: str, compact: str, *, trailer: bool) -> Plate:
    """Return the plate that the first fitting shape gives."""
    readers: tuple[Callable[[str, str], Plate | None], ...] = (_rks, _ks, _fixed, _provisional, _serbian)
    if trailer:
        readers = (*readers, _serbian_trailer)
    without_country = compact[3:] if compact[:3] in ("SRB", "RKS") else compact
    for candidate in dict.fromkeys((compact, without_country)):
        for reader in readers:
            plate = reader(text, candidate)
            if plate:
                return plate
    return _unfitting(text, compact)


def _rks(text: str, compact: str) -> Plate | None:
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
    return Plate(
        as_typed=text,
        canonical=compact,
        spelled=f"{region}-{digits}-{letters}",
        plate_class=PlateClass.RKS,
        region=region,
        doubts=tuple(doubts),
    )


def _ks(text: str, compact: str) -> Plate | None:
    """Read a neutral plate (1999 to 2021)."""
    match = _KS.fullmatch(compact)
    if not match:
        return None
    return Plate(as_typed=text, canonical=compact, spelled=f"{match[1]}-KS-{match[2]}", plate_class=PlateClass.KS)


def _fixed(text: str, compact: str) -> Plate | None:
    """Read a plate whose shape alone tells its class."""
    for shape, plate_class in _FIXED:
        if shape.fullmatch(compact):
            return Plate(as_typed=text, canonical=compact, spelled=compact, plate_class=plate_class)
    return None


def _provisional(text: str, compact: str) -> Plate | None:
    """Read a provisional plate of a desk: its number, check character included."""
    if not numbers.check(compact):
        return None
    return Plate(
        as_typed=text,
        canonical=compact,
        spelled=numbers.spelled(compact),
        plate_class=PlateClass.RKS_PROVISIONAL,
    )


def _serbian(text: str, compact: str) -> Plate | None:
    """Read a Serbian plate of 2011 (``KM 123-AB``) or 1998 (``KM 123-456``) whose area code is known."""
    match = _SRB.fullmatch(compact)
    if match and (area := _area(match[1])):
        digits, letters = match[2], match[3]
        doubts = (Doubt.LETTERS_NOT_ISSUED,) if _NEVER_ON_SRB_2017.intersection(letters) else ()
        return _serbian_plate(text, area, f"{area}{digits}{letters}", f"{area} {digits}-{letters}", doubts)
    match = _SRB_1998.fullmatch(compact)
    if match and (area := _area(match[1])):
        digits = match[2]
        half = (len(digits) + 1) // 2
        split = digits if len(digits) == 3 else f"{digits[:half]}-{digits[half:]}"
        doubts = (Doubt.MAYBE_FOREIGN,) if area in SWISS_CANTONS else ()
        return _serbian_plate(text, area, f"{area}{digits}", f"{area} {split}", doubts)
    return None


def _serbian_trailer(text: str, compact: str) -> Plate | None:
    """Read a Serbian trailer's plate: letters, digits, area code."""
    match = _SRB.fullmatch(compact)
    if not match or not (area := _area(match[3])):
        return None
    return _serbian_plate(text, area, f"{match[1]}{match[2]}{area}", f"{match[1]}-{match[2]} {area}", ())


def _serbian_plate(text: str, area: str, canonical: str, spelled: str, doubts: tuple[Doubt, ...]) -> Plate:
    """Return a Serbian plate, of a Kosovo city or not."""
    region = KOSOVO_CITY_REGIONS.get(area, "")
    return Plate(
        as_typed=text,
        canonical=canonical,
        spelled=spelled,
        plate_class=PlateClass.SRB_KOSOVO_CITY if region else PlateClass.SRB,
        region=region,
        doubts=doubts,
    )


def _area(letters: str) -> str:
    """Return the area code that these letters are or spell, else nothing."""
    code = SPELLINGS.get(letters, letters)
    return code if len(code) == 2 and is_serbian_area(code) else ""


def _unfitting(text: str, compact: str) -> Plate:
    """Return a plate of no known shape: another country's, or one that the officer must look at."""
    has_both = any(c.isalpha() for c in compact) and any(c.isdigit() for c in compact)
    if not has_both or len(compact) > 10 or _could_be_serbian(compact):
        return Plate(
            as_typed=text,
            canonical=compact,
            spelled=compact,
            plate_class=PlateClass.OTHER,
            doubts=(Doubt.UNKNOWN,),
        )
    looks_serbian = _SRB.fullmatch(compact) or _SRB_1998.fullmatch(compact)
    return Plate(
        as_typed=text,
        canonical=compact,
        spelled=" ".join(text.upper().split()),
        plate_class=PlateClass.FOREIGN,
        doubts=(Doubt.AREA_UNKNOWN,) if looks_serbian else (),
    )


def _could_be_serbian(compact: str) -> bool:
    """Tell whether a text may be a Serbian plate that no shape tells for certain.

    Owner's choice: area code and three to five characters, at least two of them letters, a hyphen between letters and
    digits counting as one. Agricultural: area code, three letters, two digits. Military: a letter and digits.
    """
    if re.fullmatch(r"[A-Z][0-9]{3,5}", compact):
        return True
    if not _SRB_CUSTOM.fullmatch(compact) or not is_serbian_area(compact[:2]):
        return False
    rest = compact[2:]
    letters = sum(c.isalpha() for c in rest)
    hyphens = sum(a.isalpha() != b.isalpha() for a, b in pairwise(rest))
    return letters >= 2 and (len(rest) + hyphens <= 5 or re.fullmatch(rf"{_LETTER}{{3}}[0-9]{{2}}", rest) is not None)
