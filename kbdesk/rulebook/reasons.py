"""The reasons an officer chooses from; their words are ``refusal_reason.*``, ``warn_reason.*`` ..."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.passage import Override
from kbdesk.domain.vocabulary import Action, Measure, Severity
from kbdesk.rulebook.codes import Code


class RefusalReason(StrEnum):
    """Why a card is refused or referred; `OTHER` asks for free text."""

    DECLINED_TO_SURRENDER = "declined-to-surrender"
    DOCUMENT_EXPIRED = "document-expired"
    DOCUMENT_NOT_ACCEPTED = "document-not-accepted"
    MINOR_WITHOUT_EXTRACT = "minor-without-extract"
    VEHICLE_AUTHORITY = "vehicle-authority"
    CROSSING_CLOSED = "crossing-closed"
    OTHER = "other"


class WarnReason(StrEnum):
    """Why a card is issued all the same; `OTHER` asks for free text."""

    COMPARED_WITH_DOCUMENT = "compared-with-document"
    CORRECTED_BY_OFFICER = "corrected-by-officer"
    SHOWN_SECOND_DOCUMENT = "shown-second-document"
    AS_PRINTED_ON_DOCUMENT = "as-printed-on-document"
    DOCUMENT_HAS_NO_EXPIRY = "document-has-no-expiry"
    EARLIER_PERMIT_LOST = "earlier-permit-lost"
    HOLDER_CONSENTS = "holder-consents"
    OTHER = "other"


class Adjudication(StrEnum):
    """Why a card with a hit on the watchlist is issued all the same: nothing else will do, no words of one's own."""

    NOT_THE_SAME_PERSON = "not-the-same-person"
    MATTER_SETTLED = "matter-settled"


class ClosedReason(StrEnum):
    """Why a card passes a crossing that is closed: nothing else will do, no words of one's own."""

    MEDICAL = "medical"
    HUMANITARIAN = "humanitarian"
    RESIDENT_RETURN = "resident-return"


def lifts(override: Override) -> bool:
    """Tell whether an override gives a reason that lifts its stop."""
    if override.finding == Code.CROSSING_CLOSED:
        return override.reason in tuple(ClosedReason)
    return is_reason(override.reason)


def is_reason(text: str) -> bool:
    """Tell whether a text is a reason: a listed one, or the officer's own words in the place of ``other``."""
    return bool(text.strip())


def answered(reasons: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons given for findings, by code, that do answer them; a hit only its adjudication answers."""
    return {
        code: reason
        for code, reason in reasons.items()
        if (reason in tuple(Adjudication) if code == Code.WATCHLIST_HIT else is_reason(reason))
    }


def suggested_action(seen: CardExamination) -> Action:
    """Return what to do with a card as it stands: refer, not refuse, whatever a second look may clear up.

    Refused is only whom the law itself refuses; an expired document goes to the second line, and so does a hit.
    """
    stops = [finding for finding in seen.findings if finding.severity is Severity.STOP]
    codes = {finding.code for finding in seen.findings}
    if Code.WATCHLIST_HIT in codes:
        return Action.REFER
    if not stops:
        return Action.ISSUE
    return Action.REFUSE if seen.outcome.measure is Measure.REFUSED else Action.REFER
