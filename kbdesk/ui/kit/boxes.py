"""Rows, columns and panels, said in one line each."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]


def row(*items: Item | tuple[QWidget | QLayout, int], gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return a row: a number is so many pixels, None takes what is left, a pair is (item, stretch)."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins)
    return made


def column(*items: Item | tuple[QWidget | QLayout, int], gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a column: a number is so many pixels, None takes what is left, a pair is (item, stretch)."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins)
    return made


def panel(kind: str, layout: QLayout | None = None, *, width: int = 0, height: int = 0) -> QFrame:
    """Return a panel the sheet knows (`surface`, `side`, `card`, ...), of a fixed size where one is given."""
    made = QFrame()
    made.setProperty("panel", kind)
    if layout is not None:
        made.setLayout(layout)
    if width:
        made.setFixedWidth(width)
    if height:
        made.setFixedHeight(height)
    return made


def line(kind: str = "line") -> QFrame:
    """Return a dividing line: `line` lies, `vline` stands."""
    made = panel(kind)
    policy = (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setSizePolicy(*(policy if kind != "vline" else policy[::-1]))
    return made


def _fill(box: QBoxLayout, items: tuple[Item | tuple[QWidget | QLayout, int], ...], gap: int, margins: Margins) -> None:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for item in items:
        part, stretch = item if isinstance(item, tuple) else (item, 0)
        match part:
            case None:
                box.addStretch(1)
            case int():
                box.addSpacing(part)
            case QWidget():
                box.addWidget(part, stretch)
            case QLayout():
                box.addLayout(part, stretch)
