"""Names across scripts and spellings: Serbian in either script, and keys by which spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from kbdesk.domain.cyrillic import SINGLE_DIGRAPHS, to_cyrillic
from kbdesk.icao.transliteration import SERBIAN_LATIN

__all__ = ["fold", "same_name", "spelled_words", "spellings", "to_cyrillic", "to_latin"]

_SERBIAN_CYRILLIC: Final = re.compile(f"[{''.join(SERBIAN_LATIN)}{''.join(SERBIAN_LATIN).lower()}]")
_CYRILLIC_G: Final = str.maketrans("Гг", "Хх")
_APOSTROPHES: Final = re.compile("['`\u00b4\u02b9\u02bc\u2018\u2019]")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_WITHOUT_MARK: Final = str.maketrans(
    {"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SPELLED_OUT: Final = str.maketrans(
    {"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE", "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
)

_ONE_SOUND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dj": "d", "gj": "d", "dh": "d", "sh": "s", "th": "t", "xh": "dz", "x": "dz", "zh": "z", "ch": "c", "q": "c",
        "ll": "l", "rr": "r",
    }
)  # fmt: skip
"""Spellings of one sound in Albanian, Serbian and machine readable zones, folded (Đ is d, Š is s, Ć Č Ç are c)."""

_SOUNDS: Final = re.compile("|".join(_ONE_SOUND))


def to_latin(text: str) -> str:
    """Return a text with its Serbian Cyrillic letters in Gaj's Latin; all else stays.

    A capital Љ, Њ or Џ becomes two capitals before a capital, and after a capital unless a small letter follows.

    >>> to_latin("Љиљана ЊЕГОШ")
    'Ljiljana NJEGOŠ'
    """
    return _SERBIAN_CYRILLIC.sub(_latin_letter, unicodedata.normalize("NFC", text))


def fold(text: str) -> str:
    """Return the key by which a text compares whatever its script, case, marks and punctuation.

    Small letters and digits with single spaces between words; Đ is d (a zone writes it so), apostrophes vanish,
    hyphens and fillers part words. Letters of other scripts stay.

    >>> fold("ЂОРЂЕВИЋ-Ćosić")
    'dordevic cosic'
    """
    latin = to_latin(_unmarked(_APOSTROPHES.sub("", text)))
    letters = _unmarked(latin.casefold()).translate(_WITHOUT_MARK)
    return _NOT_A_WORD.sub(" ", _APOSTROPHES.sub("", letters)).strip()


def spellings(text: str) -> frozenset[str]:
    """Return the keys of a name: two names that share one may be the same name spelled by different people.

    Đ, Dj and Gj meet, Š and Sh, Ć, Č, Ç, Ch and Q, Dž, X and Xh, Ž and Zh, single and double l and r; Ö meets O and OE
    (Doc 9303-3 section 6.A allows either), Cyrillic Г meets G and H (the standard's table has H).
    """
    return frozenset(" ".join(words) for words in zip(*spelled_words(text), strict=True)) or frozenset({""})


@lru_cache(maxsize=4096)
def spelled_words(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name, each in its spellings; the nth spelling of every word is of the same way to spell.

    >>> spelled_words("Müller")
    (('muler', 'muler', 'mueler'),)
    """
    cyrillic = unicodedata.normalize("NFC", text.translate(SINGLE_DIGRAPHS))
    forms = (cyrillic, cyrillic.translate(_CYRILLIC_G), cyrillic.translate(_SPELLED_OUT))
    heard = {form: _SOUNDS.sub(lambda match: _ONE_SOUND[match[0]], fold(form)).split() for form in set(forms)}
    return tuple(zip(*(heard[form] for form in forms), strict=True))


def same_name(a: str, b: str) -> bool:
    """Tell whether two texts may be one name, in any script, in Albanian or Serbian spelling or as in a zone.

    >>> same_name("Гаши Ћазим", "GASHI QAZIM"), same_name("Hoxha", "Hodža"), same_name("Marić", "Matić")
    (True, True, False)
    """
    return not spellings(a).isdisjoint(spellings(b))


def _unmarked(text: str) -> str:
    """Return a text without the marks over and under its letters."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _latin_letter(match: re.Match[str]) -> str:
    """Return the Latin for one Cyrillic letter, its case as the letters beside it ask."""
    letter, text = match[0], match.string
    latin = SERBIAN_LATIN[letter.upper()]
    if letter.islower():
        return latin.lower()
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return latin.upper() if after.isupper() or (before.isupper() and not after.islower()) else latin
