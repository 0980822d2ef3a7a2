"""Checks of a vehicle's or trailer's card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding
from kbdesk.domain.names import same_name
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.plates import Doubt
from kbdesk.domain.vocabulary import PlateClass, Severity
from kbdesk.rulebook.codes import Code, note, stop, warn
from kbdesk.rulebook.understanding import UnderstoodVehicle

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
"""ISO 3779: seventeen characters without I, O and Q; older and home-made chassis have others."""

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
    if not u.card.vin.strip():
        yield note(Code.VIN_MISSING, u.path, "vin")
    elif not _VIN.fullmatch("".join(u.card.vin.split()).upper()):
        yield note(Code.VIN_UNUSUAL, u.path, "vin")
    if not u.category:
        yield note(Code.CATEGORY_MISSING, u.path, "category")
    elif u.category not in _CATEGORIES:
        yield note(Code.CATEGORY_NOT_UNDERSTOOD, u.path, "category")
    if not _has_holder(u.card):
        yield note(Code.HOLDER_MISSING, u.path, "holder_surname")


def plausible(u: UnderstoodVehicle, driver: TravelerDraft | None) -> Iterator[Finding]:
    """Yield what does not fit together on a card, and a driver who is not the holder and brings no authorisation."""
    for doubt in u.plate.doubts:
        if doubt != Doubt.UNKNOWN:
            yield Finding(str(doubt), Severity.NOTE, f"{u.path}.plate", values={"plate": u.plate.spelled})
    until = u.dates["registration_valid_until"]
    if until and until < u.day:
        yield note(Code.VEHICLE_REGISTRATION_EXPIRED, u.path, "registration_valid_until", date=until.isoformat())
    if driver is not None and _has_holder(u.card) and not _authorised(u.card) and not _is_holder(driver, u.card):
        yield warn(Code.AUTHORISATION_MISSING, u.path, "authorisation_from")


def known(u: UnderstoodVehicle, facts: Facts) -> Iterator[Finding]:
    """Yield what the desk knows of the plate already."""
    registration = facts.registrations.get(u.plate.canonical)
    if registration is not None:
        values = {"number": registration.number, "date": registration.valid_until.isoformat()}
        if registration.valid_until >= u.day:
            yield warn(Code.REGISTRATION_IN_FORCE, u.path, "plate", **values)
        else:
            yield note(Code.REGISTRATION_OVERDUE, u.path, "plate", **values)


def _has_holder(card: VehicleDraft) -> bool:
    return bool(card.holder_surname.strip() or card.holder_company.strip())


def _authorised(card: VehicleDraft) -> bool:
    return bool(card.authorisation_from.strip() or card.authorisation_number.strip())


def _is_holder(driver: TravelerDraft, card: VehicleDraft) -> bool:
    """Tell whether the driver is the holder; a driver without a name yet is given the benefit of the doubt."""
    if card.holder_company.strip():
        return False
    if not driver.surname.strip():
        return True
    given = same_name(driver.given_names, card.holder_given_names) or not card.holder_given_names.strip()
    return same_name(driver.surname, card.holder_surname) and given
