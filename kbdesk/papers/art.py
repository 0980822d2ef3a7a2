"""Art as form XObjects: compressed once, drawn at any place and size; line art in the ink of the moment."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from kbdesk.papers.faces import Face


@dataclass(frozen=True, slots=True, eq=False)
class Art:
    """A drawing of its own. `box` is left, foot, right, head in its own units; `uses` are arts drawn inside it.

    Colour and line width come from where it is placed. `letters` are those it shows of each face.
    """

    name: str
    box: tuple[int, int, int, int]
    stream: bytes
    uses: tuple[Art, ...] = ()
    letters: tuple[tuple[Face, str], ...] = ()


def art(
    name: str,
    box: tuple[int, int, int, int],
    operators: str,
    uses: tuple[Art, ...] = (),
    letters: tuple[tuple[Face, str], ...] = (),
) -> Art:
    """Return the art that these operators draw; an art used inside is called by its name (``/Name Do``)."""
    return Art(name, box, zlib.compress(operators.encode("latin-1") + b"\n", 6), uses, letters)
