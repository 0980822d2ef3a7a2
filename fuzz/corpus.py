"""The inputs that fuzzing begins with: seeds, which are read, and what fuzzing found worth keeping."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

HOUSE: Final = Path(__file__).parents[1]
INPUTS: Final = HOUSE / "fuzz" / "inputs"
_CARRIED: Final = MappingProxyType(
    {
        "passage": HOUSE / "resources" / "samples" / "passages",
        "rulebook": HOUSE / "resources" / "rulebooks" / "seeds",
    }
)
"""Where the program carries examples of its own."""


def folders(parser: str) -> tuple[Path, ...]:
    """Return the folders of a parser's inputs."""
    return tuple(folder for folder in (INPUTS / parser, _CARRIED.get(parser)) if folder is not None and folder.is_dir())


def files(parser: str) -> list[Path]:
    """Return all inputs of a parser."""
    return sorted(file for folder in folders(parser) for file in folder.iterdir())


def is_seed(file: Path) -> bool:
    """Tell whether an input is one that has to be read."""
    return file.name.startswith("seed-") or file.parent in _CARRIED.values()
