"""Who may sign in here, as a list one goes along with the arrow keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbdesk.ui.kit.paint import CENTRE, RIGHT, Canvas

Index = QModelIndex | QPersistentModelIndex
OFFICER: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLine:
    """An officer as the list shows one; `aside` stands at the right."""

    name: str
    role: str
    aside: str = ""

    @property
    def initials(self) -> str:
        """At most two letters for the disc."""
        parts = re.findall(r"[^\W\d_]+|\d+", self.name)
        letters = "".join(part[0] for part in parts[:2]) if len(parts) > 1 else self.name[:2]
        return letters.upper()


class _OfficersModel(QAbstractListModel):
    """The officers in the order of the desk's key file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[OfficerLine, ...] = ()

    def show_lines(self, lines: Sequence[OfficerLine]) -> None:
        """Show these officers."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.name, line.role, line.aside) if part)
        return line if role == OFFICER else None


class _OfficerDelegate(QStyledItemDelegate):
    """Paints an officer: initials, name, role."""

    row_height = 56

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(240, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: OfficerLine = index.data(OFFICER)
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        canvas = Canvas.over(painter, rect)
        middle, left = rect.center().y(), rect.x()
        if chosen:
            canvas.box(rect, radius=6, fill="accent_tint", edge="accent", line=2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            canvas.box(rect, radius=6, fill="ground")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(canvas.theme.colour("accent" if chosen else "sunken"))
        half = min(18, rect.height() / 2 - 4)
        painter.drawEllipse(QPointF(left + 36, middle), half, half)
        disc = QRectF(left + 18, middle - half, 36, half * 2)
        canvas.words(disc, line.initials, px=13, weight=600, ink="on_accent" if chosen else "ink2", align=CENTRE)
        aside = min(280.0, rect.width() / 2)
        wide = rect.width() - 72 - 16 - (aside if line.aside else 0)
        canvas.words(QRectF(left + 72, middle - 20, wide, 22), line.name, weight=600)
        canvas.words(QRectF(left + 72, middle + 1, wide, 18), line.role, px=13, ink="ink2")
        at_right = QRectF(rect.right() - aside - 16, rect.y(), aside, rect.height())
        canvas.words(at_right, line.aside, px=13, ink="ink2", align=RIGHT)


class OfficerList(QListView):
    """The officers of a desk; up to four in sight, more by scrolling.

    Signals:
        chosen: Another officer is chosen. arg: the name.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _OfficersModel(self)
        self._delegate = _OfficerDelegate(self)
        self._rows, self._chosen = 4, ""
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def name(self) -> str:
        """The officer chosen, empty while there is none."""
        index = self.currentIndex()
        return self._model.lines[index.row()].name if index.isValid() else ""

    def show_lines(self, lines: Sequence[OfficerLine]) -> None:
        """List these officers; the choice stays, or falls on the first."""
        before = self.name
        self._model.show_lines(lines)
        self._set_height()
        names = [line.name for line in lines]
        if names:
            self.setCurrentIndex(self._model.index(names.index(before) if before in names else 0))

    def choose(self, name: str) -> None:
        """Choose an officer by name; a name that is not listed changes nothing."""
        names = [line.name for line in self._model.lines]
        if name in names:
            self.setCurrentIndex(self._model.index(names.index(name)))

    def set_rows(self, rows: int, *, height: int) -> None:
        """Show so many officers at once, each so many pixels high."""
        self._rows, self._delegate.row_height = rows, height
        self._set_height()
        self.doItemsLayout()

    def _set_height(self) -> None:
        self.setFixedHeight(self._delegate.row_height * max(1, min(self._rows, len(self._model.lines))))

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        before, self._chosen = self._chosen, self.name
        if before != self._chosen:
            self.chosen.emit(self._chosen)
