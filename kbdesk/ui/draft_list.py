"""The open and parked drafts, as a list in the rail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.kit.tokens import Style

Index = QModelIndex | QPersistentModelIndex
ENTRY: Final = Qt.ItemDataRole.UserRole
_HEIGHT, _LOW, _LINE, _ROOM = 48, 38, 16, 88
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEntry:
    """A draft as the rail shows it: `told` is the whole sentence for tooltips and screen readers."""

    id: str
    title: str
    age: str
    parked: bool
    told: str
    current: bool = False


class DraftsModel(QAbstractListModel):
    """The drafts, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[DraftEntry, ...] = ()

    def show_entries(self, entries: tuple[DraftEntry, ...]) -> None:
        """Show these drafts."""
        if entries == self.entries:
            return
        same = [e.id for e in entries] == [e.id for e in self.entries]
        if same:
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.told
        return entry if role == ENTRY else None


def _is_low(width: float) -> bool:
    """Tell whether the rail is that of a small window: there a draft has one line for its name."""
    return width <= 60


def _side(width: float) -> float:
    return 2 if _is_low(width) else 4


def _words_room(width: float) -> float:
    return width - 2 * _side(width) - 6


def title_lines(title: str, wide: float) -> list[str]:
    """Return a title on one line, or on two where not even the narrow cut fits: names often differ at their end.

    It breaks after a hyphen or a space where there is one, else so that three letters at least stand below.
    """
    title = title[:_LONGEST]
    if fonts.width(title, 13, 600, fonts.NARROW) <= wide:
        return [title]
    fits = max(n for n in range(1, len(title)) if n == 1 or fonts.width(title[:n], 13, 600, fonts.NARROW) <= wide)
    at = max(title.rfind("-", 0, fits), title.rfind(" ", 0, fits)) + 1 or min(fits, max(1, len(title) - 3))
    return [title[:at].rstrip(), title[at:]]


class _DraftDelegate(QStyledItemDelegate):
    """Paints a draft: its first name or plate, how it stands and for how long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = option.widget.viewport().width() if isinstance(option.widget, QListView) else _ROOM
        if _is_low(wide):
            return QSize(40, _LOW)
        return QSize(40, _HEIGHT + (_LINE if len(title_lines(index.data(ENTRY).title, _words_room(wide))) > 1 else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: DraftEntry = index.data(ENTRY)
        rect = QRectF(option.rect)
        state = option.state
        canvas = Canvas.over(painter, rect)
        side, low = _side(rect.width()), _is_low(rect.width())
        tile, left, top = rect.adjusted(side, 1, -side, -1), rect.x() + side + 4, rect.y() + (1 if low else 6)
        if entry.current and canvas.theme.style is Style.HIGH:
            canvas.box(tile, radius=6, edge="frame_mark", line=3)
        elif entry.current:
            canvas.box(tile, radius=6, fill="frame_on")
        elif state & QStyle.StateFlag.State_MouseOver:
            canvas.box(tile, radius=6, fill="frame_hover")
        if state & QStyle.StateFlag.State_HasFocus:
            canvas.box(tile, radius=6, edge="frame_mark", line=2)
        wide = _words_room(rect.width())
        for text in [entry.title] if low else title_lines(entry.title, wide):
            canvas.words(QRectF(left, top, wide, 18), text, px=13, weight=600, ink="frame_ink")
            top += _LINE
        second = "frame_ink" if entry.current else "frame_ink2"
        if entry.parked:
            for bar in (0, 5):
                canvas.fill(QRectF(left + bar, top + 7, 3, 9), second)
        indent = 13 if entry.parked else 0
        canvas.words(QRectF(left + indent, top + 2, wide - indent, 18), entry.age, px=12, ink=second)


class DraftList(QListView):
    """The drafts of the officer on duty; a click or Enter opens one.

    Signals:
        chosen: A draft is to be opened. arg: its id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = DraftsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_DraftDelegate(self))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.clicked.connect(self._on_row_chosen)
        self.activated.connect(self._on_row_chosen)

    @property
    def entries(self) -> tuple[DraftEntry, ...]:
        """What is listed."""
        return self._model.entries

    def show_entries(self, entries: tuple[DraftEntry, ...]) -> None:
        """List these drafts."""
        self._model.show_entries(entries)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drafts, unless there is not the room of one: half a name would be read as a name."""
        if self.viewport().height() >= self.sizeHintForRow(0):
            super().paintEvent(event)

    def after(self, draft_id: str) -> str:
        """Return the id of the draft after one, around the end; the first if it is not listed, empty if none is."""
        ids = [entry.id for entry in self.entries]
        if not ids:
            return ""
        return ids[(ids.index(draft_id) + 1) % len(ids)] if draft_id in ids else ids[0]

    def _on_row_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self.entries[index.row()].id)
