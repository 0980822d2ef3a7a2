"""A picture or file dropped or pasted anywhere, or put into the scanner's folder, is looked through like a scan."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageFilter
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.store import settings
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.portrait.crop_dialog import CropDialog
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Stage
from kbdesk.ui.verify.taking import NotAFileError, bytes_of
from tests.devices.test_zone_reader import CARD, PASSPORT, page
from tests.faces import taken
from tests.ui.samples import come_in, sample

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def permit(signed_in: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> tuple[MainWindow, Path, str]:
    """A window at which a family came in, a permit of theirs as a file, and its number."""
    window = signed_in()
    issued = come_in(window, sample("01"), qtbot)
    paper = next(paper for paper in issued.papers if paper.kind is PaperKind.PERMIT)
    file = tmp_path / "scan.pdf"
    file.write_bytes(paper.pdf)
    QGuiApplication.clipboard().clear()
    return window, file, paper.number


def mime_of(file: Path) -> QMimeData:
    """Return what a file manager gives: the file, and its path as text."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    mime.setText(str(file))
    return mime


def drop(window: MainWindow, at: QWidget, mime: QMimeData) -> bool:
    """Drop at the middle of a widget, as a window system tells the window; tell whether it was taken."""
    place = at.mapTo(window, at.rect().center())
    handle = window.windowHandle()
    enter = QDragEnterEvent(place, COPY, mime, LEFT, PLAIN)
    QApplication.sendEvent(handle, enter)
    event = QDropEvent(QPointF(place), COPY, mime, LEFT, PLAIN)
    QApplication.sendEvent(handle, event)
    return event.isAccepted()


def paste(window: MainWindow, mime: QMimeData) -> None:
    """Press Ctrl+V, as a window system tells the window."""
    QGuiApplication.clipboard().setMimeData(mime)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, "\x16")
        QApplication.sendEvent(window.windowHandle(), event)


def returned(window: MainWindow, qtbot: QtBot) -> str:
    """Return the number of the permit whose return was opened."""
    view = window.view
    assert view is not None
    qtbot.waitUntil(lambda: view.place is Place.RETURN)
    page = view.books.page(Place.RETURN)
    assert isinstance(page, ReturnPage)
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.SEEN)
    assert page.sitting.view is not None
    return page.sitting.view.number


def test_a_permit_dropped_on_a_field_opens_its_return_and_its_path_lands_nowhere(
    permit: tuple[MainWindow, Path, str], qtbot: QtBot
) -> None:
    window, file, number = permit
    assert window.view is not None
    field = window.view.arrive.ui.traveler.ui.surname
    assert drop(window, field, mime_of(file))
    assert field.value() == ""
    assert returned(window, qtbot) == number


def test_a_permit_pasted_in_a_field_opens_its_return(permit: tuple[MainWindow, Path, str], qtbot: QtBot) -> None:
    window, file, number = permit
    assert window.view is not None
    field = window.view.arrive.ui.traveler.ui.surname
    field.setFocus()
    paste(window, mime_of(file))
    assert field.value() == ""
    assert returned(window, qtbot) == number


def test_text_is_pasted_into_the_field_as_ever(permit: tuple[MainWindow, Path, str], qtbot: QtBot) -> None:
    window, _, _ = permit
    assert window.view is not None
    field = window.view.arrive.ui.traveler.ui.surname
    field.setFocus()
    mime = QMimeData()
    mime.setText("Probić")
    paste(window, mime)
    qtbot.waitUntil(lambda: field.value() == "Probić")


def test_a_picture_without_a_code_is_told(permit: tuple[MainWindow, Path, str], qtbot: QtBot) -> None:
    window, _, _ = permit
    assert window.view is not None
    mime = QMimeData()
    mime.setImageData(QImage.fromData(taken(1)).scaled(700, 900))
    window.view.go(Place.SEARCH)
    paste(window, mime)
    strip = window.view.scanning.strip
    qtbot.waitUntil(lambda: "no code" in strip.accessibleName(), timeout=20_000)


