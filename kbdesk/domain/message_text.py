"""Message files as they are written: tables of plain strings. All else that TOML allows is left to its own reader.

Some three hundred thousand characters of them are read before the window shows anything: `tomllib` takes ten times as
long.
"""

from __future__ import annotations

import tomllib
from typing import Any


def read(text: str) -> dict[str, Any]:
    """Return what a message file says, by message id. Raises `tomllib.TOMLDecodeError`.

    >>> read('["a.b"]\\nen = "Yes"\\n')
    {'a.b': {'en': 'Yes'}}
    """
    found = _plainly(text)
    return tomllib.loads(text) if found is None else found


def _plainly(text: str) -> dict[str, Any] | None:
    """Return what a file says that has nothing but tables of strings, None for any other."""
    found: dict[str, Any] = {}
    entry: dict[str, str] | None = None
    for line in text.split("\n"):
        if line.startswith('["') and line.endswith('"]'):
            name = line[2:-2]
            if name in found or not _is_plain(name):
                return None
            found[name] = entry = {}
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            inner = value[1:-1]
            if entry is None or key in entry or not key.isalpha() or not key.isascii():
                return None
            if len(value) < 2 or value[0] != '"' or value[-1] != '"' or not _is_plain(inner):
                return None
            entry[key] = inner
    return found


def _is_plain(text: str) -> bool:
    """Tell whether a text stands in quotes as it is, with nothing escaped and nothing that cannot be seen."""
    return '"' not in text and "\\" not in text and text.isprintable()
