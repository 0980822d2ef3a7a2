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


def deletion_keys(word: str) -> frozenset[str]:
    """Return the beginning of a word with up to `most_typos` letters left out, in every way.

    Two words at most as far apart as the typos of either share a key.

    >>> sorted(deletion_keys("ana"))
    ['aa', 'an', 'ana', 'na']
    """
    start = word[:_PREFIX]
    kept = range(len(start) - min(most_typos(word), len(start)), len(start) + 1)
    return frozenset("".join(letters) for length in kept for letters in combinations(start, length))


def distance(a: str, b: str, *, most: int) -> int | None:
    """Return how many letters are wrong, missing, too many or changed over between two words; None above `most`.

    Optimal string alignment: no part of a word is changed twice.

    >>> distance("petrovic", "pertovic", most=2), distance("ana", "iva", most=1)
    (1, None)
    """
    if abs(len(a) - len(b)) > most:
        return None
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        further = [i]
        for j, other in enumerate(b, 1):
            cost = min(row[j] + 1, further[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            further.append(cost)
        if min(further) > most:
            return None
        before, row = row, further
    return row[-1] if row[-1] <= most else None
