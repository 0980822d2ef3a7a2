"""The shift in figures: papers and waits by the hour, custody, what is overdue, what is left in the drawer."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.shift_report import ShiftReport
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.kit.boxes import column
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room
from kbdesk.ui.shift.charts import Bar, BarsCard, ChartCard, Lying, LyingCard
from kbdesk.ui.shift.facts import SCARCE
from kbdesk.ui.shift.view import ShiftView
from kbdesk.ui.when import clock_time

_MOST_HOURS: Final = 12
_WEEK: Final = 7
_MONTH: Final = 30


class FiguresView(SteadyScroll):
    """Five cards, two beside each other where there is room; before a shift is open, what to do first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make empty cards."""
        super().__init__(parent)
        inside = QWidget(self)
        self._first = Paragraph(inside, tone="ink2")
        self.papers, self.waiting = BarsCard(inside), BarsCard(inside)
        self.custody, self.overdue, self.stock = LyingCard(inside), LyingCard(inside), LyingCard(inside)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(column(self._first, (self._grid, 1), gap=12, margins=(24, 12, 24, 10)))
        self.setWidget(inside)
        self.set_room(Room.WIDE)

    @property
    def cards(self) -> tuple[ChartCard, ...]:
        """The cards in their order."""
        return (self.papers, self.waiting, self.custody, self.overdue, self.stock)

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = room is Room.COMPACT
        self._grid.setSpacing(12 if room is Room.WIDE else 8)
        self._grid.setRowStretch(0, 0 if compact else 1)
        self.set_side(24 if room is Room.WIDE else 16)
        for number, card in enumerate(self.cards):
            self._grid.removeWidget(card)
            alone = not compact and card is self.stock
            place = (number, 0) if compact else (number // 2, number % 2)
            self._grid.addWidget(card, *place, 1, 2 if alone else 1)

    def show_view(self, view: ShiftView, catalog: Catalog) -> None:
        """Show the figures."""
        self.setAccessibleName(catalog.text("shift_page.part.figures"))
        self._first.setVisible(view.shift is None)
        self._first.setText(catalog.text("shift_page.closed-what"))
        self._show_papers(view, catalog)
        self._show_waiting(view, catalog)
        self._show_custody(view, catalog)
        self._show_overdue(view.overdue, catalog)
        self._show_stock(view, catalog)

    def _show_papers(self, view: ShiftView, catalog: Catalog) -> None:
        report = view.report if view.shift is not None else None
        counts = report.figures.counts if report is not None else {}
        figure = sum(report.figures.hours.values()) if report is not None else 0
        permits, plates = counts.get("permit", 0), counts.get("registration", 0)
        against = catalog.text("shift_page.papers.against", permits=permits, plates=plates)
        bars = _hours(report, view.at.hour) if report is not None else []
        there = any(bar.value for bar in bars)
        nothing = "" if there else catalog.text("shift_page.papers.nothing")
        self.papers.tell(catalog.text("shift_page.papers"), str(figure), against, nothing)
        self.papers.show_bars(bars if there else ())

    def _show_waiting(self, view: ShiftView, catalog: Catalog) -> None:
        """Show the longest wait entered in each hour, either way; the figure is the newest."""
        nothing, figure, against = catalog.text("shift_page.waits-chart.nothing"), "–", ""
        bars: list[Bar] = []
        if view.waits and view.shift is not None:
            at, newest = view.waits[-1]
            way = catalog.text(f"direction.{newest.direction}")
            nothing, figure = "", str(newest.most)
            against = catalog.text("shift_page.waits-chart.against", way=way, time=clock_time(at))
            longest: dict[int, int] = {}
            for when, wait in view.waits:
                longest[when.hour] = max(wait.most, longest.get(when.hour, 0))
            bars = _bars(longest, {view.shift.opened_at.hour, view.at.hour}, view.at.hour)
        self.waiting.tell(catalog.text("shift_page.waits-chart"), figure, against, nothing)
        self.waiting.show_bars(bars)

    def _show_custody(self, view: ShiftView, catalog: Catalog) -> None:
        flow = view.report.figures.custody if view.report is not None and view.shift is not None else None
        names = ("taken", "received", "handed-back", "transferred", "destroyed")
        moved = () if flow is None else (flow.taken, flow.received, flow.handed_back, flow.transferred, flow.destroyed)
        values = moved or (0,) * len(names)
        against = catalog.text("shift_page.custody.against")
        nothing = "" if any(values) else catalog.text("shift_page.custody.nothing")
        self.custody.tell(catalog.text("shift_page.custody"), str(view.expected.custody), against, nothing)
        rows = zip(names, values, strict=True)
        self.custody.show_rows([Lying(name=catalog.text(f"shift_page.custody.{n}"), value=v) for n, v in rows])

    def _show_overdue(self, days: tuple[int, ...], catalog: Catalog) -> None:
        late = [sum(1 for day in days if low <= day <= high) for low, high in _AGES]
        rows = [
            Lying(
                name=catalog.text(f"shift_page.overdue.{name}"),
                value=value,
                word=catalog.text("shift_page.overdue.transfer") if name == "months" and value else "",
                warned=name == "months" and value > 0,
            )
            for name, value in zip(("week", "month", "months"), late, strict=True)
        ]
        nothing = "" if days else catalog.text("shift_page.overdue.nothing")
        against = catalog.text("shift_page.overdue.against")
        self.overdue.tell(catalog.text("shift_page.overdue"), str(len(days)), against, nothing)
        self.overdue.show_rows(rows)

    def _show_stock(self, view: ShiftView, catalog: Catalog) -> None:
        stock = view.expected.stock
        rows = [
            Lying(
                name=catalog.text(f"arrive.paper.{kind}"),
                value=left,
                word=catalog.text("shift_page.stock.low") if left < SCARCE else "",
                warned=left < SCARCE,
            )
            for kind, left in sorted(stock.items())
        ]
        nothing = "" if stock else catalog.text("shift_page.stock.nothing")
        against = catalog.text("shift_page.stock.against") if stock else ""
        self.stock.tell(catalog.text("shift_page.stock"), str(sum(stock.values())) if stock else "–", against, nothing)
        self.stock.show_rows(rows)


_AGES: Final = ((1, _WEEK), (_WEEK + 1, _MONTH), (_MONTH + 1, 1_000_000))


def _hours(report: ShiftReport, now: int) -> list[Bar]:
    """Return the hours of the shift up to now, the last twelve of them, each with its papers."""
    return _bars(report.figures.hours, {report.shift.opened_at.hour, now}, now)


def _bars(values: Mapping[int, int], besides: Set[int], now: int) -> list[Bar]:
    """Return a bar for each of the last twelve hours that there are values for, and those in between."""
    known = sorted({*values, *besides})
    shown = range(known[0], known[-1] + 1)[-_MOST_HOURS:]
    return [Bar(name=f"{hour:02}", value=values.get(hour, 0), running=hour == now) for hour in shown]
