"""A printer for the tests of this room, started once a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.printing_room import PrinterRoom, printing_room


@pytest.fixture(scope="session", name="started_printer")
def _started_printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrinterRoom]:
    with printing_room(tmp_path_factory.mktemp("printer")) as room:
        yield room


@pytest.fixture
def printer_room(started_printer: PrinterRoom) -> PrinterRoom:
    """The printer, switched on anew with A4 in its tray."""
    started_printer.switch_on()
    return started_printer
