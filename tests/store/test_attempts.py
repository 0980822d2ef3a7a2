"""Wrong passwords: counted before anybody is in, and slower and slower whatever is switched off in between."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbdesk.store import attempts
from kbdesk.store.attempts import FILE, FREE, LONGEST_DELAY, STRANGER, trying
from kbdesk.store.errors import PasswordWrong, SignInDelayed, StoreError, StoreFull
from kbdesk.store.left_copies import _hold, aside

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def wrong(folder: Path, name: str = "besa", *, now: datetime = NOW) -> StoreError:
    with pytest.raises(StoreError) as refused, trying(folder, name, now=now):
        raise PasswordWrong
    return refused.value


def right(folder: Path, name: str = "besa", *, now: datetime = NOW) -> None:
    with trying(folder, name, now=now):
        pass


def test_five_wrong_ones_are_free_and_the_sixth_waits(tmp_path: Path) -> None:
    for _ in range(FREE):
        assert isinstance(wrong(tmp_path), PasswordWrong)
    delayed = wrong(tmp_path)
    assert isinstance(delayed, SignInDelayed)
    assert delayed.values == {"wait": "0:30"}
    with pytest.raises(SignInDelayed):
        right(tmp_path)  # the right one waits too
    right(tmp_path, now=NOW + timedelta(seconds=30))
    assert isinstance(wrong(tmp_path, now=NOW + timedelta(seconds=31)), PasswordWrong), "the row is over"


def test_the_wait_doubles_up_to_half_an_hour(tmp_path: Path) -> None:
    now, waits = NOW, []
    for _ in range(16):
        wrong(tmp_path, now=now)
        wait = attempts.read(tmp_path).wrong["besa"].wait(now)
        waits.append(wait.total_seconds())
        now += wait
    assert waits[:9] == [0, 0, 0, 0, 30, 60, 120, 240, 480]
    assert set(waits[11:]) == {LONGEST_DELAY.total_seconds()}


def test_others_do_not_wait_and_do_not_end_somebodys_row(tmp_path: Path) -> None:
    for _ in range(FREE):
        wrong(tmp_path)
    right(tmp_path, "agim")
    assert isinstance(wrong(tmp_path), SignInDelayed)


def test_a_clock_set_back_shortens_no_wait(tmp_path: Path) -> None:
    for _ in range(FREE):
        wrong(tmp_path)
    assert wrong(tmp_path, now=NOW - timedelta(days=3)).values == {"wait": "0:30"}  # type: ignore[attr-defined]  # a delay has them


def test_a_row_counted_while_the_clock_was_wrong_waits_once_more_and_ends(tmp_path: Path) -> None:
    ahead = NOW + timedelta(days=3650)
    for _ in range(FREE):
        wrong(tmp_path, now=ahead)
    assert isinstance(wrong(tmp_path), SignInDelayed), "the clock is right again, and it waits from then on"
    almost = wrong(tmp_path, now=NOW + timedelta(seconds=29))
    assert almost.values == {"wait": "0:01"}  # type: ignore[attr-defined]  # a delay has them
    right(tmp_path, now=NOW + timedelta(seconds=30))


def test_what_was_no_refusal_is_not_counted(tmp_path: Path) -> None:
    with pytest.raises(StoreFull), trying(tmp_path, "besa", now=NOW):
        raise StoreFull
    right(tmp_path)
    assert not (tmp_path / FILE).exists(), "nothing wrong, nothing written"


def test_a_password_is_tried_beside_records_that_are_only_looked_at_as_beside_any() -> None:
    with aside() as folder:
        held = _hold(folder)
        assert held is not None, "else the next line would wait for ever"
        os.close(held)
        assert isinstance(wrong(folder), PasswordWrong)
        assert _hold(folder.parent) is None, "control: nobody clears it away meanwhile"


def test_every_wrong_one_waits_to_be_entered_and_the_count_goes_on(tmp_path: Path) -> None:
    attempts.begin(tmp_path)
    wrong(tmp_path)
    wrong(tmp_path, STRANGER)
    before = attempts.read(tmp_path)
    assert (before.count, [name for _, name in before.waiting]) == (3, ["besa", "-"])
    wrong(tmp_path)  # meanwhile
    attempts.entered(tmp_path, before, count=before.count)
    now = attempts.read(tmp_path)
    assert (now.count, len(now.waiting), now.wrong["besa"].count) == (4, 1, 2)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


COUNTED = '{"count": 2, "wrong": {}, "waiting": []}'


def test_what_is_harmed_below_is_read_where_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(COUNTED)
    assert attempts.read(tmp_path).count == 2


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.unlink(),
        lambda file: file.write_text("{"),
        lambda file: file.write_text('{"count": 1}'),
        lambda file: file.write_bytes(b"\xff"),
        lambda file: file.write_text("[" * 100_000),
        lambda file: file.write_text(COUNTED.replace("2", "Infinity", 1)),
        lambda file: file.write_text(COUNTED.replace("2", str(10**30), 1)),
        lambda file: file.write_text(COUNTED.replace("2", "-2", 1)),
        lambda file: file.write_text(COUNTED.replace("[]", '[{"at": "2022-08-10T12:00:00+02:00", "name": "\\ud800"}]')),
    ],
    ids=["removed", "cut", "emptied", "not text", "deep", "endless", "huge", "below nothing", "half a letter"],
)
def test_a_file_that_was_touched_counts_from_nothing_which_is_seen(
    tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    attempts.begin(tmp_path)
    wrong(tmp_path)
    assert attempts.read(tmp_path).count == 2  # control
    harm(tmp_path / FILE)
    assert attempts.read(tmp_path).count < 2
    wrong(tmp_path)
    assert attempts.read(tmp_path).count == 1
