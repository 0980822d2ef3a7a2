"""What fields make of what was typed."""

from datetime import date

import pytest

from kbdesk.app import carried
from kbdesk.domain.passage import TravelerDraft, VehicleDraft, text_fields
from kbdesk.ui.arrive.bounds import BOUNDS, bounded
from kbdesk.ui.arrive.understood import DATES, plate_read_as, shown, understood

TODAY = date(2022, 8, 10)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("birth_date", "150361", "1961-03-15"),
        ("birth_date", "15.03.1961.", "1961-03-15"),
        ("birth_date", "1961-03-15", "1961-03-15"),
        ("birth_date", "31.02.1961", "31.02.1961"),
        ("document_expires_on", "010532", "2032-05-01"),
        ("document_extended_on", "010522", "2022-05-01"),
        ("registration_extended_on", "15.09.2021.", "2021-09-15"),
        ("inside_since", "200921", "2021-09-20"),
        ("nationality", " srb", "SRB"),
        ("document_number", "009 871 234", "009871234"),
        ("surname", "  Петровић   Јовановић ", "Петровић Јовановић"),
        ("document_issuing_office", "MUP R. Srbije PU Kosovska Mitrovica", "pu-kosovska-mitrovica"),
        ("document_issuing_office", "ПУ Косовска Митровица", "pu-kosovska-mitrovica"),
        ("document_issuing_office", "Consulate in Trieste", "Consulate in Trieste"),
        ("residence", "Leposaviq", "leposavic"),
        ("residence", "leposavic", "leposavic"),
        ("plate", "км 123 аб", "км 123 аб"),
        ("mrz", "IDSRB\nX", "IDSRB\nX"),
    ],
)
def test_a_value_is_kept_as_it_was_understood(name: str, typed: str, kept: str) -> None:
    assert understood(name, typed, today=TODAY, reference=carried.reference()) == kept


@pytest.mark.parametrize("name", sorted({*text_fields(TravelerDraft), *text_fields(VehicleDraft)}))
@pytest.mark.parametrize("typed", ["", "15.03.1961", "KM 123-AB", "pu-nis", "Ђ" * 300, "{}%s\x00<b>&"])
def test_understanding_twice_changes_nothing_more(name: str, typed: str) -> None:
    once = understood(name, typed, today=TODAY, reference=carried.reference())
    assert understood(name, once, today=TODAY, reference=carried.reference()) == once


def test_dates_are_shown_as_papers_print_them_and_understood_again() -> None:
    for name in DATES:
        assert shown(name, "2015-03-01") == "01.03.2015"
        assert understood(name, "01.03.2015", today=TODAY, reference=carried.reference()) == "2015-03-01"


def test_a_plate_says_how_it_was_read_only_where_that_differs() -> None:
    assert plate_read_as("KM123AB", trailer=False) == "KM 123-AB"
    assert plate_read_as("KM 123-AB", trailer=False) == ""


@pytest.mark.parametrize("name", sorted({*text_fields(TravelerDraft), *text_fields(VehicleDraft)}))
def test_ten_thousand_characters_are_bounded_in_every_field(name: str) -> None:
    kept, cut = bounded(name, "x" * 10_000)
    assert cut
    assert len(kept) <= max(200, *BOUNDS.values())
    assert bounded(name, "x" * len(kept)) == (kept, False)
