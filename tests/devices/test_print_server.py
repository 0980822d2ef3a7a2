"""A queue of CUPS between the desk and the printer: what it says is not what happened, and the desk is not misled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

from kbdesk.desk.ports import NotTakenError, PrinterError, PrintJob
from kbdesk.devices import ipp_road
from kbdesk.devices.ipp import Group, Message, Tag, number, word
from kbdesk.devices.ipp_printer import Patience, _ticket
from kbdesk.devices.ipp_road import Road, RoadError
from kbdesk.devices.print_queue import PrintQueue
from kbdesk.devices.printer_search import found_printers
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import PrinterState, plan
from kbdesk.domain.strays import Stray, StrayEnd
from kbdesk.domain.vocabulary import PaperKind, PrintState
from tests.printing_room import LETTER, QUICK, PrinterRoom, pages, until
from tests.printing_server import ServerRoom, printing_server

pytestmark = pytest.mark.xdist_group("printer")

GIVES_UP = replace(QUICK, idle=1.5)
SHEET = (210.0, 297.0)
PERMIT = Printed(kind=PaperKind.PERMIT, number="J20000012", pdf=pages(2), sha256="0" * 64, pages=(SHEET, SHEET))


@pytest.fixture(scope="module", name="started_server")
def _started_server(started_printer: PrinterRoom) -> Iterator[ServerRoom]:
    with TemporaryDirectory() as folder:  # its filters run as another user, who may not look into a test's folder
        Path(folder).chmod(0o755)
        started_printer.switch_on()
        with printing_server(started_printer, Path(folder) / "cups") as server:
            yield server


@pytest.fixture
def server(started_server: ServerRoom, printer_room: PrinterRoom) -> ServerRoom:
    """The queue, its printer switched on anew."""
    return started_server


def told(server: ServerRoom, printed: Printed = PERMIT, patience: Patience = QUICK) -> tuple[str, PrintState]:
    with pytest.raises(PrinterError) as error:
        server.printer(patience).put(printed, "one")
    return error.value.code, error.value.state


def test_a_paper_comes_out_through_the_queue_on_its_own_size(server: ServerRoom) -> None:
    server.printer().put(PERMIT, "one")
    assert len(server.room.tray()) == 1


def test_the_queues_of_a_server_are_found_and_one_that_is_not_there_has_none(
    server: ServerRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = found_printers(server.folder / "cups.sock")
    assert found.address == server.address.text
    assert found.name
    assert found_printers(server.folder / "nowhere.sock") == ()
    assert found_printers() == (), "a test asks no server of this machine"
    monkeypatch.setenv("CUPS_SERVER", str(server.folder / "cups.sock"))
    assert found_printers() == (found,)


def test_what_the_queue_calls_canceled_was_given_up_by_the_printer(server: ServerRoom) -> None:
    server.room.does("abort")
    assert told(server) == ("printer.aborted", PrintState.RESERVED)
    assert not server.room.tray()


def test_what_the_queue_calls_completed_is_believed_only_when_the_printer_says_so_too(server: ServerRoom) -> None:
    server.room.does("half")
    assert told(server) == ("printer.miscounted", PrintState.UNCONFIRMED), "the queue counts what it sent"
    assert len(server.room.tray()) == 1


def test_an_empty_tray_behind_the_queue_is_told_and_goes_on(server: ServerRoom) -> None:
    server.room.does("empty")
    heard = []

    def hear(said: str) -> None:
        heard.append(said)
        server.room.mend()

    server.printer().put(PERMIT, "one", hear)
    assert heard[0] == "printer.empty"
    assert len(server.room.tray()) == 1


def test_a_queue_that_wakes_up_later_finds_its_job_canceled(server: ServerRoom) -> None:
    server.room.switch_off()
    code, state = told(server, patience=GIVES_UP)
    assert (code in ("printer.timed-out", "printer.offline"), state) == (True, PrintState.RESERVED)
    server.room.switch_on()
    server.printer().put(replace(PERMIT, pdf=pages(1), pages=(SHEET,)), "next")
    assert len(server.room.tray()) == 1, "the next one alone"


def test_what_a_program_that_is_gone_left_in_a_queue_is_canceled_before_the_paper_is_sent_again(
    server: ServerRoom,
) -> None:
    server.room.switch_off()
    gone = server.printer()
    planned = plan(PERMIT.kind, PERMIT.pages, gone.look())
    assert planned is not None
    gone._hand(PERMIT, _ticket(planned, gone.look()), "left")
    assert len(gone._jobs("", ("not-completed",))) == 1
    assert told(server, patience=GIVES_UP)[1] is PrintState.RESERVED
    assert gone._jobs("", ("not-completed",)) == []
    server.room.switch_on()
    server.printer().put(PERMIT, "again")
    assert len(server.room.tray()) == 1


def test_a_server_that_comes_back_with_a_job_is_asked_to_cancel_it_before_its_printer_wakes(server: ServerRoom) -> None:
    server.room.switch_off()
    planned = plan(PERMIT.kind, PERMIT.pages, server.printer().look())
    assert planned is not None
    server.printer()._hand(PERMIT, _ticket(planned, server.printer().look()), "astray")
    stray = Stray(
        kind=PERMIT.kind,
        number=PERMIT.number,
        copy=0,
        sha256=PERMIT.sha256,
        job="astray",
        printer=server.address.text,
    )
    queue = PrintQueue(lambda _kind: (server.printer(),), lambda _at: server.printer(), waits=True)
    server.stop()
    queue.hand([PrintJob(printed=PERMIT, name="again", earlier=(stray,))])
    (kept,) = queue.answers()
    assert kept.error is not None
    assert (kept.error.code, kept.error.values) == ("printer.earlier", {"printer": "KB"})
    server.start()
    assert len(server.printer()._jobs("", ("not-completed",))) == 1, "the control: the server kept the job"
    queue.watch([stray])
    assert queue.ended() == (StrayEnd(stray=stray, came_out=False),)
    server.room.switch_on()
    queue.hand([PrintJob(printed=PERMIT, name="again", earlier=(stray,))])
    assert [answer.error for answer in queue.answers()] == [None]
    assert len(server.room.tray()) == 1, "the reprint alone"
    queue.close()


def test_control_a_job_that_is_not_canceled_comes_out_by_itself_when_the_printer_wakes(server: ServerRoom) -> None:
    server.room.switch_off()
    officer = Thread(target=lambda: server.printer().put(PERMIT, "left"))
    officer.start()
    until(lambda: server.printer().look().state == PrinterState.PROCESSING, "the queue says that it prints")
    server.room.switch_on()
    officer.join()
    assert len(server.room.tray()) == 1


def test_a_plate_longer_than_any_sheet_of_the_queue_is_not_sent(server: ServerRoom) -> None:
    plate = replace(PERMIT, kind=PaperKind.PLATE_FRONT, pages=((520.0, 110.0),))
    assert told(server, plate) == ("printer.wrong-paper", PrintState.RESERVED)
    assert not server.room.tray()


def test_only_who_sent_a_job_may_cancel_it_and_the_kernel_says_who_that_is(
    server: ServerRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.room.does("wait")
    officer = Thread(target=lambda: server.printer().put(PERMIT, "held"))
    officer.start()
    until(lambda: server.room.printer().look().state == PrinterState.PROCESSING, "the printer is busy")
    job = server.printer()._named(f"held-{PERMIT.sha256[:16]}")
    assert job is not None
    asked = {
        "attributes-charset": word(Tag.CHARSET, "utf-8"),
        "attributes-natural-language": word(Tag.LANGUAGE, "en"),
        "printer-uri": word(Tag.URI, server.address.uri),
        "job-id": number(job),
        "requesting-user-name": word(Tag.NAME, "root"),
    }
    cancel = Message(code=0x08, groups=((Group.OPERATION, asked),))
    with monkeypatch.context() as nobody, pytest.raises(RoadError, match="HTTP 401"):
        nobody.setattr(ipp_road.Road, "_head", lambda _road: {"Content-Type": "application/ipp"})
        Road(server.address).ask(cancel)
    server.room.mend()
    officer.join()
    assert len(server.room.tray()) == 1


def test_what_the_queue_takes_and_its_printer_refuses_is_told_as_the_wrong_paper_and_not_as_given_up(
    server: ServerRoom,
) -> None:
    server.room.switch_on(LETTER, alone=True)
    with pytest.raises(NotTakenError) as error:
        server.printer().put(PERMIT, "one")
    assert (error.value.code, error.value.values) == ("printer.wrong-paper", {"size": "A4"})
    assert not server.room.tray()
