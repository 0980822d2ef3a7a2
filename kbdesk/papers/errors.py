"""What goes wrong while a paper is drawn."""

from __future__ import annotations

from kbdesk.domain.vocabulary import PaperKind


class PaperError(Exception):
    """A paper that cannot be drawn: `paper` and `box` say where. The message never repeats what stands in the box."""

    def __init__(self, paper: PaperKind, box: str, why: str) -> None:
        super().__init__(f"The {paper} cannot be drawn: {why} in the box “{box}”.")
        self.paper = paper
        self.box = box


class DoesNotFitError(PaperError):
    """A text fits its box by no permitted means."""


class MissingGlyphError(PaperError):
    """The face of a box has no glyph for a character; ReportLab would print nothing in its place."""
