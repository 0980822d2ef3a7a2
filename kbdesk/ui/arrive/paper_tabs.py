"""The tabs of the papers pane: papers that belong in one hand stand under one tab."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from kbdesk.domain.vocabulary import PaperKind


class Tab(StrEnum):
    """A tab of the pane, in the order of the tabs."""

    PERMIT = "permit"
    CERTIFICATE = "certificate"
    PLATES = "plates"
    RECEIPT = "receipt"
    SLIP = "slip"
    CLAIM = "claim"
    NOTICE = "notice"


TAB_OF: Mapping[PaperKind, Tab] = MappingProxyType(
    {
        PaperKind.PERMIT: Tab.PERMIT,
        PaperKind.REGISTRATION_CERTIFICATE: Tab.CERTIFICATE,
        PaperKind.PLATE_FRONT: Tab.PLATES,
        PaperKind.PLATE_REAR: Tab.PLATES,
        PaperKind.WINDSCREEN_COPY: Tab.PLATES,
        PaperKind.SURRENDER_RECEIPT: Tab.RECEIPT,
        PaperKind.PLATE_RECEIPT: Tab.RECEIPT,
        PaperKind.ENVELOPE_LABEL: Tab.RECEIPT,
        PaperKind.APPOINTMENT_SLIP: Tab.SLIP,
        PaperKind.REFUSAL_NOTICE: Tab.NOTICE,
        PaperKind.REFERRAL_SLIP: Tab.NOTICE,
        PaperKind.WARNING_NOTICE: Tab.NOTICE,
        PaperKind.FINE_NOTICE: Tab.NOTICE,
        PaperKind.RETURN_RECEIPT: Tab.RECEIPT,
        PaperKind.CLAIM_SLIP: Tab.CLAIM,
        PaperKind.FEE_RECEIPT: Tab.RECEIPT,
        PaperKind.TRANSFER_MANIFEST: Tab.SLIP,
    }
)
