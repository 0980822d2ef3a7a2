"""Asking the search index: exact keys first, then names, by pairs of words, by one word, by the rarest of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, product
from typing import Any, Final

from kbdesk.domain.search import Asked, Reading, readings
from kbdesk.domain.search_near import LONGEST_WORD, Typed, deletion_keys, most_typos
from kbdesk.store import search_keys
from kbdesk.store.engine import Database
from kbdesk.store.search_keys import Wanted

_MOST_CANDIDATES: Final = 500
"""Entries that are looked at for a name; up to so many rows a longer list goes on where a shorter one ended."""
_MOST_PAIRS: Final = 600
"""Pairs of near words that are looked up for one pair of typed words, the nearest first."""
_MOST_NEAR: Final = 120
"""Words of the vocabulary that may stand for one typed word, the nearest first."""
_MOST_LONGER: Final = 40
"""Words that begin with the typed one, the most used."""
_MISSED: Final = 3
"""What a typed word costs that a name does not have at all."""
_TOP: Final = "\U0010ffff"

_COLUMNS: Final = "entry, kind, number, name, born, plate, document, envelope, on_day, officer, passage, card"
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The words of the vocabulary near to one typed word, the nearest first and how far off they are."""

    words: Mapping[int, int]
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows of the index in order, the keys that were known, and which entries were found by name."""

    rows: tuple[Row, ...]
    keys: frozenset[str]
    named: frozenset[int]


def find(db: Database, asked: Asked, *, limit: int, kinds: Collection[str], after: int = 0) -> Found:
    """Return the rows that a text asks for, the surest first and then the newest, without the first `after`."""
    known = search_keys.known(db, {key for span in asked.spans for key in span.keys})
    entries: dict[int, bool] = {}
    ways = readings(asked, known)
    for reading, missing in (*((way, 0) for way in ways), *((way, 1) for way in ways if len(way.words) > 2)):
        if len(entries) < after + limit:
            for entry in _by_reading(db, reading, limit=after + limit, kinds=kinds, missing=missing):
                entries.setdefault(entry, bool(reading.words))
    if not entries and asked.whole:
        known = search_keys.longer(db, asked.whole)
        reading = Reading(keys=(known,), words=())
        entries.update(dict.fromkeys(_by_reading(db, reading, limit=after + limit, kinds=kinds), False))
    named = frozenset(entry for entry, by_name in entries.items() if by_name)
    return Found(rows=_rows(db, list(entries)[after : after + limit]), keys=known, named=named)


def _rows(db: Database, entries: Sequence[int]) -> tuple[Row, ...]:
    """Return the rows of some entries, in their order."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN search_items i ON i.entry = j.value ORDER BY j.key",
        (json.dumps(entries),),
    )
    return tuple(found)


def _by_reading(
    db: Database, reading: Reading, *, limit: int, kinds: Collection[str], missing: int = 0
) -> Sequence[int]:
    """Return the entries that meet a reading; `missing` words of it may be of no name."""
    if not (reading.words or any(reading.keys)):
        return ()
    wanted = search_keys.wanted(db, reading.keys, kinds)
    if not reading.words:
        return search_keys.newest(db, wanted, limit=limit)
    most = max(limit, _MOST_CANDIDATES)
    few = wanted.sets and wanted.entries < most
    left = _named(db, search_keys.newest(db, wanted, limit=most)) if few else None
    for typos in (1, 2):
        near = [_near(db, word, typos, last=n == len(reading.words)) for n, word in enumerate(reading.words, 1)]
        ranked = _likely(db, near, wanted, most=most, missing=missing) if left is None else _ranked(near, left, missing)
        if not ranked and not missing and len(near) > 1 and typos > 1:
            ranked = _by_rarest(db, reading.words, near, wanted, most=most)
        if ranked:
            return ranked[:limit]
    return ()


def _by_rarest(
    db: Database, words: Sequence[frozenset[str]], near: Sequence[Near], wanted: Wanted, *, most: int
) -> Sequence[int]:
    """Return the entries that have the rarest of the words, and the others as far as they may be meant."""
    place, rarest = min(((p, one) for p, one in enumerate(near) if one.words), key=_uses, default=(0, near[0]))
    entries = _by_word(db, rarest, wanted, most=most)
    loose = [one if here == place else _loosely(db, entries, words[here]) for here, one in enumerate(near)]
    return _ranked(loose, _named(db, entries), missing=0)


def _likely(db: Database, near: Sequence[Near], wanted: Wanted, *, most: int, missing: int) -> Sequence[int]:
    """Return the entries that may be meant by their names, ranked."""
    if len(near) == 1:
        return _by_word(db, near[0], wanted, most=most)
    if len(near) == 2:
        return _by_pair(db, near[0], near[1], wanted, most=most)
    found = {entry for one, other in combinations(near, 2) for entry in _by_pair(db, one, other, wanted, most=most)}
    return _ranked(near, _named(db, found), missing)


def _uses(placed: tuple[int, Near]) -> int:
    return placed[1].uses


