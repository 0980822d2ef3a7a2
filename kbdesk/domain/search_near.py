"""Words that differ by a typo or two: how far apart they are, and keys by which an index finds those near."""

from __future__ import annotations

from itertools import combinations
from typing import Final

LONGEST_WORD: Final = 40
_PREFIX: Final = 7
"""A typo further on in a word leaves its beginning alone: keys of the beginning find it all the same."""


def most_typos(word: str) -> int:
    """Return how many typos a word may have and still be looked for: none in two letters, one in four, else two."""
    return 0 if len(word) < 3 else 1 if len(word) < 5 else 2


def deletion_keys(word: str, *, most: int = 2) -> frozenset[str]:
    """Return the beginning of a word with up to `most_typos` letters left out, in every way, and `most` at the most.

    Two words at most as far apart as the typos of either share a key; at most one apart, those of `most` one.

    >>> sorted(deletion_keys("ana"))
    ['aa', 'an', 'ana', 'na']
    """
    start = word[:_PREFIX]
    kept = range(len(start) - min(most_typos(word), most), len(start) + 1)
    return frozenset("".join(letters) for length in kept for letters in combinations(start, length))


class Typed:
    """A typed word, made ready to be compared with many."""

    def __init__(self, word: str) -> None:
        self.word = word
        self._letters = frozenset(word)
        self._top, self._all = 1 << max(len(word) - 1, 0), (1 << len(word)) - 1
        self._places: dict[str, int] = {}
        for place, letter in enumerate(word):
            self._places[letter] = self._places.get(letter, 0) | 1 << place

    def distance(self, other: str, *, most: int) -> int | None:
        """Return how many letters are wrong, missing, too many or changed over in another word; None above `most`.

        Optimal string alignment: no part of a word is changed twice. A column of the table is the bits of two numbers
        (H. Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances, 2003).

        >>> Typed("petrovic").distance("pertovic", most=2), Typed("ana").distance("iva", most=1)
        (1, None)
        """
        if abs(len(self.word) - len(other)) > most or len(self._letters.symmetric_difference(other)) > 2 * most:
            return None
        if not self.word:
            return len(other)
        every, places = self._all, self._places
        more, fewer, same, here, off = every, 0, 0, 0, len(self.word)
        for letter in other:
            before, here = here, places.get(letter, 0)
            changed_over = ((~same & here) << 1) & before
            same = ((((here & more) + more) ^ more) | here | fewer | changed_over) & every
            across, back = (fewer | ~(same | more)) & every, same & more
            off += bool(across & self._top) - bool(back & self._top)
            across, back = across << 1 | 1, back << 1
            more, fewer = (back | ~(same | across)) & every, across & same & every
        return off if off <= most else None
