"""What looks for secrets from outside sees each of them in every form in which Qt, Python and SQLite hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .memory import UNDO_STRIDE, count, in_folder

WORD, KEY = "Stojiljković", bytes(range(100, 132))
SECRETS: dict[str, bytes | str] = {"surname": WORD, "key": KEY}
CODINGS = ("utf-8", "utf-16-le", "utf-32-le")


def typed(word: str) -> bytes:
    """Return a word as a line's history of undo has it: a letter each so many bytes, other things between."""
    return b"".join(letter.encode("utf-16-le")[:1] + bytes(range(1, UNDO_STRIDE)) for letter in word)


@pytest.mark.parametrize("word", [WORD, WORD.upper(), WORD.lower()])
@pytest.mark.parametrize("coding", CODINGS)
def test_a_word_is_seen_in_each_coding_and_case_and_another_word_is_not(word: str, coding: str) -> None:
    assert count(b"\0\1" + word.encode(coding) + b"\0", SECRETS) == {"surname": 1}
    assert count(b"\0\1" + word[::-1].encode(coding) + b"\0", SECRETS) == {}


@pytest.mark.parametrize("offset", range(0, UNDO_STRIDE, 5))
@pytest.mark.parametrize("word", ["Petrovica", "PETROVICA", "petrovica"])
def test_a_word_is_seen_in_the_history_of_a_line_wherever_that_begins(word: str, offset: int) -> None:
    assert count(bytes(offset) + typed(word), {"surname": "Petrovica"}) == {"surname": 1}
    assert count(bytes(offset) + typed(word[::-1]), {"surname": "Petrovica"}) == {}


@pytest.mark.parametrize("form", [KEY, KEY.hex().encode(), KEY.hex().upper().encode()])
def test_a_key_is_seen_raw_and_in_hexadecimal_and_each_half_alone(form: bytes) -> None:
    half = len(form) // 2
    assert count(b"\0" + form, SECRETS) == {"key": 2}
    assert count(form[:half] + b"\0" + form[half:], SECRETS) == {"key": 2}
    assert count(form[:half], SECRETS) == count(form[half:], SECRETS) == {"key": 1}
    assert count(form[1:half] + b"\0" + form[half + 1 :], SECRETS) == {}


def test_a_secret_is_seen_in_any_file_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "one.log").write_bytes(b"\0" + KEY)
    (tmp_path / "other").write_text("Probić", "utf-8")
    assert in_folder(tmp_path, SECRETS) == {"key": 2}
