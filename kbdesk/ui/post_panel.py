"""The slate half of the sign-in page: where this desk is, what time it is there, and what is in force."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kbdesk.domain.vocabulary import Language, Severity
from kbdesk.ui.header import Fact
from kbdesk.ui.kit.boxes import column, line, row
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark, shape_of
from kbdesk.ui.kit.words import Words, dress
from kbdesk.ui.room import Room
from kbdesk.ui.when import clock_time, long_date


class _FactLine(QWidget):
    """A fact between two lines: name, mark, value."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Words(tone="frame2")
        self._mark = Mark()
        self._value = Words(role="instrument", tone="frame")
        self._name.setFixedWidth(136)
        self.setLayout(row(self._name, self._mark, 4, (self._value, 1), gap=8))
        self.setFixedHeight(47)

    def show_fact(self, fact: Fact) -> None:
        """Show a fact."""
        self._name.setText(fact.name)
        self._value.setText(fact.value)
        loud = fact.severity in (Severity.WARN, Severity.STOP)
        self._mark.set_shape(shape_of(fact.severity) if fact.severity is not None and loud else Shape.OK)
        dress(self._value, tone=f"frame-{fact.severity}" if loud else "frame")


class PostPanel(QFrame):
    """Place, desk, clock, date, facts, version; 520 pixels wide, 216 where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "frame")
        self._desk = Words(role="value", tone="frame2")
        self._place = Words(role="place", tone="frame")
        self._clock = Words(role="clock-large", tone="frame")
        self._date = Words(role="date", tone="frame2")
        self._foot = Words(role="caption", tone="frame2")
        self._facts = QWidget()
        self._lines = column(gap=0)
        self._facts.setLayout(self._lines)
        self._clock.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._box = column(
            self._desk, self._place, 8, self._clock, self._date, 32, self._facts, None, self._foot, gap=0
        )
        self.setLayout(self._box)
        self.set_room(Room.WIDE)

    def show_post(self, *, place: str, desk: str, foot: str) -> None:
        """Show where the desk stands."""
        self._place.setText(place)
        self._desk.setText(desk)
        self._foot.setText(foot)

    def show_time(self, at: datetime, language: Language) -> None:
        """Show the desk's clock."""
        self._clock.setText(clock_time(at))
        self._date.setText(long_date(at.date(), language))

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show what is in force, a line each."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            shown = _FactLine()
            shown.show_fact(fact)
            self._lines.addWidget(line("frame-line"))
            self._lines.addWidget(shown)
        self._lines.addWidget(line("frame-line"))

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = room is Room.COMPACT
        self.setFixedWidth({Room.WIDE: 520, Room.TIGHT: 440, Room.COMPACT: 208}[room])
        side = {Room.WIDE: 56, Room.TIGHT: 40, Room.COMPACT: 16}[room]
        self._box.setContentsMargins(side, side, side, side)
        self._facts.setVisible(not compact)
        dress(self._place, role="name" if compact else "place")
        dress(self._clock, role="figure" if compact else "clock-large")
        dress(self._date, role="caption" if compact else "date")
        dress(self._desk, role="caption" if compact else "value")
