"""A case in words: every kind in every language, and what late entries say."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kbdesk.app import carried
from kbdesk.domain.personal_record import EVENTS
from kbdesk.domain.retention_kept import PRUNABLE
from kbdesk.domain.search import CaseEntry, Matched, SearchKind
from kbdesk.domain.search_subjects import subjects
from kbdesk.domain.timeline import NOT_SAID, TOLD, row, tell
from kbdesk.domain.vocabulary import Language, PermitState

AT = datetime(2022, 8, 10, 6, tzinfo=UTC)


def entry(kind_: str, **body: Any) -> CaseEntry:
    return CaseEntry(seq=7, at=AT, officer="officer", kind=kind_, body=body)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [*TOLD, "something.new"])
def test_every_kind_has_words_even_where_the_entry_says_little(kind: str, language: Language) -> None:
    assert tell(row(entry(kind)), carried.catalogs()[language])


def test_what_goes_with_a_case_and_what_is_done_about_keeping_it_has_words_of_its_own() -> None:
    about = {"retention.held", "retention.released", "retention.told"}
    assert (PRUNABLE | EVENTS | about) - {"custody.counted"} <= TOLD.keys(), "a count is about no case"


def test_numbers_envelopes_and_dates_are_spelled_and_papers_named() -> None:
    english = carried.catalogs()[Language.EN]
    told = row(entry("surrender.recorded", number="J20047118", valid_until="2022-11-10", surname="Proba"))
    assert tell(told, english) == "Permit J2 004711 8 issued, valid until 10.11.2022"
    held = row(entry("custody.held", envelope="J20000017", slot=""))
    assert held.values == {"envelope": "E-J2 000001 7", "slot": NOT_SAID}
    printed = tell(row(entry("paper.printed", kind="permit")), english)
    assert printed == f"Printed: {english.text('arrive.paper.permit')}"
    assert tell(row(entry("something.new")), english) == "Entry: something.new"


def test_a_late_entry_says_when_it_happened() -> None:
    late = row(entry("surrender.recorded", occurred_at="2022-08-09T20:00:00+00:00"))
    assert (late.at, late.occurred_at) == (AT, datetime(2022, 8, 9, 20, tzinfo=UTC))
    assert row(entry("surrender.recorded")).occurred_at is None


@pytest.mark.parametrize("language", Language)
def test_every_kind_state_and_match_has_words(language: Language) -> None:
    catalog = carried.catalogs()[language]
    for stem, words in (("kind", SearchKind), ("matched", Matched), ("state", PermitState)):
        assert all(catalog.text(f"search.{stem}.{word}") for word in words)


@pytest.mark.parametrize(
    ("kind", "body", "about"),
    [
        ("paper.printed", {"number": "J20047118", "kind": "plate-front"}, {"nregistration J20047118"}),
        ("paper.reprinted", {"number": "J20047118", "kind": "permit"}, {"npermit J20047118"}),
        ("permit.voided", {"number": "j2 004711 8"}, {"npermit J20047118"}),
        ("fee.paid", {"number": "J20047118"}, set()),
        ("something.noted", {"number": "J20047118"}, {"n J20047118"}),
        ("custody.transferred", {"envelopes": ["E-J20000017", 5], "to": "merdare"}, {"eJ20000017"}),
        ("custody.moved", {"envelope": "J20000017", "number": ""}, {"eJ20000017"}),
        ("custody.returned", {"envelope": "J20000017", "number": "J20000025"}, {"eJ20000017"}),
        (
            "claim.recorded",
            {"number": "J20000017", "claimed": "B10000018", "kind": "permit"},
            {"nclaim J20000017", "npermit B10000018"},
        ),
        ("something.noted", {"number": "J20047118", "kind": "registration"}, {"nregistration J20047118"}),
        ("finding.overridden", {"passage": "a"}, {"pa"}),
        ("custody.held", {"passage": "a", "envelope": "J20000017"}, set()),
        ("shift.opened", {"envelopes": 3, "number": None}, set()),
    ],
)
def test_an_entry_is_about(kind: str, body: dict[str, Any], about: set[str]) -> None:
    assert subjects(kind, body) == about
