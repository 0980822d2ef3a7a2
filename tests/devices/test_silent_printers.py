"""A printer that says nothing any more, or a byte at a time: it is waited for as long as was said, and no longer."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest

from kbdesk.desk.ports import PrinterError, PrintJob
from kbdesk.devices.ipp import Group, Message, Tag, encode, keyword, word
from kbdesk.devices.ipp_printer import IppPrinter, Patience
from kbdesk.devices.ipp_road import Address
from kbdesk.devices.print_queue import PrintQueue
from kbdesk.domain.vocabulary import PrintState
from tests.printing_room import QUICK, PrinterRoom, until

from .test_ipp_printer import PERMIT
from .test_ipp_relay import Silence, relay, through

pytestmark = pytest.mark.xdist_group("printer")

HASTY = Patience(answer=0.4, idle=0.8, withdrawn=0.4, between=0.02)


@contextmanager
def dripping(answer: bytes, *, pause: float) -> Iterator[Address]:
    """Listen, and answer each connection with these bytes, so slowly."""
    over = Event()

    def drip(line: socket.socket) -> None:
        with line, line.makefile("rb") as request:
            request.readline()
            request.read(int(http.client.parse_headers(request)["Content-Length"]))
            with suppress(OSError):
                for byte in answer:
                    line.sendall(bytes((byte,)))
                    if pause and over.wait(pause):
                        return

    def serve(door: socket.socket) -> None:
        while not over.is_set():
            try:
                line, _ = door.accept()
            except OSError:
                return
            Thread(target=drip, args=(line,), daemon=True).start()

    with socket.create_server(("localhost", 0)) as door:
        Thread(target=serve, args=(door,), daemon=True).start()
        try:
            yield Address(f"ipp://localhost:{door.getsockname()[1]}/ipp/print")
        finally:
            over.set()
            door.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 200])
def test_an_answer_that_comes_a_byte_at_a_time_is_given_up_when_its_time_is_over(head: bytes) -> None:
    asked = {"printer-name": word(Tag.NAME, "Slow"), "padding": keyword("x" * 2000)}
    body = encode(Message(code=0, groups=((Group.OPERATION, {}), (Group.PRINTER, asked))))
    answer = head + b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with dripping(answer, pause=0.005) as address:
        with pytest.raises(PrinterError) as told:
            IppPrinter(address, patience=HASTY).look()
        assert told.value.code == "printer.offline"
    with dripping(answer, pause=0.0) as address:
        look = IppPrinter(address, patience=QUICK).look()
        assert look.name == "Slow", "the control: it is understood where it comes in time"


def test_a_printer_that_falls_silent_in_mid_job_is_left_when_its_time_is_over_and_not_after_so_many_questions(
    printer_room: PrinterRoom,
) -> None:
    silence = Silence()

    def takes(message: Message, room: PrinterRoom) -> tuple[int, bytes]:
        answer = through(message, room)
        silence.begun.set()
        return 200, answer

    with (
        relay(printer_room, takes, silence=silence, patience=HASTY) as printer,
        pytest.raises(PrinterError) as told,
    ):
        printer.put(PERMIT, "one")
    assert (told.value.code, told.value.state) == ("printer.not-withdrawn", PrintState.UNCONFIRMED)
    most = 2 + HASTY.idle / HASTY.answer + 1 + HASTY.withdrawn / HASTY.answer
    assert 2 <= len(silence.asked) <= most, "each question took the time of an answer"


@pytest.mark.parametrize("canceled", [True, False])
def test_a_paper_canceled_while_its_printer_is_silent_comes_out_of_no_other(
    printer_room: PrinterRoom, *, canceled: bool
) -> None:
    silence = Silence()
    silence.begun.set()
    with relay(printer_room, lambda _message, _room: (200, b""), silence=silence, patience=HASTY) as silent:
        printers = (silent, printer_room.printer())
        queue = PrintQueue(lambda _kind: printers, lambda _at: silent)
        queue.hand([PrintJob(printed=PERMIT, name="one")])
        until(lambda: silence.asked, "the first printer is looked at")
        if canceled:
            queue.cancel()
        until(lambda: queue.progress().done, "the paper is answered for")
        (answer,) = queue.answers()
        queue.close()
    if canceled:
        assert answer.error is not None
        assert answer.error.code == "printer.canceled"
        assert not printer_room.tray()
    else:
        assert answer.error is None
        assert printer_room.tray() == [PERMIT.pdf], "the control: the second printer takes its place"
