"""A scanner over a pair of pseudo-terminals: read, cut off, pulled out in mid-scan, plugged in again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from queue import Queue
from threading import Thread
from time import monotonic

import pytest
from serial import Serial
from serial.tools.list_ports_common import ListPortInfo

from kbdesk.devices.framing import Framer
from kbdesk.devices.scanner import SILENCE, SerialScanner, found_ports, port_name
from kbdesk.domain.scanner import Framing, LineFault, LineState, ScannerLine
from tests.serial_line import Line

ZONE = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\rL898902C36UTO7408122F1204159ZE184226B<<<<<10"


class Ear:
    """What the thread told, in order."""

    def __init__(self) -> None:
        self.told: Queue[bytes | LineFault | LineState] = Queue()

    def scan(self, data: bytes) -> None:
        self.told.put(data)

    def fault(self, fault: LineFault) -> None:
        self.told.put(fault)

    def state(self, state: LineState) -> None:
        self.told.put(state)

    def next(self) -> bytes | LineFault | LineState:
        return self.told.get(timeout=60)


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "scanner")
    yield made
    made.pull_out()


@pytest.fixture
def listen(plug: Line) -> Iterator[Callable[..., Ear]]:
    started: list[SerialScanner] = []

    def listens(port: str = "", framing: Framing = Framing.AUTO) -> Ear:
        ear = Ear()
        started.append(SerialScanner(ScannerLine(port=port or str(plug.port), framing=framing), ear))
        started[-1].start()
        return ear

    yield listens
    for scanner in started:
        scanner.stop()


def test_scans_come_in_one_after_the_other(plug: Line, listen: Callable[..., Ear]) -> None:
    plug.plug_in()
    ear = listen()
    assert ear.next() is LineState.CONNECTED
    plug.send(ZONE + b"\r")
    assert ear.next() == ZONE
    plug.send(b"\x02EJ20047118\x03\x02EJ20047129\x03")
    assert [ear.next(), ear.next()] == [b"EJ20047118", b"EJ20047129"]


def test_a_scan_that_comes_in_pieces_is_one(plug: Line, listen: Callable[..., Ear]) -> None:
    plug.plug_in()
    ear = listen()
    assert ear.next() is LineState.CONNECTED
    pauses = [SILENCE]
    while max(pauses) > SILENCE / 2:  # a machine may be too busy to send as a scanner does
        sent, scans = [monotonic()], list[object]()
        for start in range(0, len(ZONE), 9):
            plug.send(ZONE[start : start + 9])
            sent.append(monotonic())
        while sum(len(scan) for scan in scans if isinstance(scan, bytes)) < len(ZONE) - 1:
            scans.append(ear.next())
        pauses = [after - before for before, after in pairwise(sent)]
    assert scans == [ZONE]
    assert ear.told.empty()


def test_a_scanner_that_was_pulled_out_is_found_again(plug: Line, listen: Callable[..., Ear]) -> None:
    ear = listen()
    assert ear.next() is LineState.MISSING
    plug.plug_in()
    assert ear.next() is LineState.CONNECTED
    plug.pull_out()
    assert [ear.next(), ear.next()] == [LineState.MISSING, LineFault.UNPLUGGED]
    plug.plug_in()
    assert ear.next() is LineState.CONNECTED
    plug.send(ZONE)
    assert ear.next() == ZONE


def test_a_scan_cut_off_by_the_plug_is_told_and_never_handed_on(plug: Line, listen: Callable[..., Ear]) -> None:
    plug.plug_in()
    ear, framer = Ear(), Framer(Framing.STX_ETX)
    scanner = SerialScanner(ScannerLine(port=str(plug.port)), ear)
    with Serial(str(plug.port), timeout=SILENCE) as port:
        listening = Thread(target=scanner._listen, args=(port, framer))
        listening.start()
        plug.send(b"\x02" + ZONE[:50])
        while not framer.pending and ear.told.empty():
            pass
        plug.pull_out()
        listening.join()
    told = [ear.next() for _ in range(ear.told.qsize())]
    late = [LineFault.HALF, LineState.MISSING, LineFault.UNPLUGGED]
    assert told in ([LineState.MISSING, LineFault.UNPLUGGED_IN_SCAN], late), "the silence may have been noticed first"
    ear = listen(framing=Framing.STX_ETX)
    assert ear.next() is LineState.MISSING
    plug.plug_in()
    assert ear.next() is LineState.CONNECTED
    plug.send(b"\x02" + ZONE + b"\x03")
    assert ear.next() == ZONE, "nothing of the scan before is stuck to the next"


def test_half_a_scan_and_garbage_are_told_and_the_next_is_read(plug: Line, listen: Callable[..., Ear]) -> None:
    plug.plug_in()
    ear = listen(framing=Framing.STX_ETX)
    assert ear.next() is LineState.CONNECTED
    plug.send(b"\x02" + ZONE[:60])
    assert ear.next() is LineFault.HALF
    plug.send(bytes(range(256)))
    assert ear.next() is LineFault.HALF
    plug.send(b"\x02" + ZONE + b"\x03")
    assert ear.next() == ZONE


def test_what_is_no_serial_line_is_refused_once(tmp_path: Path, listen: Callable[..., Ear]) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    ear = listen(str(file))
    assert [ear.next(), ear.next()] == [LineFault.REFUSED, LineState.REFUSED]


def test_a_line_is_never_shared_by_two(plug: Line, listen: Callable[..., Ear]) -> None:
    plug.plug_in()
    assert listen().next() is LineState.CONNECTED
    assert listen().next() is LineFault.REFUSED


def test_a_scanner_that_was_stopped_tells_nobody_and_lets_go_of_the_line(plug: Line) -> None:
    plug.plug_in()
    ear, after = Ear(), Ear()
    scanner = SerialScanner(ScannerLine(port=str(plug.port)), ear)
    scanner.start()
    assert ear.next() is LineState.CONNECTED
    scanner.stop()
    plug.send(ZONE)
    again = SerialScanner(ScannerLine(port=str(plug.port)), after)
    again.start()
    assert after.next() is LineState.CONNECTED
    assert ear.told.empty()
    again.stop()


def test_a_scanner_is_known_by_its_numbers_on_usb_whatever_its_port_is_called() -> None:
    port = ListPortInfo("/dev/ttyACM3")
    port.vid, port.pid = 0x0C2E, 0x0B61
    assert port_name("0C2E:0b61", lambda: [ListPortInfo("/dev/ttyS0"), port]) == "/dev/ttyACM3"
    assert port_name("0c2e:0b62", lambda: [port]) == ""
    assert port_name(" /dev/ttyACM0 ", lambda: []) == "/dev/ttyACM0"
    assert all(found.name for found in found_ports())
