"""Vehicle identification numbers (ISO 3779), and the shorter chassis numbers of older vehicles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kbdesk.domain.lookalikes import capitals, letters_and_digits

_LONGEST: Final = 40
_VIN: Final = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_CHASSIS: Final = re.compile(r"(?=.*[0-9])[A-Z0-9]{3,16}")
_NOT_IN_A_VIN: Final = str.maketrans("IOQ", "100")
_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VALUES: Final = {letter: str(value) for letter, value in zip(
    "ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True
)}  # fmt: skip
_VALUED: Final = str.maketrans(_VALUES)
_CHECK_PLACE: Final = 8
_NORTH_AMERICA: Final = "12345"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vin:
    """What a vehicle identification number says of itself.

    `well_formed`: seventeen characters, no I, O or Q (ISO 3779). `legacy`: three to sixteen letters and digits, one
    digit at least, as chassis numbers were before the standard: right, but to be compared with the vehicle.
    `check_digit_holds` is None where the number is not well formed. Only makers in North America must give a check
    digit (49 CFR 565.15): `check_digit_due` tells whether the number names one of them; elsewhere a failing digit says
    nothing. `suggestion` is what the number would be with I, O and Q as the digits they look like, empty where that
    makes no well-formed number either.
    """

    as_typed: str
    canonical: str
    well_formed: bool
    legacy: bool = False
    check_digit_holds: bool | None = None
    check_digit_due: bool = False
    suggestion: str = ""


def check_vin(text: str) -> Vin:
    """Return what a typed VIN is; case, spaces and hyphens do not matter, Cyrillic is read as Serbian. Never raises.

    >>> check_vin("1m8gdm9axkp042788").check_digit_holds
    True
    """
    canonical = letters_and_digits(capitals(text[:_LONGEST]))
    if not _VIN.fullmatch(canonical):
        suggestion = canonical.translate(_NOT_IN_A_VIN)
        return Vin(
            as_typed=text,
            canonical=canonical,
            well_formed=False,
            legacy=_CHASSIS.fullmatch(canonical) is not None,
            suggestion=suggestion if _VIN.fullmatch(suggestion) else "",
        )
    return Vin(
        as_typed=text,
        canonical=canonical,
        well_formed=True,
        check_digit_holds=_check_digit(canonical) == canonical[_CHECK_PLACE],
        check_digit_due=canonical[0] in _NORTH_AMERICA,
    )


def _check_digit(vin: str) -> str:
    """Return the check digit of a well-formed number: weighted sum mod 11, ten is X (49 CFR 565.15 (c))."""
    rest = sum(weight * int(value) for weight, value in zip(_WEIGHTS, vin.translate(_VALUED), strict=True)) % 11
    return "X" if rest == 10 else str(rest)
