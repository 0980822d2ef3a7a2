"""Fees are paid in cash or by slip, or waived by article; the drawer is counted and what differs explained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kbdesk.app import carried
from kbdesk.desk.papers import PaperDesk
from kbdesk.desk.ports import PaperRow
from kbdesk.desk.record import paper
from kbdesk.desk.shift_errors import FeeError, ShiftMissingError
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.fees import Due, FeeReceipt
from kbdesk.domain.vocabulary import Means, PaperKind, ReprintReason
from kbdesk.papers.errors import PaperError

from .conftest import POST, Rooms
from .duty import count, entries, fee_desk, issue, shift_desk, whole


@pytest.fixture
def due(rooms: Rooms) -> Due:
    """A fee that was charged with plates."""
    vehicle = rooms.sample("02")
    issue(rooms, vehicle)
    (found,) = fee_desk(rooms).due()
    return found


def refused(code: str, rooms: Rooms, how: str, *args: object, **values: object) -> None:
    before = rooms.store.check()
    with pytest.raises(FeeError) as caught:
        getattr(fee_desk(rooms), how)(*args, **values)
    assert caught.value.code == code
    assert rooms.store.check() == before


def test_a_fee_is_due_until_it_is_paid_and_is_paid_once(rooms: Rooms, due: Due) -> None:
    desk = fee_desk(rooms)
    assert (due.amount, due.currency) == (Decimal("5.00"), "EUR")
    assert desk.due(due.number) == desk.due(due.passage) == desk.due(f" {due.number[:2]} {due.number[2:]} ") == (due,)
    (paid,) = desk.pay(due.number, means=Means.CASH).settled
    assert (paid.due, paid.means) == (due, Means.CASH)
    assert desk.due() == desk.due(due.number) == ()
    refused("fees.none-due", rooms, "pay", due.number, means=Means.CASH)
    assert whole(rooms)


def test_cash_goes_into_the_drawer_and_a_slip_does_not(rooms: Rooms, due: Due) -> None:
    desk = fee_desk(rooms)
    assert desk.expected() == Decimal("0.00")
    desk.pay(due.number, means=Means.SLIP, slip_number="AB 17")
    assert desk.expected() == Decimal("0.00")
    other = rooms.sample("02").amend("vehicle", plate="BG 777-ZZ")
    issue(rooms, replace(other, travelers=()))
    (other,) = desk.due()
    desk.pay(other.number, means=Means.CASH)
    assert desk.expected() == Decimal("5.00")
    takings = shift_desk(rooms).report().figures.takings
    assert (takings.charged, takings.cash, takings.slip) == (Decimal("10.00"), Decimal("5.00"), Decimal("5.00"))


def test_a_slip_has_a_number_and_cash_has_none(rooms: Rooms, due: Due) -> None:
    refused("fees.slip-missing", rooms, "pay", due.number, means=Means.SLIP)
    refused("fees.slip-odd", rooms, "pay", due.number, means=Means.CASH, slip_number="AB 17")
    refused("fees.none-due", rooms, "pay", due.number, "biscuits", means=Means.CASH)
    refused("fees.none-due", rooms, "pay", "", means=Means.CASH)
    assert fee_desk(rooms).due() == (due,)


def test_a_waived_fee_has_a_reason_and_an_article_that_stands(rooms: Rooms, due: Due) -> None:
    refused("fees.reason-missing", rooms, "waive", due.number, reason="", article="x:1")
    refused("fees.reason-missing", rooms, "waive", due.number, reason="hardship", article=" ")
    refused("fees.article-unknown", rooms, "waive", due.number, reason="hardship", article="nothing:1")
    article = next(body["basis"] for kind, body in entries(rooms) if kind == "swap.recorded")
    named = f"{article['book']}:{article['article']}"
    (waived,) = fee_desk(rooms).waive(due.number, reason="hardship", article=named).settled
    assert (waived.means, waived.reason, waived.article) == (None, "hardship", named)
    assert fee_desk(rooms).due() == () and fee_desk(rooms).expected() == Decimal("0.00")
    assert shift_desk(rooms).report().figures.takings.waived == Decimal("5.00")
    assert whole(rooms)


def recorded(rooms: Rooms, receipt: FeeReceipt) -> PaperRow:
    """The receipt's paper as it was recorded; other series have papers of that number too."""
    (row,) = (row for row in rooms.store.issued.rows(receipt.number) if row.kind is PaperKind.FEE_RECEIPT)
    return row


def drawn_again(rooms: Rooms, receipt: FeeReceipt) -> str:
    """Draw a receipt again from what was recorded; returns the digest of its bytes."""
    row = recorded(rooms, receipt)
    again = paper(row.kind, row.body, digest=row.digest, at=row.at, officer=row.officer, seal=row.seal)
    assert again.fee_receipt == receipt
    return rooms.press.draw(again).sha256


