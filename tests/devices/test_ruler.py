"""The ruler on the test sheet, measured on what came out of the printer and out of a queue before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
import pytest

from kbdesk.app.printing_desk import make_press
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import Role
from tests.printing_room import LABEL, PrinterRoom
from tests.printing_server import printing_server

pytestmark = pytest.mark.xdist_group("printer")

DOTS = 600 / 25.4
"""A millimetre at 600 dpi."""
TICK = 0.5 * 25.4 / 72
"""How wide the ticks are: half of one stands beyond each end."""


@pytest.fixture(scope="module")
def sheets() -> dict[Role, Printed]:
    press = make_press()
    return {role: press.trial(role) for role in Role}


def ruler(pdf: bytes) -> float:
    """Return how long the longest dark line is on the only page of a file, in mm."""
    document = pdfium.PdfDocument(pdf)
    try:
        assert len(document) == 1
        picture = document[0].render(scale=600 / 72).to_pil().convert("L").point(lambda ink: 255 if ink < 96 else 0)
    finally:
        document.close()
    longest = 0
    for top in range(0, picture.height, 2):
        box = picture.crop((0, top, picture.width, top + 1)).getbbox()
        if box is not None:
            dark = picture.crop((box[0], top, box[2], top + 1)).tobytes()
            longest = max(longest, *(len(run) for run in dark.split(b"\0")))
    return longest / DOTS - TICK


def test_the_ruler_is_a_hundred_millimetres_on_the_sheet_that_comes_out(
    printer_room: PrinterRoom, sheets: dict[Role, Printed]
) -> None:
    printer_room.printer().put(sheets[Role.PAPER], "test")
    (out,) = printer_room.tray()
    assert ruler(out) == pytest.approx(100.0, abs=0.1)


def test_a_label_has_a_shorter_one(printer_room: PrinterRoom, sheets: dict[Role, Printed]) -> None:
    printer_room.switch_on(LABEL)
    printer_room.printer().put(sheets[Role.LABEL], "test")
    (out,) = printer_room.tray()
    assert ruler(out) == pytest.approx(30.0, abs=0.1)


@pytest.fixture
def queue(printer_room: PrinterRoom) -> Iterator[PrinterRoom]:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with printing_server(printer_room, Path(folder) / "cups") as server:
            server.printer().put(make_press().trial(Role.PAPER), "test")
            yield printer_room


def test_a_queue_that_writes_the_sheet_anew_leaves_it_as_long(queue: PrinterRoom) -> None:
    (out,) = queue.tray()
    assert ruler(out) == pytest.approx(100.0, abs=0.1)
