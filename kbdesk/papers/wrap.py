"""Breaking text into lines: at spaces, after hyphens and slashes, within a word only if it is wider than a line."""

from __future__ import annotations

from collections.abc import Callable

_BREAK_AFTER = "-/‐"
_SHORTEST_HEAD = 3


Measure = Callable[[str, float], float]
"""The width of a line in mm at a size in points."""


def wrapped(measure: Measure, text: str, size: float, width: float) -> tuple[str, ...]:
    """Return the lines of a text in a column of `width` mm; a line feed in the text begins a new line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for part in _with_its_number(measure, _parts(paragraph), size, width):
            joined = line + part if line else part.lstrip(" ")
            if not line or measure(joined.rstrip(" "), size) <= width:
                line = joined
            else:
                lines.append(line.rstrip(" "))
                line = part
            while measure(line.rstrip(" "), size) > width and len(line.rstrip(" ")) > 1:
                head = _longest_head(measure, line, size, width)
                lines.append(head)
                line = line[len(head) :]
        lines.append(line.rstrip(" "))
    return tuple(lines)


def _with_its_number(measure: Measure, parts: list[str], size: float, width: float) -> list[str]:
    """Keep a number at the end with the word before it: ``article 1`` is not torn apart."""
    if len(parts) > 1 and parts[-1].isdigit() and measure(parts[-2] + parts[-1], size) <= width:
        return [*parts[:-2], parts[-2] + parts[-1]]
    return parts


def _parts(paragraph: str) -> list[str]:
    """Return the pieces between which a line may break, each with the space that follows it."""
    parts: list[str] = []
    piece = ""
    for character in paragraph:
        piece += character
        if character == " " or (character in _BREAK_AFTER and len(piece) > _SHORTEST_HEAD):
            parts.append(piece)
            piece = ""
    return [*parts, piece] if piece or not parts else parts


def _longest_head(measure: Measure, line: str, size: float, width: float) -> str:
    end = len(line)
    while end > 1 and measure(line[:end], size) > width:
        end -= 1
    return line[:end]
