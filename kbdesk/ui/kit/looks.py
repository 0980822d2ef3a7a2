"""What the program carries for its looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The sheet with ``@token`` names, faces by file name, drawings (SVG) by name."""

    sheet: str
    fonts: Mapping[str, bytes]
    icons: Mapping[str, str]
    marks: Mapping[str, str]


def read_looks(resources: Traversable) -> Looks:
    """Read ``styles/desk.qss``, ``fonts/window/``, ``icons/`` and ``icons/marks/`` of the folder handed in."""
    faces = (file for file in (resources / "fonts" / "window").iterdir() if file.name.endswith((".ttf", ".otf")))
    return Looks(
        sheet=(resources / "styles" / "desk.qss").read_text(encoding="utf-8"),
        fonts={file.name: file.read_bytes() for file in faces},
        icons=_drawings(resources / "icons"),
        marks=_drawings(resources / "icons" / "marks"),
    )


def _drawings(folder: Traversable) -> dict[str, str]:
    files = (file for file in folder.iterdir() if file.name.endswith(".svg"))
    return {file.name.removesuffix(".svg"): file.read_text(encoding="utf-8") for file in files}
