"""Why the law makes of a card what it does, told article by article in a window of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.rulebook.explanation import Explanation, Told
from kbdesk.rulebook.telling import tell, told_condition
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph

KEY: Final = "Shift+F1"
_LARGEST: Final = QSize(760, 640)
_MARGIN: Final = 40
_INDENT: Final = 24


class Why(QDialog):
    """An explanation as it stands; Esc closes it. Each condition has its mark: met, or not met."""

    def __init__(self, window: QWidget, explanation: Explanation, catalog: Catalog, reference: Reference) -> None:
        """Tell over a window."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("arrive.why.title"))
        self.setModal(True)
        self.lines = tell(explanation, catalog, reference).split("\n")
        self.close_button = Button(text=catalog.text("arrive.papers.close"))
        self.close_button.clicked.connect(self.close)
        conditions = {
            told_condition(condition, catalog, reference): condition.holds
            for told in _articles(explanation)
            for condition in told.conditions
        }
        head, *rest = self.lines
        self._scroll = SteadyScroll(self)
        inside = QWidget(self._scroll)
        inside.setLayout(column(*(_line(text, conditions) for text in rest), None, gap=6, margins=(24, 4, 24, 16)))
        self._scroll.setWidget(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("\n".join(self.lines))
        title = row((Paragraph(text=head, role="section"), 1), self.close_button, gap=12, margins=(24, 16, 24, 4))
        self.setLayout(column(title, (self._scroll, 1), gap=8))
        self.resize((window.size() - QSize(2 * _MARGIN, 2 * _MARGIN)).boundedTo(_LARGEST))
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)


def _articles(explanation: Explanation) -> list[Told]:
    told = [explanation.applied, explanation.nearest, *explanation.suspended]
    return [article for article in told if article is not None]


def _line(text: str, conditions: dict[str, bool]) -> QWidget:
    """Return one line: a condition with its mark, what belongs to an article set in, the rest as it is."""
    bare = text.strip()
    made = QWidget()
    if bare in conditions and text.startswith("    "):
        mark = Mark(shape=Shape.OK if conditions[bare] else Shape.STOP, px=16)
        words = Paragraph(text=bare, role="caption", tone="ink")
        made.setLayout(row(column(mark, None, margins=(0, 1, 0, 0)), (words, 1), gap=8, margins=(_INDENT, 0, 0, 0)))
        return made
    inner = text.startswith(" ")
    words = Paragraph(text=bare, tone="ink2") if inner else Paragraph(text=bare, role="strong")
    made.setLayout(row((words, 1), margins=(_INDENT if inner else 0, 0 if inner else 6, 0, 0)))
    return made
