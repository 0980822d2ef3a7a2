"""Names into the letters of a machine readable zone (Doc 9303-3 section 6), and Serbian Cyrillic into Latin."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

FILLER: Final = "<"

SERBIAN_LATIN: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        zip(
            "АБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ",
            "ABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ",
            strict=True,
        )
    )
    | {"Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}
)
"""Gaj's alphabet by Serbian Cyrillic capital, thirty letters for thirty, a digraph with one capital."""

_OTHER_CYRILLIC: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Ѓ": "G", "Ѕ": "DZ", "Ќ": "K", "Ё": "E", "Й": "I", "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Ь": "", "Э": "E",
        "Ю": "IU", "Я": "IA", "Є": "IE", "І": "I", "Ї": "I", "Ґ": "G", "Ў": "U", "Һ": "C",
    }
)  # fmt: skip
"""Doc 9303-3 section 6.B for Cyrillic letters that Serbian does not have; 04BA stands there for Ћ."""

_LATIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Đ": "D", "Ð": "D", "Ɖ": "D", "Ħ": "H", "ı": "I", "ĸ": "Q", "Ł": "L", "Ŀ": "L", "Ŋ": "N", "Ŧ": "T",
        "Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ß": "SS", "ẞ": "SS",
        "Þ": "TH", "Ĳ": "IJ",
    }
)  # fmt: skip
"""Doc 9303-3 section 6.A where the answer is not the letter without its mark."""

_HYPHENS: Final = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_SEPARATORS: Final = _HYPHENS | frozenset(",<")


def mrz_name(text: str) -> str:
    """Return a name as a machine readable zone writes it: A to Z, one ``<`` between its components.

    Doc 9303-3 sections 4.6 and 6. Serbian Cyrillic goes by way of Serbian Latin, as Serbian documents print it; the
    standard's own column errs there twice (Г as H, no Ћ). Apostrophes are omitted, a hyphen is a ``<``, a comma
    too; other punctuation, digits and letters of other scripts are dropped.

    >>> mrz_name("Ђорђевић-O'Connor")
    'DORDEVIC<OCONNOR'
    """
    letters = "".join(_mrz_letters(character) for character in unicodedata.normalize("NFKC", text))
    return FILLER.join(part for part in letters.split(FILLER) if part)


def _mrz_letters(character: str) -> str:
    """Return what one character of a name becomes: capitals A to Z, a filler, or nothing."""
    if character.isspace() or character in _SEPARATORS:
        return FILLER
    for form in (character, character.upper()):
        for table in (_LATIN, SERBIAN_LATIN, _OTHER_CYRILLIC):
            if form in table:
                return _plain(table[form].upper())
    return _plain(character.upper())


def _plain(text: str) -> str:
    """Return what is left of a text without marks: A to Z only."""
    return "".join(c for c in unicodedata.normalize("NFD", text).replace("Đ", "D") if "A" <= c <= "Z")
