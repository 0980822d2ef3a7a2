"""The registers of shifts, fees settled and emergency forms refuse what cannot be, and are rebuilt from the ledger."""

from __future__ import annotations

import pytest

from kbdesk.store.errors import StoreBroken
from kbdesk.store.store import Store

from .samples import AT, OFFICER, issue

OPENED = {"shift": "J20000011", "float": "5.00", "custody": 0, "stock": {}, "explanation": ""}
CLOSED = {"shift": "J20000011", "left": {"cash": "5.00", "custody": 0, "stock": {}}}
CHARGED = {
    "passage": "a" * 16,
    "card": "vehicle",
    "number": "J20047118",
    "code": "plates",
    "amount": "5.00",
    "currency": "EUR",
}
LINE = {"line": 1, "series": "permit", "number": "J20000012", "envelope": ""}


def append(store: Store, *entries: tuple[str, dict[str, object]]) -> None:
    with store.act(at=AT, officer=OFFICER) as act:
        for kind, body in entries:
            act.append(kind, body)


def test_one_shift_is_open_at_a_time_and_closed_once(desk: Store) -> None:
    append(desk, ("shift.opened", OPENED))
    with pytest.raises(StoreBroken):
        append(desk, ("shift.opened", {**OPENED, "shift": "J20000022"}))
    append(desk, ("shift.handed-over", {"shift": "J20000011", "to": "officer2"}), ("shift.closed", CLOSED))
    for kind, body in (("shift.closed", CLOSED), ("shift.handed-over", {"shift": "J20000011", "to": "x"})):
        with pytest.raises(StoreBroken):
            append(desk, (kind, body))
    append(desk, ("shift.opened", {**OPENED, "shift": "J20000022"}))
    assert desk.shifts.current() is not None and desk.check().entries == 4
    assert desk.rebuild_compare() == ()


def test_a_fee_is_settled_once_for_what_was_charged(desk: Store) -> None:
    paid = {"number": "J20047118", "code": "plates", "amount": "5.00", "means": "cash"}
    with pytest.raises(StoreBroken):
        append(desk, ("fee.paid", paid))
    append(desk, ("fee.charged", CHARGED))
    with pytest.raises(StoreBroken):
        append(desk, ("fee.paid", {**paid, "amount": "4.00"}))
    append(desk, ("fee.paid", paid))
    for kind in ("fee.paid", "fee.waived"):
        with pytest.raises(StoreBroken):
            append(desk, (kind, paid))
    assert desk.fees.due() == () and desk.rebuild_compare() == ()


def test_a_line_of_a_form_is_used_once(desk: Store) -> None:
    append(desk, ("emergency-form.printed", {"form": "J20000011", "lines": [LINE]}))
    late = {**CHARGED, "form_number": "J20000011", "form_line": 1}
    append(desk, ("fee.charged", late))
    with pytest.raises(StoreBroken):
        append(desk, ("fee.charged", late))
    with pytest.raises(StoreBroken):
        append(desk, ("fee.charged", {**late, "form_line": 2}))
    assert desk.late.unfinished() == () and desk.rebuild_compare() == ()


def test_the_orders_that_may_still_count_are_the_newest_down_to_one_for_good(desk: Store) -> None:
    order = {"reason": "r", "order_reference": "1", "ordered_by": "c", "from": AT.isoformat(), "until": ""}
    ending = {**order, "until": AT.replace(hour=20).isoformat()}
    append(
        desk,
        ("crossing.set", {**order, "state": "closed"}),
        ("crossing.set", {**order, "state": "open"}),
        ("crossing.set", {**ending, "state": "entry-closed"}),
    )
    assert [str(found.state) for found in desk.crossings.orders()] == ["entry-closed", "open"]
    assert desk.rebuild_compare() == ()


def test_what_should_be_there_is_what_the_registers_say(desk: Store) -> None:
    append(desk, ("shift.opened", OPENED))
    issue(desk, 1)
    append(desk, ("fee.charged", CHARGED), ("fee.paid", {**CHARGED, "means": "cash"}))
    shift = desk.shifts.current()
    assert shift is not None
    expected = desk.shifts.expected(shift)
    assert (str(expected.cash), expected.custody) == ("10.00", 1)


@pytest.mark.parametrize("table", ["shifts", "settlements", "drawer_counts", "crossing_orders", "emergency_lines"])
def test_control_a_register_that_was_tampered_with_is_named(desk: Store, table: str) -> None:
    counted = {"shift": "J20000011", "expected": "5.00", "counted": "5.00", "explanation": ""}
    order = {"reason": "r", "order_reference": "1", "ordered_by": "c", "from": AT.isoformat(), "until": ""}
    append(
        desk,
        ("shift.opened", OPENED),
        ("fee.charged", CHARGED),
        ("fee.paid", {**CHARGED, "means": "cash"}),
        ("drawer.counted", counted),
        ("crossing.set", {**order, "state": "closed"}),
        ("emergency-form.printed", {"form": "J20000011", "lines": [LINE]}),
    )
    assert desk.rebuild_compare() == ()
    with desk._connection.transaction(lambda _: True) as db:
        db.execute(f"DELETE FROM {table}")
    assert table in desk.rebuild_compare()
