"""The styles of type (`look/PAPERS.md` section 3): face, size, how far it may shrink, leading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from kbdesk.papers.faces import Role
from kbdesk.papers.inks import K, Rgb

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. Sizes in points; `least` is the smallest size it may shrink to; `lead` in mm at full size."""

    role: Role
    size: float
    least: float = 0.0
    lead: float = 0.0
    rgb: Rgb = K
    track: float = 0.0

    @property
    def floor(self) -> float:
        """The smallest size."""
        return self.least or self.size

    @property
    def ratio(self) -> float:
        """The leading in mm for each point of size."""
        return self.lead / self.size if self.lead else 1.28 * 25.4 / 72

    def at(self, size: float, *, least: float = 0.0, lead: float = 0.0) -> Style:
        """Return the style in another size."""
        return _resized(self, size, least, lead or self.lead)

    def scaled(self, size: float) -> Style:
        """Return the style in exactly this size, its leading with it."""
        return _resized(self, size, 0.0, self.ratio * size)

    def inked(self, rgb: Rgb) -> Style:
        """Return the style in another ink."""
        return replace(self, rgb=rgb)


@lru_cache(512)
def _resized(style: Style, size: float, least: float, lead: float) -> Style:
    return replace(style, size=size, least=least, lead=lead)


CAPTION: Final = Style(Role.TEXT, 5.4, 4.8)
VALUE: Final = Style(Role.SEMI, 9.6, 7.5)
STRONG: Final = Style(Role.BOLD, 9.6, 7.5)
CODE: Final = Style(Role.OCR, 10, 7.5)
NUMBER: Final = Style(Role.OCR, 11.5, 8)
HEAD_NUMBER: Final = Style(Role.OCR, 16, 12)
EU_CODE: Final = Style(Role.BOLD, 7.2)
DATE: Final = Style(Role.DISPLAY, 37, 30)
SECTION: Final = Style(Role.SEMI, 8.2, 6.4)
DUTIES_HEAD: Final = Style(Role.SEMI, 11, 8)
DUTY: Final = Style(Role.TEXT, 8.6, 7.0, 3.75)
SMALL: Final = Style(Role.TEXT, 7.6, 6.0, 3.3)
FOOT: Final = Style(Role.TEXT, 5.4, 4.6)
MICRO: Final = Style(Role.MEDIUM, 1.6)
WRAPPED_LEAST: Final = 4.8
"""The floor of a value that had to take two lines."""
