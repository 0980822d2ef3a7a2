"""Writes a machine readable zone of two lines of 36 (Doc 9303-6), as the desk's permits carry it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kbdesk.icao.check_digit import check_digit
from kbdesk.icao.errors import MrzError
from kbdesk.icao.layout import TD2, Check
from kbdesk.icao.transliteration import mrz_name
from kbdesk.icao.zone_names import name_field

_CONTENT: Final = re.compile(r"[0-9A-Z<]*")
_ISO: Final = re.compile(r"[0-9]{2}([0-9]{2})-([0-9]{2})-([0-9]{2})")


def write_td2(
    *,
    document_code: str,
    issuing_state: str,
    surname: str,
    given_names: str,
    document_number: str,
    nationality: str,
    birth_date: str,
    sex: str,
    expiry_date: date,
    optional: str = "",
) -> str:
    """Return the zone: two lines of 36 joined by a line feed.

    Names in any script this desk reads; they are put into the letters of a zone and truncated if they do not fit.
    `birth_date` is ISO or empty (not known), `sex` ``M``, ``F`` or anything else for not specified. The other texts
    are in capitals, digits and ``<``; empty ones become fillers. Raises `MrzError` naming the field that does not fit.
    """
    content = {
        "document_code": document_code,
        "issuing_state": issuing_state,
        "document_number": document_number,
        "nationality": nationality,
        "birth_date": _six_digits(birth_date),
        "sex": sex if sex in ("M", "F") else "<",
        "expiry_date": expiry_date.strftime("%y%m%d"),
        "optional_1": optional,
    }
    lines = [["<"] * TD2.width for _ in range(TD2.lines)]
    for name, text in content.items():
        place = TD2.fields[name]
        width = place.end - place.start + 1
        if len(text) > width or not _CONTENT.fullmatch(text):
            raise _unfit(name, width)
        lines[place.line - 1][place.start - 1 : place.end] = text.ljust(width, "<")
    names = TD2.fields["names"]
    field = name_field(mrz_name(surname), mrz_name(given_names), names.end - names.start + 1)
    lines[names.line - 1][names.start - 1 : names.end] = field
    for check in TD2.checks.values():
        _put_digit(lines, check)
    return "\n".join("".join(line) for line in lines)


def with_expiry(zone: str, expiry_date: date) -> str:
    r"""Return a zone of two lines of 36 with another last valid day, its check digits set anew.

    >>> zone = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
    >>> with_expiry(zone, date(2013, 1, 31))[37:]
    'D231458907UTO7408122F1301313<<<<<<<6'
    """
    lines = [[*line] for line in zone.split("\n")]
    place = TD2.fields["expiry_date"]
    lines[place.line - 1][place.start - 1 : place.end] = expiry_date.strftime("%y%m%d")
    for check in TD2.checks.values():
        _put_digit(lines, check)
    return "\n".join("".join(line) for line in lines)


def _put_digit(lines: list[list[str]], check: Check) -> None:
    """Put a check digit in its place; the composite comes last in the table, after those it covers."""
    plain = ["".join(line) for line in lines]
    digit = check_digit("".join(place.of(plain) for place in check.over))
    lines[check.digit.line - 1][check.digit.start - 1] = digit


def _six_digits(birth_date: str) -> str:
    """Return ``yymmdd``, or fillers where the date is not known."""
    match = _ISO.fullmatch(birth_date)
    if birth_date and not match:
        raise _unfit("birth_date", 6)
    return "".join(match.groups()) if match else "<" * 6


def _unfit(name: str, width: int) -> MrzError:
    """Return the error that names a field whose content does not fit."""
    return MrzError(
        f"The field {name} of the machine readable zone takes at most {width} capitals, digits and fillers.",
        code="mrz-field",
        values={"field": name, "width": str(width)},
    )
