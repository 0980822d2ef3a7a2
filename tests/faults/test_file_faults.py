"""The desk's own files taken away, replaced, torn, old or in other hands: what is said, and that all goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.domain.vocabulary import Language
from kbdesk.store import records_seen, slots
from kbdesk.store.connection import connect
from kbdesk.store.errors import StoreError
from kbdesk.ui.shift.report_view import report_rows
from kbdesk.ui.shift.standing import older_words
from tests.faults import drill_day, oracle
from tests.faults.at_fault import FILE, WAL, Officer
from tests.faults.drill_day import Made


def removed(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


@pytest.mark.parametrize("file", [FILE, WAL])
@pytest.mark.parametrize("harm", [removed, replaced])
def test_a_file_taken_away_under_an_open_desk_stops_all_issuing(
    made: Made, file: str, harm: Callable[[Path], object]
) -> None:
    officer = Officer()
    desk = made.sign_in()
    with closing(desk):
        assert officer.issues(desk) == "done"
        kept = Path(shutil.copytree(made.folder, made.folder.with_name("kept")))
        harm(made.folder / file)
        for _ in range(2):
            assert officer.issues(desk) == "store.moved"
            assert not list(drill_day.tray(desk).glob(f"*{officer.number:06}*permit*"))
    told = officer.told
    with closing(made.at(kept).sign_in()) as again:  # what to do: put back what was taken away
        assert oracle.wrong(again.store, told) == []
        assert officer.issues(again) == "done"


def test_a_second_program_is_refused_and_issues_once_the_first_has_ended(made: Made) -> None:
    first = made.sign_in()
    with pytest.raises(StoreError) as said:
        made.sign_in()
    assert said.value.code == "store.busy"
    tells_of(said.value)
    first.close()
    with closing(made.sign_in()) as desk:
        assert Officer().issues(desk) == "done"


def test_another_program_that_writes_to_the_file_is_told_as_that_and_the_desk_goes_on(made: Made) -> None:
    officer = Officer()
    with closing(made.sign_in()) as desk:
        key = slots.unwrap(made.folder / slots.FILE, made.officer, bytearray(made.password.encode()))
        with closing(connect(made.folder / FILE, key)) as outsider:
            outsider.execute("BEGIN IMMEDIATE")
            assert officer.issues(desk) == "store.busy"
            assert not officer.issued(desk)
            outsider.execute("ROLLBACK")
        assert officer.issues(desk) == "done"
        assert oracle.wrong(desk.store, officer.told, tray=drill_day.tray(desk)) == []


def tells_of(error: StoreError) -> None:
    for language in Language:
        assert carried.catalogs()[language].has(f"fault.{error.code}")


def test_a_store_under_another_key_says_both_that_it_may_be(made: Made, base: Made, tmp_path: Path) -> None:
    other = drill_day.make(tmp_path / "other")
    (made.folder / FILE).write_bytes((other.folder / FILE).read_bytes())
    (made.folder / WAL).unlink(missing_ok=True)
    with pytest.raises(StoreError, match="not this desk's store, or the key") as said:
        made.sign_in()
    assert said.value.code == "store.unreadable"
    (made.folder / FILE).write_bytes((base.folder / FILE).read_bytes())
    with closing(made.sign_in()) as desk:
        assert Officer().issues(desk) == "done"


def test_a_salt_torn_in_a_checkpoint_loses_nothing(made: Made, tmp_path: Path) -> None:
    officer = Officer()
    with closing(made.sign_in()) as desk:
        assert officer.issues(desk) == "done"
        desk.store.checkpoint()
        for _ in range(2):
            assert officer.issues(desk) == "done"
        cut = Path(shutil.copytree(made.folder, tmp_path / "cut"))
    page = (cut / FILE).read_bytes()
    (cut / FILE).write_bytes(os.urandom(16) + page[16:])
    with closing(made.at(cut).sign_in()) as desk:
        assert oracle.wrong(desk.store, officer.told) == []
        assert officer.issues(desk) == "done"


def test_yesterdays_copy_is_noticed_told_in_the_report_and_gives_no_number_again(made: Made, tmp_path: Path) -> None:
    yesterday = shutil.copytree(made.folder, tmp_path / "yesterday")
    officer, numbers = Officer(), set[str]()
    with closing(made.sign_in()) as desk:
        assert officer.issues(desk) == "done"
        assert desk.shift.went_back() == ()  # control
        numbers |= {value for kind, key, value in officer.told if (kind, key) == ("surrender.recorded", "number")}
    noted = records_seen.read(made.folder)
    for name in (FILE, WAL, f"{FILE}-shm"):
        (made.folder / name).unlink(missing_ok=True)
    shutil.copy(yesterday / FILE, made.folder)
    with closing(made.sign_in()) as desk:
        (found,) = desk.shift.went_back()
        assert (found.of, found.seen) == ("records", noted.entries)
        report, english = desk.shift.report(), carried.catalogs()[Language.EN]
        assert report.figures.went_back == (found,)
        assert older_words(found, english) in [row.detail for row in report_rows(report, english)]
        again = Officer()
        assert again.issues(desk) == "done"
        given = {value for kind, key, value in again.told if (kind, key) == ("surrender.recorded", "number")}
        assert given and not given & numbers
        closed = desk.shift.close(desk.shift.expected())
        assert closed.report.figures.went_back == (found,)
        assert desk.shift.report(closed.report.shift.id).figures.went_back == (found,)
        assert desk.shift.paper(closed.report.shift.id).sha256 == closed.paper.sha256
        drill_day.open_shift(desk)
        assert desk.shift.went_back() == (), "the next shift has been told by the report"
