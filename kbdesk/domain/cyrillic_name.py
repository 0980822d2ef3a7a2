"""A person's name in Serbian Cyrillic, as a suggestion that the officer confirms against the document."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from kbdesk.domain.cyrillic import SINGLE_DIGRAPHS, cyrillic_word
from kbdesk.domain.lookalikes import has_cyrillic

_LONGEST: Final = 120
_SAME_LETTER: Final = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_WORD: Final = re.compile(r"[^\W\d_]+")
_GAJ: Final = re.compile("[abcčćdđefghijklmnoprsštuvzž]+")
_MARKED: Final = re.compile("[čćđšž]", re.IGNORECASE)
_TWO_OR_ONE: Final = re.compile("nj|lj|dž|dj|dz", re.IGNORECASE)
_MARK_LOST: Final = re.compile("nj|lj|dj|dz|[csdz]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CyrillicSuggestion:
    """How a name in Latin may be written in Cyrillic, and the parts of it, as typed, that may be meant otherwise."""

    latin: str
    cyrillic: str
    doubts: tuple[str, ...] = ()


def suggest_cyrillic(name: str) -> CyrillicSuggestion | None:
    """Return the Cyrillic of a person's name in Gaj's Latin; None where there is nothing to go by.

    It is never put on a paper or into a draft by itself. Latin does not say whether Nj, Lj and Dž are one letter or
    two, nor whether Dj is Đ; a name without a single mark (out of a zone) may have lost them from every C, S, D and Z.
    None for names with other letters (Q, W, X, Y, Ë, Ç), Cyrillic among them, without letters, or over 120 characters.

    >>> suggest_cyrillic("Njegoš")
    CyrillicSuggestion(latin='Njegoš', cyrillic='Његош', doubts=('Nj',))
    """
    latin = unicodedata.normalize("NFC", name.translate(SINGLE_DIGRAPHS)).translate(_SAME_LETTER)
    words = _WORD.findall(latin) if len(latin) <= _LONGEST else []
    if not words or has_cyrillic(latin) or not all(_GAJ.fullmatch(word.lower()) for word in words):
        return None
    doubtful = _TWO_OR_ONE if _MARKED.search(latin) else _MARK_LOST
    return CyrillicSuggestion(
        latin=name,
        cyrillic=_WORD.sub(lambda match: cyrillic_word(match[0]), latin),
        doubts=tuple(dict.fromkeys(doubtful.findall(latin))),
    )
