"""What the window asks of a desk's printers and of the papers on their way to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kbdesk.domain.printers import Role

if TYPE_CHECKING:
    from kbdesk.desk.ports import PaperRow, PrinterError
    from kbdesk.desk.printing import Printing
    from kbdesk.domain.paper import Printed
    from kbdesk.domain.printers import PrintProgress
    from kbdesk.domain.strays import StrayEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterState:
    """The printer as the header shows it: what it calls itself and whether it takes papers now.

    `fault` names what it says of itself, ``printer.toner-low``; empty where that is nothing. A `folder` has no name.
    `role` is what it is there for: of others than that of papers only one that takes nothing is shown.
    """

    name: str
    ready: bool
    folder: bool = False
    fault: str = ""
    role: Role = Role.PAPER


class Keep(Protocol):
    """Keeps the printers of a role with the machine's settings."""

    def __call__(self, role: Role, first: str, second: str, /) -> None:
        """Keep them. Raises `PrinterError` for what is no address."""


class PrintingSession(Protocol):
    """The part of a desk with an officer signed in that puts papers on paper; see `kbdesk.ui.desk.Session`."""

    def unprinted(self) -> Sequence[PaperRow]:
        """Return what was recorded and not printed, oldest first (store thread)."""

    def print_recorded(
        self, rows: tuple[PaperRow, ...], *, despite: bool = False
    ) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print papers that were recorded and not printed; returns what was not taken, and why (store thread).

        `despite` prints also what an earlier job may still bring out of a printer that cannot be asked.
        """

    def watch_strays(self) -> None:
        """Have withdrawn what may still come out, as soon as its printer answers (store thread)."""

    def settle_strays(self) -> Sequence[StrayEnd]:
        """Record what became of strays since; returns it, to be told (store thread)."""

    def printer(self) -> PrinterState:
        """Return how the printer was last seen (store thread)."""

    @property
    def printing(self) -> Printing:
        """What becomes of papers at the printer (all of it on the store thread)."""

    @property
    def prints_later(self) -> bool:
        """Whether papers that were sent lie there only when the printer has said so."""

    def hear_printer(self, changed: Callable[[], None] | None) -> None:
        """Let something be called, on the printer's thread, whenever a paper on its way is somewhere else."""

    def renew_printers(self, role: Role, first: str, second: str, *, keep: Keep) -> None:
        """Choose a role's printers, enter that, and print there once `keep` has kept them (store thread).

        Raises `PrinterError` while a paper is on its way and for what is no address, and for who may not choose.
        """

    def print_progress(self) -> PrintProgress:
        """Return how far the papers on their way are (any thread)."""

    def cancel_printing(self) -> None:
        """Withdraw what is being printed and send no more of what waits (any thread)."""

    def leave(self) -> None:
        """Leave to the printer what it has, hand over nothing more, and enter what never was (store thread).

        What else is to be done at the end is done too: the process may be ended then.
        """

    def look_at_printer(self) -> None:
        """Ask the printer how it is; `hear_printer` tells when it has said so (any thread)."""

    def enter_printed(self) -> tuple[tuple[Printed, PrinterError], ...]:
        """Record what the printer has answered since; returns what does not lie there, each with why (store thread)."""

    def ask_printer(self) -> tuple[tuple[Printed, PrinterError], ...]:
        """Ask what became of papers that a program sent which is gone (store thread)."""

    def try_printer(self, role: Role) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print the test sheet of a role's printer (store thread)."""

    def print_scanner_sheet(self) -> None:
        """Print the sheet on which a scanner is put into service (store thread). Raises `PrinterError`."""
