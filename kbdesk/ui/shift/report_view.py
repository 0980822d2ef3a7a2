"""The report: so far, line by line; of a shift just closed, the page as it was printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from kbdesk.desk.ports import Press
from kbdesk.domain.backup import BackupPlace
from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import PageImage, Printed
from kbdesk.domain.shift_report import ShiftReport
from kbdesk.ui.arrive.page_view import PageScroll
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldList, ToldRow
from kbdesk.ui.shift.standing import older_words
from kbdesk.ui.shift.view import ShiftView
from kbdesk.ui.when import clock_time, short_date
from kbdesk.ui.worker import Worker


class ReportView(QWidget):
    """Lines while the shift is open, the drawn page once it was closed here."""

    def __init__(self, press: Press, worker: Worker, parent: QWidget | None = None) -> None:
        """Draw pages through the press, on its own worker."""
        super().__init__(parent)
        self._press, self._worker = press, worker
        self._printed: Printed | None = None
        self._width, self._name = 0, ""
        self._head, self._what = Paragraph(self, role="section"), Paragraph(self, role="caption")
        self._backed_up: Callable[[Catalog], str] | None = None
        self._mark, self.backup = Mark(self, px=16), Paragraph(self, role="caption")
        self.list, self.pages = ToldList(self), PageScroll(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.pages)
        backup = row(column(self._mark, None, margins=(0, 2, 0, 0)), (self.backup, 1), gap=8)
        self._box = column(self._head, self._what, backup, 4, (self._stack, 1), gap=4, margins=(24, 16, 24, 8))
        self.setLayout(self._box)
        self.setFocusProxy(self.list)
        self.pages.fitted.connect(self._on_fitted)
        self.show_backup(None)

    @property
    def tells_of_backup(self) -> bool:
        """Whether it is said what became of the backup."""
        return self._backed_up is not None

    def show_backup(self, telling: Callable[[Catalog], str] | None, shape: Shape = Shape.OK) -> None:
        """Say under the report what became of its backup, from the next look on; None says nothing."""
        self._backed_up = telling
        self._mark.set_shape(shape)
        for part in (self._mark, self.backup):
            part.setVisible(telling is not None)

    def show_printed(self, printed: Printed | None) -> None:
        """Show a report as it was printed; None shows lines again."""
        self._printed = printed
        self._stack.setCurrentWidget(self.list if printed is None else self.pages)
        if printed is not None:
            self.pages.show_pages([(self._name, None)])
            self._draw()

    def show_view(self, view: ShiftView, catalog: Catalog) -> None:
        """Show the lines of what the report says so far."""
        report = view.report
        self._name = catalog.text("arrive.paper.shift-report")
        closed = report is not None and report.closed_at is not None
        self._head.setText(catalog.text("shift_page.report.closed" if closed else "shift_page.report.open"))
        self._what.setText("" if report is None else span_words(report, catalog))
        self._what.setVisible(report is not None)
        if self._backed_up is not None:
            self.backup.setText(self._backed_up(catalog))
        self.list.setAccessibleName(self._head.text())
        none = [ToldRow(title=catalog.text("shift_page.report.nothing"), shape=Shape.NOTE)]
        self.list.show_rows(none if report is None else report_rows(report, catalog))

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        side = 16 if room is Room.COMPACT else 24
        self._box.setContentsMargins(side, 8 if room is Room.COMPACT else 16, side, 8)

    def _on_fitted(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self._draw()

    def _draw(self) -> None:
        printed, width = self._printed, self._width
        if printed is not None and width > 0:
            self._worker.run_newest("report", lambda: self._press.pages(printed.pdf, width=width), self._on_drawn)

    def _on_drawn(self, pages: tuple[PageImage, ...]) -> None:
        self.pages.show_pages([(self._name, page) for page in pages])


def span_words(report: ShiftReport, catalog: Catalog) -> str:
    """Return whose shift it is and from when to when."""
    begun = f"{short_date(report.shift.opened_at.date(), catalog.language)} {clock_time(report.shift.opened_at)}"
    if report.closed_at is None:
        return catalog.text("shift_page.since", officer=report.shift.officer, at=begun)
    ended = f"{short_date(report.closed_at.date(), catalog.language)} {clock_time(report.closed_at)}"
    return catalog.text("shift_page.from-to", officer=report.shift.officer, begun=begun, ended=ended)


def newest_words(place: BackupPlace, catalog: Catalog) -> str:
    """Return of when the newest backup is that lies in a place, and where that is; empty where none is there."""
    if place.newest is None:
        return ""
    at = f"{short_date(place.newest.date(), catalog.language)} {clock_time(place.newest)}"
    return catalog.text("shift_page.backup.there", at=at, folder=place.folder)


def report_rows(report: ShiftReport, catalog: Catalog) -> list[ToldRow]:
    """Return what a report says, a line for each figure that is not nothing."""
    figures, rows = report.figures, list[ToldRow]()

    def add(title: str, parts: list[str], shape: Shape = Shape.NOTE) -> None:
        if parts:
            rows.append(ToldRow(title=title, detail=", ".join(parts), shape=shape))

    text = catalog.text
    add(text("shift_page.report.counts"), _counted(figures.counts, "shift_page.counted", catalog))
    add(text("shift_page.report.refusals"), _counted(figures.refusals, "refusal_reason", catalog))
    add(text("shift_page.report.voids"), [f"{one.of}: {one.text}" for one in figures.voids])
    lifted = [f"{_finding(one.finding, catalog)}: {one.count}" for one in figures.overrides]
    add(text("shift_page.report.overrides"), lifted, Shape.WARN)
    older = [older_words(one, catalog) for one in figures.went_back]
    add(text("shift_page.report.went-back"), older, Shape.WARN)
    add(text("shift_page.report.incidents"), [one.text for one in figures.incidents])
    waiting = [f"{text(f'direction.{w.direction}')} {w.least}–{w.most} min" for w in figures.waiting]
    add(text("shift_page.report.waiting"), waiting)
    if figures.late:
        add(text("shift_page.report.late"), [str(figures.late)])
    money = figures.takings
    names = ("charged", "cash", "slip", "waived")
    values = (money.charged, money.cash, money.slip, money.waived)
    fees = [(text(f"shift_page.fees.{name}"), value) for name, value in zip(names, values, strict=True) if value]
    add(text("shift_page.report.fees"), [f"{name} {value:.2f}" for name, value in fees])
    if not rows:
        rows.append(ToldRow(title=text("shift_page.report.empty"), shape=Shape.NOTE))
    head = text("shift_page.report.ledger", first=report.first_entry, last=report.last_entry, head=report.head[:16])
    rows.append(ToldRow(title=text("shift_page.report.chain"), detail=head, shape=Shape.OK))
    return rows


def _counted(counts: Mapping[str, int], prefix: str, catalog: Catalog) -> list[str]:
    return [f"{catalog.text(f'{prefix}.{name}')}: {count}" for name, count in counts.items() if count]


def _finding(code: str, catalog: Catalog) -> str:
    """Return the title of a finding by its code, where it says so without the values of a card."""
    title = catalog.pattern(f"{code}.title") if catalog.has(f"{code}.title") else code
    return code if "{" in title else title
