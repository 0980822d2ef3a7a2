"""Setters give back every reference to None they take (PySide6 6.12.0 on Python 3.11 loses one a call and aborts)."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 50_000


def test_fifty_thousand_setters_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText("odd" if number % 2 else "even")
        label.setObjectName("label")
    assert sys.getrefcount(None) > before - 1000
