"""The papers on their way to printers: one thread hands them over, one at a time, and follows each to its end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import count
from threading import Condition, Thread
from types import MappingProxyType
from typing import Final, Protocol

from kbdesk.desk.ports import NotTakenError, PrintAnswer, PrinterError, PrintJob
from kbdesk.devices.printer_faults import failed, not_taken
from kbdesk.devices.strays import Strays
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import ENDED, Fault, PrinterLook, PrinterSeen, PrintProgress, Role, called, in_the_way
from kbdesk.domain.strays import Stray, StrayEnd
from kbdesk.domain.vocabulary import PaperKind, PrintState

Told = Callable[[str], None]
_LOOKED_AT: Final = MappingProxyType(
    {Role.PAPER: PaperKind.PERMIT, Role.LABEL: PaperKind.ENVELOPE_LABEL, Role.PLATE: PaperKind.PLATE_FRONT}
)
_AGAIN: Final = 20.0
"""Seconds after which a printer is asked again that may still bring an earlier job out."""


_NUMBERS: Final = count(1)
"""The numbers of answers, also of a queue that takes the place of another."""


class JobPrinter(Protocol):
    """A printer as the queue asks for it; see `kbdesk.devices.ipp_printer.IppPrinter`."""

    @property
    def address(self) -> str:
        """Where it is asked; empty where that is no address."""

    def put(self, printed: Printed, job: str, told: Told | None = None, /) -> None:
        """Print and wait until the paper lies there, or raise `PrinterError`."""

    def ask(self, printed: Printed, job: str, told: Told | None = None, /) -> None:
        """Follow a job that was sent before; one that the printer does not know is unconfirmed."""

    def withdraw(self, stray: Stray, /) -> bool:
        """See that a job comes out no more; return whether it came out before. Raises `PrinterError`."""

    def look(self) -> PrinterLook:
        """Return what the printer says of itself. Raises `PrinterError`."""

    def begin(self) -> None:
        """Be given a paper, or asked for one: from now on `cancel` is meant for it."""

    def cancel(self) -> None:
        """Withdraw what is being printed, or is about to be."""


class PrintQueue:
    """Implements `kbdesk.desk.ports.Printer` over the printers of each kind of paper, the first one first.

    Another printer is tried only where the one before took nothing. With `waits`, `hand` and `ask` return when
    everything was answered; else who hears it is called, on the queue's thread, whenever there is something new to see.
    A job that may still come out is withdrawn before its paper is printed again, and else whenever its printer answers.
    A process that ends leaves its jobs to the printer; they are entered as sent, and asked for at the next start.
    """

    certain: Final = False

    def __init__(
        self,
        printers: Callable[[PaperKind], Sequence[JobPrinter]],
        at: Callable[[str], JobPrinter],
        *,
        waits: bool = False,
    ) -> None:
        self._printers, self._at, self._waits = printers, at, waits
        self._heard: Callable[[], None] | None = None
        self._news = Condition()
        self._waiting: deque[tuple[PrintJob, bool]] = deque()
        self._answers: list[PrintAnswer] = []
        self._now: PrintJob | None = None
        self._printer: JobPrinter | None = None
        self._fault, self._done, self._of, self._answered = "", 0, 0, 0
        self._canceled = self._closed = False
        self._look, self._check, self._strays = False, False, Strays(at)
        self._seen = PrinterSeen()
        self._thread: Thread | None = None

    def hand(self, jobs: Sequence[PrintJob]) -> None:
        """Take papers to print, in this order."""
        self._take([(job, False) for job in jobs])

    def ask(self, jobs: Sequence[PrintJob]) -> None:
        """Find out what became of jobs that were handed over by a program that is gone."""
        self._take([(job, True) for job in jobs])

    def answers(self) -> Sequence[PrintAnswer]:
        """Return what became of jobs and was not returned before."""
        with self._news:
            answers, self._answers = self._answers, []
        return answers

    def places(self, kind: PaperKind) -> tuple[str, ...]:
        """Return the addresses that a kind of paper may be sent to."""
        return tuple(printer.address for printer in self._printers(kind) if printer.address)

    def watch(self, strays: Sequence[Stray]) -> None:
        """Withdraw what may still come out as soon as its printer answers; with `waits`, ask each once now."""
        if not strays:
            return
        self._strays.watch(strays)
        with self._news:
            self._check = True
            self._begin()
            if self._waits:
                self._news.wait_for(lambda: self._closed or not self._check)

    def ended(self) -> Sequence[StrayEnd]:
        """Return what became of strays and was not returned before."""
        return self._strays.ended()

    def progress(self) -> PrintProgress:
        """Return how far the queue is (any thread)."""
        with self._news:
            return PrintProgress(done=self._done, of=self._of, fault=self._fault, answered=self._answered)

    @property
    def seen(self) -> PrinterSeen:
        """The printer of papers as it was last seen, or one of another role that is in no state to print."""
        with self._news:
            return self._seen

    def hear(self, changed: Callable[[], None] | None) -> None:
        """Let something be called that returns at once; once this is back nobody else is called (any thread)."""
        with self._news:
            self._heard = changed

    def look(self) -> None:
        """Ask the printers how they are, when nothing is being printed (any thread)."""
        with self._news:
            self._look = True
            self._begin()

    def holds(self, sha256: str) -> bool:
        """Tell whether a paper is on its way here, or was answered for and that was not taken note of yet."""
        with self._news:
            on_its_way = [job for job, _ in self._waiting] + [answer.job for answer in self._answers]
            return any(job.printed.sha256 == sha256 for job in (*on_its_way, self._now) if job is not None)

    @property
    def rests(self) -> bool:
        """Whether nothing is on its way here, nor answered for and not taken note of yet (any thread)."""
        with self._news:
            return not (self._waiting or self._now or self._answers)

    def cancel(self) -> None:
        """Withdraw what is being printed, and hand over nothing more of what waits (any thread)."""
        with self._news:
            self._canceled = bool(self._waiting) or self._now is not None
            if self._printer is not None:
                self._printer.cancel()

    def close(self) -> Sequence[PrintJob]:
        """Hand over nothing more, and return what never was; what the printer has, it keeps."""
        with self._news:
            self._closed, self._heard = True, None
            left = tuple(job for job, sent in self._waiting if not sent)
            self._waiting.clear()
            self._news.notify_all()
        return left

    def _take(self, jobs: Sequence[tuple[PrintJob, bool]]) -> None:
        if not jobs:
            return
        with self._news:
            if not self._waiting and self._now is None:
                self._done = self._of = 0
            self._waiting.extend(jobs)
            self._of += len(jobs)
            self._begin()
            if self._waits:
                self._news.wait_for(lambda: self._closed or not (self._waiting or self._now))
        self._tell()

    def _begin(self) -> None:
        if self._thread is None and not self._closed:
            self._thread = Thread(target=self._work, name="printer", daemon=True)
            self._thread.start()
        self._news.notify_all()

    def _work(self) -> None:
        try:
            while self._prints_one():
                self._tell()
        finally:  # an error of ours ends this thread, and the papers behind are printed by the next
            with self._news:
                self._thread = None
                if self._waiting:
                    self._begin()
            self._tell()

    def _prints_one(self) -> bool:
        """Print the next job when it comes; return whether there may be another."""
        with self._news:
            woken = self._news.wait_for(
                lambda: bool(self._waiting) or self._look or self._check or self._closed,
                _AGAIN if self._strays else None,
            )
            if self._closed:
                return False
            taken = self._waiting.popleft() if self._waiting else None
            if taken is None:
                look, self._look = self._look, False
            else:
                self._now = taken[0]
        if taken is None:
            if look or not woken:
                self._see()
            self._withdraw_strays()
            return True
        self._tell()
        self._answer(*taken)
        return True

    def _answer(self, job: PrintJob, sent: bool) -> None:
        """Print a job or ask for one that was sent, and answer for it, whatever happens."""
        answer: PrintAnswer | None = None
        try:
            if self._canceled and not sent:
                answer = PrintAnswer(job=job, error=failed(Fault.CANCELED))
            else:
                answer = self._asked(job) if sent else self._printed(job)
        finally:
            with self._news:
                if answer is None:
                    answer = _left(job, failed(Fault.STUMBLED, PrintState.UNCONFIRMED), self._printer)
                self._answers.append(answer)
                self._now, self._printer, self._fault = None, None, ""
                self._done += 1
                self._answered = next(_NUMBERS)
                self._canceled = self._canceled and bool(self._waiting)
                self._news.notify_all()

    def _see(self) -> None:
        """Look at the printer of papers, then at those of others' own until one is in no state to print."""
        seen, looked_at = PrinterSeen(fault=f"printer.{Fault.NONE}", grave=True), list[JobPrinter]()
        for role, kind in _LOOKED_AT.items():
            for printer in self._printers(kind)[:1]:
                if printer not in looked_at:
                    found = _seen(printer, role)
                    seen = found if role is Role.PAPER or found.grave else seen
                    looked_at.append(printer)
            if seen.grave:
                break
        with self._news:
            self._seen = seen

    def _printed(self, job: PrintJob) -> PrintAnswer:
        """Print a paper where the first printer takes it, once nothing of it can come out by an earlier job."""
        kept_back = self._earlier(job)
        if kept_back is not None:
            return PrintAnswer(job=job, error=kept_back)
        error: PrinterError = not_taken(Fault.NONE)
        for printer in self._printers(job.printed.kind):
            for stray in self._strays.at(printer.address):
                self._strays.withdraw(stray)
            with self._news:
                if self._canceled:
                    return PrintAnswer(job=job, error=failed(Fault.CANCELED))
                self._begin_at(printer)
            try:
                printer.put(job.printed, job.name, self._hear)
            except NotTakenError as refused:
                error = refused
            except PrinterError as known:
                return _left(job, known, printer)
            else:
                return PrintAnswer(job=job)
        return PrintAnswer(job=job, error=error)

    def _begin_at(self, printer: JobPrinter) -> None:
        printer.begin()
        self._printer = printer

    def _earlier(self, job: PrintJob) -> PrinterError | None:
        """Withdraw the earlier jobs of a paper; return why it is not printed, None where nothing keeps it back."""
        kept_back: PrinterError | None = None
        for stray in job.earlier:
            end = self._strays.withdraw(stray)
            if end is not None and end.came_out:
                return failed(Fault.SURFACED, PrintState.UNCONFIRMED, printer=called(stray.printer))
            if end is None and not job.despite:
                kept_back = failed(Fault.EARLIER, printer=called(stray.printer))
        return kept_back

    def _asked(self, job: PrintJob) -> PrintAnswer:
        """Find out what became of a paper that was sent: it may still come out of a printer that does not answer."""
        error, silent = not_taken(Fault.NONE), list[str]()
        kind = job.printed.kind
        for printer in [self._at(text) for text in job.printers] if job.printers else self._printers(kind):
            with self._news:
                self._begin_at(printer)
            try:
                printer.ask(job.printed, job.name, self._hear)
            except NotTakenError as refused:
                error = refused
                if refused.code == f"printer.{Fault.OFFLINE}":
                    silent.append(printer.address)
            except PrinterError as known:
                return _left(job, known, printer)
            else:
                return PrintAnswer(job=job)
        doubt = PrinterError(str(error), code=error.code, state=PrintState.UNCONFIRMED, values=error.values)
        return PrintAnswer(job=job, error=doubt, printers=tuple(silent))

    def _withdraw_strays(self) -> None:
        """Withdraw what can be, while nothing is printed."""
        try:
            self._strays.withdraw_all()
        finally:
            with self._news:
                self._check = False
                self._news.notify_all()

    def _hear(self, fault: str) -> None:
        with self._news:
            self._fault = fault
        self._tell()

    def _tell(self) -> None:
        with self._news:
            if self._heard is not None:
                self._heard()


def _seen(printer: JobPrinter, role: Role) -> PrinterSeen:
    """Return how a printer is, as what it is there for."""
    try:
        look = printer.look()
    except PrinterError as error:
        return PrinterSeen(fault=error.code, grave=True, role=role)
    grave = in_the_way(role, look)
    fault = grave or next(iter(look.faults), None)
    return PrinterSeen(name=look.name, fault=(fault and f"printer.{fault}") or "", grave=bool(grave), role=role)


def _left(job: PrintJob, error: PrinterError, printer: JobPrinter | None) -> PrintAnswer:
    """Return the answer of a printer that took a job and left it undone, or in a doubt: it may still come out."""
    doubted = error.state is PrintState.UNCONFIRMED and error.code not in ENDED
    return PrintAnswer(job=job, error=error, printers=(printer.address,) if printer is not None and doubted else ())
