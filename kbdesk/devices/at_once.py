"""What printers have in common that know of each paper at once what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kbdesk.desk.ports import PrintAnswer, PrintJob
from kbdesk.domain.strays import Stray, StrayEnd
from kbdesk.domain.vocabulary import PaperKind


class AtOnce:
    """The part of a `kbdesk.desk.ports.Printer` that has nothing to ask for later; what it does with papers is missing.

    What was sent to another printer before is not known here: it is asked for when that one is set up again.
    """

    certain: Final = True

    def __init__(self) -> None:
        self._answers: list[PrintAnswer] = []

    def ask(self, jobs: Sequence[PrintJob]) -> None:
        """Ask for nothing."""

    def answers(self) -> Sequence[PrintAnswer]:
        """Return what became of jobs and was not returned before."""
        answers, self._answers = self._answers, []
        return answers

    def places(self, _kind: PaperKind) -> tuple[str, ...]:
        """Return no address."""
        return ()

    def watch(self, strays: Sequence[Stray]) -> None:
        """Watch nothing."""

    def ended(self) -> Sequence[StrayEnd]:
        """Return nothing."""
        return ()
