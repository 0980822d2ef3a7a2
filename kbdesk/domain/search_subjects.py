"""What an entry of the ledger is about: the passage, numbers and envelopes whose case it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.numbers import clean
from kbdesk.domain.vocabulary import PaperKind, Series

LISTED: Final = frozenset(
    {
        *("surrender.recorded", "swap.recorded", "custody.held", "fee.charged", "papers.sealed"),
        *("refusal.recorded", "referral.recorded", "warning.recorded", "fine.recorded", "confiscation.recorded"),
    }
)
"""The kinds that the register of passages lists by themselves."""

_PAPERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        PaperKind.PERMIT: "permit",
        PaperKind.SURRENDER_RECEIPT: "permit",
        PaperKind.REGISTRATION_CERTIFICATE: "registration",
        PaperKind.PLATE_FRONT: "registration",
        PaperKind.PLATE_REAR: "registration",
        PaperKind.PLATE_RECEIPT: "registration",
        PaperKind.APPOINTMENT_SLIP: "registration",
        PaperKind.WARNING_NOTICE: "warning",
        PaperKind.FINE_NOTICE: "fine",
        PaperKind.REFUSAL_NOTICE: "refusal",
        PaperKind.REFERRAL_SLIP: "referral",
        PaperKind.RETURN_RECEIPT: "return",
        PaperKind.CLAIM_SLIP: "claim",
        PaperKind.TRANSFER_MANIFEST: "transfer",
        PaperKind.FEE_RECEIPT: "fee-receipt",
    }
)
"""The series in which a paper is numbered: one number may be given once in each."""
_SERIES: Final = frozenset(Series)
_OF_ANOTHER: Final = ("returned", "claimed")
"""Keys under which an entry with a number of its own names the permit or registration that it is about."""


def subjects(kind: str, body: Mapping[str, Any]) -> frozenset[str]:
    """Return the subjects of an entry that no register lists by passage.

    >>> sorted(subjects("return.recorded", {"number": "J2000001L", "kind": "permit", "returned": "J20047118"}))
    ['npermit J20047118', 'nreturn J2000001L']
    """
    if kind in LISTED:
        return frozenset()
    envelopes = body.get("envelopes", ())
    held = envelopes if isinstance(envelopes, list | tuple) else ()
    return frozenset(
        {
            *(of_passage(passage) for passage in _texts(body, "passage")),
            *(of_number(number, _series(kind, body)) for number in _texts(body, "number") if _is_numbered(kind)),
            *(of_number(number, str(body.get("kind", ""))) for key in _OF_ANOTHER for number in _texts(body, key)),
            *(of_envelope(envelope) for envelope in (*_texts(body, "envelope"), *held) if isinstance(envelope, str)),
        }
    )


def of_passage(passage: str) -> str:
    """Return the subject of a passage."""
    return f"p{passage}"


def of_number(number: str, series: str = "") -> str:
    """Return the subject of a number of a series, or of whichever series it is of."""
    return f"n{series} {clean(number)}"


def of_envelope(number: str) -> str:
    """Return the subject of an envelope."""
    return f"e{clean(number)}"


def _series(kind: str, body: Mapping[str, Any]) -> str:
    """Return the series of an entry's number, empty where it says none."""
    first, named = kind.partition(".")[0], str(body.get("kind", ""))
    return first if first in _SERIES else _PAPERS.get(named, named if named in _SERIES else "")


def _is_numbered(kind: str) -> bool:
    """Tell whether a number says what its entry is about: custody is found by envelope, a settled fee by its charge."""
    return kind.partition(".")[0] not in ("custody", "fee")


def _texts(body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = body.get(key)
    return (found,) if isinstance(found, str) and found else ()
