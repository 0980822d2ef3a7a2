"""A printer behind something that answers in its place: what it took is never handed over twice."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from kbdesk.desk.ports import NotTakenError, PrinterError
from kbdesk.devices.ipp import Group, Message, Tag, Value, decode, encode, number
from kbdesk.devices.ipp_printer import IppPrinter, Patience
from kbdesk.devices.ipp_road import Address
from kbdesk.domain.paper import Printed
from kbdesk.domain.vocabulary import PaperKind, PrintState
from tests.printing_room import A4, LABEL, QUICK, PrinterRoom, pages, until

from .test_ipp_printer import PERMIT

pytestmark = pytest.mark.xdist_group("printer")

PRINT_JOB = 0x02
IGNORED, NOT_SUPPORTED = 0x0001, 0x040B
RECEIPT = replace(PERMIT, kind=PaperKind.SURRENDER_RECEIPT, sha256="4" * 64)
ON_LABELS = replace(PERMIT, kind=PaperKind.ENVELOPE_LABEL, pdf=pages(1), sha256="5" * 64, pages=((62.0, 100.0),))
COLLECTION = {"media-size": (Value(Tag.BEGIN_COLLECTION, {"x-dimension": number(6200), "y-dimension": number(10000)}),)}
SCALING = {"print-scaling": (Value(Tag.UNSUPPORTED, b""),)}
Answers = Callable[[Message, PrinterRoom], tuple[int, bytes]]
"""What answers a job: given the job and the printer, the status of HTTP and the answer."""


@dataclass
class Silence:
    """What is answered no more once it began, and what was asked since."""

    begun: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)
    asked: list[int] = field(default_factory=list)


@contextmanager
def relay(
    room: PrinterRoom, answers: Answers, *, silence: Silence | None = None, patience: Patience = QUICK
) -> Iterator[IppPrinter]:
    """Stand before the printer; every request but Print-Job goes through as it is, until it falls silent."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            message = decode(self.rfile.read(int(self.headers["Content-Length"])))
            if silence is not None and silence.begun.is_set():
                silence.asked.append(message.code)
                silence.over.wait(30)
                return
            status, answer = answers(message, room) if message.code == PRINT_JOB else (200, through(message, room))
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield IppPrinter(Address(f"ipp://localhost:{server.server_port}/ipp/print"), patience=patience)
        finally:
            if silence is not None:
                silence.over.set()
            server.shutdown()


def through(message: Message, room: PrinterRoom) -> bytes:
    """Return what the printer answers."""
    line = http.client.HTTPConnection("localhost", room.port, timeout=10)
    line.request("POST", room.address.path, encode(message), {"Content-Type": "application/ipp"})
    answer = line.getresponse().read()
    line.close()
    return answer


def unscaled(message: Message) -> Message:
    """Return a job without the attribute that the relay's printer does not know."""
    groups = tuple((group, {k: v for k, v in said.items() if k != "print-scaling"}) for group, said in message.groups)
    return replace(message, groups=groups)


def ignores(message: Message, room: PrinterRoom) -> tuple[int, bytes]:
    """Print the job, and say that its scaling was passed over, though that was not to be."""
    there = len(room.tray())
    answer = decode(through(unscaled(message), room))
    until(lambda: len(room.tray()) > there, "it is printed")
    groups = (answer.groups[0], (int(Group.UNSUPPORTED), SCALING), *answer.groups[1:])
    return 200, encode(replace(answer, code=IGNORED, groups=groups))


def refuses(message: Message, room: PrinterRoom) -> tuple[int, bytes]:
    """Refuse a job that says how it is to be scaled, and take any other."""
    if unscaled(message) == message:
        return 200, through(message, room)
    groups = ((int(Group.OPERATION), message.groups[0][1]), (int(Group.UNSUPPORTED), SCALING))
    return 200, encode(Message(code=NOT_SUPPORTED, groups=groups))


@pytest.mark.parametrize("answers", [ignores, refuses])
def test_a_printer_that_knows_no_scaling_prints_once_and_its_sheet_is_to_be_measured(
    printer_room: PrinterRoom, answers: Answers
) -> None:
    with relay(printer_room, answers) as printer, pytest.raises(PrinterError) as error:
        printer.put(PERMIT, "one")
    assert (error.value.code, error.value.state) == ("printer.scaled", PrintState.UNCONFIRMED)
    assert printer_room.tray() == [PERMIT.pdf]


def test_a_gateway_that_lost_the_answer_is_no_printer_that_took_nothing(printer_room: PrinterRoom) -> None:
    def loses(message: Message, room: PrinterRoom) -> tuple[int, bytes]:
        through(message, room)
        return 504, b""

    with relay(printer_room, loses) as printer:
        printer.put(PERMIT, "one")
    assert printer_room.tray() == [PERMIT.pdf], "it was found by its name"
    with relay(printer_room, lambda _message, _room: (403, b"")) as printer, pytest.raises(NotTakenError):
        printer.put(PERMIT, "two")
    assert printer_room.tray() == [PERMIT.pdf], "the control: a refusal is one"


@pytest.mark.parametrize(
    ("printed", "paper", "asked"),
    [
        (PERMIT, A4, {"media": ["iso_a4_210x297mm"], "sides": ["two-sided-long-edge"]}),
        (RECEIPT, A4, {"media": ["iso_a4_210x297mm"], "sides": ["one-sided"]}),
        (ON_LABELS, LABEL, {"media-col": [COLLECTION], "sides": ["one-sided"]}),
    ],
)
def test_a_job_leaves_neither_size_nor_scale_nor_sides_to_the_printer(
    printer_room: PrinterRoom, printed: Printed, paper: str, asked: dict[str, list[object]]
) -> None:
    printer_room.switch_on(paper)
    jobs = list[Message]()

    def notes(message: Message, room: PrinterRoom) -> tuple[int, bytes]:
        jobs.append(message)
        return 200, through(message, room)

    with relay(printer_room, notes) as printer:
        printer.put(printed, "one")
    (job,) = jobs
    said = {name: [value.content for value in values] for name, values in job.of(Group.JOB).items()}
    assert said == {"copies": [1], "print-scaling": ["none"], **asked}
    assert job.of(Group.OPERATION)["ipp-attribute-fidelity"][0].content is True
