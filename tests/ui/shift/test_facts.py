"""What the header says of the lists that were carried here: nothing where there are none, amber where they are old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from kbdesk.domain.crossing import OPEN
from kbdesk.domain.messages import Catalog
from kbdesk.domain.shift import Shift
from kbdesk.domain.vocabulary import Severity
from kbdesk.icao.trust.trust_store import Age, AgedKind
from kbdesk.ui.header import Fact
from kbdesk.ui.shift.facts import Books, book_facts

NOW = datetime(2022, 8, 11, 10, tzinfo=UTC)
SHIFT = Shift(id="J2000001L", opened_at=NOW, officer="officer", float_amount=Decimal("0.00"), custody=0)


def aged(hours: int, *, kind: AgedKind = AgedKind.STATUS, due: datetime | None = None) -> Age:
    age = timedelta(hours=hours)
    return Age(kind=kind, name="B1", issued_at=NOW - age, due_at=due, age=age)


def facts(catalog: Catalog, *lists: Age) -> list[Fact]:
    return list(book_facts(Books(shift=SHIFT, overnight=False, status=OPEN, blanks={}, lists=lists), catalog))


def test_without_lists_of_other_desks_the_header_says_nothing_of_them(english: Catalog) -> None:
    assert facts(english) == []


@pytest.mark.parametrize(
    ("hours", "value", "severity"),
    [
        (6, "6\N{NO-BREAK SPACE}h old", None),
        (23, "23\N{NO-BREAK SPACE}h old", None),
        (24, "1\N{NO-BREAK SPACE}d old", Severity.WARN),
    ],
)
def test_the_age_of_other_desks_lists_is_told_and_amber_from_a_day_on(
    english: Catalog, hours: int, value: str, severity: Severity | None
) -> None:
    assert facts(english, aged(hours)) == [Fact(name="Paper lists", value=value, severity=severity)]


def test_of_several_lists_the_oldest_is_told(english: Catalog) -> None:
    (fact,) = facts(english, aged(2), aged(50), aged(6))
    assert (fact.value, fact.severity) == ("2\N{NO-BREAK SPACE}d old", Severity.WARN)


def test_a_list_of_revoked_signers_past_its_time_is_amber_whatever_its_age(english: Catalog) -> None:
    due = aged(3, kind=AgedKind.REVOCATION, due=NOW - timedelta(hours=1))
    assert [fact.severity for fact in facts(english, due)] == [Severity.WARN]
