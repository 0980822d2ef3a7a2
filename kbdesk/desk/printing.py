"""Printing what was recorded: each paper is put on paper, then entered as printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kbdesk.desk.ports import Body, Clock, Printer, PrinterError
from kbdesk.domain.paper import Printed


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
    """Prints papers for an officer (store thread)."""

    store: PrintingStore
    printer: Printer
    clock: Clock
    officer: str

    def put(self, papers: Iterable[Printed]) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print, recording each paper as it is printed; returns what the printer did not take, each with why."""
        failed = []
        for printed in papers:
            try:
                self.printer.put(printed)
            except PrinterError as error:
                failed.append((printed, error))
                continue
            with self.store.act(at=self.clock.now(), officer=self.officer) as act:
                act.append("paper.printed", printed_body(printed))
        return tuple(failed)


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


def printed_body(printed: Printed) -> Mapping[str, object]:
    """Return the body of ``paper.printed``."""
    return {"kind": str(printed.kind), "number": printed.number, "copy": printed.copy, "sha256": printed.sha256}
