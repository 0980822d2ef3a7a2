"""Printing what was recorded: each paper is sent, and entered as what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Protocol

from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.ports import Body, Clock, PaperRow, Printer, PrinterError, PrintJob
from kbdesk.desk.store_fault import StoreFault
from kbdesk.domain.paper import NO_PAPERS, Printed
from kbdesk.domain.printers import Fault
from kbdesk.domain.strays import BY_OFFICER, Stray, StrayEnd
from kbdesk.domain.vocabulary import PrintState

_ENTRY: Final[Mapping[PrintState, str]] = MappingProxyType(
    {PrintState.RESERVED: "paper.failed", PrintState.UNCONFIRMED: "paper.unconfirmed"}
)
_SAID: Final[Mapping[PrintState, str]] = MappingProxyType(
    {
        PrintState.PRINTED: "paper.printed",
        PrintState.RESERVED: "paper.failed",
        PrintState.SPOILED: "paper.spoiled",
    }
)
NOT_ENTERED: Final = "printer.not-entered"
NOT_HANDED: Final = f"printer.{Fault.NOT_HANDED}"


def not_entered() -> PrinterError:
    """Return that nobody may know what was printed: the records did not take it, though they hold the act itself."""
    return PrinterError(
        "It is recorded, but what was printed could not be entered. Look at the printer before printing again.",
        code=NOT_ENTERED,
        state=PrintState.UNCONFIRMED,
    )


class PrintingAct(Protocol):
    """What printing needs of an act."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


