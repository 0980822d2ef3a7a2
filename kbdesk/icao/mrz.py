"""A machine readable zone, read: its fields, and which of its check digits hold (Doc 9303-3 to 9303-6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from kbdesk.icao import zone_dates
from kbdesk.icao.check_digit import check_digit
from kbdesk.icao.errors import MrzError
from kbdesk.icao.layout import READ, Check, Layout
from kbdesk.icao.personal_numbers import personal_number
from kbdesk.icao.scanned import zone_lines
from kbdesk.icao.td2 import write_td2
from kbdesk.icao.zone_names import looks_truncated, split_names

__all__ = ["Mrz", "MrzError", "check_digit", "read", "write_td2"]

_SEXES: Final = {"M": "M", "F": "F", "<": "X", "X": "X"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mrz:
    """What a zone says.

    Codes, numbers and optional data stand without their trailing fillers; dates are ISO. `birth_date` is empty and
    `birth_date_partial` set where the zone does not state all of it; `expiry_date` is empty and `no_expiry` set where
    the document does not expire; either is empty with its flag unset where the calendar has no such day. `sex` is
    ``M``, ``F``, ``X`` (not specified) or empty (no such code). `personal_number` is taken from optional data where
    the issuer is known to put it there. `checks` tells of each check digit whether it holds; `valid` is true where
    all hold and both dates are possible.
    """

    format: str
    lines: tuple[str, ...]
    document_code: str
    issuing_state: str
    document_number: str
    surname: str
    given_names: str
    nationality: str
    birth_date: str
    sex: str
    expiry_date: str
    optional_1: str
    optional_2: str
    personal_number: str
    names_possibly_truncated: bool
    birth_date_partial: bool
    no_expiry: bool
    checks: Mapping[str, bool]
    valid: bool
    repairs: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        """Return the answer of ``kbdesk mrz --json``."""
        return {
            "format": self.format,
            "fields": {name: getattr(self, name) for name in _FIELDS},
            "checks": dict(self.checks),
            "valid": self.valid,
            "repairs": list(self.repairs),
        }


_FIELDS: Final = (
    "document_code",
    "issuing_state",
    "document_number",
    "surname",
    "given_names",
    "nationality",
    "birth_date",
    "sex",
    "expiry_date",
    "optional_1",
    "optional_2",
    "personal_number",
    "names_possibly_truncated",
    "birth_date_partial",
    "no_expiry",
)


def read(text: str, *, today: date, layouts: Sequence[Layout] = READ) -> Mrz:
    """Read a zone as scanned, pasted or typed; `today` settles the centuries of its dates.

    Wrong check digits are reported in `Mrz.checks`, not raised. Raises `MrzError` where a text is no zone of one of
    the `layouts`, and nothing else, whatever the text.
    """
    layout, lines = zone_lines(text, layouts)
    raw = {name: place.of(lines) for name, place in layout.fields.items()}
    checks = {name: _holds(check, lines) for name, check in layout.checks.items()}
    long_number = _long_number(layout, lines, raw)
    if long_number:
        number, digit, raw[layout.overflow] = long_number
        checks["document_number"] = check_digit(number) == digit
    else:
        number = raw["document_number"].rstrip("<")
    state = raw["issuing_state"].rstrip("<")
    optional = {name: raw.get(name, "").rstrip("<") for name in ("optional_1", "optional_2")}
    surname, given_names = split_names(raw["names"])
    birth_date = zone_dates.birth_date(raw["birth_date"], today)
    birth_date_partial = zone_dates.is_partial(raw["birth_date"])
    expiry_date = zone_dates.expiry_date(raw["expiry_date"], today)
    no_expiry = raw["expiry_date"] in zone_dates.NO_EXPIRY
    return Mrz(
        format=layout.name,
        lines=lines,
        document_code=raw["document_code"].rstrip("<"),
        issuing_state=state,
        document_number=number,
        surname=surname,
        given_names=given_names,
        nationality=raw["nationality"].rstrip("<"),
        birth_date=birth_date,
        sex=_SEXES.get(raw["sex"], ""),
        expiry_date=expiry_date,
        optional_1=optional["optional_1"],
        optional_2=optional["optional_2"],
        personal_number=personal_number(layout.name, state, optional),
        names_possibly_truncated=looks_truncated(raw["names"]),
        birth_date_partial=birth_date_partial,
        no_expiry=no_expiry,
        checks=MappingProxyType(checks),
        valid=all(checks.values()) and bool(birth_date or birth_date_partial) and bool(expiry_date or no_expiry),
    )


def _holds(check: Check, lines: Sequence[str]) -> bool:
    """Tell whether a check digit holds; over an empty field a filler may stand for it (Doc 9303-4 section 4.2.2.2)."""
    content = "".join(place.of(lines) for place in check.over)
    digit = check.digit.of(lines)
    return digit == check_digit(content) or (digit == "<" and not content.strip("<"))


def _long_number(layout: Layout, lines: Sequence[str], raw: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return number, check digit and remaining optional data of a document number of more than nine characters.

    Such a number has a filler for its check digit and goes on in optional data, where its check digit and a filler
    follow (Doc 9303-5 section 4.2.4 note j, Doc 9303-6 likewise). None where the number is no longer than its field.
    """
    if not layout.overflow or layout.checks["document_number"].digit.of(lines) != "<" or "<" in raw["document_number"]:
        return None
    tail, _, rest = raw[layout.overflow].partition("<")
    if len(tail) < 2:
        return None
    return raw["document_number"] + tail[:-1], tail[-1], rest
