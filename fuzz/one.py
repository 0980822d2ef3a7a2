"""Fuzzes one parser in a process of its own. Run by `fuzz`, with atheris on its path.

Takes the parser's name and whatever libFuzzer takes.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any


def main(name: str, *options: str) -> None:
    """Fuzz; libFuzzer ends the process."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["fuzz", "kbdesk", "tomllib", "PIL"]):
        parsers = import_module("fuzz.parsers")
    read = parsers.PARSERS[name].read

    def tried(data: bytes) -> None:
        read(data)

    atheris.Setup([sys.argv[0], *options], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
