"""A desk to which no printer is set up: every paper is refused, with the sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kbdesk.desk.ports import PrintAnswer, PrintJob
from kbdesk.devices.printer_faults import not_taken
from kbdesk.domain.printers import Fault


class NoPrinter:
    """Implements `kbdesk.desk.ports.Printer`."""

    certain: Final = True

    def __init__(self) -> None:
        self._answers: list[PrintAnswer] = []

    def hand(self, jobs: Sequence[PrintJob]) -> None:
        """Refuse papers."""
        self._answers.extend(PrintAnswer(job=job, error=not_taken(Fault.NONE)) for job in jobs)

    def ask(self, jobs: Sequence[PrintJob]) -> None:
        """Ask for nothing: nobody is there to ask."""

    def answers(self) -> Sequence[PrintAnswer]:
        """Return what became of jobs and was not returned before."""
        answers, self._answers = self._answers, []
        return answers
