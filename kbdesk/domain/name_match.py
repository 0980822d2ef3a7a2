"""Whether two names may be one person's: the same, possibly the same, or different, and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from kbdesk.domain.names import fold, spelled_words

_MOST_WORDS: Final = 12
_INITIALS: Final = frozenset(
    {*"abcdefghijklmnopqrstuvwxyz", "lj", "nj", "dz", "dj", "gj", "dh", "sh", "th", "xh", "zh"}
)
"""What may stand for a whole name before a full stop; the digraphs are one letter in Serbian or Albanian."""

_NEAR_SOUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {"lj": "l", "nj": "n", "kj": "c", "ks": "dz", "ph": "f", "w": "v", "y": "i", "j": "i"}
)
"""What one ear hears and another does not, after the spellings of one sound have met (X is dz, Q is c by then)."""

_NEAR: Final = re.compile("|".join(_NEAR_SOUNDS))
_DOUBLED: Final = re.compile(r"(.)\1+")
_LAST_E: Final = re.compile(r"e$")


class Likeness(StrEnum):
    """How near two names are."""

    SAME = "same"
    POSSIBLY = "possibly"
    DIFFERENT = "different"


class Difference(StrEnum):
    """In what two names that may be one differ; script, case, marks, hyphens and spaces are no difference."""

    SPELLING = "spelling"
    SOUND = "sound"
    INITIAL = "initial"
    TRUNCATED = "truncated"
    ORDER = "order"
    FEWER_WORDS = "fewer-words"
    FIELDS = "fields"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name as a document has it; a person of one name has it as surname."""

    surname: str
    given_names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """What a comparison says. What is the same differs in spelling at most; what is different lists no differences."""

    likeness: Likeness
    differences: tuple[Difference, ...] = ()


_DIFFERENT: Final = NameMatch(likeness=Likeness.DIFFERENT)


def compare_people(a: PersonName, b: PersonName, *, truncated: bool = False) -> NameMatch:
    """Compare two whole names. Birth dates and numbers are not looked at: the same name is not the same person.

    With `truncated` (one of them stands in a zone that may be cut short, Doc 9303-3 section 4.6) words may begin alike.
    Surname and given names in each other's place, or words that moved between them, are possibly the same.

    >>> ana, a = PersonName(surname="Ђорђевић", given_names="Ана"), PersonName(surname="DJORDJEVIC", given_names="A.")
    >>> str(compare_people(ana, a).likeness)
    'possibly'
    """
    surname = compare_names(a.surname, b.surname, truncated=truncated)
    given_names = compare_names(a.given_names, b.given_names, truncated=truncated)
    both = _differences(surname, given_names)
    pairs = ((a.surname, b.surname), (a.given_names, b.given_names))
    if both is not None and any(_name(here).words and _name(there).words for here, there in pairs):
        return _match(both)
    all_of_a, all_of_b = f"{a.surname} {a.given_names}", f"{b.surname} {b.given_names}"
    moved = compare_names(all_of_a, all_of_b, truncated=truncated)
    fewer = {Difference.FEWER_WORDS, Difference.MISSING}.intersection(moved.differences)
    if moved.likeness is Likeness.DIFFERENT or fewer or not _name(all_of_a).words:
        return _DIFFERENT
    return _match({*moved.differences, Difference.FIELDS} - {Difference.ORDER})


def compare_names(a: str, b: str, *, truncated: bool = False) -> NameMatch:
    """Compare two surnames, or two persons' given names, in any script, word by word. Never raises.

    The same: every word in a spelling of the other's (`names.spellings`), with hyphens, spaces or nothing between.
    Possibly: near sounds (y, i and j; Lj and l; single and double letters; ë and a at the end; Q and K), an initial,
    another order, fewer words (a second given name, half of a double surname), one of the two missing.

    >>> found = compare_names("Marija Ana", "Ana Maria")
    >>> str(found.likeness), [str(difference) for difference in found.differences]
    ('possibly', ['sound', 'order'])
    """
    ours, theirs = _name(a), _name(b)
    if not ours.words or not theirs.words:
        return _match({Difference.MISSING} if ours.words or theirs.words else set())
    if ours.whole.meets(theirs.whole, Difference.SPELLING):
        return _match(set() if ours.whole.folded == theirs.whole.folded else {Difference.SPELLING})
    found = _paired(*sorted((ours.words, theirs.words), key=len), truncated=truncated)
    if found is None and ours.whole.meets(theirs.whole, Difference.SOUND):
        return _match({Difference.SOUND})
    return _DIFFERENT if found is None else _match(found)


