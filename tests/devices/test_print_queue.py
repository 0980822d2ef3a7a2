"""The papers on their way to a real printer: what becomes of those behind one that went wrong."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from kbdesk.desk.ports import PrintJob
from kbdesk.devices.print_queue import PrintQueue
from kbdesk.domain.paper import Printed
from kbdesk.domain.vocabulary import PaperKind, PrintState
from tests.printing_room import PrinterRoom, pages

pytestmark = pytest.mark.xdist_group("printer")

SHEET = (210.0, 297.0)
PERMIT = Printed(kind=PaperKind.PERMIT, number="J20000012", pdf=pages(1), sha256="2" * 64, pages=(SHEET,))
PAGELESS = replace(PERMIT, sha256="3" * 64, pages=())
"""No press draws it: the program stumbles over it."""


def test_a_paper_over_which_the_program_stumbles_is_doubted_and_those_behind_it_are_printed(
    printer_room: PrinterRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = list[type[BaseException]]()
    monkeypatch.setattr(threading, "excepthook", lambda told: ended.append(told.exc_type))
    queue = PrintQueue(lambda _kind: (printer_room.printer(),), waits=True)
    queue.hand([PrintJob(printed=PAGELESS, name="one"), PrintJob(printed=PERMIT, name="two")])
    first, second = queue.answers()
    assert first.error is not None
    assert (first.error.code, first.error.state) == ("printer.stumbled", PrintState.UNCONFIRMED)
    assert second.error is None
    assert printer_room.tray() == [PERMIT.pdf]
    assert ended == [IndexError], "it is told to whoever keeps the program, not lost"
    queue.close()
