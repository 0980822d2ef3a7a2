"""Papers on a real printer that speaks IPP: what lies in its tray, and what is told when it does not work."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread

import pytest

from kbdesk.desk.ports import NotTakenError, PrinterError
from kbdesk.devices.ipp_printer import IppPrinter
from kbdesk.devices.ipp_road import Address
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import PDF, PrinterState
from kbdesk.domain.vocabulary import PaperKind, PrintState
from tests.printing_room import LABEL, LETTER, PLATE, QUICK, PrinterRoom, free_port, pages, until

pytestmark = pytest.mark.xdist_group("printer")

A4_PAGE = (210.0, 297.0)
PERMIT = Printed(kind=PaperKind.PERMIT, number="J20000012", pdf=pages(2), sha256="0" * 64, pages=(A4_PAGE, A4_PAGE))

OTHER = replace(PERMIT, sha256="1" * 64)


def told(printer: IppPrinter, printed: Printed = PERMIT, job: str = "one") -> tuple[str, PrintState]:
    """Print what does not come out; return what is told and where the paper stands."""
    with pytest.raises(PrinterError) as error:
        printer.put(printed, job)
    return error.value.code, error.value.state


def test_it_says_what_it_is(printer_room: PrinterRoom) -> None:
    look = printer_room.printer().look()
    assert (look.name, look.state, look.accepting, look.obstacle) == ("KB Laser", PrinterState.IDLE, True, None)
    assert PDF in look.formats
    assert [medium.name for medium in look.ready] == ["iso_a4_210x297mm"]


def test_a_paper_lies_in_the_tray_byte_for_byte(printer_room: PrinterRoom) -> None:
    printer_room.printer().put(PERMIT, "one")
    assert printer_room.tray() == [PERMIT.pdf]


@pytest.mark.parametrize(
    ("fault", "code", "state", "sheets"),
    [
        ("abort", "printer.aborted", PrintState.RESERVED, 0),
        ("half", "printer.miscounted", PrintState.UNCONFIRMED, 1),
    ],
)
def test_a_job_that_went_wrong_is_no_paper(
    printer_room: PrinterRoom, fault: str, code: str, state: PrintState, sheets: int
) -> None:
    printer_room.does(fault)
    assert told(printer_room.printer()) == (code, state)
    assert len(printer_room.tray()) == sheets
    printer_room.does("")
    printer_room.printer().put(PERMIT, "two")
    assert len(printer_room.tray()) == sheets + 1, "the control: the same printer, mended"


@pytest.mark.parametrize(
    ("fault", "code"),
    [("empty", "printer.empty"), ("door", "printer.door"), ("toner", "printer.toner-empty")],
)
def test_what_waits_for_a_hand_is_told_and_goes_on_by_itself(printer_room: PrinterRoom, fault: str, code: str) -> None:
    printer_room.does(fault)
    heard = []

    def hear(said: str) -> None:
        heard.append(said)
        printer_room.mend()

    printer_room.printer().put(PERMIT, "one", hear)
    assert heard[0] == code
    assert printer_room.tray() == [PERMIT.pdf]


def test_a_jam_is_told_as_a_jam_when_the_job_is_given_up(printer_room: PrinterRoom) -> None:
    printer_room.does("jam")
    with pytest.raises(PrinterError) as error:
        printer_room.printer().put(PERMIT, "one", lambda _said: printer_room.mend())
    assert (error.value.code, error.value.state) == ("printer.jam", PrintState.RESERVED)
    assert not printer_room.tray()


def test_low_toner_keeps_nothing_from_being_printed(printer_room: PrinterRoom) -> None:
    printer_room.does("low")
    printer_room.printer().put(PERMIT, "one")
    assert printer_room.tray() == [PERMIT.pdf]


def test_a_printer_that_is_off_takes_nothing_and_prints_nothing_later(printer_room: PrinterRoom) -> None:
    printer_room.switch_off()
    assert told(printer_room.printer()) == ("printer.offline", PrintState.RESERVED)
    printer_room.switch_on()
    assert not printer_room.tray()


def test_a_printer_that_dies_in_mid_job_leaves_a_paper_that_nobody_knows_of(printer_room: PrinterRoom) -> None:
    printer_room.does("empty")
    hasty = printer_room.printer(replace(QUICK, idle=0.3, withdrawn=0.3))
    with pytest.raises(PrinterError) as error:
        hasty.put(PERMIT, "one", lambda _said: printer_room.switch_off())
    assert (error.value.code, error.value.state) == ("printer.not-withdrawn", PrintState.UNCONFIRMED)


def test_no_a4_in_the_tray_is_told_before_anything_is_sent(printer_room: PrinterRoom) -> None:
    printer_room.switch_on(LETTER)
    with pytest.raises(PrinterError) as error:
        printer_room.printer().put(PERMIT, "one")
    assert (error.value.code, error.value.values) == ("printer.wrong-paper", {"size": "A4"})
    assert not printer_room.tray()


def test_a_label_goes_on_labels_and_a_permit_does_not(printer_room: PrinterRoom) -> None:
    printer_room.switch_on(LABEL)
    label = replace(PERMIT, kind=PaperKind.ENVELOPE_LABEL, pdf=pages(1), pages=((62.0, 100.0),))
    printer_room.printer().put(label, "one")
    assert printer_room.tray() == [label.pdf]
    assert told(printer_room.printer())[0] == "printer.wrong-paper"


def test_a_plate_goes_in_parts_on_a4_and_whole_where_there_is_a_long_sheet(printer_room: PrinterRoom) -> None:
    parts = ((520.0, 110.0), (297.0, 210.0), (297.0, 210.0))
    plate = replace(PERMIT, kind=PaperKind.PLATE_FRONT, pdf=pages(3), pages=parts)
    printer_room.printer().put(plate, "parts")
    printer_room.switch_on(PLATE)
    printer_room.printer().put(plate, "whole")
    assert printer_room.tray() == [plate.pdf]


def test_a_job_in_which_nothing_happens_is_withdrawn_and_known_to_be_canceled(printer_room: PrinterRoom) -> None:
    printer_room.does("stuck")
    hand = Thread(target=printer_room.mend_once_canceled)
    hand.start()
    assert told(printer_room.printer(replace(QUICK, idle=0.3))) == ("printer.timed-out", PrintState.RESERVED)
    hand.join()
    assert not printer_room.tray()


def test_a_job_that_cannot_be_withdrawn_may_still_come_out_and_is_not_printed_again(printer_room: PrinterRoom) -> None:
    printer_room.does("stuck")
    hasty = printer_room.printer(replace(QUICK, idle=0.3, withdrawn=0.3))
    assert told(hasty) == ("printer.not-withdrawn", PrintState.UNCONFIRMED)
    printer_room.mend()


def test_an_officer_cancels_and_is_told_when_it_is_canceled(printer_room: PrinterRoom) -> None:
    printer_room.does("stuck")
    printer, heard = printer_room.printer(), list[tuple[str, PrintState]]()
    officer = Thread(target=lambda: heard.append(told(printer)))
    officer.start()
    until(lambda: printer_room.printer().look().state == PrinterState.PROCESSING, "the job is being printed")
    printer.cancel()
    until(lambda: printer_room.was_asked("Cancel-Job"), "it is withdrawn")
    assert not heard, "not before the printer has said that it is canceled"
    printer_room.mend()
    officer.join()
    assert heard == [("printer.canceled", PrintState.RESERVED)]


def test_a_busy_printer_is_waited_for(printer_room: PrinterRoom) -> None:
    printer_room.does("wait")
    first = Thread(target=lambda: printer_room.printer().put(PERMIT, "first"))
    second = Thread(target=lambda: printer_room.printer().put(OTHER, "second"))
    first.start()
    until(lambda: printer_room.printer().look().state == PrinterState.PROCESSING, "the printer is busy")
    second.start()
    until(lambda: printer_room.was_asked("Print-Job server-error-busy"), "the second is put off")
    printer_room.does("")
    printer_room.mend()
    first.join()
    second.join()
    assert printer_room.tray() == [PERMIT.pdf, PERMIT.pdf]
    printer_room.does("wait")
    busy = Thread(target=lambda: printer_room.printer().put(PERMIT, "third"))
    busy.start()
    until(lambda: printer_room.printer().look().state == PrinterState.PROCESSING, "the printer is busy again")
    assert told(printer_room.printer(replace(QUICK, idle=0.2)), OTHER) == ("printer.busy", PrintState.RESERVED)
    printer_room.mend()
    busy.join()


def test_a_job_of_the_process_before_is_found_by_its_name(printer_room: PrinterRoom) -> None:
    printer_room.printer().put(PERMIT, "before")
    printer_room.printer().ask(PERMIT, "before")
    with pytest.raises(NotTakenError) as error:
        printer_room.printer().ask(PERMIT, "never")
    assert error.value.code == "printer.unknown-job"


def test_what_is_no_printer_is_offline() -> None:
    assert told(IppPrinter(Address(f"ipp://localhost:{free_port()}/ipp/print"), patience=QUICK))[0] == "printer.offline"


@pytest.mark.parametrize(
    "text",
    [
        *("", "laser", "http://host/x", "ipp:///x", "ipp://user:word@host/x", "ipp://host:0/x", "file:///dev/lp0"),
        *("ipp://host/štampač", "ipp://host..name/x", "ipp://host/a b", f"ipp://{'a' * 64}/x", "ipp+unix://%00/x"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Address(text)


def test_an_address_says_where_a_printer_is_asked() -> None:
    assert Address("ipp://10.0.0.5/ipp/print").host == ("10.0.0.5", 631)
    server = Address("ipp+unix://%2Frun%2Fcups%2Fcups.sock/printers/KB")
    assert (server.socket, server.path, server.uri) == (
        "/run/cups/cups.sock",
        "/printers/KB",
        "ipp://localhost/printers/KB",
    )
