"""The papers on their way to a real printer: what becomes of those behind one that went wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import pytest

from kbdesk.app.printers import PrinterSet
from kbdesk.desk.ports import PrintJob
from kbdesk.devices.ipp_printer import IppPrinter
from kbdesk.devices.print_queue import PrintQueue
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import Role, role_of
from kbdesk.domain.strays import Stray, StrayEnd
from kbdesk.domain.vocabulary import PaperKind, PrintState
from kbdesk.store.settings import Settings
from tests.printing_room import LABEL, QUICK, PrinterRoom, beside, pages, until

pytestmark = pytest.mark.xdist_group("printer")

SHEET = (210.0, 297.0)
HASTY = replace(QUICK, idle=0.3, withdrawn=0.3)
"""Gives up what is stuck; nothing that comes out is in time for it."""
PERMIT = Printed(kind=PaperKind.PERMIT, number="J20000012", pdf=pages(1), sha256="2" * 64, pages=(SHEET,))
PAGELESS = replace(PERMIT, sha256="3" * 64, pages=())
"""No press draws it: the program stumbles over it."""


def test_a_paper_over_which_the_program_stumbles_is_doubted_and_those_behind_it_are_printed(
    printer_room: PrinterRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = list[type[BaseException]]()
    monkeypatch.setattr(threading, "excepthook", lambda told: ended.append(told.exc_type))
    queue = PrintQueue(lambda _kind: (printer_room.printer(),), lambda _at: printer_room.printer(), waits=True)
    queue.hand([PrintJob(printed=PAGELESS, name="one"), PrintJob(printed=PERMIT, name="two")])
    first, second = queue.answers()
    assert first.error is not None
    assert (first.error.code, first.error.state) == ("printer.stumbled", PrintState.UNCONFIRMED)
    assert second.error is None
    assert printer_room.tray() == [PERMIT.pdf]
    assert ended == [IndexError], "it is told to whoever keeps the program, not lost"
    queue.close()


def test_a_paper_canceled_in_the_moment_in_which_it_is_handed_over_does_not_come_out_and_the_next_one_does(
    printer_room: PrinterRoom,
) -> None:
    canceled = list[str]()

    class Overtaken(IppPrinter):
        def put(self, printed: Printed, job: str, told: Callable[[str], None] | None = None) -> None:
            if not canceled:
                canceled.append(job)
                queue.cancel()
            super().put(printed, job, told)

    printer = Overtaken(printer_room.address, patience=QUICK)
    queue = PrintQueue(lambda _kind: (printer,), lambda _at: printer, waits=True)
    for job in ("one", "two"):
        queue.hand([PrintJob(printed=PERMIT, name=job)])
    first, second = queue.answers()
    queue.close()
    assert first.error is not None
    assert (first.error.code, first.error.state) == ("printer.canceled", PrintState.RESERVED)
    assert (second.error, len(printer_room.tray())) == (None, 1)


@pytest.fixture(scope="module", name="started_second")
def _started_second(started_printer: PrinterRoom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrinterRoom]:
    second = beside(started_printer, tmp_path_factory.mktemp("second"))
    second.switch_on()
    yield second
    second.switch_off()


@dataclass
class Two:
    """Two printers and their queue; the first one left a job of the permit in doubt."""

    first: PrinterRoom
    second: PrinterRoom
    stray: Stray

    def queue(self, *, silent: bool = False) -> PrintQueue:
        """Return the queue; a first printer that is `silent` is not waited for as long as one that may be slow."""
        first = self.first.printer(replace(QUICK, answer=0.4) if silent else QUICK)
        made = {first.address: first, self.second.address.text: self.second.printer()}
        return PrintQueue(lambda _kind: tuple(made.values()), made.__getitem__, waits=True)

    def again(self, *, despite: bool = False) -> PrintJob:
        return PrintJob(printed=PERMIT, name="again", earlier=(self.stray,), despite=despite)


@pytest.fixture
def second(started_second: PrinterRoom) -> PrinterRoom:
    for paper in (started_second.folder / "tray").glob("*"):
        paper.unlink()
    return started_second


@pytest.fixture
def two(printer_room: PrinterRoom, second: PrinterRoom) -> Two:
    printer_room.does("stuck")
    hasty = printer_room.printer(HASTY)
    queue = PrintQueue(lambda _kind: (hasty,), lambda _at: hasty, waits=True)
    queue.hand([PrintJob(printed=PERMIT, name="doubted")])
    (answer,) = queue.answers()
    queue.close()
    assert answer.error is not None
    assert (answer.error.code, answer.printers) == ("printer.not-withdrawn", (printer_room.address.text,))
    stray = Stray(
        kind=PERMIT.kind,
        number=PERMIT.number,
        copy=0,
        sha256=PERMIT.sha256,
        job="doubted",
        printer=printer_room.address.text,
    )
    return Two(printer_room, second, stray)


def test_a_paper_is_kept_back_while_an_earlier_job_may_come_out_of_a_printer_that_is_silent(two: Two) -> None:
    with two.first.out_of_reach():
        queue = two.queue(silent=True)
        queue.hand([two.again()])
        (kept,) = queue.answers()
        assert kept.error is not None
        assert (kept.error.code, kept.error.state) == ("printer.earlier", PrintState.RESERVED)
        assert kept.error.values == {"printer": f"localhost:{two.first.port}"}
        assert not two.second.tray()
        queue.hand([two.again(despite=True)])
        (printed,) = queue.answers()
        assert printed.error is None, "the control: the officer knows, and stays there"
        assert two.second.tray() == [PERMIT.pdf]
        assert queue.ended() == ()
        queue.close()


def test_once_the_printer_answers_the_earlier_job_is_withdrawn_and_its_end_is_told(two: Two) -> None:
    with two.first.out_of_reach():
        queue = two.queue(silent=True)
        queue.watch([two.stray])
        assert queue.ended() == ()
        queue.close()
    two.first.mend()
    until(lambda: not two.first.busy(), "the job that was canceled ends")
    queue = two.queue()
    queue.watch([two.stray])
    assert queue.ended() == (StrayEnd(stray=two.stray, came_out=False),)
    assert queue.ended() == (), "it is told once"
    assert not two.first.tray()
    queue.close()


def test_an_earlier_job_that_came_out_after_all_is_told_and_the_paper_is_not_printed_again(two: Two) -> None:
    two.first.switch_on()
    two.first.printer().put(PERMIT, "doubted")
    queue = two.queue()
    queue.hand([two.again(despite=True)])
    (kept,) = queue.answers()
    assert kept.error is not None
    assert (kept.error.code, kept.error.state, kept.printers) == ("printer.surfaced", PrintState.UNCONFIRMED, ())
    assert queue.ended() == (StrayEnd(stray=two.stray, came_out=True),)
    assert (len(two.first.tray()), two.second.tray()) == (1, [])
    queue.watch([replace(two.stray, seen=True)])
    assert queue.ended() == (StrayEnd(stray=replace(two.stray, seen=True), came_out=False),), "its sheet was seen"
    queue.close()


def test_what_a_program_that_is_gone_sent_to_a_silent_printer_may_still_come_out_there(two: Two) -> None:
    gone = PrintJob(printed=PERMIT, name="gone", printers=(two.first.address.text, two.second.address.text))
    with two.first.out_of_reach():
        queue = two.queue(silent=True)
        queue.ask([gone])
        (answer,) = queue.answers()
        queue.close()
    assert answer.error is not None
    assert (answer.error.state, answer.printers) == (PrintState.UNCONFIRMED, (two.first.address.text,))
    queue = two.queue()
    queue.ask([gone])
    (answer,) = queue.answers()
    assert answer.printers == (), "the control: both printers say that they do not know it"
    queue.close()


@pytest.mark.parametrize(
    ("fault", "state"), [("half", PrintState.UNCONFIRMED), ("abort", PrintState.RESERVED), ("", None)]
)
def test_a_paper_that_one_printer_took_and_left_undone_comes_out_of_no_other_by_itself(
    two: Two, fault: str, state: PrintState | None
) -> None:
    two.first.switch_on()
    two.first.does(fault)
    queue = two.queue()
    queue.hand([PrintJob(printed=PERMIT, name="one")])
    (answer,) = queue.answers()
    queue.close()
    assert (answer.error and answer.error.state) == state
    assert not two.second.tray()
    two.first.switch_off()
    queue = two.queue()
    queue.hand([PrintJob(printed=PERMIT, name="two")])
    (answer,) = queue.answers()
    queue.close()
    assert answer.error is None, "the control: the second printer prints where the first one took nothing"
    assert two.second.tray() == [PERMIT.pdf]


def test_each_kind_of_paper_comes_out_of_the_printer_that_is_set_up_for_it(
    printer_room: PrinterRoom, second: PrinterRoom, tmp_path: Path
) -> None:
    printer_room.switch_on(LABEL)
    settings = Settings(
        crossing="J", desk=2, printer_paper=second.address.text, printer_label=printer_room.address.text
    )
    printers = PrinterSet(tmp_path, settings, waits=True).printer
    label = replace(PERMIT, kind=PaperKind.ENVELOPE_LABEL, pdf=pages(1) + b"%label", pages=((62.0, 100.0),))
    printers.hand([PrintJob(printed=label, name="one"), PrintJob(printed=PERMIT, name="two")])
    assert [answer.error for answer in printers.answers()] == [None, None]
    assert (second.tray(), printer_room.tray()) == ([PERMIT.pdf], [label.pdf])


def test_a_printer_with_the_wrong_paper_or_of_another_role_that_is_off_is_seen_before_anything_is_sent(
    printer_room: PrinterRoom, second: PrinterRoom
) -> None:
    def seen(papers: PrinterRoom, labels: PrinterRoom) -> tuple[Role, str, bool]:
        printers = {Role.PAPER: papers.printer(), Role.LABEL: labels.printer()}
        queue = PrintQueue(
            lambda kind: (printers.get(role_of(kind), printers[Role.PAPER]),), lambda _at: papers.printer()
        )
        looked = Event()
        queue.hear(looked.set)
        queue.look()
        assert looked.wait(20)
        queue.close()
        return queue.seen.role, queue.seen.fault, queue.seen.grave

    printer_room.switch_on(LABEL)
    assert seen(second, printer_room) == (Role.PAPER, "", False), "control: each has its paper"
    assert seen(printer_room, second) == (Role.PAPER, "printer.wrong-paper", True)
    printer_room.switch_off()
    assert seen(second, printer_room) == (Role.LABEL, "printer.offline", True)