class PrintingStore(Protocol):
    """What printing needs of the store."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[PrintingAct]:
        """Begin a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Prints papers for an officer (store thread).

    Where the printer may leave a doubt, a paper is entered as sent before it is handed over: whatever happens then,
    it is not printed again unless a person or the printer has said what became of it.
    """

    store: PrintingStore
    printer: Printer
    clock: Clock
    officer: str

    def put(
        self, papers: Iterable[Printed], earlier: Sequence[Stray] = (), *, despite: bool = False
    ) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print, recording what becomes of each paper; returns what is known by now not to lie there, each with why.

        Jobs of the same papers that may still come out are withdrawn first; where a printer cannot be asked to, its
        paper is printed only `despite` that, and the entry says so. Where the records do not take it, nothing more is
        printed: what may lie there is among what is returned.
        """
        printing, failed = tuple(papers), list[tuple[Printed, PrinterError]]()
        if not self.printer.certain:
            return self._printed(printing, earlier, despite=despite)
        for place, printed in enumerate(printing):
            found = self._printed((printed,))
            failed += found
            if any(error.code == NOT_ENTERED for _, error in found):
                return (*failed, *((left, not_entered()) for left in printing[place + 1 :]))
        return tuple(failed)

    def try_out(self, trial: Printed, *, later: bool = False) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print a test sheet; it bears no number, and the ledger says nothing of it.

        Where the printer answers `later`, nothing is known yet, and its answers are for who enters them then.
        """
        jobs = [PrintJob(printed=trial, name=trial.sha256[:16])]
        if later:
            self.printer.hand(jobs)
            return ()
        return self._hand(jobs)

    def ask(self, papers: Iterable[tuple[Printed, PaperRow]]) -> tuple[tuple[Printed, PrinterError], ...]:
        """Ask what became of papers that a program sent which is gone, each by the name of its job."""
        jobs = [PrintJob(printed=printed, name=row.job, printers=row.printers) for printed, row in papers]
        self.printer.ask(jobs)
        return self.enter()

    def enter(self) -> tuple[tuple[Printed, PrinterError], ...]:
        """Record what the printer has answered since; returns what does not lie there, each with why."""
        failed = []
        for answer in self.printer.answers():
            printed, error = answer.job.printed, answer.error
            if error is not None:
                failed.append((printed, error))
            if printed.number in NO_PAPERS:
                continue
            if error is None:
                self._append("paper.printed", printed_body(printed))
            elif answer.job.name:
                doubt = {"printers": list(answer.printers)} if error.state is PrintState.UNCONFIRMED else {}
                self._append(_ENTRY[error.state], {**printed_body(printed), "reason": error.code, **doubt})
        return tuple(failed)

    def leave(self, jobs: Iterable[PrintJob]) -> None:
        """Enter, all at once, that papers were sent and never handed over: the desk is left, and nothing came out."""
        reason = {"reason": NOT_HANDED, "printers": []}
        bodies = [{**printed_body(job.printed), **reason} for job in jobs if job.printed.number not in NO_PAPERS]
        if bodies:
            with self.store.act(at=self.clock.now(), officer=self.officer) as act:
                for body in bodies:
                    act.append("paper.unconfirmed", body)

    def settle(self) -> Sequence[StrayEnd]:
        """Record what became of jobs that might still have come out; returns it, to be told."""
        ends = self.printer.ended()
        for end in ends:
            kind, where = "paper.surfaced" if end.came_out else "paper.withdrawn", end.stray
            self._append(kind, {**printed_body(where), "job": where.job, "printer": where.printer})
        return ends

    def say(self, row: PaperRow, state: PrintState) -> None:
        """Enter what an officer saw who looked at the printer: it lies there, nothing does, or it is spoiled.

        Raises `PapersError` for a paper of which nobody doubts what became.
        """
        if row.state not in (PrintState.SENT, PrintState.UNCONFIRMED):
            raise PapersError("papers.not-waiting", number=row.number)
        self._append(_SAID[state], {**printed_body(row), "reason": BY_OFFICER})

    def _printed(
        self, papers: Sequence[Printed], earlier: Sequence[Stray] = (), *, despite: bool = False
    ) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print some papers together; all of them may lie there or not where the records fail."""
        try:
            if self.printer.certain:
                return self._hand([PrintJob(printed=printed) for printed in papers])
            return self._hand(self._sent(papers, earlier, despite=despite) if papers else [])
        except StoreFault:
            return tuple((printed, not_entered()) for printed in papers)

    def _hand(self, jobs: Sequence[PrintJob]) -> tuple[tuple[Printed, PrinterError], ...]:
        self.printer.hand(jobs)
        return self.enter()

    def _sent(self, papers: Sequence[Printed], earlier: Sequence[Stray], *, despite: bool) -> list[PrintJob]:
        """Enter papers as sent, all at once; the entry of each is what its job is called."""
        jobs = []
        with self.store.act(at=self.clock.now(), officer=self.officer) as act:
            for printed in papers:
                own = tuple(stray for stray in earlier if stray.sha256 == printed.sha256)
                body = {**printed_body(printed), "printers": list(self.printer.places(printed.kind))}
                risked = {"despite": [stray.printer for stray in own]} if own and despite else {}
                digest = act.append("paper.sent", {**body, **risked})
                jobs.append(PrintJob(printed=printed, name=digest[:16], earlier=own, despite=despite))
        return jobs

    def _append(self, kind: str, body: Body) -> None:
        with self.store.act(at=self.clock.now(), officer=self.officer) as act:
            act.append(kind, body)


def sealed_line(printed: Printed, *, digest: str, card: str) -> dict[str, object]:
    """Return the line of a paper in ``papers.sealed``; `digest` is that of the entry it belongs to."""
    return {**paper_line(printed), "entry": digest, "card": card}


def sealed_body(passage: str, digest: str, papers: Iterable[Printed]) -> dict[str, object]:
    """Return the body of ``papers.sealed`` for the papers of one entry that is no card's, by its digest."""
    return {"passage": passage, "papers": [sealed_line(printed, digest=digest, card="") for printed in papers]}


def paper_line(printed: Printed) -> dict[str, object]:
    """Return how an entry names a paper; the blank it goes on and its seal, in hex, only where there is one."""
    seal = {"seal": printed.seal.hex()} if printed.seal else {}
    blank = {"blank": printed.blank} if printed.blank else {}
    return {"kind": str(printed.kind), "number": printed.number, "sha256": printed.sha256, **seal, **blank}


def printed_body(printed: Printed | PaperRow | Stray) -> Mapping[str, object]:
    """Return how the entries of a paper's way to a hand name it."""
    return {"kind": str(printed.kind), "number": printed.number, "copy": printed.copy, "sha256": printed.sha256}
