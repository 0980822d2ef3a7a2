"""How far the records were seen: noted beside wrong passwords, and believed only where it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kbdesk.store import attempts, attempts_log, records_seen
from kbdesk.store.attempts_log import FILE
from kbdesk.store.records_seen import RecordsSeen

HEAD = "ab" * 32


def test_it_stays_beside_the_count_and_the_count_beside_it(tmp_path: Path) -> None:
    attempts.begin(tmp_path)
    records_seen.note(tmp_path, 7, HEAD)
    attempts.entered(tmp_path, attempts.read(tmp_path), count=5)
    assert records_seen.read(tmp_path) == RecordsSeen(entries=7, head=HEAD)
    assert attempts.read(tmp_path).count == 5
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_what_is_noted_already_is_not_written_again(tmp_path: Path) -> None:
    records_seen.note(tmp_path, 7, HEAD)
    before = (tmp_path / FILE).stat().st_ino
    records_seen.note(tmp_path, 7, HEAD)
    assert (tmp_path / FILE).stat().st_ino == before
    records_seen.note(tmp_path, 8, HEAD)
    assert (tmp_path / FILE).stat().st_ino != before  # control


@pytest.mark.parametrize(
    "said",
    [{"seen": 0}, {"seen": -1}, {"seen": 10**30}, {"seen": "7"}, {"seen": None}, {"seen": [7]}],
    ids=str,
)
def test_what_is_no_count_is_not_believed(tmp_path: Path, said: Mapping[str, object]) -> None:
    records_seen.note(tmp_path, 7, HEAD)
    assert records_seen.read(tmp_path).entries == 7  # control
    attempts_log.write(tmp_path, said)
    assert records_seen.read(tmp_path).entries == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"7", b'{"seen": 7}', b'{"seen": 7, "head": "\\ud800"}', b"[" * 100_000, b"\xff"],
    ids=["empty", "nothing", "a list", "a number", "no head", "half a letter", "deep", "not text"],
)
def test_a_file_that_was_touched_says_nothing_and_can_be_written_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert records_seen.read(tmp_path) == RecordsSeen()
    records_seen.note(tmp_path, 7, HEAD)
    assert records_seen.read(tmp_path) == RecordsSeen(entries=7, head=HEAD)
    attempts.begin(tmp_path)
    attempts.entered(tmp_path, attempts.read(tmp_path), count=2)
    assert attempts.read(tmp_path).count == 2