def test_what_has_no_end_is_told_and_the_next_picture_is_read(
    permit: tuple[MainWindow, Path, str], qtbot: QtBot, tmp_path: Path
) -> None:
    window, file, number = permit
    assert window.view is not None
    pipe = tmp_path / "permit.png"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(NotAFileError):
            bytes_of(endless)
    assert bytes_of(file) == file.read_bytes()
    drop(window, window.view.arrive, mime_of(pipe))
    strip = window.view.scanning.strip
    qtbot.waitUntil(lambda: "no file" in strip.accessibleName())
    drop(window, window.view.arrive, mime_of(file))
    assert returned(window, qtbot) == number


def test_the_zone_of_a_document_in_a_picture_opens_a_card_and_says_that_its_name_is_to_be_compared(
    signed_in: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = signed_in()
    assert window.view is not None
    view = window.view
    view.go(Place.SEARCH)
    file = tmp_path / "scan.png"
    page(PASSPORT).save(file)
    assert drop(window, view, mime_of(file))
    qtbot.waitUntil(lambda: bool(view.arrive.sitting.draft.travelers))
    assert (view.place, view.arrive.sitting.draft.travelers[0].surname) == (Place.ARRIVE, "ERIKSSON")
    assert "compare the name" in view.scanning.strip.accessibleName()


def test_a_zone_that_is_not_sharp_opens_nothing_and_is_told(
    signed_in: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = signed_in()
    assert window.view is not None
    view = window.view
    file = tmp_path / "scan.png"
    page(PASSPORT).filter(ImageFilter.GaussianBlur(2.2)).save(file)
    assert drop(window, view, mime_of(file))
    strip = view.scanning.strip
    qtbot.waitUntil(lambda: "zone in the picture cannot be read" in strip.accessibleName())
    assert not view.arrive.sitting.draft.travelers


def test_the_place_of_the_portrait_keeps_what_is_dropped_on_it(
    permit: tuple[MainWindow, Path, str], qtbot: QtBot, tmp_path: Path
) -> None:
    window, _, _ = permit
    assert window.view is not None
    face = tmp_path / "face.jpg"
    face.write_bytes(taken(1))
    assert drop(window, window.view.arrive.ui.traveler.ui.head_person, mime_of(face))
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CropDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CropDialog)
    dialog.reject()


def test_a_picture_that_the_flatbed_scanner_puts_into_its_folder_is_taken(
    signed_in: Callable[..., MainWindow], qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    settings.write(data, replace(settings.read(data), scan_folder=str(folder)))
    window = signed_in()
    issued = come_in(window, sample("01"), qtbot)
    paper = next(paper for paper in issued.papers if paper.kind is PaperKind.PERMIT)
    assert window.view is not None
    flat_bed, strip = window.view.flat_bed, window.view.scanning.strip
    qtbot.waitUntil(lambda: flat_bed.knows_old)
    (folder / "scan.pdf").write_bytes(paper.pdf)
    assert returned(window, qtbot) == paper.number
    (folder / "scan.pdf").unlink()
    folder.rmdir()
    said = "The scanner’s folder cannot be read"
    qtbot.waitUntil(lambda: strip.accessibleName().startswith(said))


def test_of_pages_that_the_flatbed_scanner_puts_there_together_each_is_taken(
    signed_in: Callable[..., MainWindow], qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    folder, made = tmp_path / "scans", tmp_path / "made"
    folder.mkdir()
    made.mkdir()
    settings.write(data, replace(settings.read(data), scan_folder=str(folder)))
    view = signed_in().view
    assert view is not None
    qtbot.waitUntil(lambda: view.flat_bed.knows_old)
    for name, zone in (("1.png", PASSPORT), ("2.png", CARD)):
        page(zone).filter(ImageFilter.GaussianBlur(0.7)).save(made / name)
    for file in sorted(made.iterdir()):
        file.rename(folder / file.name)
    people = view.arrive.sitting
    qtbot.waitUntil(lambda: len(people.draft.travelers) == 2)
    assert [person.surname for person in people.draft.travelers] == ["ERIKSSON", "STOJILJKOVIC"]
