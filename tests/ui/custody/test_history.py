"""An envelope's history: who held it when, its seal, the digest of the picture that was taken of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kbdesk.domain import numbers
from kbdesk.domain.custody import EnvelopeRow
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.custody.asking import AskingDialog
from kbdesk.ui.custody.history import EnvelopeHistory, told_digest
from kbdesk.ui.custody.page import CustodyPage
from tests.ui.layout import SIZES, cut, whole

Opens = Callable[..., CustodyPage]
FIRST = numbers.make("J", "2", 1)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture of an envelope."""
    file, image = tmp_path / "envelope.png", QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkYellow)
    assert image.save(str(file))
    return file


def open_dialog(page: CustodyPage) -> QDialog:
    return [dialog for dialog in page.window().findChildren(QDialog) if dialog.isVisible()][-1]


def history(page: CustodyPage, qtbot: QtBot) -> EnvelopeHistory:
    """Open the history of the first envelope."""
    page.table.pick({FIRST})
    page.history.click()
    window = page.window()
    qtbot.waitUntil(lambda: any(isinstance(d, EnvelopeHistory) and d.isVisible() for d in window.findChildren(QDialog)))
    dialog = open_dialog(page)
    assert isinstance(dialog, EnvelopeHistory)
    return dialog


def first(page: CustodyPage) -> EnvelopeRow:
    return next(row for row in page.table.rows if row.number == FIRST)


def seal(page: CustodyPage, hand: Any, qtbot: QtBot, number: str, file: str) -> None:
    """Seal the first envelope from its history."""
    history(page, qtbot).seal.click()
    asked = open_dialog(page)
    assert isinstance(asked, AskingDialog)
    hand.types(number, on=asked.fields["seal"].editor)
    hand.types(file, on=asked.fields["picture"].editor)
    asked.do.click()
    qtbot.waitUntil(partial(lambda dialog: not isValid(dialog) or not dialog.isVisible(), asked))


def test_a_picture_s_digest_is_kept_with_the_seal_and_told_in_the_history(
    open_custody: Opens, hand: Any, qtbot: QtBot, picture: Path
) -> None:
    page = open_custody()
    seal(page, hand, qtbot, "PL 7741", str(picture))
    qtbot.waitUntil(lambda: first(page).seal_number == "PL 7741")
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    assert first(page).photograph == digest
    told = history(page, qtbot).list.rows
    assert told[0].title == "Sealed with PL 7741"
    assert f"picture {told_digest(digest)}" in told[0].detail
    assert told[-1].title == "Taken: Identity card SRB 008123456; slot A 1"


def test_control_without_a_picture_the_seal_alone_is_kept(open_custody: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_custody()
    seal(page, hand, qtbot, "PL 7742", "")
    qtbot.waitUntil(lambda: first(page).seal_number == "PL 7742")
    assert first(page).photograph == ""
    assert "picture" not in history(page, qtbot).list.rows[0].detail


@pytest.mark.parametrize("content", [None, b"no picture at all"])
def test_a_file_that_is_no_picture_seals_nothing_and_is_told(
    open_custody: Opens, hand: Any, qtbot: QtBot, tmp_path: Path, content: bytes | None
) -> None:
    page, file = open_custody(), tmp_path / "envelope.jpg"
    if content is not None:
        file.write_bytes(content)
    with qtbot.waitSignal(page.failed):
        seal(page, hand, qtbot, "PL 7743", str(file))
    page.look()
    qtbot.waitUntil(lambda: first(page).seal_number == "")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_no_word_of_it_is_cut(open_custody: Opens, qtbot: QtBot, language: Language, size: tuple[int, int]) -> None:
    page = open_custody(language, size)
    dialog = history(page, qtbot)
    assert whole(dialog, qtbot), list(cut(dialog))
    assert dialog.height() <= size[1]
    dialog.seal.click()
    asked = open_dialog(page)
    assert whole(asked, qtbot), list(cut(asked))
    assert asked.height() <= size[1]
