"""A desk with its press and its printers: what it draws, where that goes, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kbdesk.app import carried
from kbdesk.app.manned_desk import MannedDesk
from kbdesk.app.press_thread import DrawingPress, PressThread
from kbdesk.app.printers import Printers
from kbdesk.desk.ports import Clock, PrinterError
from kbdesk.desk.printing import Printing
from kbdesk.domain.exports import Export, Sight, sight
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import Role
from kbdesk.domain.vocabulary import PaperKind

if TYPE_CHECKING:
    from kbdesk.store.settings import Settings
    from kbdesk.store.store import Store


def make_press() -> DrawingPress:
    """Load the press, its fonts and its words."""
    from kbdesk.papers.press import Press as PaperPress
    from kbdesk.papers.press import PressResources

    faces = carried.contents("fonts", "papers", suffix=".ttf")
    profile = carried.folder("fonts", "papers", "sRGB.icc").read_bytes()
    return PaperPress(PressResources(fonts=faces, icc=profile, plates=carried.plates()), carried.catalogs())


class PrintingDesk(MannedDesk):
    """The part of an open desk that puts papers on paper.

    `waits` says whether a paper that is sent to a printer is waited for: a script ends with what became of it.
    """

    waits = True

    def __init__(self, *, data: Path, settings: Settings, store: Store, clock: Clock, officer: str) -> None:
        """Set the press and the printers up; nothing of either is loaded or asked yet."""
        super().__init__(data=data, settings=settings, store=store, clock=clock, officer=officer)
        self.press = PressThread(make_press)
        self.printers = Printers(data, settings, self.press, waits=self.waits)
        self.prints = self.printers

    @cached_property
    def printing(self) -> Printing:
        """What becomes of papers at the printer."""
        return Printing(store=self.store, printer=self.prints, clock=self.clock, officer=self.officer)

    @property
    def prints_later(self) -> bool:
        """Whether papers that were sent lie there only when the printer has said so."""
        return not (self.waits or self.prints.certain)

    def try_printer(self, role: Role) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print the test sheet of a role's printer (store thread)."""
        return self.printing.try_out(self.press.trial(role), later=self.prints_later)

    def printed_path(self, printed: Printed) -> Path | None:
        """Return where the folder printer keeps a paper, None if it did not take it or there is no folder."""
        from kbdesk.devices.tray import Tray

        folder = self.printers.now.folder
        if folder is None:
            return None
        path = Tray(folder).path(printed)
        return path if path.exists() else None

    def export(self, papers: Sequence[Printed], folder: Path) -> tuple[dict[tuple[str, str], Path], str]:
        """Save papers where a person asked for them, and enter what was saved (store thread).

        Raises `RoleRefused` before anything is saved. Returns the files by (kind, number), and the sentence of what
        stopped it, empty if nothing did.
        """
        from kbdesk.devices.tray import Tray
        from kbdesk.store.errors import RoleRefused

        of = Export.SHIFT_REPORT if all(one.kind is PaperKind.SHIFT_REPORT for one in papers) else Export.PAPERS
        if sight(self.store.officers.find(self.officer), of) is Sight.NOTHING:
            raise RoleRefused
        out, files, fault = Tray(folder), dict[tuple[str, str], Path](), ""
        for printed in papers:
            try:
                out.put(printed)
            except PrinterError as error:
                fault = str(error)
                break
            files[str(printed.kind), printed.number] = out.path(printed)
        if files:
            with self.store.act(at=self.clock.now(), officer=self.officer) as act:
                act.append("papers.exported", {"papers": [{"kind": kind, "number": number} for kind, number in files]})
        return files, fault
