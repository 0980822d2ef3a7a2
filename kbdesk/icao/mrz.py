"""A machine readable zone, read: its fields, which of its check digits hold, what was repaired (Doc 9303-3 to 9303-7).

What no check digit can see is told in `kbdesk.icao.check_digit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from kbdesk.icao import zone_dates
from kbdesk.icao.check_digit import check_digit
from kbdesk.icao.errors import MrzError
from kbdesk.icao.form import FORMS, Form
from kbdesk.icao.personal_numbers import personal_number
from kbdesk.icao.repairs import Repair, repaired
from kbdesk.icao.scanned import scanned_zone
from kbdesk.icao.td2 import write_td2
from kbdesk.icao.zone_names import looks_truncated, split_names

__all__ = ["Mrz", "MrzError", "Repair", "check_digit", "read", "write_td2"]

_SEXES: Final = {"M": "M", "F": "F", "<": "X", "X": "X"}
_AS_PRINTED: Final[Mapping[int, tuple[Form, Form]]] = {
    document.layout.length: (document, visa)
    for document in FORMS.values()
    for visa in FORMS.values()
    if document.layout.length == visa.layout.length and document.layout.takes("P") and visa.layout.takes("V")
}
"""The format of a document and of a visa, by the length of the zone with line feeds between its lines."""


class Mrz(NamedTuple):
    """What a zone says.

    `lines` are as read, without repairs. Codes, numbers and optional data stand without their trailing fillers; dates
    are ISO. `birth_date` is empty and `birth_date_partial` set where the zone does not state all of it; `expiry_date`
    is empty and `no_expiry` set where the document does not expire; either is empty with its flag unset where the
    calendar has no such day. `sex` is ``M``, ``F``, ``X`` (not specified) or empty (no such code). `personal_number`
    is taken from optional data where the issuer is known to put it there. `checks` tells of each check digit whether
    it holds; `valid` is true where all hold and both dates are possible. `repairs` lists the characters that were
    taken for others to make it so; `repair_ambiguous` tells that several repairs would do, so that none was made.
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
    repairs: tuple[Repair, ...] = ()
    repair_ambiguous: bool = False

    @property
    def is_visa(self) -> bool:
        """Tell whether this is the zone of a visa, which stands in a travel document and is none itself."""
        return FORMS[self.format].layout.is_visa

    def fields(self) -> dict[str, str | bool]:
        """Return what the zone says, by name."""
        return {name: getattr(self, name) for name in _FIELDS}

    def as_json(self) -> dict[str, object]:
        """Return the answer of ``kbdesk mrz --json``."""
        return {
            "format": self.format,
            "fields": self.fields(),
            "checks": dict(self.checks),
            "valid": self.valid,
            "repairs": [repair.as_json() for repair in self.repairs],
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
    "repair_ambiguous",
)


def read(text: str, *, today: date) -> Mrz:
    """Read a zone as scanned, pasted or typed; `today` settles the centuries of its dates.

    Where something cannot be right, the one smallest repair that makes all of it right is made and listed (see
    `kbdesk.icao.repairs`). Check digits that stay wrong are reported in `Mrz.checks`, not raised. Raises `MrzError`
    where a text is no zone, and nothing else, whatever the text.
    """
    forms = _AS_PRINTED.get(len(text))
    form = forms[text[0] == "V"] if forms else None
    clean = form is not None and form.pattern.fullmatch(text) is not None
    if form is None or not clean:
        form, text = scanned_zone(text)
        clean = form.pattern.fullmatch(text) is not None
    as_read = _filled(form, text, today)
    if clean and as_read.valid:
        return as_read
    repair = repaired(form, text, lambda zone: _filled(form, zone, today).valid)
    if not repair.made:
        return as_read._replace(repair_ambiguous=repair.ambiguous)
    return _filled(form, repair.zone, today)._replace(lines=as_read.lines, repairs=repair.made)


def _filled(form: Form, zone: str, today: date) -> Mrz:
    """Return what a zone says as it stands."""
    code, state, names, number, nationality, born, sex, expires, optional_1, optional_2 = form.split(zone)
    long = form.long_number(zone)
    checks = form.checks(zone, long)
    if long:
        number, _, optional_1 = long
    state, optional_1, optional_2 = state.rstrip("<"), optional_1.rstrip("<"), optional_2.rstrip("<")
    surname, given_names = split_names(names)
    birth_date = zone_dates.birth_date(born, today)
    birth_date_partial = "<" in born
    expiry_date = zone_dates.expiry_date(expires, today)
    no_expiry = expires in zone_dates.NO_EXPIRY
    is_sound = checks is form.all_hold or all(checks.values())
    return Mrz(
        form.layout.name,
        tuple(zone.split("\n")),
        code.rstrip("<"),
        state,
        number.rstrip("<"),
        surname,
        given_names,
        nationality.rstrip("<"),
        birth_date,
        _SEXES.get(sex, ""),
        expiry_date,
        optional_1,
        optional_2,
        personal_number(form.layout.name, state, optional_1, optional_2),
        looks_truncated(names),
        birth_date_partial,
        no_expiry,
        checks,
        is_sound and bool(birth_date or birth_date_partial) and bool(expiry_date or no_expiry),
    )
