"""Checks of a scanned zone: its check digits, its names, and what was typed against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbdesk.domain.findings import Finding
from kbdesk.domain.names import same_name
from kbdesk.icao.mrz import Mrz
from kbdesk.icao.transliteration import mrz_name
from kbdesk.rulebook.codes import Code, warn
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
    if understood.zone is None:
        if understood.card.mrz.strip():
            yield warn(Code.MRZ_NOT_UNDERSTOOD, understood.path, "mrz")
        return
    failing = _failing(understood.zone)
    for field in failing:
        yield warn(Code.MRZ_CHECK_DIGIT, understood.path, field)
    for name, field in _FIELDS.items():
        said, typed = getattr(understood.zone, name), getattr(understood.card, field).strip()
        if said and typed and field not in failing and not _same(name, said, typed, understood):
            yield warn(Code.MRZ_DIFFERS, understood.path, field, zone=said, typed=typed)
    if understood.zone.names_possibly_truncated and not _completed(understood):
        field = "given_names" if understood.zone.given_names else "surname"
        yield warn(Code.NAME_POSSIBLY_TRUNCATED, understood.path, field)


def _failing(zone: Mrz) -> tuple[str, ...]:
    """Return the fields whose check digit fails; the composite one speaks only where all others hold."""
    failing = tuple(_FIELDS.get(name, "mrz") for name, holds in zone.checks.items() if not holds)
    return tuple(dict.fromkeys(f for f in failing if f != "mrz")) or failing[:1]


def _same(name: str, said: str, typed: str, understood: UnderstoodTraveler) -> bool:
    if name in ("birth_date", "expiry_date"):
        found = understood.dates[_FIELDS[name]]
        return found is None or found.isoformat() == said
    if name in ("surname", "given_names"):
        truncated = understood.zone is not None and understood.zone.names_possibly_truncated
        return same_name(said, typed) or (truncated and mrz_name(typed).startswith(mrz_name(said)))
    return "".join(typed.split()).upper() == said


def _completed(understood: UnderstoodTraveler) -> bool:
    """Tell whether the names on the card go on where the zone's end."""
    zone, card = understood.zone, understood.card
    return zone is not None and len(mrz_name(card.surname) + mrz_name(card.given_names)) > len(
        mrz_name(zone.surname) + mrz_name(zone.given_names)
    )
