"""Amounts in euro as they are typed, and the drawer's difference."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.fees import MOST, AmountError, DrawerCount, FeeReceipt, amount, total
from kbdesk.domain.outcome import Fee
from kbdesk.domain.returns import Person
from kbdesk.domain.vocabulary import Means
from tests.thorough import thorough


@pytest.mark.parametrize(("text", "found"), [("5", "5.00"), (" 12,5 ", "12.50"), ("0", "0.00")])
def test_an_amount_is_read_however_it_is_typed(text: str, found: str) -> None:
    assert str(amount(text)) == found


@pytest.mark.parametrize(
    "text", ["", "five", "-1", "1.005", "NaN", "Infinity", "1e3", "-0", "1_0", "+5", "1000000", "1 000"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        amount(text)


@thorough
@given(st.decimals(min_value=0, max_value=MOST, places=2))
def test_every_amount_in_cents_is_read_as_it_is_written(value: Decimal) -> None:
    assert amount(f"{value:.2f}") == value


@thorough
@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        assert 0 <= amount(text) <= MOST
    except AmountError:
        return


@thorough
@given(st.lists(st.decimals(min_value=0, max_value=1000, places=2)))
def test_a_total_is_exact_and_in_cents(values: list[Decimal]) -> None:
    assert total(values) == sum(values, Decimal(0))
    assert str(total(values))[-3] == "."


def test_a_drawer_that_holds_less_has_a_negative_difference() -> None:
    assert DrawerCount(expected=Decimal("5.00"), counted=Decimal("4.50")).difference == Decimal("-0.50")


@pytest.mark.parametrize("means", [Means.CASH, None])
def test_a_receipt_adds_up_what_was_paid_or_waived_together(means: Means | None) -> None:
    receipt = FeeReceipt(
        number="J2000001L",
        charged="J20047118",
        charged_at=datetime(2022, 8, 10, 9, tzinfo=UTC),
        person=Person(surname="Testović"),
        plate="KM 123-AB",
        fees=(
            Fee(code="provisional-registration", amount=Decimal("5.00")),
            Fee(code="fine", amount=Decimal("150.00")),
        ),
        means=means,
        reason="" if means else "hardship",
    )
    assert receipt.total == Decimal("155.00")
