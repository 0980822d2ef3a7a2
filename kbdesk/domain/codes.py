"""What a picture, a scan or a file had in it: two-dimensional codes, as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "codes.empty": "The file is empty.",
        "codes.large": "The file has more than {megabytes} megabytes.",
        "codes.picture-damaged": "The picture is damaged, cut short or of an odd kind.",
        "codes.picture-large": "The picture has more than {megapixels} megapixels.",
        "codes.pdf-damaged": "The PDF is damaged or opens only with a password.",
        "codes.pdf-pages": "The PDF has more than {pages} pages; take the page that has the seal.",
        "codes.unknown": "The file is no PNG, JPEG or PDF, and neither hexadecimal digits nor the bytes of a seal.",
    }
)
CODES: Final = frozenset(_SENTENCES)
"""Every code there is; a catalog has ``fault.<code>`` for each."""


class CodesError(ValueError):
    """A file that cannot be looked through; `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code lies on its page: left, top, right and bottom as parts of the page's width and height."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code. `page` counts from 1; `place` is None where the bytes were given as such, in hexadecimal or raw."""

    data: bytes
    page: int = 1
    place: Place | None = None
