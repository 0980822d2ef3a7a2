"""Letters taken for one another on plates and in numbers: across scripts, without their marks, and for digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kbdesk.icao.transliteration import SERBIAN_LATIN

_LONGEST: Final = 64
_AS_SERBIAN: Final = str.maketrans({cyrillic: latin.upper() for cyrillic, latin in SERBIAN_LATIN.items()})
_AS_SEEN: Final = str.maketrans("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX")
_SAME_LETTER: Final = str.maketrans("ÐƉ", "ĐĐ")
_WITHOUT_MARK: Final = str.maketrans("ČĆĐŠŽŁØ", "CCDSZLO")
_AS_DIGIT: Final = str.maketrans("OIB", "018")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04FF]")
_LATIN: Final = re.compile(r"[A-ZČĆĐŠŽ]")


def capitals(text: str, *, by_look: bool = False) -> str:
    """Return a text in Latin capitals; all else in it stays.

    A Cyrillic letter becomes the Serbian Latin one, or, `by_look`, the Latin letter that looks the same where there is
    one (В is B, not V): whoever copies a plate by eye types that.

    >>> capitals("ВР 123-аб"), capitals("ВР", by_look=True)
    ('VR 123-AB', 'BP')
    """
    upper = unicodedata.normalize("NFKC", text).upper()
    seen = upper.translate(_AS_SEEN) if by_look else upper
    return unicodedata.normalize("NFC", seen.translate(_AS_SERBIAN).translate(_SAME_LETTER))


def letters_and_digits(text: str) -> str:
    """Return a text without whatever is neither.

    >>> letters_and_digits("KM 123-AB")
    'KM123AB'
    """
    return "".join(filter(str.isalnum, text))


def has_cyrillic(text: str) -> bool:
    """Tell whether a text has a Cyrillic letter."""
    return _CYRILLIC.search(text) is not None


def mixes_scripts(text: str) -> bool:
    """Tell whether a text has Latin and Cyrillic letters together, as one typed on two keyboards."""
    return has_cyrillic(text) and _LATIN.search(text.upper()) is not None


def as_digits(text: str) -> str:
    """Return a text in capitals with the letters O, I and B as the digits 0, 1 and 8 they are taken for.

    >>> as_digits("OI2345B78")
    '012345878'
    """
    return text.translate(_AS_DIGIT)


@lru_cache(maxsize=4096)
def folding_key(text: str) -> str:
    """Return the key by which a plate or a document number is looked up on a list, however it was typed or copied.

    Latin capitals without marks and digits, nothing between them; O is 0, I is 1, B is 8, Đ is D, Č and Ć are C.
    Two numbers with one key may be one number: a hit to be looked at, never a proof. Texts are cut at 64 characters.

    >>> folding_key("đa 1O3-БВ"), folding_key("Č1 23"), folding_key("Ć123")
    ('DA1038V', 'C123', 'C123')
    """
    return _folded(text, by_look=False)


def folding_keys(text: str) -> frozenset[str]:
    """Return every key of a text: Cyrillic letters are read as Serbian ones and by how they look.

    >>> sorted(folding_keys("АВ 12"))
    ['A812', 'AV12']
    """
    if not has_cyrillic(text):
        return frozenset({folding_key(text)})
    return frozenset({folding_key(text), _folded(text, by_look=True)})


def _folded(text: str, *, by_look: bool) -> str:
    if text.isascii():
        return as_digits(letters_and_digits(text[:_LONGEST].upper()))
    bare = "".join(c for c in unicodedata.normalize("NFKD", text[:_LONGEST]) if not unicodedata.combining(c))
    return as_digits(letters_and_digits(capitals(bare, by_look=by_look).translate(_WITHOUT_MARK)))
