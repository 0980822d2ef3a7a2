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


@dataclass(frozen=True, slots=True, kw_only=True)
class Jmbg:
    """What thirteen digits ``DDMMYYYRRBBBK`` say.

    `birth_date` is ISO, empty where the calendar has no such day; `sex` is ``M`` or ``F``; `region` is RR, the place
    of first registration for people born before 1976, hence neither residence nor origin. All are empty where the
    text is not well formed (thirteen digits that begin with a possible date).
    """

    well_formed: bool
    birth_date: str = ""
    sex: str = ""
    region: str = ""
    check_digit_holds: bool = False


def check_jmbg(text: str) -> Jmbg:
    """Return what a JMBG says; spaces in it do no harm. Never raises.

    Years: YYY from 800 means the 1000s, below it the 2000s. BBB from 500 means female. The check digit is
    11 - (7(a+g)+6(b+h)+5(c+i)+4(d+j)+3(e+k)+2(f+l)) mod 11, and 0 where that gives 10 or 11. The specimen that the
    issuer itself prints (2902968000000) fails it, so a failure is a reason to look, not to refuse.

    >>> check_jmbg("1506985920006").birth_date
    '1985-06-15'
    """
    digits = _digits(text, _JMBG)
    birth_date = _birth_date(digits) if digits else ""
    if not birth_date:
        return Jmbg(well_formed=False)
    rest = sum(w * int(d) for w, d in zip(_JMBG_WEIGHTS, digits, strict=False)) % 11
    expected = 11 - rest if rest > 1 else 0
    return Jmbg(
        well_formed=True,
        birth_date=birth_date,
        sex="F" if digits[9] >= "5" else "M",
        region=digits[7:9],
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


def _birth_date(digits: str) -> str:
    """Return the ISO date that a JMBG begins with, or nothing if the calendar has no such day."""
    year = int(digits[4:7])
    try:
        return date(year + (1000 if year >= 800 else 2000), int(digits[2:4]), int(digits[:2])).isoformat()
    except ValueError:
        return ""
