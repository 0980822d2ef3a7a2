"""The two letters that Serbian plates begin with, and the Kosovo region that follows from some of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

KOSOVO_CITY_REGIONS: Final[Mapping[str, str]] = MappingProxyType(
    {"PR": "01", "KM": "02", "PE": "03", "PZ": "04", "UR": "05", "GL": "06", "ĐA": "07"}
)
"""RKS region by Serbian code of a Kosovo city (AI 03/2022); only a default, for any centre may register."""

SPELLINGS: Final[Mapping[str, str]] = MappingProxyType({"DA": "ĐA", "DJ": "ĐA", "DJA": "ĐA"})
"""How keyboards without Đ spell an area code; DA stands in AI 03/2022 itself."""

SERBIAN_AREAS: Final = frozenset({
    "AC", "AL", "AR", "BB", "BC", "BČ", "BĆ", "BG", "BO", "BP", "BT", "BU", "ČA", "ĆU", "DE", "ĐA", "GL", "GM", "IC",
    "IN", "JA", "KA", "KC", "KG", "KI", "KL", "KM", "KN", "KO", "KŠ", "KU", "KV", "KŽ", "LB", "LE", "LO", "LU", "NG",
    "NI", "NP", "NS", "NV", "OD", "PA", "PB", "PE", "PI", "PK", "PN", "PO", "PP", "PR", "PŠ", "PT", "PZ", "PŽ", "RA",
    "RU", "SA", "SC", "SD", "SJ", "SM", "SO", "SP", "SR", "ST", "SU", "SV", "ŠA", "ŠI", "TO", "TS", "TT", "TU", "UB",
    "UE", "UR", "VA", "VB", "VH", "VL", "VP", "VR", "VS", "VŠ", "ZA", "ZR", "ŽA",
})  # fmt: skip
"""Area codes issued from 1998 on, from published lists that differ; too many do less harm than too few."""

SWISS_CANTONS: Final = frozenset({"AR", "GL", "LU", "SO", "UR", "VS"})
"""Serbian codes that Swiss plates begin with too; a Swiss plate is a canton and up to six digits."""

_ASCII: Final = str.maketrans("ČĆĐŠŽ", "CCDSZ")
_BY_UNMARKED: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{code.translate(_ASCII): code for code in sorted(SERBIAN_AREAS, reverse=True)},
        **{code: code for code in SERBIAN_AREAS},
        **SPELLINGS,
    }
)


def serbian_area(letters: str) -> str:
    """Return the area code that these letters are, or stand for on a keyboard without marks; empty if none.

    A code that exists without marks is that one: SA is not ŠA.

    >>> serbian_area("CA"), serbian_area("SA"), serbian_area("DJA"), serbian_area("XX")
    ('ČA', 'SA', 'ĐA', '')
    """
    return _BY_UNMARKED.get(letters, "")


def is_serbian_area(letters: str) -> bool:
    """Tell whether letters are a Serbian area code, typed with or without its mark."""
    return letters in _BY_UNMARKED
