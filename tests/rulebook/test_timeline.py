"""The shelves `history` and `mirror` against the timeline, a table written before them from the domain's facts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from kbdesk.domain.facts import Facts
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.passage import Document, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction, Language, Measure
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.rules import phases_of
from kbdesk.rulebook.shelf import Shelf
from kbdesk.rulebook.spans import Timed

RESOURCES = Path(__file__).parents[2] / "resources"
Row = dict[str, str]
with (Path(__file__).parent / "timeline.csv").open(encoding="utf-8", newline="") as _file:
    ROWS: list[Row] = list(csv.DictReader(_file))
BY_ID = {row["row"]: row for row in ROWS}
CASE = [key for key in ROWS[0] if key not in ("row", "source", "cited", "why", "near_miss_of")]
CASE = CASE[: CASE.index("measure")]
DATES = (
    "2009-11-12", "2011-12-26", "2012-06-01", "2015-08-12", "2015-12-14", "2016-09-14..2021-09-14", "2017-04",
    "2019-08-05",
    "2021-09-20", "2021-10-04 08:00", "2022-06-29", "2022-08-01 00:00", "2022-08-01 (same day)", "2022-08-27 / 09-01",
    "2022-09-01..10-31", "2022-10-28", "2022-11-01", "2022-11-21 (police: 22nd 08:00)", "2022-11-23",
    "(planned 2023-01-21 / 04-21)", "~2023-01-22", "2023-11-01..12-01 (+15 d)", "2023-12-15", "2024-01-01 / 01-05",
    "2025-10", "2025-11-01", "4 closures", "1b",
)  # fmt: skip
"""Every row of the timeline, and the two other sections that the shelves speak from."""


@cache
def law(shelf: str) -> Law:
    texts = {p.name: p.read_text("utf-8") for p in sorted((RESOURCES / "rulebooks" / shelf).glob("*.toml"))}
    tables = {path.stem: path.read_text("utf-8") for path in (RESOURCES / "reference").glob("*.csv")}
    reference = Reference.read(**tables)
    return Law(Shelf.read(texts, reference), reference)


def meets(row: Row, at: datetime | None = None) -> CardExamination:
    """Return what the law makes of a row's case, at its instant unless told."""
    documents = (Document(type=row["with_document"]),) if row["with_document"] else ()
    traveler = TravelerDraft(
        document_type=row["document_type"],
        document_issuing_state=row["issuing_state"],
        document_issuing_office=row["issuing_office"],
        document_issued_on=row["issued_on"],
        document_extended_on=row["extended_on"],
        document_expires_on=row["expires_on"],
        birth_date=row["birth_date"],
        residence=row["residence"],
        exempt_ground="" if row["plate"] else row["exempt_ground"],
        exempt_reference="1" if row["exempt_ground"] else "",
        documents=documents,
    )
    vehicle = VehicleDraft(
        plate=row["plate"],
        first_registered=row["first_registered"],
        registration_extended_on=row["registration_extended_on"],
        registration_valid_until=row["registration_valid_until"],
        inside_since=row["inside_since"],
        exempt_ground=row["exempt_ground"],
        exempt_reference=traveler.exempt_reference,
    )
    draft = PassageDraft(
        id="0" * 16,
        direction=Direction(row["direction"]),
        travelers=(traveler,),
        vehicle=vehicle if row["plate"] else None,
    )
    when = at or datetime.fromisoformat(row["at"])
    seen = examine(draft, Facts(), law(row["shelf"]), at=when, crossing=row["crossing"])
    return seen.card("vehicle" if row["plate"] else "traveler[1]")


@pytest.mark.parametrize("name", BY_ID)
def test_a_row_of_the_timeline_meets_the_measure_of_its_source(name: str) -> None:
    row = BY_ID[name]
    seen = meets(row)
    assert str(seen.outcome.measure) == row["measure"], row["why"]
    assert seen.outcome.basis, "a decision on this card would have no article to cite"
    if row["finding"]:
        assert row["finding"] in {f.code for f in seen.findings}
    for day in ("valid_until", "deadline"):
        if row[day]:
            assert str(getattr(seen.outcome, day)) == row[day]