def _loosely(db: Database, entries: Collection[int], word: frozenset[str]) -> Near:
    """Return what of the words of some entries may be a typed one: an initial, cut short, three typos."""
    known = db.execute(
        "SELECT DISTINCT w.id, w.word FROM json_each(?) j CROSS JOIN search_items i ON i.entry = j.value "
        "CROSS JOIN json_each(i.words) k CROSS JOIN search_words w ON w.id = k.value",
        (json.dumps(sorted(entries)),),
    )
    typed = [Typed(one) for one in word]
    return Near(words={number: 2 for number, text in known if any(_like(one, text) for one in typed)}, uses=0)


def _like(typed: Typed, known: str) -> bool:
    short = min(len(typed.word), len(known))
    begins = typed.word[:short] == known[:short]
    return begins or (short > 5 and typed.distance(known, most=3) is not None)


def _near(db: Database, word: frozenset[str], typos: int, *, last: bool) -> Near:
    """Return what of the vocabulary is near to a typed word; what is typed last may be but the beginning of one."""
    found: dict[int, int] = {}
    uses: dict[int, int] = {}
    typed = [Typed(one) for one in word]
    for number, known, used in _vocabulary(db, word, typos, last=last):
        off = min((_off(one, known, typos, last=last) for one in typed), default=_MISSED)
        if off < _MISSED:
            found[number], uses[number] = off, used
    nearest = sorted(found, key=lambda number: (found[number], -uses[number]))[:_MOST_NEAR]
    return Near(words={number: found[number] for number in nearest}, uses=sum(uses[number] for number in nearest))


def _off(typed: Typed, known: str, typos: int, *, last: bool) -> int:
    """Return how far a known word is off a typed one; `_MISSED` is too far."""
    off = typed.distance(known, most=min(typos, most_typos(typed.word)))
    if off is None:
        return 1 if last and len(typed.word) > 1 and known.startswith(typed.word) else _MISSED
    return off


def _vocabulary(db: Database, word: frozenset[str], typos: int, *, last: bool) -> Iterator[tuple[int, str, int]]:
    """Yield the words that may be near: each shares a deletion key, or begins with what was typed last."""
    keys = sorted({key for typed in word for key in deletion_keys(typed, most=typos)})
    lengths = [len(typed) for typed in word] or [0]
    yield from db.execute(
        "SELECT id, word, uses FROM search_words WHERE length(word) BETWEEN ? AND ? AND id IN "
        "(SELECT d.word FROM json_each(?) j CROSS JOIN search_deletions d ON d.key = j.value)",
        (min(lengths) - typos, max(lengths) + typos, json.dumps(keys)),
    ).fetchall()
    for typed in sorted(word) if last else ():
        if 1 < len(typed) < LONGEST_WORD:
            yield from db.execute(
                "SELECT id, word, uses FROM search_words WHERE word > ? AND word < ? ORDER BY uses DESC LIMIT ?",
                (typed, typed + _TOP, _MOST_LONGER),
            ).fetchall()


def _by_word(db: Database, near: Near, wanted: Wanted, *, most: int) -> list[int]:
    """Return entries that have a word, those of the nearest words first, then the newest."""
    met, values = wanted.met_by("p.entry")
    statement = f"SELECT p.entry FROM search_postings p WHERE p.word = ?{met} ORDER BY p.entry DESC LIMIT ?"
    found: dict[int, None] = {}
    for _, words in groupby(near.words, key=near.words.__getitem__):
        if len(found) < most:
            entries = {entry for word in words for (entry,) in db.execute(statement, (word, *values, most))}
            found.update(dict.fromkeys(sorted(entries, reverse=True)))
    return list(found)[:most]


def _by_pair(db: Database, one: Near, other: Near, wanted: Wanted, *, most: int) -> list[int]:
    """Return entries that have a word of each, those of the nearest pairs first, then the newest."""
    pairs = sorted(
        (off + further, *sorted((a, b))) for (a, off), (b, further) in product(one.words.items(), other.words.items())
    )
    met, values = wanted.met_by("p.entry")
    found: dict[int, None] = {}
    for _, as_near in groupby(pairs[:_MOST_PAIRS], key=lambda pair: pair[0]):
        if len(found) < most:
            entries = db.execute(
                "SELECT DISTINCT p.entry FROM json_each(?) j CROSS JOIN search_pairs p "
                f"ON p.low = j.value ->> 1 AND p.high = j.value ->> 2 WHERE true{met} ORDER BY p.entry DESC LIMIT ?",
                (json.dumps(list(as_near)), *values, most),
            )
            found.update((entry, None) for (entry,) in entries)
    return list(found)[:most]


def _named(db: Database, entries: Collection[int]) -> Mapping[int, Sequence[int]]:
    """Return the words of the names of some entries."""
    found = db.execute(
        "SELECT i.entry, i.words FROM json_each(?) j CROSS JOIN search_items i ON i.entry = j.value",
        (json.dumps(sorted(entries)),),
    )
    return {entry: json.loads(words) for entry, words in found}


def _ranked(near: Sequence[Near], candidates: Mapping[int, Sequence[int]], missing: int) -> list[int]:
    """Return the candidates whose names have the words but for `missing`, the nearest first and then the newest."""
    ranked = []
    for entry, has in candidates.items():
        offs = [min((one.words[word] for word in has if word in one.words), default=_MISSED) for one in near]
        if offs.count(_MISSED) <= missing:
            ranked.append((sum(offs), -entry))
    return [-entry for _, entry in sorted(ranked)]
