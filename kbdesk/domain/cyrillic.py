"""The program's own Serbian, written once in Latin, in Cyrillic."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kbdesk.icao.transliteration import SERBIAN_LATIN

SINGLE_DIGRAPHS: Final = str.maketrans(
    {
        "\u01c4": "DŽ", "\u01c5": "Dž", "\u01c6": "dž",
        "\u01c7": "LJ", "\u01c8": "Lj", "\u01c9": "lj",
        "\u01ca": "NJ", "\u01cb": "Nj", "\u01cc": "nj",
    }
)  # fmt: skip
"""Unicode has each digraph as one character in three cases; here they are two letters."""

STAYS_LATIN: Final = frozenset({
    "RKS", "KS", "SRB", "MRZ", "VIN", "QR", "PDF", "EUR", "KM", "PR", "PE", "PZ", "UR", "GL", "BG", "ID", "OCR",
    "ICAO", "KFOR", "USB", "LAN", "CSV", "JSON", "TOML", "PNG", "CSCA", "VDS", "SHA", "kbdesk", "Esc", "Enter", "Tab",
    "Ctrl", "Alt", "Shift", "Home", "End", "PgUp", "PgDn", "Ins", "Del", "mm", "cm", "kg", "kW", "km", "dpi",
})  # fmt: skip
"""Codes, keys, units and names that Serbian Cyrillic prints in Latin; words with a digit, q, w, x or y do anyway."""

SPLIT_STEMS: Final = (
    "in|jekc", "in|jic", "kon|junk", "kon|jug", "kon|jekt", "van|jez", "tan|jug", "an|jon", "pan|jel",
    "nad|živ", "nad|žnj", "nad|žup", "pod|žanr", "pod|žup", "pred|život", "pred|žetv", "od|žal", "od|živ", "od|žvak",
)  # fmt: skip
"""Beginnings of words in which n and j, or d and ž, are two letters and not one."""

_DIGRAPHS: Final = re.compile("lj|nj|dž", re.IGNORECASE)
_CYRILLIC: Final = {latin.lower(): cyrillic.lower() for cyrillic, latin in SERBIAN_LATIN.items()}
_KEPT: Final = (
    r"\{[^{}]*\}",
    r"</?[a-z][^<>]*>",
    r"&[a-z]+;",
    r"%[0-9n]",
    r"(?<!\w)--[a-z][a-z-]*",
    r"[\w./-]+\.(?:toml|pdf|png|csv|txt|json)\b",
    r"\b[A-Z](?:\.[0-9]+)+",
    r"\bE-(?=[A-Z0-9{])",
    r"\b(?=[IVX]{2})[IVX]+\b",
    r"\b\w*[0-9qwxyQWXY]\w*\b",
)
_WORD: Final = r"[^\W\d_]+"


def to_cyrillic(text: str, exceptions: frozenset[str] = frozenset()) -> str:
    """Return Serbian Latin in Cyrillic, for the program's own words (names of people keep the script they came in).

    Placeholders, tags, file names, options, field codes, Roman numerals, `STAYS_LATIN` and whatever `exceptions`
    lists stay as they are. Lj, Nj and Dž are one letter but in words that begin with one of `SPLIT_STEMS`.

    >>> to_cyrillic("Broj {number}: MRZ je nečitljiv, injekcija 5 mm")
    'Број {number}: MRZ је нечитљив, инјекција 5 mm'
    """
    composed = unicodedata.normalize("NFC", text.translate(SINGLE_DIGRAPHS))
    return _tokens(exceptions).sub(_token, composed)


@lru_cache(maxsize=8)
def _tokens(exceptions: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern whose group is a word to convert and whose other matches stay."""
    listed = sorted(STAYS_LATIN | exceptions, key=len, reverse=True)
    stays = r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)"
    return re.compile("|".join((*_KEPT, stays, f"({_WORD})")))


def _token(match: re.Match[str]) -> str:
    """Return a token in Cyrillic if it is a word, else as it is."""
    word = match[1]
    return cyrillic_word(word) if word else match[0]


def cyrillic_word(word: str) -> str:
    """Return one word of Gaj's letters in Cyrillic, digraphs as one letter but in `SPLIT_STEMS`.

    >>> cyrillic_word("Njegoš"), cyrillic_word("konjunkcija")
    ('Његош', 'конјункција')
    """
    for stem in SPLIT_STEMS:
        first, _, second = stem.partition("|")
        if word.lower().startswith(first + second):
            return _letters(word[: len(first)]) + _letters(word[len(first) :])
    return _letters(word)


def _letters(text: str) -> str:
    """Return letters in Cyrillic, digraphs first; what Gaj's alphabet does not have stays."""
    return "".join(map(_letter, _DIGRAPHS.sub(lambda match: _letter(match[0]), text)))


def _letter(latin: str) -> str:
    """Return the Cyrillic of one letter or digraph, in the case of its first character."""
    cyrillic = _CYRILLIC.get(latin.lower(), latin)
    return cyrillic.upper() if latin[0].isupper() else cyrillic