def test_there_are_rows_for_every_source_and_each_has_a_near_miss() -> None:
    assert len(ROWS) >= 120
    assert len(BY_ID) == len(ROWS)
    assert {row["source"] for row in ROWS} == set(DATES)
    assert {row["source"] for row in ROWS if row["near_miss_of"]} == set(DATES)
    assert all(row["cited"] and row["why"] for row in ROWS)


@pytest.mark.parametrize("row", [row for row in ROWS if row["near_miss_of"]], ids=lambda row: row["row"])
def test_a_near_miss_differs_in_one_thing_and_meets_another_measure(row: Row) -> None:
    other = BY_ID[row["near_miss_of"]]
    different = [key for key in CASE if row[key] != other[key]]
    assert len(different) == 1
    assert different != ["at"]
    assert row["measure"] != other["measure"]


def changes(shelf: str) -> Iterator[tuple[str, datetime]]:
    """Yield each instant at which a part of a shelf begins, ends or is suspended, in UTC, with its book."""
    for book in law(shelf).shelf.books:
        parts: list[Timed] = [book, *book.articles, *book.suspensions]
        parts += [phase for article in book.articles for phase in phases_of(article)]
        for part in parts:
            yield from ((book.id, at.astimezone(UTC)) for at in (part.effective_from, part.effective_until) if at)


INSTANTS = sorted({(shelf, *change) for shelf in ("history", "mirror") for change in changes(shelf)}, key=str)


@pytest.mark.parametrize(("shelf", "book", "at"), INSTANTS, ids=[f"{s} {b} {a:%Y-%m-%dT%H}" for s, b, a in INSTANTS])
def test_every_change_has_a_row_within_the_hour_on_both_sides(shelf: str, book: str, at: datetime) -> None:
    instants = [datetime.fromisoformat(row["at"]) for row in ROWS if row["shelf"] == shelf]
    hour = timedelta(hours=1)
    assert any(at - hour <= instant < at for instant in instants), "before"
    assert any(at <= instant < at + hour for instant in instants), "after"


@pytest.mark.parametrize("shelf", ["seeds", "history", "mirror"])
def test_every_finding_and_fee_of_a_book_has_words(shelf: str) -> None:
    catalogs = Catalogs.read({p.name: p.read_text("utf-8") for p in (RESOURCES / "messages").glob("*.toml")})
    books = law(shelf).shelf.books
    phases = [phase for book in books for article in book.articles for phase in phases_of(article)]
    found = [phase.finding.code for phase in phases if phase.finding]
    codes = {f"{code}.{part}" for code in found for part in ("title", "text", "way_out")}
    fees = {f"fee.{fee.code}" for phase in phases for fee in phase.then.fees}
    assert codes
    assert fees or shelf == "mirror"
    for code in codes | fees:
        assert catalogs[Language.SQ].text(code)


def test_the_days_of_the_clock_and_the_calendar_are_in_the_table() -> None:
    instants = [datetime.fromisoformat(row["at"]) for row in ROWS]
    assert sum((at.month, at.day) == (2, 29) for at in instants) >= 3
    assert sum(at.month in (3, 10) and at.day > 24 and at.weekday() == 6 for at in instants) >= 6
    assert any(at.utcoffset() == timedelta() for at in instants)
    twice = {(row["at"][:19], row["crossing"]) for row in ROWS if "T02:30:00" in row["at"] or "T02:30+" in row["at"]}
    assert len(twice) >= 3


def test_a_case_that_changes_its_measure_does_so_at_an_instant_of_a_book() -> None:
    """Walk the instants of a plain case: between two changes of the shelf the measure stays as it is."""
    row = BY_ID["km-2022-aug-from"]
    instants = sorted({at for _, at in changes("history")})
    for start, end in pairwise(instants):
        first, last = (meets(row, at).outcome.measure for at in (start, end - timedelta(seconds=1)))
        assert first is last, start


def test_every_measure_of_the_vocabulary_is_met_in_history() -> None:
    met = {Measure(row["measure"]) for row in ROWS if row["shelf"] == "history"}
    assert met == set(Measure)
