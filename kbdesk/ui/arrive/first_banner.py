"""The first open finding in one line, where the findings panel has no room beside the form."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.arrive.finding_words import article_words, told
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.kit.boxes import row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.marks import Mark, shape_of
from kbdesk.ui.kit.words import Words, dress


class FirstBanner(QFrame):
    """The finding that stands in the way, 36 pixels high, with what can be done about it.

    Signals:
        jumped: Its field was asked for. arg: the finding's number.
        reason_wanted: A reason is to be given. args: the finding's number, the button to open a list at.
    """

    jumped = Signal(int)
    reason_wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty banner, as compiled forms do."""
        super().__init__(parent)
        self._number, self._warn = 0, False
        self._mark, self._title, self._article = Mark(px=20), Words(role="strong"), Words(role="caption")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.act = Button(kind=Kind.SMALL)
        self.act.clicked.connect(self._on_clicked)
        self.setFixedHeight(36)
        self.setLayout(row(self._mark, (self._title, 1), self._article, self.act, gap=10, margins=(16, 2, 16, 2)))
        self.hide()

    def show_first(self, snapshot: Snapshot, catalog: Catalog, *, wanted: bool) -> None:
        """Show the first finding that holds a card, nothing where there is none or it is not `wanted`."""
        first = next((f for f in snapshot.findings if f.holds), None)
        self.setVisible(wanted and first is not None)
        if first is None:
            return
        severity = first.finding.severity
        self._number, self._warn = first.number, severity is Severity.WARN
        self._mark.set_shape(shape_of(severity))
        self._title.setText(told(first, snapshot, catalog).title)
        self._article.setText(article_words(first.finding, catalog))
        self.act.setText(catalog.text("arrive.findings.reason" if self._warn else "arrive.findings.correct"))
        dress(self, panel=str(severity))

    def _on_clicked(self) -> None:
        if self._warn:
            self.reason_wanted.emit(self._number, self.act)
        else:
            self.jumped.emit(self._number)
