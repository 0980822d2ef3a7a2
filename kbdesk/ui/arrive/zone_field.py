"""The zone as read, in its own face, which is also where a zone is scanned, pasted or typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.arrive.bounds import bound
from kbdesk.ui.arrive.zone_reading import Doubt, ZoneReading
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.boxes import row
from kbdesk.ui.kit.marks import Icon
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.kit.words import Words

HIGH = 74
_LEFT = 144
_SIDE = 16
_TOP = 4
_LINE = 22
_SPACING = 1.2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TONES = {Severity.STOP: ("stop_tint", "stop_solid"), Severity.WARN: ("warn_tint", "warn_line")}


class ZoneEditor(QPlainTextEdit):
    """Three lines of OCR-B. Pasting takes plain text only, and no more than a zone can hold.

    Signals:
        passed: Enter was pressed where the text is empty or whole: go on.
        overfull: More was pasted than any zone holds.
    """

    passed = Signal()
    overfull = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty editor."""
        super().__init__(parent)
        self.whole, self.hint = False, ""
        self.doubts: Sequence[Doubt] = ()
        self.setFont(fonts.face(16, 400, fonts.ZONE, _SPACING))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.set_left(_LEFT)

    def set_left(self, left: int) -> None:
        """Begin the lines so many pixels from the left edge."""
        self.setViewportMargins(left, _TOP, _SIDE, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter, unless a line is being typed that another must follow."""
        if event.key() in _ENTER and (self.whole or not self.toPlainText().strip()):
            self.passed.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the zone unmarked once the officer is elsewhere."""
        super().focusOutEvent(event)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste over all that stands there if the text alone is a zone's worth of lines."""
        text = source.text()
        if len(text) > bound("mrz"):
            self.overfull.emit()
            text = text[: bound("mrz")]
        if "<" in text:
            self.selectAll()
        self.insertPlainText(text.strip("\r\n"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the boxes of doubt behind the characters."""
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for doubt in self.doubts:
                self._paint_doubt(painter, doubt)
            if not self.toPlainText():
                painter.setFont(_plain_face())
                painter.setPen(Theme.current().colour("ink3"))
                painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignLeft, self.hint)
        super().paintEvent(event)

    def _paint_doubt(self, painter: QPainter, doubt: Doubt) -> None:
        block = self.document().findBlockByNumber(doubt.line)
        if not block.isValid():
            return
        room = self.blockBoundingGeometry(block).translated(self.contentOffset())
        step = QFontMetricsF(self.font()).horizontalAdvance("<")
        theme, (fill, edge) = Theme.current(), _TONES[doubt.severity]
        box = QRectF(room.x() + doubt.start * step - 2, room.y(), (doubt.end - doubt.start) * step + 2, room.height())
        painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour(edge), 1.5))
        painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 3, 3)


class ZoneField(QFrame):
    """The `mrz` field: as read, doubtful characters boxed, and how many check digits hold. Its editor takes the focus.

    Signals:
        edited: The text was changed by hand. arg: the text.
        left: The editor lost the focus.
        passed: Enter was pressed where nothing more is to be typed.
        overfull: More was pasted than a zone holds.
    """

    edited = Signal(str)
    left = Signal()
    passed = Signal()
    overfull = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field, as compiled forms do."""
        super().__init__(parent)
        self.setProperty("panel", "sunken")
        self.setFixedHeight(HIGH)
        self._name, self._count = Words(role="caption"), Words(role="caption")
        self._tick = Icon(None, "check", 16, ink="ok", stroke=2.5)
        self.editor = ZoneEditor()
        self.setFocusProxy(self.editor)
        over = QWidget(self)
        over.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.setLayout(row(self._name, None, self._tick, self._count, gap=6, margins=(16, 0, 16, 0)))
        self._over = over
        self._stack = QGridLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.editor, 0, 0)
        self._stack.addWidget(over, 0, 0, Qt.AlignmentFlag.AlignTop)
        over.setFixedHeight(2 * _TOP + _LINE)
        self._quiet, self._wide = False, True
        self._catalog: Catalog | None = None
        self._reading: ZoneReading | None = None
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.passed.connect(self.passed)
        self.editor.overfull.connect(self.overfull)
        self.editor.installEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip, with an edge where its ground alone would not show."""
        super().paintEvent(event)
        if Theme.current().style is not Style.LIGHT:
            with Canvas(self) as canvas:
                canvas.box(canvas.rect, radius=6, edge="line")

    def value(self) -> str:
        """Return the text as it stands."""
        return self.editor.toPlainText()

    def set_value(self, value: str) -> None:
        """Show a text; `edited` is not emitted."""
        if value == self.value():
            return
        self._quiet = True
        self.editor.setPlainText(value)
        self._quiet = False

    def show_reading(self, reading: ZoneReading | None, doubts: Sequence[Doubt]) -> None:
        """Show what the text reads as; None where it is no zone (yet)."""
        self._reading = reading
        self.editor.whole, self.editor.doubts = reading is not None, doubts
        self.editor.viewport().update()
        self._say()

    def set_wide(self, wide: bool) -> None:
        """Name the strip and count in words, or give the zone all the width."""
        self._wide = wide
        self._name.setVisible(wide)
        self.editor.set_left(_LEFT if wide else _SIDE)
        self._say()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self.editor.setAccessibleName(catalog.text("mrz.label"))
        self.editor.hint = catalog.text("mrz.hint")
        self._say()

    def _say(self) -> None:
        catalog, reading = self._catalog, self._reading
        if catalog is None:
            return
        self._name.setText(catalog.text("arrive.zone.as-read" if self.value() else "arrive.zone.empty"))
        count = ""
        if reading is not None:
            count = catalog.text("arrive.zone.checks", n=reading.holds, of=reading.digits)
        elif self.value().strip():
            count = catalog.text("arrive.zone.unread")
        below = reading is not None and reading.layout.lines == 2
        self._stack.setAlignment(self._over, Qt.AlignmentFlag.AlignBottom if below else Qt.AlignmentFlag.AlignTop)
        short = f"{reading.holds}/{reading.digits}" if reading is not None else ""
        self._count.setText(count if self._wide else short)
        self._tick.setVisible(reading is not None and reading.holds == reading.digits)
        self.editor.setAccessibleDescription(count)

    def _on_text_changed(self) -> None:
        if not self._quiet:
            self.edited.emit(self.value())

    def eventFilter(self, watched: object, event: object) -> bool:
        """Notice that the editor was left."""
        if watched is self.editor and isinstance(event, QFocusEvent) and event.lostFocus():
            self.left.emit()
        return False


def _plain_face() -> QFont:
    """Return the face of the hint; the zone's spacing is undone, or it would be inherited."""
    font = fonts.face(15)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
    return font
