"""What stays of an entry's body once it is pruned: numbers, kinds, states and dates, and nothing of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.vocabulary import VoidReason

Body = Mapping[str, Any]
StandIns = dict[str, str]
"""What stands for a paper's SHA-256 inside one pruning: the registers match by it, and nobody else can."""

_FORM: Final = ("form_number", "form_line")
_NOTICE: Final = (("passage", "number", *_FORM), ("card",))
_TURNED_AWAY: Final = (("passage", "number", *_FORM), ("card", "reason", "article"))
_ISSUED: Final = ("passage", "number", "envelope", "valid_from", "valid_until", *_FORM)
_CLAIM_ENDED: Final = (("number", "kind", "claimed", "by_return"), ("reason",))
_PLAIN: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = MappingProxyType(
    {
        "surrender.recorded": (
            _ISSUED,
            ("card", "measure", "disposition", "document_issuing_state", "document_number"),
        ),
        "swap.recorded": (_ISSUED, ("card", "measure", "disposition", "plate", "old_plate_canonical")),
        "refusal.recorded": _TURNED_AWAY,
        "referral.recorded": _TURNED_AWAY,
        "warning.recorded": _NOTICE,
        "fine.recorded": _NOTICE,
        "confiscation.recorded": _NOTICE,
        "fee.charged": (("passage", "number", "code", "amount", "currency"), ("card",)),
        "fee.paid": (("number", "code", "amount", "currency", "means"), ()),
        "fee.waived": (("number", "code", "amount", "currency"), ()),
        "fee-receipt.recorded": (("passage", "number"), ()),
        "claim.recorded": (("passage", "number", "kind", "claimed", "crossing", "desk", "envelope"), ()),
        **dict.fromkeys(("claim.settled", "claim.withdrawn", "claim.reopened"), _CLAIM_ENDED),
        "permit.extended": (("passage", "number", "valid_until"), ("card", "article")),
        "registration.extended": (("passage", "number", "valid_until"), ("card", "article")),
        "custody.sealed": (("envelope",), ("seal_number", "photograph")),
        "custody.destroyed": (("envelope", "article", "second"), ("order_reference",)),
        "custody.transferred": (("passage", "number", "crossing", "envelopes"), ()),
        "custody.counted": (("expected", "found", "missing", "reappeared", "differing"), ()),
        "retention.held": (("kind", "number"), ("reason",)),
        "retention.released": (("kind", "number"), ("reason",)),
        "hit.adjudicated": ((), ()),
        "finding.overridden": ((), ()),
        "paper.exported": ((), ()),
    }
)
"""The keys that stay by kind of entry, and those of which only the place stays."""


def kept(kind: str, body: Body, stand_ins: StandIns) -> dict[str, Any]:
    """Return what stays of a body: its registers can be projected from it, and it tells of nobody.

    >>> kept("refusal.recorded", {"number": "J2000001L", "card": "traveler[1]", "surname": "Testović"}, {})
    {'number': 'J2000001L', 'card': '', 'reason': '', 'article': ''}
    """
    shaped = _SHAPED.get(kind)
    if shaped is not None:
        return shaped(body, stand_ins)
    keys, places = _PLAIN[kind]
    return _taken(body, *keys) | dict.fromkeys(places, "")


def _taken(body: Body, *keys: str) -> dict[str, Any]:
    return {key: body[key] for key in keys if key in body}


def _ended(body: Body, _stand_ins: StandIns) -> dict[str, Any]:
    """Keep why a permit ended, as far as that is a word of the vocabulary: a status list tells of lost ones."""
    reason = body["reason"] if body["reason"] in frozenset(VoidReason) else ""
    return _taken(body, "passage", "number", "superseded_by") | {"card": "", "reason": reason, "article": ""}


def _held(body: Body, _stand_ins: StandIns) -> dict[str, Any]:
    return _taken(body, "passage", "envelope", "number", "form_number") | {
        "card": "",
        "slot": "",
        "contents": _counted(body["contents"]),
    }


def _given_back(body: Body, _stand_ins: StandIns) -> dict[str, Any]:
    """Keep how many things left an envelope: whatever they are called there, the first so many of them."""
    return _taken(body, "envelope", "number") | {"count": len(body["items"])}


def _received(body: Body, _stand_ins: StandIns) -> dict[str, Any]:
    rows = [
        _taken(row, "arrived", "envelope", "held_for", "kind", "valid_until")
        | {"seal_number": "", "slot": "", "contents": _counted(row["contents"])}
        for row in body["rows"]
    ]
    return _taken(body, "crossing", "desk", "manifest", "envelopes") | {"rows": rows}


def _returned(body: Body, _stand_ins: StandIns) -> dict[str, Any]:
    lost = "-" if body["report_reference"] else ""
    stays = _taken(body, "passage", "number", "kind", "returned", "envelope", "closes", "desk")
    return stays | {"collector": "", "report_reference": lost, "overstay_days": 0}


def _sealed(body: Body, stand_ins: StandIns) -> dict[str, Any]:
    return _taken(body, "passage") | {"papers": [_paper(line, stand_ins) for line in body["papers"]]}


def _paper(body: Body, stand_ins: StandIns) -> dict[str, Any]:
    stays = _taken(body, "passage", "entry", "kind", "number", "copy", "void", "blank")
    return stays | {key: _stand_in(body[key], stand_ins) for key in ("sha256", "original") if key in body}


def _stand_in(sha256: str, stand_ins: StandIns) -> str:
    return stand_ins.setdefault(sha256, str(len(stand_ins) + 1))


def _counted(contents: list[str]) -> list[str]:
    return [str(place) for place, _ in enumerate(contents, 1)]


_SHAPED: Final[Mapping[str, Callable[[Body, StandIns], dict[str, Any]]]] = MappingProxyType(
    {
        "permit.voided": _ended,
        "registration.voided": _ended,
        "permit.corrected": _ended,
        "registration.corrected": _ended,
        "custody.held": _held,
        "custody.returned": _given_back,
        "custody.received": _received,
        "return.recorded": _returned,
        "papers.sealed": _sealed,
        "paper.sent": _paper,
        "paper.printed": _paper,
        "paper.failed": _paper,
        "paper.unconfirmed": _paper,
        "paper.spoiled": _paper,
        "paper.withdrawn": _paper,
        "paper.surfaced": _paper,
        "paper.reprinted": _paper,
    }
)
PRUNABLE: Final = frozenset({*_PLAIN, *_SHAPED})
"""The kinds of entries of which the body goes; no other ever does."""
