"""Transfer: enter what arrived from another crossing with its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kbdesk.domain import numbers, transfer
from kbdesk.domain.custody import CustodyError, EnvelopeRow, ManifestRow
from kbdesk.domain.post import Post
from kbdesk.domain.transfer import Arrival, ArrivedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What arrived, and the envelopes that are in custody here now."""

    arrival: Arrival
    envelopes: tuple[EnvelopeRow, ...]


def check(arrival: Arrival, known: Mapping[str, EnvelopeRow], post: Post, *, holder: str) -> None:
    """Raise `CustodyError` for an envelope that cannot have arrived; `known` are those this desk has, by number.

    A number of this desk's own that it never gave away is a slip of the hand: it will be given away yet.
    """
    for row in arrival.arrived:
        own = row.envelope.startswith(f"{post.letter}{post.desk}")
        if own and row.envelope not in known:
            raise CustodyError("custody.unknown", number=numbers.spelled_envelope(row.envelope))
        transfer.receive(known.get(row.envelope) or transfer.on_its_way(row.envelope), row, holder=holder)


def received_body(arrival: Arrival) -> dict[str, Any]:
    """Return the body of ``custody.received``: each envelope as it was found and as the manifest lists it."""
    return {
        "manifest": arrival.manifest,
        "crossing": arrival.crossing,
        "desk": arrival.desk,
        "envelopes": [row.envelope for row in arrival.arrived],
        "rows": [_row(row) for row in arrival.rows],
    }


def _row(row: ArrivedRow) -> dict[str, Any]:
    return {
        **_plain(row.either),
        "kind": str(row.kind),
        "valid_until": _day(row.valid_until),
        "slot": row.slot,
        "arrived": row.found is not None,
        "listed": None if row.listed is None else _plain(row.listed),
        "differs": [str(each) for each in row.discrepancies],
        "explanation": row.explanation,
    }


def _plain(row: ManifestRow) -> dict[str, Any]:
    return {**asdict(row), "contents": list(row.contents)}


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
