"""What the header tells of the rules and of the watchlist, in words that age."""

from datetime import UTC, datetime, timedelta

import pytest

from kbdesk.app import carried
from kbdesk.domain.facts import WatchlistAnswer
from kbdesk.domain.messages import Catalog
from kbdesk.domain.orders import Orders, Suspension
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.standing import list_fact, rules_fact

NOW = datetime(2022, 8, 10, 14, 0, tzinfo=UTC)


def order(**changes: object) -> Orders:
    """Return orders of one suspension, an hour old and unsigned unless the changes say otherwise."""
    given = {"until": None, "second": "", **changes}
    suspension = Suspension(
        id="0" * 16,
        book="documents-2022",
        article="1",
        order_reference="MIA 118/22",
        suspended_at=NOW - timedelta(hours=1),
        officer="supervisor",
        **given,
    )
    return Orders(suspensions=(suspension,))


@pytest.mark.parametrize(
    ("orders", "value", "severity"),
    [
        (Orders(), "1 Aug 2022", None),
        (order(), "10 Aug 2022 · 1 suspended, unsigned 1\N{NO-BREAK SPACE}h", Severity.WARN),
        (order(second="officer"), "10 Aug 2022 · 1 suspended", Severity.WARN),
        (order(second="officer", until=NOW - timedelta(minutes=5)), "10 Aug 2022", None),
        (order(crossings=("merdare",)), "10 Aug 2022 · 1 suspended, unsigned 1\N{NO-BREAK SPACE}h", Severity.WARN),
    ],
)
def test_the_rules_are_amber_while_anything_is_suspended_or_unsigned(
    english: Catalog, orders: Orders, value: str, severity: Severity | None
) -> None:
    law = carried.law("seeds").under(orders)
    fact = rules_fact(law, None, NOW, crossing="jarinje", catalog=english)
    assert (fact.value, fact.severity) == (value, severity)


def test_where_there_is_little_room_the_suspension_is_said_and_the_date_is_not(english: Catalog) -> None:
    law = carried.law("seeds").under(order())
    fact = rules_fact(law, None, NOW, crossing="jarinje", catalog=english)
    assert fact.brief == "Rules: 1 suspended · 1\N{NO-BREAK SPACE}h"


def test_without_a_list_the_header_says_none_and_never_clear(english: Catalog) -> None:
    fact = list_fact(None, NOW, english)
    assert (fact.value, fact.severity) == ("none", None)


@pytest.mark.parametrize(("hours", "severity"), [(6, None), (23, None), (24, Severity.WARN), (72, Severity.WARN)])
def test_a_list_says_its_age_and_is_amber_from_a_day_on(
    english: Catalog, hours: int, severity: Severity | None
) -> None:
    answer = WatchlistAnswer(imported_at=NOW - timedelta(hours=hours), lines=3, hits={})
    fact = list_fact(answer, NOW, english)
    assert fact.value == (f"{hours}\N{NO-BREAK SPACE}h old" if hours < 24 else f"{hours // 24}\N{NO-BREAK SPACE}d old")
    assert fact.severity is severity
