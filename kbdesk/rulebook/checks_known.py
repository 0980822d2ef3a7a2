"""What the desk knows already of a card's person, document or plate: permits, custody, the watchlist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from kbdesk.domain.facts import Facts, HitOn, InForce
from kbdesk.domain.findings import Finding
from kbdesk.rulebook.codes import Code, note, warn
from kbdesk.rulebook.understanding import UnderstoodTraveler, UnderstoodVehicle

_HIT_FIELDS: Final[Mapping[HitOn, str]] = MappingProxyType(
    {HitOn.DOCUMENT_NUMBER: "document_number", HitOn.NAME_AND_BIRTH_DATE: "surname"}
)


def known_traveler(u: UnderstoodTraveler, facts: Facts) -> Iterator[Finding]:
    """Yield a permit of this document or of the same person on another one, and the envelope the document lies in."""
    permit = facts.permits.get((u.card.document_issuing_state, u.card.document_number))
    if permit is not None:
        yield _in_force(Code.PERMIT_IN_FORCE, Code.PERMIT_OVERDUE, u, "document_number", permit)
    other = facts.people.get(u.path)
    if other is not None:
        yield _in_force(Code.PERSON_HAS_PERMIT, Code.PERSON_PERMIT_OVERDUE, u, "surname", other)
    if u.path in facts.held:
        yield warn(Code.DOCUMENT_HELD, u.path, "document_number", envelope=facts.held[u.path])


def known_vehicle(u: UnderstoodVehicle, facts: Facts) -> Iterator[Finding]:
    """Yield a registration of this plate, and the envelope the plates lie in."""
    registration = facts.registrations.get(u.plate.canonical)
    if registration is not None:
        yield _in_force(Code.REGISTRATION_IN_FORCE, Code.REGISTRATION_OVERDUE, u, "plate", registration)
    if u.path in facts.held:
        yield warn(Code.PLATES_HELD, u.path, "plate", envelope=facts.held[u.path])


def watchlist(u: UnderstoodTraveler, facts: Facts) -> Iterator[Finding]:
    """Yield the hits on the list, one finding a field, or that there was no list to look at.

    A hit names the list's own references and nothing else of it. It must be adjudicated: a warn that only an
    `Adjudication` answers, whatever the law makes of the card.
    """
    if facts.watchlist is None:
        yield note(Code.WATCHLIST_NOT_CHECKED, u.path, "document_number")
        return
    hits = facts.watchlist.hits.get(u.path, ())
    for on, field in _HIT_FIELDS.items():
        references = ", ".join(dict.fromkeys(hit.reference for hit in hits if hit.on is on))
        if references:
            yield warn(Code.WATCHLIST_HIT, u.path, field, references=references)


def _in_force(
    live: Code, overdue: Code, u: UnderstoodTraveler | UnderstoodVehicle, field: str, found: InForce
) -> Finding:
    values = {"number": found.number, "date": found.valid_until.isoformat()}
    if found.valid_until >= u.day:
        return warn(live, u.path, field, **values)
    return note(overdue, u.path, field, **values)
