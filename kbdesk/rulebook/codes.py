"""What checks can find: the closed list of their codes, and how a finding is made from one."""

from __future__ import annotations

from enum import StrEnum

from kbdesk.domain.findings import Finding
from kbdesk.domain.vocabulary import Severity


class Code(StrEnum):
    """The code of a check's finding; articles of books add their own (`schema.Says`)."""

    CARD_EMPTY = "card-empty"
    FIELD_TOO_LONG = "field-too-long"
    CHARACTERS_UNPRINTABLE = "characters-unprintable"
    DATE_NOT_UNDERSTOOD = "date-not-understood"
    DATE_IN_FUTURE = "date-in-future"
    EXEMPT_GROUND_NOT_UNDERSTOOD = "exempt-ground-not-understood"
    EXEMPT_REFERENCE_MISSING = "exempt-reference-missing"
    CONDITION_UNKNOWN = "condition-unknown"
    DECISION_ARTICLE_UNKNOWN = "decision-article-unknown"
    CROSSING_CLOSED = "crossing-closed"
    BLANKS_MISSING = "blanks-missing"
    SERIES_ENDING = "series-ending"
    SERIES_ENDED = "series-ended"
    SIGNER_ENDING = "signer-ending"

    DOCUMENT_ISSUING_STATE_MISSING = "document-issuing-state-missing"
    DOCUMENT_ISSUING_STATE_NOT_UNDERSTOOD = "document-issuing-state-not-understood"
    DOCUMENT_TYPE_MISSING = "document-type-missing"
    DOCUMENT_TYPE_NOT_UNDERSTOOD = "document-type-not-understood"
    MINOR_WITHOUT_EXTRACT = "minor-without-extract"
    DOCUMENT_EXPIRED = "document-expired"

    SURNAME_MISSING = "surname-missing"
    GIVEN_NAMES_MISSING = "given-names-missing"
    BIRTH_DATE_MISSING = "birth-date-missing"
    SEX_MISSING = "sex-missing"
    SEX_NOT_UNDERSTOOD = "sex-not-understood"
    NATIONALITY_MISSING = "nationality-missing"
    NATIONALITY_NOT_UNDERSTOOD = "nationality-not-understood"
    DOCUMENT_NUMBER_MISSING = "document-number-missing"
    DOCUMENT_EXPIRES_ON_MISSING = "document-expires-on-missing"

    DOCUMENT_ISSUED_AFTER_EXPIRY = "document-issued-after-expiry"
    DOCUMENT_DUPLICATE = "document-duplicate"
    DOCUMENT_HELD = "document-held"
    MRZ_NOT_UNDERSTOOD = "mrz-not-understood"
    MRZ_CHECK_DIGIT = "mrz-check-digit"
    MRZ_DIFFERS = "mrz-differs"
    MRZ_REPAIRED = "mrz-repaired"
    MRZ_REPAIR_AMBIGUOUS = "mrz-repair-ambiguous"
    MRZ_DIGIT_IN_NAME = "mrz-digit-in-name"
    MRZ_VISA = "mrz-visa"
    NAME_POSSIBLY_TRUNCATED = "name-possibly-truncated"
    PERSONAL_NUMBER_NOT_UNDERSTOOD = "personal-number-not-understood"
    PERSONAL_NUMBER_CHECK_DIGIT = "personal-number-check-digit"
    PERSONAL_NUMBER_BIRTH_DATE = "personal-number-birth-date"
    PERSONAL_NUMBER_SEX = "personal-number-sex"
    PERSONAL_NUMBER_REGION = "personal-number-region"
    PERSONAL_NUMBER_IN_FUTURE = "personal-number-in-future"
    NAME_MIXED_SCRIPTS = "name-mixed-scripts"
    ISSUING_OFFICE_UNKNOWN = "issuing-office-unknown"
    RESIDENCE_UNKNOWN = "residence-unknown"
    PORTRAIT_SMALL = "portrait-small"
    GUARDIAN_MISSING = "guardian-missing"
    GUARDIAN_UNKNOWN = "guardian-unknown"
    GUARDIAN_NOT_ADULT = "guardian-not-adult"
    MINOR_ALONE = "minor-alone"
    PERMIT_IN_FORCE = "permit-in-force"
    PERMIT_OVERDUE = "permit-overdue"
    PERSON_HAS_PERMIT = "person-has-permit"
    PERSON_PERMIT_OVERDUE = "person-permit-overdue"
    WATCHLIST_HIT = "watchlist-hit"
    WATCHLIST_NOT_CHECKED = "watchlist-not-checked"

    PLATE_MISSING = "plate-missing"
    PLATE_UNKNOWN = "plate-unknown"
    PLATE_DUPLICATE = "plate-duplicate"
    VIN_MISSING = "vin-missing"
    VIN_UNUSUAL = "vin-unusual"
    VIN_LEGACY = "vin-legacy"
    VIN_CHECK_DIGIT = "vin-check-digit"
    CATEGORY_MISSING = "category-missing"
    CATEGORY_NOT_UNDERSTOOD = "category-not-understood"
    CATEGORY_TRAILER = "category-trailer"
    CATEGORY_NOT_TRAILER = "category-not-trailer"
    HOLDER_MISSING = "holder-missing"
    AUTHORISATION_MISSING = "authorisation-missing"
    VEHICLE_REGISTRATION_EXPIRED = "vehicle-registration-expired"
    REGISTRATION_DATES = "registration-dates"
    PLATE_SERIES_OLDER = "plate-series-older"
    CERTIFICATE_OTHER_STATE = "certificate-other-state"
    CERTIFICATE_OTHER_DATE = "certificate-other-date"
    PLATES_HELD = "plates-held"
    REGISTRATION_IN_FORCE = "registration-in-force"
    REGISTRATION_OVERDUE = "registration-overdue"


def note(code: Code, path: str, field: str, **values: str) -> Finding:
    """Make a finding that informs."""
    return Finding(code, Severity.NOTE, f"{path}.{field}", values=values)


def warn(code: Code, path: str, field: str, **values: str) -> Finding:
    """Make a finding that needs a reason."""
    return Finding(code, Severity.WARN, f"{path}.{field}", values=values)


def stop(code: Code, path: str, field: str, **values: str) -> Finding:
    """Make a finding that stops and that nobody may lift."""
    return Finding(code, Severity.STOP, f"{path}.{field}", values=values)
