"""What a fee receipt says in the ledger, and the receipt read from it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from kbdesk.desk.returns_record import NO_BASIS
from kbdesk.domain.fees import FeeReceipt, Settled
from kbdesk.domain.outcome import Basis, Fee
from kbdesk.domain.passage_json import Json
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Person
from kbdesk.domain.vocabulary import Language, Letterhead, Means, SealRule


def fee_receipt(number: str, settled: Sequence[Settled], charging: Mapping[str, Any]) -> FeeReceipt:
    """Return the receipt for fees of one paper that were settled together; `charging` is that paper's record."""
    first = settled[0]
    return FeeReceipt(
        number=number,
        charged=first.due.number,
        charged_at=first.due.charged_at,
        person=_payer(charging),
        plate=str(charging.get("old_plate") or charging.get("vehicle_plate") or ""),
        fees=tuple(_fee(one) for one in settled),
        means=first.means,
        slip_number=first.slip_number,
        reason=first.reason,
    )


def receipt_body(
    receipt: FeeReceipt, post: Post, charging: Mapping[str, Any], *, passage: str, waived_by: Basis | None
) -> Json:
    """Return the body of ``fee-receipt.recorded``.

    It cites the article that waived the fees, else the one that charged them; language, letterhead and whether it may
    go unsealed are those of the paper they were charged with.
    """
    basis = asdict(waived_by) if waived_by is not None else charging.get("basis") or asdict(NO_BASIS)
    return {
        "passage": passage,
        "number": receipt.number,
        "charged": receipt.charged,
        "charged_at": receipt.charged_at.isoformat(),
        "person": asdict(receipt.person),
        "plate_spelled": receipt.plate,
        "fees": [{"code": fee.code, "amount": str(fee.amount), "currency": fee.currency} for fee in receipt.fees],
        "means": "" if receipt.means is None else str(receipt.means),
        "slip_number": receipt.slip_number,
        "reason": receipt.reason,
        "language": charging.get("language", str(Language.SR_LATN)),
        "letterhead": charging.get("letterhead", str(Letterhead.NEUTRAL)),
        "seal": charging.get("seal", str(SealRule.REQUIRED)),
        "basis": {key: dict(value) if isinstance(value, Mapping) else value for key, value in basis.items()},
        "post": {**asdict(post), "names": dict(post.names)},
    }


def receipt(body: Mapping[str, Any]) -> FeeReceipt:
    """Return the receipt that a body of ``fee-receipt.recorded`` holds."""
    waived = not body["means"]
    return FeeReceipt(
        number=body["number"],
        charged=body["charged"],
        charged_at=datetime.fromisoformat(body["charged_at"]),
        person=Person(**body["person"]),
        plate=body["plate_spelled"],
        fees=tuple(
            Fee(code=fee["code"], amount=Decimal(fee["amount"]), currency=fee["currency"], waived=waived)
            for fee in body["fees"]
        ),
        means=None if waived else Means(body["means"]),
        slip_number=body["slip_number"],
        reason=body["reason"],
    )


def _fee(settled: Settled) -> Fee:
    due = settled.due
    return Fee(code=due.code, amount=due.amount, currency=due.currency, waived=settled.means is None)


def _payer(charging: Mapping[str, Any]) -> Person:
    """Return whom the charging paper was given to, as far as its record still says."""
    traveler, vehicle = charging.get("traveler") or {}, charging.get("vehicle") or {}
    if traveler:
        return Person(surname=traveler.get("surname", ""), given_names=traveler.get("given_names", ""))
    owner = vehicle.get("holder_surname") or vehicle.get("holder_company") or ""
    return Person(surname=owner, given_names=vehicle.get("holder_given_names", ""))
