"""Checks of a traveler's card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding
from kbdesk.domain.personal_number import check_jmbg
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import DocumentType
from kbdesk.icao.transliteration import mrz_name
from kbdesk.rulebook.codes import Code, note, stop, warn
from kbdesk.rulebook.understanding import UnderstoodTraveler

EXTRACT_UNDER = 16
NO_EXPIRY_FROM = 65
"""Age from which Serbian identity cards carry no date of expiry."""

_SERBIA = "SRB"
_JMBG_DIGITS = 13
_CODE = re.compile(r"[A-Z]{1,3}")
_SEXES = ("M", "F", "X")
_PROVING = (
    DocumentType.IDENTITY_CARD,
    DocumentType.PASSPORT,
    DocumentType.TRAVEL_DOCUMENT,
    DocumentType.BIRTH_EXTRACT,
)


def deciding(u: UnderstoodTraveler, *, type_decides: bool) -> Iterator[Finding]:
    """Yield what keeps the law from being applied; `type_decides` tells whether it depends on the document's type."""
    if not u.card.document_issuing_state.strip():
        yield stop(Code.DOCUMENT_ISSUING_STATE_MISSING, u.path, "document_issuing_state")
    elif not u.issuing_state:
        yield stop(Code.DOCUMENT_ISSUING_STATE_NOT_UNDERSTOOD, u.path, "document_issuing_state")
    if not type_decides:
        return
    if u.card.document_type.strip() and u.document_type is None:
        yield stop(Code.DOCUMENT_TYPE_NOT_UNDERSTOOD, u.path, "document_type")
    elif u.age is not None and u.age < EXTRACT_UNDER and u.document_type not in _PROVING:
        yield stop(Code.MINOR_WITHOUT_EXTRACT, u.path, "document_type", age=str(u.age))
    elif u.document_type is None:
        yield stop(Code.DOCUMENT_TYPE_MISSING, u.path, "document_type")
    elif u.document_type is DocumentType.BIRTH_EXTRACT and not u.card.birth_date.strip():
        yield stop(Code.BIRTH_DATE_MISSING, u.path, "birth_date")


def needed(u: UnderstoodTraveler) -> Iterator[Finding]:
    """Yield what a permit cannot or should not be drawn without."""
    card = u.card
    if not mrz_name(card.surname):
        yield stop(Code.SURNAME_MISSING, u.path, "surname")
    if not mrz_name(card.given_names):
        yield warn(Code.GIVEN_NAMES_MISSING, u.path, "given_names")
    if not card.birth_date.strip() and u.document_type is not DocumentType.BIRTH_EXTRACT:
        partial = u.zone is not None and u.zone.birth_date_partial
        yield (warn if partial else stop)(Code.BIRTH_DATE_MISSING, u.path, "birth_date")
    if not card.document_number.strip():
        yield stop(Code.DOCUMENT_NUMBER_MISSING, u.path, "document_number")
    if not card.nationality:
        yield warn(Code.NATIONALITY_MISSING, u.path, "nationality")
    elif not _CODE.fullmatch(card.nationality):
        yield stop(Code.NATIONALITY_NOT_UNDERSTOOD, u.path, "nationality")
    if not card.sex.strip():
        yield note(Code.SEX_MISSING, u.path, "sex")
    elif card.sex not in _SEXES:
        yield warn(Code.SEX_NOT_UNDERSTOOD, u.path, "sex")
    yield from _expiry_missing(u)


def plausible(u: UnderstoodTraveler, reference: Reference, *, travelers: int) -> Iterator[Finding]:
    """Yield what does not fit together on a card; `travelers` is how many people are on the passage."""
    issued, expires = u.dates["document_issued_on"], u.dates["document_expires_on"]
    if issued and expires and issued > expires:
        yield stop(Code.DOCUMENT_ISSUED_AFTER_EXPIRY, u.path, "document_issued_on")
    yield from _personal_number(u)
    if u.card.document_issuing_office.strip() and not reference.office_key(u.card.document_issuing_office):
        yield note(Code.ISSUING_OFFICE_UNKNOWN, u.path, "document_issuing_office")
    if u.card.residence.strip() and not reference.municipality_key(u.card.residence):
        yield note(Code.RESIDENCE_UNKNOWN, u.path, "residence")
    yield from _guardian(u, travelers)


def known(u: UnderstoodTraveler, facts: Facts) -> Iterator[Finding]:
    """Yield what the desk knows of the document already."""
    permit = facts.permits.get((u.card.document_issuing_state, u.card.document_number))
    if permit is not None:
        values = {"number": permit.number, "date": permit.valid_until.isoformat()}
        if permit.valid_until >= u.day:
            yield warn(Code.PERMIT_IN_FORCE, u.path, "document_number", **values)
        else:
            yield note(Code.PERMIT_OVERDUE, u.path, "document_number", **values)


def _expiry_missing(u: UnderstoodTraveler) -> Iterator[Finding]:
    if u.card.document_expires_on.strip() or (u.zone is not None and u.zone.no_expiry):
        return
    extract = u.document_type is DocumentType.BIRTH_EXTRACT
    aged = u.age is not None and u.age >= NO_EXPIRY_FROM
    yield (note if extract or aged else warn)(Code.DOCUMENT_EXPIRES_ON_MISSING, u.path, "document_expires_on")


def _personal_number(u: UnderstoodTraveler) -> Iterator[Finding]:
    number = "".join(u.card.personal_number.split())
    if not number or u.issuing_state != _SERBIA:
        return
    said = check_jmbg(number, today=u.day)
    if not said.well_formed:
        yield note(Code.PERSONAL_NUMBER_NOT_UNDERSTOOD, u.path, "personal_number", digits=str(_JMBG_DIGITS))
        return
    born = u.dates["birth_date"]
    if born and born.isoformat() != said.birth_date:
        yield warn(Code.PERSONAL_NUMBER_BIRTH_DATE, u.path, "personal_number", date=said.birth_date)
    if u.card.sex in ("M", "F") and u.card.sex != said.sex:
        yield warn(Code.PERSONAL_NUMBER_SEX, u.path, "personal_number")
    if not said.check_digit_holds:
        yield warn(Code.PERSONAL_NUMBER_CHECK_DIGIT, u.path, "personal_number")


def _guardian(u: UnderstoodTraveler, travelers: int) -> Iterator[Finding]:
    named = u.card.guardian_traveler.strip()
    others = {str(i) for i in range(1, travelers + 1)} - {u.path.removeprefix("traveler[").removesuffix("]")}
    if named and named not in others:
        yield warn(Code.GUARDIAN_UNKNOWN, u.path, "guardian_traveler")
    elif not named and u.age is not None and u.age < EXTRACT_UNDER:
        yield note(Code.GUARDIAN_MISSING, u.path, "guardian_traveler")
