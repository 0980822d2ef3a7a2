"""Plates of Kosovo: RKS and KS, diplomatic, of missions and of the security force, and the desks' own provisional ones.

Export, police and trailer plates differ in colour only: their text is read as that of any other RKS plate.
"""

from __future__ import annotations

import re
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.plate_reading import Doubt, Plate, plate
from kbdesk.domain.vocabulary import PlateClass

_RKS: Final = re.compile(r"(0[1-7])([0-9]{3})([A-Z]{2})")
_KS: Final = re.compile(r"([0-9]{3})KS([0-9]{3})")
_PROVISIONAL: Final = re.compile(r"P([0-9]{6})([A-Z][1-9A-Z])([0-9A-Z])")
_SPECIAL: Final[tuple[tuple[re.Pattern[str], PlateClass], ...]] = (
    (re.compile(r"([0-9]{2})(CD)([0-9]{3})(?:[0-9]{2})?"), PlateClass.DIPLOMATIC),
    (re.compile(r"(EU)([0-9]{1,6})(LEX|PV)"), PlateClass.MISSION),
    (re.compile(r"(UNMIK|KFOR|OSCE|EULEX|UN)([0-9]{1,6})"), PlateClass.MISSION),
    (re.compile(r"(FSK)([0-9]{1,6})"), PlateClass.MILITARY),
    (re.compile(r"(CUSTOMS)([0-9]{1,6})"), PlateClass.RKS),
)
"""Shapes that tell their class at once; the year of issue at the right of a diplomatic plate is no part of it."""

_UNSURE: Final = (
    re.compile(r"PROVA[0-9]{1,6}"),
    re.compile(r"[0O][0-9OI][0-9OIBSZ]{3}[A-Z]{2}"),
    re.compile(r"[0-9OIBSZ]{3}KS[0-9OIBSZ]{3}"),
    re.compile(r"P[0-9OIBSZ]{6}[A-Z][1-9A-Z][0-9A-Z]"),
    re.compile(r"[JBMTKC][1-9A-Z][0-9OIBSZ]{6}[0-9A-Z]"),
)
"""The temporary plates of 2021, whose numbering was not published, and the other shapes but for a digit."""

_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQ")
_FIRST_NUMBER: Final = 101


def rks(compact: str) -> Plate | None:
    """Read a plate of 2010 and later: region, three digits from 101, two letters A to Q (text of the regulation)."""
    match = _RKS.fullmatch(compact)
    if not match:
        return None
    region, digits, letters = match.groups()
    doubts = []
    if not _LETTERS.issuperset(letters):
        doubts.append(Doubt.LETTERS_NOT_ISSUED)
    if int(digits) < _FIRST_NUMBER:
        doubts.append(Doubt.NUMBER_NOT_ISSUED)
    return plate(compact, f"{region}-{digits}-{letters}", PlateClass.RKS, region=region, doubts=tuple(doubts))


def ks(compact: str) -> Plate | None:
    """Read a neutral plate, valid until 2021-09-14."""
    match = _KS.fullmatch(compact)
    return plate(compact, f"{match[1]}-KS-{match[2]}", PlateClass.KS) if match else None


def special(compact: str) -> Plate | None:
    """Read a plate of diplomats, missions, customs or the security force, whose shape alone tells its class."""
    for shape, plate_class in _SPECIAL:
        if match := shape.fullmatch(compact):
            return plate("".join(match.groups()), " ".join(match.groups()), plate_class)
    return None


def provisional(compact: str) -> Plate | None:
    """Read a provisional plate of a desk (``P``, six digits, crossing and desk, check character), or its number."""
    if numbers.check(compact):
        return plate(compact, numbers.spelled(compact), PlateClass.RKS_PROVISIONAL)
    match = _PROVISIONAL.fullmatch(compact)
    if not match or not numbers.check(match[2] + match[1] + match[3]):
        return None
    return plate(compact, f"P {match[1]} {match[2]} {match[3]}", PlateClass.RKS_PROVISIONAL)


def could_be(compact: str) -> bool:
    """Tell whether a text may be a plate of Kosovo: one of 2021, or one but for a digit or a letter taken for one."""
    return any(shape.fullmatch(compact) for shape in _UNSURE)
