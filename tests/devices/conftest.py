"""A printer for the tests of this room."""

from __future__ import annotations

import pytest

from tests.printing_room import PrinterRoom


@pytest.fixture
def printer_room(started_printer: PrinterRoom) -> PrinterRoom:
    """The printer, switched on anew with A4 in its tray."""
    started_printer.switch_on()
    return started_printer
