"""What goes wrong while a paper is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kbdesk.domain.vocabulary import PaperKind


class PaperError(Exception):
    """A paper that cannot be drawn: `paper` and `box` say where. The message never repeats what stands in the box.

    The window says it in the officer's language: ``fault.<code>`` with `values`.
    """

    code: ClassVar[str] = "paper.undrawn"

    def __init__(self, paper: PaperKind, box: str, why: str) -> None:
        super().__init__(f"The {paper} cannot be drawn: {why} in the box “{box}”.")
        self.paper = paper
        self.box = box
        self.values: Mapping[str, str] = {"paper": str(paper)}


class DoesNotFitError(PaperError):
    """A text fits its box by no permitted means."""

    code = "paper.too-long"


class MissingGlyphError(PaperError):
    """The face of a box has no glyph for a character; ReportLab would print nothing in its place."""

    code = "paper.character"

    def __init__(self, paper: PaperKind, box: str, codes: str) -> None:
        super().__init__(paper, box, f"the face has no {codes}")
        self.values = {"paper": str(paper), "characters": codes}
