"""Personal numbers: the Serbian JMBG and the Kosovo personal number. What does not hold is reported, never refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_JMBG: Final = re.compile(r"[0-9]{13}")
_KOSOVO: Final = re.compile(r"[0-9]{10}")
_JMBG_WEIGHTS: Final = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_KOSOVO_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2)
_LONGEST: Final = 40

_REGIONS_OF_FOREIGNERS: Final = frozenset(f"{region:02}" for region in range(1, 9))
_REGIONS_NOT_GIVEN: Final = frozenset(f"{region:02}" for region in (20, 40, *range(51, 70), 90, 97, 98, 99))
"""What no published list has: 90 and 97 to 99 stand only in one that calls all of 90 to 99 Kosovo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jmbg:
    """What thirteen digits ``DDMMYYYRRBBBK`` say.

    `birth_date` is ISO; `sex` is ``M`` or ``F``; `region` is RR, the place of first registration for people born before
    1976, hence neither residence nor origin. `region_known` tells whether RR was ever given out, `foreigner` whether it
    is one of those for foreigners (06 in Serbia, 07 in Vojvodina, 08 in Kosovo, 01 to 05 in the other republics).
    All are empty where the text is not well formed: thirteen digits that begin with a day that has been.
    `in_future` tells that only the day was wrong: one of the calendar, and still to come.
    """

    well_formed: bool
    birth_date: str = ""
    sex: str = ""
    region: str = ""
    region_known: bool = False
    foreigner: bool = False
    in_future: bool = False
    check_digit_holds: bool = False


def check_jmbg(text: str, *, today: date) -> Jmbg:
    """Return what a JMBG says on a day; spaces in it do no harm. Never raises.

    Years: YYY from 800 means the 1000s, below it the 2000s. BBB from 500 means female. The check digit is
    11 - (7(a+g)+6(b+h)+5(c+i)+4(d+j)+3(e+k)+2(f+l)) mod 11, and 0 where that gives 10 or 11. The specimen that the
    issuer itself prints (2902968000000) fails it, so a failure is a reason to look, not to refuse.

    >>> check_jmbg("1506985920006", today=date(2022, 8, 10)).birth_date
    '1985-06-15'
    """
    digits = _digits(text, _JMBG)
    born = _birth_date(digits) if digits else None
    if born is None or born > today:
        return Jmbg(well_formed=False, in_future=born is not None)
    rest = sum(w * int(d) for w, d in zip(_JMBG_WEIGHTS, digits, strict=False)) % 11
    expected = 11 - rest if rest > 1 else 0
    return Jmbg(
        well_formed=True,
        birth_date=born.isoformat(),
        sex="F" if digits[9] >= "5" else "M",
        region=digits[7:9],
        region_known=digits[7:9] not in _REGIONS_NOT_GIVEN,
        foreigner=digits[7:9] in _REGIONS_OF_FOREIGNERS,
        check_digit_holds=int(digits[12]) == expected,
    )


def check_kosovo(text: str) -> bool | None:
    """Tell whether ten digits are a Kosovo personal number; None where the check digit cannot say. Never raises.

    The check digit is 11 - (sum of digits weighted 4,3,2,7,6,5,4,3,2) mod 11, and 0 from 10 on; numbers that begin
    with 9 carry none. Known from one independent source only: a mismatch is a reason to look, not to refuse.

    >>> check_kosovo("1234567892")
    True
    """
    digits = _digits(text, _KOSOVO)
    if not digits:
        return False
    if digits[0] == "9":
        return None
    rest = sum(w * int(d) for w, d in zip(_KOSOVO_WEIGHTS, digits, strict=False)) % 11
    return int(digits[9]) == (11 - rest if rest > 1 else 0)


def _digits(text: str, shape: re.Pattern[str]) -> str:
    """Return the text without its spaces if it has the shape, else nothing."""
    compact = "".join(text.split()) if len(text) <= _LONGEST else ""
    return compact if shape.fullmatch(compact) else ""


def _birth_date(digits: str) -> date | None:
    """Return the day that a JMBG begins with, None if the calendar has no such day."""
    year = int(digits[4:7])
    try:
        return date(year + (1000 if year >= 800 else 2000), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
