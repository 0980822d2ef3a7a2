"""One finding in the panel: mark, title, key, what and which article, the way out, and what can be done here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.returns import Returnable
from kbdesk.domain.vocabulary import Severity
from kbdesk.rulebook.codes import Code
from kbdesk.ui.arrive.finding_words import Told
from kbdesk.ui.arrive.numbering import Numbered
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.keycap import Keycap
from kbdesk.ui.kit.marks import Icon, Mark, shape_of
from kbdesk.ui.kit.words import Paragraph

KEYS = 9
RENEWABLE: Final[Mapping[str, Returnable]] = MappingProxyType(
    {
        Code.PERMIT_IN_FORCE: Returnable.PERMIT,
        Code.PERMIT_OVERDUE: Returnable.PERMIT,
        Code.PERSON_HAS_PERMIT: Returnable.PERMIT,
        Code.PERSON_PERMIT_OVERDUE: Returnable.PERMIT,
        Code.REGISTRATION_IN_FORCE: Returnable.REGISTRATION,
        Code.REGISTRATION_OVERDUE: Returnable.REGISTRATION,
    }
)
"""The findings of a paper that can be closed and issued anew in one act, with its kind."""


class FindingRow(QFrame):
    """A finding. A click anywhere on it goes to its field, as Ctrl and its number do.

    Signals:
        jumped: The field was asked for. arg: the finding's number.
        reason_wanted: A reason is to be given. args: the finding's number, the button to open a list at.
        override_wanted: A stop is to be lifted by two officers, or that taken back. arg: the finding's number.
        refer_wanted: The card is to be referred because of it. args: the finding's number, the button.
        renew_wanted: The paper it speaks of is to be closed and issued anew. arg: the finding's number.
    """

    jumped = Signal(int)
    reason_wanted = Signal(int, object)
    override_wanted = Signal(int)
    refer_wanted = Signal(int, object)
    renew_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self._number, self._whole, self._brief = 0, "", ""
        self._open = self._goes = self._waits = self._lifts = self._refers = self._renews = False
        self._mark, self._key = Mark(px=20), Keycap()
        self._title = Paragraph(role="strong")
        self._what, self._way_out = Paragraph(role="caption", tone="ink2"), Paragraph(role="caption", tone="ink")
        self._accepted = Paragraph(role="caption", tone="ok")
        self._tick = Icon(None, "check", 16, ink="ok", stroke=2.5)
        self._arrow = Icon(None, "corner-down-left", 14, ink="ink3", stroke=2)
        self.reason, self.correct, self.override, self.refer, self.renew = (Button(kind=Kind.SMALL) for _ in range(5))
        self.reason.clicked.connect(lambda: self.reason_wanted.emit(self._number, self.reason))
        self.override.clicked.connect(lambda: self.override_wanted.emit(self._number))
        self.refer.clicked.connect(lambda: self.refer_wanted.emit(self._number, self.refer))
        self.renew.clicked.connect(lambda: self.renew_wanted.emit(self._number))
        self.correct.clicked.connect(lambda: self.jumped.emit(self._number))
        self._way_row, self._acts = QWidget(), QWidget()
        self._way_row.setLayout(row(column(self._arrow, None, margins=(0, 2, 0, 0)), (self._way_out, 1), gap=6))
        self._done_row = QWidget()
        self._done_row.setLayout(row(column(self._tick, None), (self._accepted, 1), gap=6, margins=(0, 2, 0, 0)))
        self._first, self._second = row(self.reason, self.override, self.refer, None, gap=8), row(None)
        self._second.insertWidget(0, self.correct)
        self._second.insertWidget(0, self.renew)
        self._acts.setLayout(column(self._first, self._second, gap=6, margins=(0, 7, 0, 0)))
        head = row((self._title, 1), column(self._key, None), gap=8)
        words = column(head, self._what, self._way_row, self._done_row, self._acts, gap=1)
        self.setLayout(row(column(self._mark, None), (words, 1), gap=12, margins=(14, 9, 14, 10)))

    def show_finding(self, found: Numbered, words: Told, catalog: Catalog) -> None:
        """Show a finding."""
        self._number = found.number
        severity = found.finding.severity
        self._mark.set_shape(shape_of(severity))
        self._key.set_key(f"Ctrl {found.number}" if found.number <= KEYS else "")
        self._key.setVisible(found.number <= KEYS)
        self._whole, self._brief = words.what, words.brief
        self._title.setText(words.title)
        self._way_out.setText(words.way_out)
        self._accepted.setText(words.accepted)
        self._done_row.setVisible(bool(words.accepted))
        self.reason.setText(catalog.text(_reason_words(found)))
        self.reason.setVisible(severity is Severity.WARN)
        self._lifts = severity is Severity.STOP and found.finding.overridable
        self.override.setText(catalog.text("arrive.override.back" if found.reason else "arrive.override"))
        self.override.setVisible(self._lifts)
        self._refers = words.refer
        self.refer.setText(catalog.text("arrive.findings.refer"))
        self.correct.setText(catalog.text("arrive.findings.correct"))
        self._renews = found.finding.code in RENEWABLE and not found.reason
        self.renew.setText(catalog.text("arrive.findings.renew"))
        self._goes = bool(found.name) and not found.reason and severity is not Severity.NOTE
        self._waits = severity is Severity.WARN
        self.set_open(self._open)
        named = catalog.text(f"arrive.severity.{severity}")
        whole = catalog.text("arrive.findings.row", n=found.number, severity=named, title=words.title, what=words.what)
        self.setAccessibleName(whole)
        for button in (self.reason, self.override, self.refer, self.renew, self.correct):
            button.setAccessibleDescription(words.title)

    def set_open(self, open_: bool) -> None:
        """Show the way out too, as for the finding in hand; the others keep to what they say."""
        self._open = open_
        self._what.setText(self._whole if open_ else self._brief)
        self._way_row.setVisible(open_ and bool(self._way_out.text()))
        self.correct.setVisible(open_ and self._goes)
        self.refer.setVisible(open_ and self._refers)
        self.renew.setVisible(self._renews)
        others = sum((self._waits, self._lifts, open_ and self._refers))
        line = self._second if others > 1 else self._first
        if line.indexOf(self.correct) < 0:
            line.insertWidget(line.count() - 1, self.correct)
        always = self._waits or self._lifts or self._renews
        self._acts.setVisible(always or (open_ and (self._goes or self._refers)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the field."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.jumped.emit(self._number)


def _reason_words(found: Numbered) -> str:
    """Return what the button says that opens the list of reasons: a hit is adjudicated, nothing else will do."""
    if found.reason:
        return "arrive.findings.change-reason"
    return "arrive.findings.adjudicate" if found.finding.code == Code.WATCHLIST_HIT else "arrive.findings.reason"
