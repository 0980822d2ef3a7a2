"""The card of one person or vehicle of a passage, as a button that chooses it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.kit.portrait import Face, draw_portrait


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFace:
    """What a card shows: what it is (`role`), who (`name`), and how it stands (`mark` and a word, `state`).

    `icon` stands in place of a `portrait` (JPEG, a stand-in where there is none); without `thumb` none of them is
    drawn, as where cards are narrow. A card with `Shape.WAIT` is an invitation: dashed, without a mark.
    """

    role: str = ""
    name: str = ""
    state: str = ""
    mark: Shape = Shape.WAIT
    icon: str = ""
    thumb: bool = True
    portrait: bytes = b""


def words_room(width: float, *, thumb: bool) -> float:
    """Return how many pixels the words of a card have; its state has 22 less where a mark stands before it."""
    return width - _words_left(thumb) - 10


def _words_left(thumb: bool) -> float:
    return 64 if thumb else 12


class PersonCard(QAbstractButton):
    """One person, the vehicle or the trailer; 72 pixels high, checked while it is the one shown below."""

    def __init__(self, parent: QWidget | None = None, face: CardFace | None = None) -> None:
        """Make a card."""
        super().__init__(parent)
        self._face, self._portrait = face or CardFace(), Face()
        self.setCheckable(True)
        self.setFixedHeight(72)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.show_face(self._face)

    @property
    def face(self) -> CardFace:
        """What is shown."""
        return self._face

    def show_face(self, face: CardFace) -> None:
        """Show a card; the same words go to screen readers."""
        self._face = face
        self._portrait.show(face.portrait if face.thumb else b"")
        self.setAccessibleName(", ".join(part for part in (face.role, face.name, face.state) if part))
        self.setToolTip(face.name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size; the row gives every card an equal share."""
        return QSize(196, 72)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        with Canvas(self) as canvas:
            self._paint_ground(canvas)
            self._paint_thumb(canvas)
            self._paint_words(canvas)

    def _paint_ground(self, canvas: Canvas) -> None:
        waiting, chosen = self._face.mark is Shape.WAIT, self.isChecked()
        fill = "accent_tint" if chosen else "ground" if self.underMouse() else "surface"
        edge = "accent" if chosen else "edge" if waiting else "line"
        canvas.box(canvas.rect, radius=6, fill=fill, edge=edge, line=2 if chosen else 1, dashed=waiting and not chosen)

    def _paint_thumb(self, canvas: Canvas) -> None:
        if not self._face.thumb:
            return
        thumb = QRectF(12, (canvas.rect.height() - 48) / 2, 40, 48)
        if not self._face.icon:
            draw_portrait(canvas, thumb, face=self._portrait)
            return
        canvas.box(thumb, fill="sunken")
        canvas.icon(self._face.icon, QRectF(thumb.center().x() - 12, thumb.center().y() - 12, 24, 24), "ink2")

    def _paint_words(self, canvas: Canvas) -> None:
        face, left, top = self._face, _words_left(self._face.thumb), (canvas.rect.height() - 56) / 2
        wide = words_room(canvas.rect.width(), thumb=face.thumb)
        waiting = face.mark is Shape.WAIT
        canvas.words(QRectF(left, top, wide, 18), face.role, px=13, ink="ink2")
        canvas.words(QRectF(left, top + 18, wide, 20), face.name, weight=500 if waiting else 600)
        if waiting:
            canvas.words(QRectF(left, top + 38, wide, 18), face.state, px=13, ink="ink2")
            return
        canvas.mark(face.mark, QRectF(left, top + 39, 16, 16))
        canvas.words(QRectF(left + 22, top + 38, wide - 22, 18), face.state, px=13, weight=500, ink=str(face.mark))
