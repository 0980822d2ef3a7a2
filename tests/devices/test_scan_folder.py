"""A flatbed scanner's folder: each picture is read once, when it is whole; what lay there before is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbdesk.devices.scan_folder import PATIENCE, ScanFolder
from tests.faces import portrait

WHOLE = portrait(1)


@pytest.fixture
def folder(tmp_path: Path) -> ScanFolder:
    made = ScanFolder(tmp_path)
    assert made.look() == []
    return made


def test_a_new_picture_is_read_once_after_it_stood_still(folder: ScanFolder, tmp_path: Path) -> None:
    (tmp_path / "scan0001.jpg").write_bytes(WHOLE)
    assert [folder.look() for _ in range(4)] == [[], [WHOLE], [], []]
    assert (tmp_path / "scan0001.jpg").read_bytes() == WHOLE


def test_what_lay_there_before_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "yesterday.png").write_bytes(WHOLE)
    folder = ScanFolder(tmp_path)
    assert [folder.look() for _ in range(4)] == [[], [], [], []]
    (tmp_path / "today.png").write_bytes(WHOLE)
    assert [folder.look() for _ in range(2)] == [[], [WHOLE]]


def test_a_file_that_is_still_written_is_waited_for(folder: ScanFolder, tmp_path: Path) -> None:
    file = tmp_path / "scan.jpg"
    for end in range(1000, len(WHOLE), 4000):
        file.write_bytes(WHOLE[:end])
        assert folder.look() == []
    assert [folder.look() for _ in range(3)] == [[], [], []]  # its writer takes a breath
    file.write_bytes(WHOLE)
    assert [folder.look() for _ in range(2)] == [[], [WHOLE]]


@pytest.mark.parametrize("end", [b"", b"\0" * 900])
def test_a_pdf_and_a_png_are_known_by_their_ends(folder: ScanFolder, tmp_path: Path, end: bytes) -> None:
    wholes = [b"%PDF-1.7\n...\n%%EOF\n" + end, b"\x89PNG...IEND\xaeB`\x82" + end]
    for whole, name in zip(wholes, ("a.PDF", "b.png"), strict=True):
        (tmp_path / name).write_bytes(whole)
        assert folder.look() == [] and folder.look() == [whole]


def test_a_file_cut_for_good_is_handed_over_so_that_it_is_told(folder: ScanFolder, tmp_path: Path) -> None:
    (tmp_path / "scan.jpg").write_bytes(WHOLE[:5000])
    looks = [folder.look() for _ in range(PATIENCE + 3)]
    assert looks == [*[[]] * PATIENCE, [WHOLE[:5000]], [], []]


def test_the_same_name_written_again_is_another_picture(folder: ScanFolder, tmp_path: Path) -> None:
    file = tmp_path / "scan.jpg"
    file.write_bytes(WHOLE)
    assert [folder.look() for _ in range(2)] == [[], [WHOLE]]
    file.write_bytes(portrait(2))
    assert [folder.look() for _ in range(3)] == [[], [portrait(2)], []]


def test_several_pictures_come_in_the_order_in_which_they_were_made(folder: ScanFolder, tmp_path: Path) -> None:
    for age, name in ((30, "c.jpg"), (20, "a.jpg"), (10, "b.jpg")):
        (tmp_path / name).write_bytes(portrait(age // 10))
        os.utime(tmp_path / name, ns=(10**18 - age, 10**18 - age))
    assert [folder.look() for _ in range(2)] == [[], [portrait(3), portrait(2), portrait(1)]]


def test_what_is_no_picture_of_a_scanner_is_passed_over(folder: ScanFolder, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.jpg"
    outside.write_bytes(WHOLE)
    (tmp_path / "link.jpg").symlink_to(outside)
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / ".hidden.jpg").write_bytes(WHOLE)
    (tmp_path / "notes.txt").write_bytes(WHOLE)
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    assert [folder.look() for _ in range(PATIENCE + 2)] == [[]] * (PATIENCE + 2)


def test_a_folder_that_is_gone_is_told_and_taken_up_again(folder: ScanFolder, tmp_path: Path) -> None:
    away = tmp_path.rename(tmp_path.with_name("away"))
    with pytest.raises(FileNotFoundError):
        folder.look()
    away.rename(tmp_path)
    (tmp_path / "scan.jpg").write_bytes(WHOLE)
    assert [folder.look() for _ in range(2)] == [[], [WHOLE]]
