"""A watchlist's file: every faulty line told, nothing taken half."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.domain.watchlist import COLUMNS, LineReason, WatchlistFileError, WatchlistLine, line_keys, read

MESSAGES = Path(__file__).parents[2] / "resources" / "messages"
HEADING = ",".join(COLUMNS)


def faults(text: str | bytes) -> list[tuple[int, str]]:
    """Return line and reason of what is wrong with a file."""
    with pytest.raises(WatchlistFileError) as caught:
        read(text.encode() if isinstance(text, str) else text)
    return [(fault.line, str(fault.reason)) for fault in caught.value.faults]


def test_a_list_is_read_as_written() -> None:
    text = f"{HEADING}\n7/1,012345678,srb,,,\n\n7/2,,,Гаши,Ћазим,01.02.1990\r\n"
    expected = (
        WatchlistLine(reference="7/1", document_number="012345678", issuing_state="SRB"),
        WatchlistLine(reference="7/2", surname="Гаши", given_names="Ћазим", birth_date="1990-02-01"),
    )
    assert read(text.encode()) == expected
    assert read(b"\xef\xbb\xbf" + text.encode()) == expected


def test_columns_stand_in_any_order_and_a_heading_alone_is_an_empty_list() -> None:
    assert read(HEADING.encode()) == ()
    text = "surname,birth_date,reference,given_names,issuing_state,document_number\nGashi,1990-02-01,7/2,Qazim,,\n"
    assert read(text.encode())[0].surname == "Gashi"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "heading")]),
        ("reference,document_number\n", [(1, "heading")]),
        (HEADING + ",more\n", [(1, "heading")]),
        (f"{HEADING}\n7,1,SRB\n", [(2, "cells")]),
        (f"{HEADING}\n,012345678,,,,\n", [(2, "reference-missing")]),
        (f"{HEADING}\n7,012345678,Serbia,,,\n", [(2, "issuing-state")]),
        (f"{HEADING}\n7,,,Gashi,Qazim,010290\n", [(2, "birth-date")]),
        (f"{HEADING}\n7,,,Gashi,Qazim,\n", [(2, "nothing-to-find")]),
        (f"{HEADING}\n7,--,,,,1990-02-01\n", [(2, "nothing-to-find")]),
        (f"{HEADING}\n7,{'1' * 121},,,,\n", [(2, "cell-too-long")]),
        (f"{HEADING}\n7,1\x002,,,,\n", [(2, "cell-too-long")]),
        (f"{HEADING}\n7\u202e,12,,,,\n", [(2, "cell-too-long")]),
        (f'{HEADING}\n7,"12"3,,,,\n', [(2, "not-csv")]),
        (HEADING.encode() + b"\n7,\xff,,,,\n", [(2, "not-utf8")]),
    ],
)
def test_a_faulty_line_is_told_with_its_number(text: str | bytes, expected: list[tuple[int, str]]) -> None:
    assert faults(text) == expected


def test_every_faulty_line_is_told_at_once_and_none_of_what_stands_there() -> None:
    text = f"{HEADING}\n7,012345678,,,,\n,Secret,XXXX,,,\n8,,,Gashi,,\n"
    with pytest.raises(WatchlistFileError) as caught:
        read(text.encode())
    assert [f.line for f in caught.value.faults] == [3, 3, 4]
    assert "Secret" not in str(caught.value)
    assert "Gashi" not in str(caught.value)


def test_a_line_is_found_by_its_document_and_by_its_name() -> None:
    line = WatchlistLine(
        reference="7", document_number="АВ 12", surname="Gashi", given_names="Qazim", birth_date="1990-02-01"
    )
    assert {key[:1] for key in line_keys(line)} == {"d", "n", "w"}
    assert {key for key in line_keys(line) if key.startswith("d")} == {"d A812", "d AV12"}


def test_every_reason_has_its_words() -> None:
    texts = {path.name: path.read_text("utf-8") for path in MESSAGES.glob("*.toml")}
    catalog = Catalogs.read(texts)[Language.EN]
    for reason in LineReason:
        assert re.search(r"\w", catalog.text(f"watchlist.fault.{reason}", columns=", ".join(COLUMNS)))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"{HEADING}\n{text}".encode()))
def test_any_bytes_are_a_list_or_told_to_be_none(data: bytes) -> None:
    try:
        lines = read(data)
    except WatchlistFileError as error:
        assert error.faults
        assert all(fault.line >= 1 for fault in error.faults)
    else:
        assert all(line_keys(line) for line in lines)


CELLS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20).map(str.strip)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS.filter(lambda c: any(map(str.isalnum, c))), CELLS), max_size=5))
def test_what_a_csv_writer_writes_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([reference, number, "SRB", surname, "", ""] for reference, number, surname in rows)
    lines = read(file.getvalue().encode())
    assert [(i.reference, i.document_number, i.surname) for i in lines] == rows
