"""The cards of a draft as cases of the law: what is understood of them, with keys of the reference data for names."""

from __future__ import annotations

from datetime import date

from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.plates import Plate
from kbdesk.domain.reference import Reference
from kbdesk.domain.validity import months_over
from kbdesk.domain.vocabulary import Direction, DocumentType, PlateClass
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.schema import Subject
from kbdesk.rulebook.understanding import UnderstoodTraveler, UnderstoodVehicle, word

NOTHING_KNOWN = Facts()
"""What bears on a card of which nothing is to be looked up."""
_AREA_PLATES = frozenset({PlateClass.SRB, PlateClass.SRB_KOSOVO_CITY})


def traveler_case(
    u: UnderstoodTraveler, draft: PassageDraft, reference: Reference, facts: Facts = NOTHING_KNOWN
) -> Case:
    """Return the case that a traveler's card is, with what the desk knows of it."""
    office = reference.office_key(u.card.document_issuing_office) or ""
    beside = (word(DocumentType, document.type) for document in u.card.documents)
    expires = u.dates["document_expires_on"]
    residence = _residence(draft, reference)
    permit = facts.permits.get((u.card.document_issuing_state, u.card.document_number)) or facts.people.get(u.path)
    return Case(
        subject=Subject.TRAVELER,
        issuing_state=u.issuing_state,
        issuing_office=office,
        displaced_office=reference.issuing_offices[office].displaced if office else None,
        document_type=u.document_type,
        with_document=tuple(kind for kind in beside if kind),
        issued_on=u.dates["document_issued_on"],
        extended_on=u.dates["document_extended_on"],
        expires_on=expires,
        expired=_expired(expires, u.day, never=u.zone is not None and u.zone.no_expiry),
        age=u.age,
        overstay_days=_overstay(permit, u.day, draft),
        exempt_ground=u.exempt_ground,
        residence=residence,
        resident_north=reference.is_north(residence),
    )


def vehicle_case(u: UnderstoodVehicle, draft: PassageDraft, reference: Reference, facts: Facts = NOTHING_KNOWN) -> Case:
    """Return the case that a vehicle's or trailer's card is, with what the desk knows of it."""
    until, since = u.dates["registration_valid_until"], u.dates["inside_since"]
    residence = _residence(draft, reference)
    return Case(
        subject=Subject.VEHICLE,
        plate_class=u.plate.plate_class,
        plate_code=_plate_code(u.plate),
        category=u.category,
        first_registered=u.dates["first_registered"],
        registration_extended_on=u.dates["registration_extended_on"],
        registration_valid_until=until,
        registration_expired=_expired(until, u.day),
        inside_since=since,
        inside_over_months=months_over(since, u.day) if since else None,
        overstay_days=_overstay(facts.registrations.get(u.plate.canonical), u.day, draft),
        exempt_ground=u.exempt_ground,
        residence=residence,
        resident_north=reference.is_north(residence),
    )


def _residence(draft: PassageDraft, reference: Reference) -> str:
    """Return the municipality of the first traveler, who drives; empty if nobody is there or it is not known."""
    return (reference.municipality_key(draft.travelers[0].residence) or "") if draft.travelers else ""


def _expired(until: date | None, day: date, *, never: bool = False) -> bool | None:
    """Tell whether a last valid day has passed, None if it is not known."""
    return (False if never else None) if until is None else until < day


def _overstay(issued: InForce | None, day: date, draft: PassageDraft) -> int | None:
    """Return for how many days whoever leaves has stayed on, None at entry and where this desk issued nothing."""
    if issued is None or draft.direction is not Direction.EXIT:
        return None
    return max(0, (day - issued.valid_until).days)


def _plate_code(plate: Plate) -> str:
    """Return the area code of a Serbian plate, which stands apart from its number: ``KM 123-AB``, ``AB-123 BG``."""
    if plate.plate_class not in _AREA_PLATES:
        return ""
    return next((part for part in plate.spelled.split() if len(part) == 2 and part.isalpha()), "")
