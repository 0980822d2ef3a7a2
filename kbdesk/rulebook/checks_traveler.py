"""Checks of a traveler's card by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kbdesk.domain.document_number import NumberDoubt, understand_number
from kbdesk.domain.findings import Finding
from kbdesk.domain.lookalikes import mixes_scripts
from kbdesk.domain.portrait import HEIGHT, WIDTH, is_small
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import DocumentType, Severity
from kbdesk.icao.transliteration import mrz_name
from kbdesk.rulebook.checks_passage import EXTRACT_UNDER
from kbdesk.rulebook.codes import Code, note, stop, warn
from kbdesk.rulebook.understanding import UnderstoodTraveler

NO_EXPIRY_FROM = 65
"""Age from which Serbian identity cards carry no date of expiry."""

_CODE = re.compile(r"[A-Z]{1,3}")
_SEXES = ("M", "F", "X")
_PROVING = (
    DocumentType.IDENTITY_CARD,
    DocumentType.PASSPORT,
    DocumentType.TRAVEL_DOCUMENT,
    DocumentType.BIRTH_EXTRACT,
)


def deciding(u: UnderstoodTraveler, type_decides: Callable[[], bool]) -> Iterator[Finding]:
    """Yield what keeps the law from being applied; `type_decides` tells whether it depends on the document's type."""
    if not u.card.document_issuing_state.strip():
        yield stop(Code.DOCUMENT_ISSUING_STATE_MISSING, u.path, "document_issuing_state")
    elif not u.issuing_state:
        yield stop(Code.DOCUMENT_ISSUING_STATE_NOT_UNDERSTOOD, u.path, "document_issuing_state")
    doubtful = next(_doubtful_type(u), None)
    if doubtful is not None and type_decides():
        yield doubtful


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
        extract = u.document_type is DocumentType.BIRTH_EXTRACT
        yield (warn if extract else stop)(Code.DOCUMENT_NUMBER_MISSING, u.path, "document_number")
    if not card.nationality:
        yield warn(Code.NATIONALITY_MISSING, u.path, "nationality")
    elif not _CODE.fullmatch(card.nationality):
        yield stop(Code.NATIONALITY_NOT_UNDERSTOOD, u.path, "nationality")
    if not card.sex.strip():
        yield note(Code.SEX_MISSING, u.path, "sex")
    elif card.sex not in _SEXES:
        yield warn(Code.SEX_NOT_UNDERSTOOD, u.path, "sex")
    yield from _expiry_missing(u)


def plausible(u: UnderstoodTraveler, reference: Reference) -> Iterator[Finding]:
    """Yield what does not fit together on a card."""
    issued, expires = u.dates["document_issued_on"], u.dates["document_expires_on"]
    if issued and expires and issued > expires:
        yield warn(Code.DOCUMENT_ISSUED_AFTER_EXPIRY, u.path, "document_issued_on")
    yield from _document_number(u)
    for name in ("surname", "given_names"):
        if any(mixes_scripts(word) for word in getattr(u.card, name).split()):
            yield warn(Code.NAME_MIXED_SCRIPTS, u.path, name)
    if u.card.document_issuing_office.strip() and not reference.office_key(u.card.document_issuing_office):
        yield note(Code.ISSUING_OFFICE_UNKNOWN, u.path, "document_issuing_office")
    if u.card.residence.strip() and not reference.municipality_key(u.card.residence):
        yield note(Code.RESIDENCE_UNKNOWN, u.path, "residence")
    if u.card.portrait and is_small(u.card.portrait):
        yield note(Code.PORTRAIT_SMALL, u.path, "portrait", width=str(WIDTH), height=str(HEIGHT))


def _expiry_missing(u: UnderstoodTraveler) -> Iterator[Finding]:
    if u.card.document_expires_on.strip() or (u.zone is not None and u.zone.no_expiry):
        return
    extract = u.document_type is DocumentType.BIRTH_EXTRACT
    aged = u.age is not None and u.age >= NO_EXPIRY_FROM
    yield (note if extract or aged else warn)(Code.DOCUMENT_EXPIRES_ON_MISSING, u.path, "document_expires_on")


def _doubtful_type(u: UnderstoodTraveler) -> Iterator[Finding]:
    """Yield what is wrong with the type of the document, should the law ask for it; the first counts."""
    if u.card.document_type.strip() and u.document_type is None:
        yield stop(Code.DOCUMENT_TYPE_NOT_UNDERSTOOD, u.path, "document_type")
    if u.age is not None and u.age < EXTRACT_UNDER and u.document_type not in _PROVING:
        yield stop(Code.MINOR_WITHOUT_EXTRACT, u.path, "document_type", age=str(u.age))
    if u.document_type is None:
        yield stop(Code.DOCUMENT_TYPE_MISSING, u.path, "document_type")
    if u.document_type is DocumentType.BIRTH_EXTRACT and not u.card.birth_date.strip():
        yield stop(Code.BIRTH_DATE_MISSING, u.path, "birth_date")


def _document_number(u: UnderstoodTraveler) -> Iterator[Finding]:
    """Yield a number of another form than such documents have: a slip of letter and digit warns, else it is noted."""
    kind = "" if u.document_type is None else str(u.document_type)
    said = understand_number(u.card.document_number, issuing_state=u.issuing_state, document_type=kind)
    for doubt in said.doubts:
        severity = Severity.WARN if doubt == NumberDoubt.LOOK_ALIKE else Severity.NOTE
        yield Finding(str(doubt), severity, f"{u.path}.document_number", values={"suggestion": said.suggestion})
