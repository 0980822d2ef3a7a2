"""The drawn faces of `packaging/sample_faces.py`: nobody has them."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

_FILE = Path(__file__).parents[1] / "packaging" / "sample_faces.py"


@cache
def _drawn() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_faces", _FILE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(spec.name, module)
    spec.loader.exec_module(module)
    return module


@cache
def taken(number: int) -> bytes:
    """Return the file of a camera."""
    file: bytes = _drawn().taken(number)
    return file


@cache
def portrait(number: int) -> bytes:
    """Return the portrait of a card."""
    made: bytes = _drawn().portrait(number)
    return made
