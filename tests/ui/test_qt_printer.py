"""Papers through Qt's own printing: pixels at true size in a file, and never more certain than Qt is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtWidgets import QApplication

from kbdesk.app.printing_desk import make_press
from kbdesk.desk.ports import NotTakenError, PrinterError
from kbdesk.domain.printers import Role
from kbdesk.domain.vocabulary import PaperKind, PrintState
from kbdesk.ui.qt_printer import QtPrinter
from tests.devices.test_ruler import ruler


def sizes(file: Path) -> list[tuple[int, int]]:
    """Return the sizes of a file's pages, in mm."""
    document = pdfium.PdfDocument(file.read_bytes())
    try:
        return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]
    finally:
        document.close()


def test_what_is_sent_is_at_true_size_and_unconfirmed(qapp: QApplication, tmp_path: Path) -> None:
    press, file = make_press(), tmp_path / "out.pdf"
    sheet = press.trial(Role.PAPER)
    with pytest.raises(PrinterError) as told:
        QtPrinter("file", press, file=file).put(sheet, "job")
    assert told.value.state is PrintState.UNCONFIRMED
    assert sizes(file) == [(210, 297)]
    assert ruler(file.read_bytes()) == pytest.approx(100.0, abs=0.3)


def test_a_plate_goes_in_its_parts_and_lies_on_the_sheet(qapp: QApplication, tmp_path: Path) -> None:
    press, file = make_press(), tmp_path / "out.pdf"
    sheet = press.trial(Role.PAPER)
    parts = replace(sheet, kind=PaperKind.PLATE_FRONT, pages=((520.0, 110.0), (297.0, 210.0)))
    with pytest.raises(NotTakenError, match="no paper of this size"):
        QtPrinter("file", press, file=file).put(replace(parts, pages=((520.0, 110.0),)), "job")
    assert not file.exists()


def test_a_printer_that_qt_does_not_know_takes_nothing(qapp: QApplication) -> None:
    with pytest.raises(NotTakenError):
        QtPrinter("no such printer", make_press()).put(make_press().trial(Role.PAPER), "job")
    with pytest.raises(PrinterError) as told:
        QtPrinter("no such printer", make_press()).ask(make_press().trial(Role.PAPER), "job")
    assert told.value.state is PrintState.UNCONFIRMED
