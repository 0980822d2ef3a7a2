import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.watchlist import (
    COLUMNS,
    LineFault,
    LineReason,
    WatchlistFileError,
    WatchlistLine,
    document_keys,
    line_keys,
    read,
    single_name_keys,
)
from tests.thorough import thorough

HEADING = ",".join(COLUMNS)


def faults(*lines: str) -> list[tuple[int, str]]:
    """Return line and reason of every fault of a list with these lines below the heading."""
    with pytest.raises(WatchlistFileError) as caught:
        read("\n".join((HEADING, *lines)).encode())
    assert all(isinstance(fault, LineFault) for fault in caught.value.faults)
    return [(fault.line, str(fault.reason)) for fault in caught.value.faults]


def test_a_list_is_read_whole_whatever_order_its_columns_have() -> None:
    text = (
        "birth_date,surname, given_names,reference,issuing_state,document_number\r\n"
        '01.02.1990,"Đurić, Marić",Ana,W-1,,\r\n\r\n'
        ",,,W-2,srb,009 876 543\r\n"
    )
    assert read(b"\xef\xbb\xbf" + text.encode()) == (
        WatchlistLine(reference="W-1", surname="Đurić, Marić", given_names="Ana", birth_date="1990-02-01"),
        WatchlistLine(reference="W-2", issuing_state="SRB", document_number="009 876 543"),
    )
    assert read(HEADING.encode()) == ()


def test_every_faulty_line_is_told_and_never_what_stands_there() -> None:
    found = faults(
        ",009876543,SRB,,,",
        "W-2,009876543,Serbia,,,",
        "W-3,,,Testović,Ana,soon",
        "W-4,,,Testović,Ana,",
        "W-5,009876543,SRB,,",
        f"W-6,009876543,SRB,{'A' * 121},,",
        "W-7,009876543,SRB,,,",
    )
    assert found == [
        (2, "reference-missing"), (3, "issuing-state"), (4, "birth-date"), (5, "nothing-to-find"), (6, "cells"),
        (7, "cell-too-long"),
    ]  # fmt: skip
    with pytest.raises(WatchlistFileError, match=r"^line 2: nothing-to-find$"):
        read(f"{HEADING}\nW-1,,,Tajnić,,".encode())


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", 1, LineReason.HEADING),
        (b"reference,surname\n", 1, LineReason.HEADING),
        (HEADING.encode() + b"\nW-1,\xff", 2, LineReason.NOT_UTF8),
        (HEADING.encode() + b'\nW-1,"a', 2, LineReason.NOT_CSV),
    ],
)
def test_a_file_that_is_no_list_is_told_in_one_line(data: bytes, line: int, reason: LineReason) -> None:
    with pytest.raises(WatchlistFileError) as caught:
        read(data)
    assert caught.value.faults == (LineFault(line=line, reason=reason),)


def test_a_line_is_found_by_its_document_its_name_with_the_birth_date_and_its_name_alone() -> None:
    line = WatchlistLine(
        reference="W-1", document_number="OO9876543", surname="Гаши", given_names="Ћазим", birth_date="1990-02-01"
    )
    found = line_keys(line)
    assert document_keys("009 876 543") <= found
    assert single_name_keys("GASHI", "QAZIM") & found
    assert document_keys("") == frozenset()
    assert not document_keys("009876544") & found


@thorough
@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: f"{HEADING}\n{text}".encode("utf-8", "replace")))
def test_any_file_is_read_or_refused_with_its_own_error(data: bytes) -> None:
    try:
        lines = read(data)
    except WatchlistFileError as error:
        assert error.faults
    else:
        assert all(line.reference and line_keys(line) for line in lines)
