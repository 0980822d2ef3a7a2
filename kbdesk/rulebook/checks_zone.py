"""Checks of a scanned zone: its check digits and repairs, its names, and what was typed against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbdesk.domain.findings import Finding
from kbdesk.domain.names import same_name
from kbdesk.icao.form import FORMS
from kbdesk.icao.mrz import Mrz, Repair
from kbdesk.icao.transliteration import mrz_name
from kbdesk.rulebook.codes import Code, note, warn
from kbdesk.rulebook.understanding import UnderstoodTraveler

_FIELDS: Mapping[str, str] = {
    "document_number": "document_number",
    "issuing_state": "document_issuing_state",
    "nationality": "nationality",
    "birth_date": "birth_date",
    "sex": "sex",
    "expiry_date": "document_expires_on",
    "personal_number": "personal_number",
    "surname": "surname",
    "given_names": "given_names",
}
"""A zone's fields and check digits, and the card's field that each one fills."""


def zone_findings(understood: UnderstoodTraveler) -> Iterator[Finding]:
    """Yield what a scanned zone gives reason to look at."""
    zone, path = understood.zone, understood.path
    if zone is None or zone.is_visa:
        if understood.card.mrz.strip():
            yield warn(Code.MRZ_NOT_UNDERSTOOD if zone is None else Code.MRZ_VISA, path, "mrz")
        return
    failing = _failing(zone)
    for field in failing:
        yield warn(Code.MRZ_CHECK_DIGIT, path, field)
        if zone.repair_ambiguous:
            yield note(Code.MRZ_REPAIR_AMBIGUOUS, path, field)
    for field, was, taken in _repaired(zone):
        yield warn(Code.MRZ_REPAIRED, path, field, read=was, taken=taken)
    for name, field in _FIELDS.items():
        said, typed = getattr(zone, name), getattr(understood.card, field).strip()
        if said and typed and field not in failing and not _same(name, said, typed, understood):
            yield warn(Code.MRZ_DIFFERS, path, field, zone=said, typed=typed)
    yield from _name_findings(understood, zone)


def _name_findings(understood: UnderstoodTraveler, zone: Mrz) -> Iterator[Finding]:
    """Yield what can be told of names without a check digit: none covers them."""
    for field in ("surname", "given_names"):
        if any(character.isdigit() for character in getattr(zone, field)):
            yield warn(Code.MRZ_DIGIT_IN_NAME, understood.path, field)
    if zone.names_possibly_truncated and not _completed(understood):
        yield warn(Code.NAME_POSSIBLY_TRUNCATED, understood.path, "given_names" if zone.given_names else "surname")


def _failing(zone: Mrz) -> tuple[str, ...]:
    """Return the fields whose check digit fails; the composite one speaks only where all others hold."""
    failing = tuple(_FIELDS.get(name, "mrz") for name, holds in zone.checks.items() if not holds)
    return tuple(dict.fromkeys(f for f in failing if f != "mrz")) or failing[:1]


def _repaired(zone: Mrz) -> Iterator[tuple[str, str, str]]:
    """Yield the card's fields whose places in the zone were repaired, with what was read there and what was taken."""
    layout = FORMS[zone.format].layout
    for name in dict.fromkeys(repair.field for repair in zone.repairs):
        made = [repair for repair in zone.repairs if repair.field == name]
        place = layout.fields.get(name)
        ends = [repair.position for repair in made] + ([place.start, place.end] if place else [])
        line = zone.lines[made[0].line - 1]
        taken = [*line]
        for repair in made:
            taken[repair.position - 1] = repair.taken
        part = slice(min(ends) - 1, max(ends))
        yield _repaired_field(zone, made[0]), line[part].rstrip("<"), "".join(taken[part]).rstrip("<")


def _repaired_field(zone: Mrz, repair: Repair) -> str:
    """Return the card's field that a repaired place of the zone fills, `mrz` where it fills none."""
    if repair.field == "names":
        names = FORMS[zone.format].layout.fields["names"]
        surname = names.of(zone.lines).strip("<").partition("<<")[0]
        return "surname" if repair.position < names.start + len(surname) else "given_names"
    if repair.field.startswith("optional") and zone.personal_number:
        return "personal_number"
    return _FIELDS.get(repair.field, "mrz")


def _same(name: str, said: str, typed: str, understood: UnderstoodTraveler) -> bool:
    if name in ("birth_date", "expiry_date"):
        found = understood.dates[_FIELDS[name]]
        return found is None or found.isoformat() == said
    if name in ("surname", "given_names"):
        truncated = understood.zone is not None and understood.zone.names_possibly_truncated
        return same_name(said, typed) or (truncated and _shortened(said, typed))
    return "".join(typed.split()).upper() == said


def _shortened(said: str, typed: str) -> bool:
    """Tell whether a name is another one truncated: each component cut as it may be, the last ones left out."""
    short, whole = mrz_name(said).split("<"), mrz_name(typed).split("<")
    return len(short) <= len(whole) and all(w.startswith(s) for s, w in zip(short, whole, strict=False))


def _completed(understood: UnderstoodTraveler) -> bool:
    """Tell whether the names on the card go on where the zone's end."""
    zone, card = understood.zone, understood.card
    return zone is not None and len(mrz_name(card.surname) + mrz_name(card.given_names)) > len(
        mrz_name(zone.surname) + mrz_name(zone.given_names)
    )
