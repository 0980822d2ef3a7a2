"""What the law and the checks say of the passage: numbered, strictest first, each with its way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.arrive.finding_row import KEYS, FindingRow
from kbdesk.ui.arrive.finding_words import measure_words, title_of, told
from kbdesk.ui.arrive.numbering import Change, Numbered
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.arrive.why import KEY as WHY_KEY
from kbdesk.ui.kit.boxes import column, line, panel, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.marks import Mark, shape_of
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.room import Room

_COUNTED = ((Severity.STOP, "arrive.stops"), (Severity.WARN, "arrive.warns"), (Severity.NOTE, "arrive.notes"))


class FindingsPanel(QWidget):
    """The panel. It makes at most nine rows, those that have a key, and counts the rest.

    Signals:
        jumped: A finding's field was asked for. arg: its number.
        reason_wanted: A reason is to be given. args: the finding's number, the button to open a list at.
        override_wanted: A stop is to be lifted by two officers, or that taken back. arg: the finding's number.
        refer_wanted: A card is to be referred because of a finding. args: the finding's number, the button.
        renew_wanted: A paper in force is to be closed and issued anew. arg: the finding's number.
        why_wanted: It is asked why the law says what it says of the card shown.
    """

    jumped = Signal(int)
    reason_wanted = Signal(int, object)
    override_wanted = Signal(int)
    refer_wanted = Signal(int, object)
    renew_wanted = Signal(int)
    why_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel, as compiled forms do."""
        super().__init__(parent)
        self._title = Words(role="section")
        self._counts = [
            (Mark(shape=shape_of(severity), px=16), Words(role="caption", tone=str(severity)))
            for severity, _ in _COUNTED
        ]
        self._rows: list[FindingRow] = []
        self._lines: list[QFrame] = []
        self._shown: tuple[Numbered, ...] = ()
        self._pointed, self._brief = ("", ""), False
        self._stack = QVBoxLayout()
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.setSpacing(0)
        self._rest = Paragraph(role="caption")
        self._change = Paragraph(role="strong")
        self._changes = Paragraph(role="caption", tone="ink")
        self._change_box = panel("warn", column(self._change, self._changes, gap=2, margins=(14, 9, 14, 10)))
        self._measure, self.why = Words(role="caption", tone="ink"), Button(kind=Kind.QUIET_SMALL)
        self._measure_row = QWidget()
        self._measure_row.setLayout(row((self._measure, 1), self.why, gap=8))
        self.why.clicked.connect(self.why_wanted)
        self._none, self._none_what = Words(role="strong"), Paragraph(role="caption")
        self._none_box = QWidget()
        self._none_box.setLayout(column(self._none, self._none_what, gap=2, margins=(14, 12, 14, 12)))
        self._lay_out()

    def _lay_out(self) -> None:
        self._stack.addWidget(self._none_box)
        self.card = panel("card", self._stack)
        counts = [part for pair in self._counts for part in pair]
        head = QWidget()
        head.setFixedHeight(46)
        head.setLayout(row(self._title, None, *counts, gap=6, margins=(24, 2, 24, 0)))
        self._scroll = SteadyScroll()
        inside = QWidget()
        parts = (self._change_box, self.card, self._rest, self._measure_row)
        inside.setLayout(column(*parts, None, gap=8, margins=(24, 0, 24, 8)))
        self._scroll.setWidget(inside)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setLayout(column(head, (self._scroll, 1), gap=0))
        self._change_box.hide()
        self._rest.hide()

    def show_findings(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Show what was found, and what changed since the officer looked."""
        findings = snapshot.findings
        for (mark, words), (severity, counted) in zip(self._counts, _COUNTED, strict=True):
            number = sum(f.finding.severity is severity for f in findings)
            words.setText(str(number) if self._brief else catalog.count(counted, number))
            words.setToolTip(catalog.count(counted, number))
            mark.setVisible(number > 0)
            words.setVisible(number > 0)
        shown = findings[:KEYS]
        while len(self._rows) < len(shown):
            self._add_row()
        for index, found in enumerate(shown):
            self._rows[index].show_finding(found, told(found, snapshot, catalog), catalog)
        for index, made in enumerate(self._rows):
            made.setVisible(index < len(shown))
            self._lines[index].setVisible(0 < index < len(shown))
        self._none_box.setVisible(not findings)
        what = "empty" if snapshot.empty else "none"
        self._none.setText(catalog.text(f"arrive.findings.{what}"))
        self._none_what.setText(catalog.text(f"arrive.findings.{what}-what"))
        more = len(findings) - len(shown)
        self._rest.setVisible(more > 0)
        self._rest.setText(catalog.count("arrive.findings.more", more))
        self._shown = shown
        self._show_measure(snapshot, catalog)
        self._show_change(snapshot.change, catalog)
        self._unfold()

    def set_room(self, room: Room) -> None:
        """Count in words where there is room for them; the marks beside the numbers say the same."""
        self._brief = room is Room.TIGHT

    def point_at(self, card: str, name: str) -> None:
        """Unfold the finding on a field: the officer has gone there."""
        self._pointed = (card, name)
        self._unfold()
        row = self._rows[self._in_hand()] if self._shown else None
        if row is not None:
            self._scroll.ensureWidgetVisible(row, 0, 0)

    def _in_hand(self) -> int:
        """Return which row is unfolded: the one pointed at, else the first that holds a card."""
        pointed = (i for i, f in enumerate(self._shown) if (f.card, f.name) == self._pointed)
        holding = (i for i, f in enumerate(self._shown) if f.holds)
        return next(pointed, next(holding, 0))

    def _unfold(self) -> None:
        for index, made in enumerate(self._rows[: len(self._shown)]):
            made.set_open(index == self._in_hand())

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._title.setText(catalog.text("arrive.findings"))
        self.setAccessibleName(catalog.text("arrive.findings"))
        self.why.setText(catalog.text("arrive.why"))
        self.why.setToolTip(f"{catalog.text('arrive.why.title')}  {WHY_KEY}")
        self.why.setAccessibleDescription(catalog.text("arrive.why.title"))

    def _show_measure(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Say what the law makes of the card shown, and offer to say why."""
        examined = snapshot.examination
        self._measure_row.setVisible(examined is not None and snapshot.chosen not in snapshot.draft.done)
        if examined is not None:
            self._measure.setText(catalog.text("explain.measure", measure=measure_words(examined.outcome, catalog)))

    def _show_change(self, change: Change | None, catalog: Catalog) -> None:
        self._change_box.setVisible(change is not None)
        if change is None:
            return
        self._change.setText(catalog.text("arrive.changed.title"))
        lines = [catalog.text("arrive.changed.new", what=title_of(f, catalog)) for f in change.new]
        lines += [catalog.text("arrive.changed.gone", what=title_of(f, catalog)) for f in change.gone]
        lines = lines or [catalog.text("arrive.changed.outcome")]
        self._changes.setText("\n".join([*lines, catalog.text("arrive.changed.look")]))

    def _add_row(self) -> None:
        made, divider = FindingRow(), line()
        made.jumped.connect(self.jumped)
        made.reason_wanted.connect(self.reason_wanted)
        made.override_wanted.connect(self.override_wanted)
        made.refer_wanted.connect(self.refer_wanted)
        made.renew_wanted.connect(self.renew_wanted)
        self._rows.append(made)
        self._lines.append(divider)
        self._stack.addWidget(divider)
        self._stack.addWidget(made)
