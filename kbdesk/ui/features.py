"""PySide's features (snake_case, true_property): none is used here, and PySide need not look for a sign of them."""

import sys
from typing import Any

import PySide6.QtCore


def do_without() -> None:
    """Keep PySide from reading the source of every module that is imported; before any class of Qt's is made."""
    search: Any = sys.modules.get("shibokensupport.feature", PySide6.QtCore)
    search._mod_uses_pyside = lambda _module: False
