"""Fees are paid in cash or by slip, or waived by article; the drawer is counted and what differs explained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kbdesk.desk.shift_errors import FeeError, ShiftMissingError
from kbdesk.domain.fees import Due
from kbdesk.domain.vocabulary import Means

from .conftest import Rooms
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
    (paid,) = desk.pay(due.number, means=Means.CASH)
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
    (waived,) = fee_desk(rooms).waive(due.number, reason="hardship", article=named)
    assert (waived.means, waived.reason, waived.article) == (None, "hardship", named)
    assert fee_desk(rooms).due() == () and fee_desk(rooms).expected() == Decimal("0.00")
    assert shift_desk(rooms).report().figures.takings.waived == Decimal("5.00")
    assert whole(rooms)


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