@pytest.mark.parametrize(("means", "slip"), [(Means.CASH, ""), (Means.SLIP, "AB 17")])
def test_whoever_pays_gets_a_receipt_that_is_recorded_with_it(rooms: Rooms, due: Due, means: Means, slip: str) -> None:
    done = fee_desk(rooms).pay(due.number, means=means, slip_number=slip)
    (receipt,), (printed,) = done.receipts, done.papers
    assert (receipt.charged, receipt.means, receipt.slip_number, receipt.total) == (due.number, means, slip, due.amount)
    assert [(fee.code, fee.waived) for fee in receipt.fees] == [(due.code, False)]
    charging = next(body for kind, body in entries(rooms) if kind == "swap.recorded")
    assert receipt.person.surname == charging["vehicle"]["holder_surname"]
    assert receipt.plate == charging["old_plate"]
    row = recorded(rooms, receipt)
    assert (row.kind, row.printed, row.body["basis"]) == (PaperKind.FEE_RECEIPT, False, charging["basis"])
    assert drawn_again(rooms, receipt) == printed.sha256
    assert fee_desk(rooms).deliver(done.papers) == ()
    assert recorded(rooms, receipt).printed
    assert rooms.store.unexplained_numbers() == () and whole(rooms)


def test_a_waived_fee_is_receipted_with_its_reason_and_the_article_that_allows_it(rooms: Rooms, due: Due) -> None:
    done = fee_desk(rooms).waive(due.number, reason="hardship", article="documents-2022:1")
    (receipt,), (printed,) = done.receipts, done.papers
    assert (receipt.means, receipt.reason, [fee.waived for fee in receipt.fees]) == (None, "hardship", [True])
    row = recorded(rooms, receipt)
    basis = row.body["basis"]
    assert isinstance(basis, dict) and (basis["book"], basis["article"]) == ("documents-2022", "1")
    assert drawn_again(rooms, receipt) == printed.sha256
    assert rooms.store.unexplained_numbers() == () and whole(rooms)


def test_a_receipt_is_drawn_again_as_a_copy(rooms: Rooms, due: Due) -> None:
    done = fee_desk(rooms).pay(due.number, means=Means.CASH)
    fee_desk(rooms).deliver(done.papers)
    (receipt,) = done.receipts
    desk = PaperDesk(
        **rooms.given,
        law=carried.law("seeds"),
        post=POST,
        officer="officer",
    )
    copy = desk.again(receipt.number, PaperKind.FEE_RECEIPT, ReprintReason.LOST)
    assert copy.copy == 1 and copy.sha256 != done.papers[0].sha256
    assert whole(rooms)


def test_two_papers_of_one_number_are_receipted_each_for_itself(rooms: Rooms) -> None:
    for plate in ("BG 777-ZZ", "BG 778-ZZ"):
        issue(rooms, replace(rooms.sample("02").amend("vehicle", plate=plate), travelers=()))
    first, second = fee_desk(rooms).due()
    assert first.number != second.number
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        body = {"passage": "f" * 16, "card": "vehicle", "number": first.number, "code": "fine", "amount": "30.00"}
        act.append("fee.charged", {**body, "currency": "EUR"})
    done = fee_desk(rooms).pay(first.number, means=Means.CASH)
    assert [receipt.total for receipt in done.receipts] == [Decimal("5.00"), Decimal("30.00")]
    assert [receipt.person.surname != "" for receipt in done.receipts] == [True, False], "of one nothing is kept"
    assert fee_desk(rooms).due() == (second,)
    assert rooms.store.unexplained_numbers() == () and whole(rooms)


def test_a_press_or_a_signer_that_fails_leaves_the_fee_due(rooms: Rooms, due: Due) -> None:
    before = rooms.store.check()
    rooms.press.breaks_after = 0
    with pytest.raises(PaperError):
        fee_desk(rooms).pay(due.number, means=Means.CASH)
    rooms.press.breaks_after = None
    rooms.signer.fault = SignerError("signer.missing")
    with pytest.raises(SignerError):
        fee_desk(rooms).waive(due.number, reason="hardship", article="documents-2022:1")
    assert rooms.store.check() == before and fee_desk(rooms).due() == (due,)
    rooms.signer.fault = None
    assert fee_desk(rooms).pay(due.number, means=Means.CASH).receipts


def test_a_drawer_that_does_not_hold_what_it_should_is_explained(rooms: Rooms, due: Due) -> None:
    fee_desk(rooms).pay(due.number, means=Means.CASH)
    refused("fees.explanation-missing", rooms, "drawer", Decimal("4.00"))
    refused("fees.amount-bad", rooms, "drawer", Decimal("-1.00"))
    found = fee_desk(rooms).drawer(Decimal("4.00"), "a coin fell behind the desk")
    assert found.difference == Decimal("-1.00")
    assert fee_desk(rooms).expected() == Decimal("4.00")
    told = shift_desk(rooms).close(count(rooms)).report
    assert [(noted.of, noted.text) for noted in told.figures.reconciliations] == [
        ("drawer", "a coin fell behind the desk")
    ]


def test_control_a_drawer_that_holds_what_it_should_needs_no_word(rooms: Rooms) -> None:
    assert fee_desk(rooms).drawer(Decimal("0.00")).explanation == ""


def test_without_a_shift_nothing_is_paid_waived_or_counted(rooms: Rooms, due: Due) -> None:
    shift_desk(rooms).close(count(rooms))
    desk, before = fee_desk(rooms), rooms.store.check()
    article = next(body["basis"] for kind, body in entries(rooms) if kind == "swap.recorded")
    named = f"{article['book']}:{article['article']}"
    for act in (
        lambda: desk.pay(due.number, means=Means.CASH),
        lambda: desk.waive(due.number, reason="hardship", article=named),
        lambda: desk.drawer(Decimal("0.00")),
        desk.expected,
    ):
        with pytest.raises(ShiftMissingError):
            act()
    assert rooms.store.check() == before
    assert desk.due() == (due,)
