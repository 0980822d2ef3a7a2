"""What an entry of the ledger is about: the passage, numbers and envelopes whose case it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.numbers import clean
from kbdesk.domain.vocabulary import PaperKind

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
        "registration": "registration",
    }
)
"""The series in which a paper is numbered: one number may be given once in each."""
_NUMBERED: Final = frozenset(_PAPERS.values())


def subjects(kind: str, body: Mapping[str, Any]) -> frozenset[str]:
    """Return the subjects of an entry that no register lists by passage.

    >>> sorted(subjects("return.recorded", {"number": "J20047118", "kind": "permit", "envelope": "J20000017"}))
    ['eJ20000017', 'npermit J20047118']
    """
    if kind in LISTED:
        return frozenset()
    envelopes = body.get("envelopes", ())
    held = envelopes if isinstance(envelopes, list | tuple) else ()
    return frozenset(
        {
            *(of_passage(passage) for passage in _texts(body, "passage")),
            *(of_number(number, _series(kind, body)) for number in _texts(body, "number")),
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
    named, first = _PAPERS.get(str(body.get("kind", "")), ""), kind.partition(".")[0]
    return named or (first if first in _NUMBERED else "")


def _texts(body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = body.get(key)
    return (found,) if isinstance(found, str) and found else ()
