"""The reasons an officer chooses from; their words have the ids ``refusal_reason.*`` and ``warn_reason.*``."""

from __future__ import annotations

from enum import StrEnum


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
