"""What a printer says of itself, and what follows from it for a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbdesk.domain.printers import (
    PDF,
    TWO_SIDED,
    Fault,
    JobLook,
    JobState,
    LastFault,
    Medium,
    Plan,
    PrinterLook,
    faults,
    plan,
)
from kbdesk.domain.vocabulary import PaperKind

A4 = Medium(name="iso_a4_210x297mm", width=21000, height=29700)
LETTER = Medium(name="na_letter_8.5x11in", width=21590, height=27940)
LABEL = Medium(name="custom_62x100mm_62x100mm", width=6200, height=10000)
LONG = Medium(name="custom_520x110mm_520x110mm", width=52000, height=11000)
LASER = PrinterLook(name="laser", state=3, formats=(PDF,), ready=(A4,), sides=("one-sided", TWO_SIDED), ranges=True)
SHEET, PLATE = (210.0, 297.0), ((520.0, 110.0), (297.0, 210.0), (297.0, 210.0))


@pytest.mark.parametrize("medium", [A4, LETTER, LABEL, LONG])
def test_a_medium_is_read_from_its_name(medium: Medium) -> None:
    assert Medium.read(medium.name) == medium


@pytest.mark.parametrize("name", ["", "auto", "iso_a4", "custom_min_3x5in_", "iso_a4_210x297", "a_1e3x2mm"])
def test_a_keyword_that_names_no_size_is_no_medium(name: str) -> None:
    assert Medium.read(name) is None


def test_a_permit_goes_on_a4_on_both_sides_of_one_sheet() -> None:
    assert plan(PaperKind.PERMIT, (SHEET, SHEET), LASER) == Plan(medium=A4, impressions=2, sides=TWO_SIDED)
    single = replace(LASER, sides=())
    assert plan(PaperKind.PERMIT, (SHEET, SHEET), single) == Plan(medium=A4, impressions=2)


def test_a_permit_goes_on_nothing_but_a4() -> None:
    for ready in ((LETTER,), (LONG,), ()):
        assert plan(PaperKind.PERMIT, (SHEET, SHEET), replace(LASER, ready=ready)) is None


def test_a_label_goes_on_a_label_or_may_be_cut_out_of_a_sheet() -> None:
    size = ((62.0, 100.0),)
    assert plan(PaperKind.ENVELOPE_LABEL, size, replace(LASER, ready=(A4, LABEL))) == Plan(medium=LABEL, impressions=1)
    assert plan(PaperKind.ENVELOPE_LABEL, size, LASER) == Plan(medium=A4, impressions=1)
    assert plan(PaperKind.SURRENDER_RECEIPT, size, LASER) is None


def test_a_plate_is_one_long_page_or_its_parts_and_never_cut() -> None:
    kind = PaperKind.PLATE_FRONT
    assert plan(kind, PLATE, replace(LASER, ready=(LONG,))) == Plan(medium=LONG, impressions=1, pages=(1, 1))
    assert plan(kind, PLATE, LASER) == Plan(medium=A4, impressions=2, pages=(2, 3))
    assert plan(kind, PLATE, replace(LASER, ready=(LETTER,))) is None
    assert plan(kind, PLATE, replace(LASER, ranges=False)) is None


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (("none",), ()),
        (("media-empty-error", "media-needed"), (Fault.EMPTY,)),
        (("media-empty-warning",), (Fault.EMPTY,)),
        (("toner-low-report", "media-jam"), (Fault.JAM, Fault.TONER_LOW)),
        (("cover-open", "door-open-error"), (Fault.DOOR,)),
        (("something-of-the-makers",), ()),
    ],
)
def test_reasons_are_told_by_their_base_name(reasons: tuple[str, ...], told: tuple[Fault, ...]) -> None:
    assert faults(reasons) == told


def test_what_stands_in_the_way_is_told_before_anything_is_sent() -> None:
    assert LASER.obstacle is None
    assert replace(LASER, reasons=("toner-low",)).obstacle is None
    assert replace(LASER, reasons=("media-empty",)).obstacle is None, "another tray may be meant"
    assert replace(LASER, reasons=("media-empty",), state=5).obstacle is Fault.EMPTY
    assert replace(LASER, state=5).obstacle is Fault.STOPPED
    assert replace(LASER, reasons=("media-jam-error",)).obstacle is Fault.JAM
    assert replace(LASER, accepting=False).obstacle is Fault.REFUSING
    assert replace(LASER, formats=("image/urf",)).obstacle is Fault.NO_PDF


def test_a_job_that_is_held_says_so() -> None:
    assert JobLook(state=JobState.HELD).fault is Fault.HELD
    assert JobLook(state=JobState.PROCESSING, reasons=("toner-low",)).fault is None
    assert [state for state in JobState if JobLook(state=state).ended] == [7, 8, 9]


@pytest.mark.parametrize(
    "spoiled",
    ["", "yesterday printer.jam", "2022-08-09T10:00:00 printer.jam", "2022-08-09T10:00:00+02:00 shoes", "{size}"],
)
def test_a_last_fault_that_was_spoiled_by_hand_is_none(spoiled: str) -> None:
    assert LastFault.read(spoiled) is None
    assert LastFault.read("2022-08-09T10:00:00+02:00 printer.jam") is not None, "the control"