def near_words(text: str) -> tuple[frozenset[str], ...]:
    """Return the words of a name, each as all that its spellings sound near to: small letters in no script at all.

    Two words that may be one (`Likeness.POSSIBLY` by sound) share an element; an index keeps and looks up these.

    >>> [sorted(word) for word in near_words("Ђурић-HOXHA")]
    [['duric'], ['hodza']]
    """
    return tuple(near for piece in text.split() for near in _near_words(piece))[:_MOST_WORDS]


@lru_cache(maxsize=16384)
def _near_words(piece: str) -> tuple[frozenset[str], ...]:
    return tuple(word.near for word in _name(piece).words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word as folded, its spellings, and what those sound near to."""

    folded: str
    sounds: frozenset[str]
    near: frozenset[str]

    def meets(self, other: _Word, how: Difference) -> bool:
        """Tell whether two words meet in this way."""
        match how:
            case Difference.SPELLING:
                return not self.sounds.isdisjoint(other.sounds)
            case Difference.SOUND:
                return not self.near.isdisjoint(other.near)
            case Difference.INITIAL:
                return (self.folded in _INITIALS or other.folded in _INITIALS) and self._begins(other)
            case _:
                return self._begins(other)

    def _begins(self, other: _Word) -> bool:
        ours, theirs = self.sounds | {self.folded}, other.sounds | {other.folded}
        return any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """The words of a name, and the name as one word."""

    words: tuple[_Word, ...]
    whole: _Word


@lru_cache(maxsize=2048)
def _name(text: str) -> _Name:
    folded = fold(text)
    words = folded.split()[:_MOST_WORDS]
    ways, hard = spelled_words(text)[:_MOST_WORDS], spelled_words(folded.replace("q", "k"))[:_MOST_WORDS]
    return _Name(words=tuple(map(_word, words, ways, hard)), whole=_word("".join(words), _as_one(ways), _as_one(hard)))


def _as_one(words: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the spellings of words written together."""
    return tuple(map("".join, zip(*words, strict=True)))


def _word(folded: str, ways: tuple[str, ...], hard: tuple[str, ...]) -> _Word:
    """Return a word in its spellings, and in those with Q as K."""
    return _Word(folded=folded, sounds=frozenset(ways), near=frozenset(map(_nearly, ways + hard)))


def _nearly(sounds: str) -> str:
    """Return a spelling without what one ear hears and another does not."""
    near = _NEAR.sub(lambda match: _NEAR_SOUNDS[match[0]], sounds)
    return _LAST_E.sub("a", _DOUBLED.sub(r"\1", near))


def _paired(fewer: tuple[_Word, ...], more: tuple[_Word, ...], *, truncated: bool) -> set[Difference] | None:
    """Return in what the words differ once each has found its like among as many or more; None if one finds none."""
    ways = (Difference.SPELLING, Difference.SOUND, Difference.TRUNCATED if truncated else Difference.INITIAL)
    places: dict[int, int] = {}
    found: set[Difference] = set()
    for how in ways:
        for here in set(range(len(fewer))) - places.keys():
            free = [there for there in (here, *range(len(more))) if there not in places.values()]
            place = next((there for there in free if fewer[here].meets(more[there], how)), None)
            if place is not None:
                places[here] = place
                found |= {how} if fewer[here].folded != more[place].folded else set()
    if len(places) < len(fewer):
        return None
    order = [places[here] for here in range(len(fewer))]
    found |= {Difference.ORDER} if order != sorted(order) else set()
    missing = Difference.TRUNCATED if truncated else Difference.FEWER_WORDS
    return found | ({missing} if len(fewer) < len(more) else set())


def _differences(*matches: NameMatch) -> set[Difference] | None:
    """Return all differences of the parts of a name, None if one part is different."""
    if any(match.likeness is Likeness.DIFFERENT for match in matches):
        return None
    return {difference for match in matches for difference in match.differences}


def _match(differences: set[Difference]) -> NameMatch:
    """Return the match that differs in this."""
    likeness = Likeness.SAME if differences <= {Difference.SPELLING} else Likeness.POSSIBLY
    return NameMatch(likeness=likeness, differences=tuple(d for d in Difference if d in differences))
