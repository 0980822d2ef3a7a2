"""The papers of the chosen card as pixels: proofs before Issue, the printed bytes after; drawn by the press thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kbdesk.desk.ports import Press
from kbdesk.domain.paper import PageImage, Paper, Printed
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.ui.arrive.paper_tabs import TAB_OF, Tab
from kbdesk.ui.worker import Worker

DELAY_MS = 20
"""Keys that come this soon after one another are drawn together."""
MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper in the pane. Exactly one of `paper` (a proof) and `printed` is set.

    `pages` are empty until drawn, and those of the proof before it while it is not `fresh`. `error` is what kept
    the press from drawing it.
    """

    kind: PaperKind
    number: str
    paper: Paper | None = None
    printed: Printed | None = None
    pages: tuple[PageImage, ...] = ()
    fresh: bool = False
    error: Exception | None = None

    @property
    def is_proof(self) -> bool:
        """Whether it is a proof: never written, never printed."""
        return self.printed is None


def same_proof(one: Paper | None, other: Paper | None) -> bool:
    """Tell whether two proofs look alike: the instant of a proof moves with the clock and is no change."""
    if one is None or other is None:
        return one is other
    return replace(one, at=other.at) == other


class Sheets(QObject):
    """The sheets of the pane. Only those looked at are drawn, one at a time; of several wishes the last wins.

    Signals:
        changed: The sheets, or the pixels of one, are others.
        enlarged: One of those looked at was drawn at the width asked for. args: its place among them, the `Sheet`.
    """

    changed = Signal()
    enlarged = Signal(int, object)

    def __init__(self, press: Press, worker: Worker, parent: QObject | None = None) -> None:
        """Draw through the press, on its own worker."""
        super().__init__(parent)
        self._press, self._worker = press, worker
        self.sheets: tuple[Sheet, ...] = ()
        self._open: Tab | None = None
        self._width = 0
        self._running = self._resting = False
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY_MS)
        self._delay.timeout.connect(self._draw)

    def set_width(self, pixels: int) -> None:
        """Draw pages so many pixels wide from now on."""
        if pixels != self._width:
            self._width = pixels
            self.sheets = tuple(replace(sheet, fresh=False) for sheet in self.sheets)
            self._delay.start()

    def rest(self, resting: bool) -> None:
        """Draw nothing while nobody looks: the page is hidden, or its window is closing."""
        self._resting = resting
        if not resting:
            self._draw()

    def show_proofs(self, papers: tuple[Paper, ...]) -> None:
        """Show these proofs. One that would look as before is not drawn again."""
        before = {sheet.kind: sheet for sheet in self.sheets if sheet.is_proof}
        made = []
        for paper in papers:
            old = before.get(paper.kind)
            if old is not None and same_proof(old.paper, paper):
                made.append(old)
            else:
                pages = old.pages if old is not None else ()
                made.append(Sheet(kind=paper.kind, number=paper.number, paper=paper, pages=pages))
        self._become(tuple(made))

    def show_printed(self, papers: tuple[Printed, ...]) -> None:
        """Show papers as they were printed."""
        self._become(tuple(Sheet(kind=p.kind, number=p.number, printed=p) for p in papers))

    def tabs(self) -> tuple[Tab, ...]:
        """Return the tabs there are papers for, in their order."""
        there = {TAB_OF[sheet.kind] for sheet in self.sheets}
        return tuple(tab for tab in Tab if tab in there)

    @property
    def tab(self) -> Tab | None:
        """The tab looked at, the first one where that is not there; None where there are no papers."""
        tabs = self.tabs()
        return self._open if self._open in tabs else next(iter(tabs), None)

    def look_at(self, tab: Tab) -> None:
        """Draw the papers under this tab next."""
        self._open = tab
        self.changed.emit()
        self._draw()

    def current(self) -> tuple[Sheet, ...]:
        """Return the papers under the tab looked at; of a bus full the first six."""
        return tuple(sheet for sheet in self.sheets if TAB_OF[sheet.kind] is self.tab)[:MOST]

    def enlarge(self, width: int) -> None:
        """Draw the papers looked at once more, so many device pixels wide; `enlarged` brings them."""
        for index, sheet in enumerate(self.current()):
            self._worker.run(self._job(sheet, width), partial(self._on_enlarged, index, sheet))

    def _on_enlarged(self, index: int, sheet: Sheet, pages: tuple[PageImage, ...]) -> None:
        self.enlarged.emit(index, replace(sheet, pages=pages))

    def _become(self, sheets: tuple[Sheet, ...]) -> None:
        if sheets == self.sheets:
            return
        self.sheets = sheets
        self.changed.emit()
        self._delay.start()

    def _draw(self) -> None:
        sheet = next((sheet for sheet in self.current() if not sheet.fresh), None)
        if sheet is None or self._resting or self._running or not self._width:
            return
        self._running = True
        width = self._width

        def draw_first() -> tuple[bytes, tuple[PageImage, ...]]:
            printed = sheet.printed or self._press.draw(_drawable(sheet))
            return printed.pdf, self._press.pages(printed.pdf, width=width, most=1)

        self._worker.run(
            draw_first,
            lambda answer: self._on_first_drawn(sheet, *answer, width=width),
            lambda error: self._on_drawn(sheet, error=error),
        )

    def _job(self, sheet: Sheet, width: int) -> Callable[[], tuple[PageImage, ...]]:
        def draw() -> tuple[PageImage, ...]:
            printed = sheet.printed or self._press.draw(_drawable(sheet))
            return self._press.pages(printed.pdf, width=width)

        return draw

    def _on_first_drawn(self, sheet: Sheet, pdf: bytes, first: tuple[PageImage, ...], *, width: int) -> None:
        """Show the first page beside the others of before, and draw those unless the sheet has become another."""
        if self._resting or all(shown is not sheet for shown in self.sheets):
            self._running = False
            self._draw()
            return
        shown = replace(sheet, pages=(*first, *sheet.pages[1:]))
        self._replace(sheet, shown)
        self._worker.run(
            lambda: self._press.pages(pdf, width=width, after=1),
            lambda others: self._on_drawn(shown, pages=(*first, *others)),
            lambda error: self._on_drawn(shown, error=error),
        )

    def _replace(self, sheet: Sheet, drawn: Sheet) -> None:
        self.sheets = tuple(drawn if s is sheet else s for s in self.sheets)
        self.changed.emit()

    def _on_drawn(self, sheet: Sheet, *, pages: tuple[PageImage, ...] = (), error: Exception | None = None) -> None:
        self._running = False
        self._replace(sheet, replace(sheet, pages=pages, error=error, fresh=True))
        self._draw()


def _drawable(sheet: Sheet) -> Paper:
    if sheet.paper is None:
        raise ValueError("a sheet without a paper")
    return sheet.paper
