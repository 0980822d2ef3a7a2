"""Checks of a vehicle's or trailer's card."""

from __future__ import annotations

from collections.abc import Iterator

from kbdesk.domain.findings import Finding
from kbdesk.domain.names import same_name
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.plates import Doubt
from kbdesk.domain.vin import check_vin
from kbdesk.domain.vocabulary import PlateClass, Severity
from kbdesk.rulebook.checks_passage import UnderstoodPassage
from kbdesk.rulebook.codes import Code, note, stop, warn
from kbdesk.rulebook.understanding import UnderstoodVehicle

_CATEGORIES = frozenset("LMNOTCRS")
"""First letters of the vehicle categories of Regulations (EU) 2018/858, 168/2013 and 167/2013."""


def deciding(u: UnderstoodVehicle) -> Iterator[Finding]:
    """Yield what keeps the law from being applied."""
    if not u.plate.canonical:
        yield stop(Code.PLATE_MISSING, u.path, "plate")
    elif u.plate.plate_class is PlateClass.OTHER:
        yield warn(Code.PLATE_UNKNOWN, u.path, "plate", plate=u.plate.canonical)


def needed(u: UnderstoodVehicle) -> Iterator[Finding]:
    """Yield what a registration certificate lacks."""
    yield from _vin(u)
    if not u.category:
        yield note(Code.CATEGORY_MISSING, u.path, "category")
    elif u.category not in _CATEGORIES:
        yield note(Code.CATEGORY_NOT_UNDERSTOOD, u.path, "category")
    if not _has_holder(u.card):
        yield note(Code.HOLDER_MISSING, u.path, "holder_surname")


def plausible(u: UnderstoodVehicle, passage: UnderstoodPassage) -> Iterator[Finding]:
    """Yield what does not fit together on a card, and a driver who is not the holder and brings no authorisation.

    A holder who travels along needs to authorise nobody.
    """
    for doubt in u.plate.doubts:
        if doubt != Doubt.UNKNOWN:
            yield Finding(str(doubt), Severity.NOTE, f"{u.path}.plate", values={"plate": u.plate.spelled})
    until = u.dates["registration_valid_until"]
    if until and until < u.day:
        yield note(Code.VEHICLE_REGISTRATION_EXPIRED, u.path, "registration_valid_until", date=until.isoformat())
    here = any(_is_holder(traveler.card, u.card) for traveler in passage.travelers)
    if passage.travelers and _has_holder(u.card) and not _authorised(u.card) and not here:
        yield warn(Code.AUTHORISATION_MISSING, u.path, "authorisation_from")


def _vin(u: UnderstoodVehicle) -> Iterator[Finding]:
    """Yield what a chassis number gives reason to look at: one from before the standard is taken for a reason."""
    said = check_vin(u.card.vin)
    if not u.card.vin.strip():
        yield note(Code.VIN_MISSING, u.path, "vin")
    elif not said.well_formed:
        yield warn(Code.VIN_LEGACY if said.legacy else Code.VIN_UNUSUAL, u.path, "vin")
    elif said.check_digit_due and not said.check_digit_holds:
        yield note(Code.VIN_CHECK_DIGIT, u.path, "vin")


def _has_holder(card: VehicleDraft) -> bool:
    return bool(card.holder_surname.strip() or card.holder_company.strip())


def _authorised(card: VehicleDraft) -> bool:
    return bool(card.authorisation_from.strip() or card.authorisation_number.strip())


def _is_holder(person: TravelerDraft, card: VehicleDraft) -> bool:
    """Tell whether a person is the holder; one without a name yet is given the benefit of the doubt."""
    if card.holder_company.strip():
        return False
    if not person.surname.strip():
        return True
    given = not card.holder_given_names.strip() or same_name(person.given_names, card.holder_given_names)
    return given and same_name(person.surname, card.holder_surname)
