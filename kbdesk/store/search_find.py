"""Asking the search index: exact keys first, then names, by pairs of words, by one word, by the rarest of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Final

from kbdesk.domain.search import Asked, Reading, readings
from kbdesk.domain.search_near import LONGEST_WORD, Typed, deletion_keys, most_typos
from kbdesk.store.engine import Database

_MOST_PAIRS: Final = 600
"""Pairs of near words that are looked up for one pair of typed words, the nearest first."""
_MOST_NEAR: Final = 120
"""Words of the vocabulary that may stand for one typed word, the nearest first."""
_MOST_LONGER: Final = 40
"""Words that begin with the typed one."""
_MOST_CANDIDATES: Final = 400
_MISSED: Final = 3
"""What a typed word costs that a name does not have at all."""
_TOP: Final = "\U0010ffff"

_COLUMNS: Final = "entry, kind, number, name, born, plate, document, envelope, on_day, officer, passage, card"
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The words of the vocabulary near to one typed word, each with how far off it is, and their uses in all."""

    words: Mapping[int, int]
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows of the index in order, the keys that were known, and which entries were found by name."""

    rows: tuple[Row, ...]
    keys: frozenset[str]
    named: frozenset[int]


def find(db: Database, asked: Asked, *, limit: int, kinds: Collection[str]) -> Found:
    """Return the rows that a text asks for, the surest first and then the newest."""
    known = _known(db, {key for span in asked.spans for key in span.keys})
    entries: dict[int, bool] = {}
    for reading in readings(asked, known):
        if len(entries) < limit:
            look = _by_name if reading.words else _by_keys
            for entry in look(db, reading, limit=limit, kinds=kinds):
                entries.setdefault(entry, bool(reading.words))
    if not entries and asked.whole:
        known = _longer_keys(db, asked.whole)
        reading = Reading(keys=(known,), words=())
        entries.update(dict.fromkeys(_by_keys(db, reading, limit=limit, kinds=kinds), False))
    named = frozenset(entry for entry, by_name in entries.items() if by_name)
    return Found(rows=_rows(db, list(entries)[:limit]), keys=known, named=named)


def _rows(db: Database, entries: Sequence[int]) -> tuple[Row, ...]:
    """Return the rows of some entries, in their order."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN search_items i ON i.entry = j.value ORDER BY j.key",
        (json.dumps(entries),),
    )
    return tuple(found)


def _known(db: Database, keys: Collection[str]) -> frozenset[str]:
    found = db.execute(
        "SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM search_keys k WHERE k.key = j.value)",
        (json.dumps(sorted(keys)),),
    )
    return frozenset(key for (key,) in found)


def _longer_keys(db: Database, keys: Collection[str]) -> frozenset[str]:
    """Return the known codes and envelopes that begin with one of some keys."""
    found = db.execute(
        "SELECT DISTINCT k.key FROM json_each(?) j "
        "CROSS JOIN search_keys k ON k.key >= j.value AND k.key < j.value || ? LIMIT ?",
        (json.dumps(sorted(key for key in keys if key[0] in "ce")), _TOP, _MOST_LONGER),
    )
    return frozenset(key for (key,) in found)


def _by_keys(db: Database, reading: Reading, *, limit: int, kinds: Collection[str]) -> Sequence[int]:
    """Return the newest entries that have one key of each set."""
    first, *others = reading.keys
    met = "".join(
        " AND EXISTS (SELECT 1 FROM json_each(?) o JOIN search_keys x ON x.key = o.value AND x.entry = k.entry)"
        for _ in others
    )
    found = db.execute(
        "SELECT DISTINCT k.entry FROM json_each(?) j CROSS JOIN search_keys k ON k.key = j.value "
        f"WHERE true{met}{_of_kinds('k.entry', kinds)} ORDER BY k.entry DESC LIMIT ?",
        (json.dumps(sorted(first)), *(json.dumps(sorted(other)) for other in others), *_kinds(kinds), limit),
    )
    return [entry for (entry,) in found]


def _by_name(db: Database, reading: Reading, *, limit: int, kinds: Collection[str]) -> Sequence[int]:
    """Return the entries whose name has every typed word, or one near to it; the nearest first, then the newest."""
    for typos in (1, 2):
        ranked = _with_typos(db, reading, typos, limit=limit, kinds=kinds)
        if ranked:
            return ranked[:limit]
    return []


def _with_typos(db: Database, reading: Reading, typos: int, *, limit: int, kinds: Collection[str]) -> list[int]:
    """Return the entries whose name has the typed words with so many typos in each at most, ranked."""
    end = len(reading.words) - 1
    near = [_near(db, word, typos, last=place == end) for place, word in enumerate(reading.words)]
    most = max(limit, _MOST_CANDIDATES)
    missing = 0 if len(near) < 3 else 1
    ranked = _ranked(db, reading, near, _candidates(db, reading, near, most=most), missing=missing, kinds=kinds)
    if not ranked and len(near) > 1 and typos > 1:
        place, rarest = min(((p, one) for p, one in enumerate(near) if one.words), key=_uses, default=(0, near[0]))
        entries = _by_word(db, rarest, most=most)
        loose = [one if here == place else _loosely(db, entries, reading.words[here]) for here, one in enumerate(near)]
        ranked = _ranked(db, reading, loose, entries, missing=0, kinds=kinds)
    return ranked


def _candidates(db: Database, reading: Reading, near: Sequence[Near], *, most: int) -> Collection[int]:
    """Return the entries that may be meant: all that a day or number leaves if they are few, else those by name."""
    keyed = _by_keys(db, reading, limit=most, kinds=()) if reading.keys else ()
    if 0 < len(keyed) < most:
        return keyed
    if len(near) == 1:
        return _by_word(db, near[0], most=most)
    return {entry for one, other in combinations(near, 2) for entry in _by_pair(db, one, other, most=most)}


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
    yield from db.execute(
        "SELECT id, word, uses FROM search_words WHERE id IN "
        "(SELECT d.word FROM json_each(?) j CROSS JOIN search_deletions d ON d.key = j.value)",
        (json.dumps(keys),),
    ).fetchall()
    for typed in sorted(word) if last else ():
        if 1 < len(typed) < LONGEST_WORD:
            yield from db.execute(
                "SELECT id, word, uses FROM search_words WHERE word > ? AND word < ? ORDER BY word LIMIT ?",
                (typed, typed + _TOP, _MOST_LONGER),
            ).fetchall()


def _by_word(db: Database, near: Near, *, most: int) -> set[int]:
    """Return entries that have a word, those of the nearest words first, the newest of each."""
    found: set[int] = set()
    for word in near.words:
        rows = db.execute(
            "SELECT entry FROM search_postings WHERE word = ? ORDER BY entry DESC LIMIT ?", (word, most - len(found))
        )
        found.update(entry for (entry,) in rows)
        if len(found) >= most:
            break
    return found


def _by_pair(db: Database, one: Near, other: Near, *, most: int) -> set[int]:
    """Return entries that have a word of each, those of the nearest pairs first, the newest of each."""
    pairs = sorted(
        (
            (off + further, *sorted((a, b)))
            for (a, off), (b, further) in product(one.words.items(), other.words.items())
        ),
    )
    wanted = list(dict.fromkeys((low, high) for _, low, high in pairs[:_MOST_PAIRS]))
    found = db.execute(
        "SELECT p.entry FROM json_each(?) j CROSS JOIN search_pairs p "
        "ON p.low = j.value ->> 0 AND p.high = j.value ->> 1 ORDER BY j.key, p.entry DESC LIMIT ?",
        (json.dumps(wanted), most),
    )
    return {entry for (entry,) in found}


def _ranked(
    db: Database,
    reading: Reading,
    near: Sequence[Near],
    candidates: Collection[int],
    *,
    missing: int,
    kinds: Collection[str],
) -> list[int]:
    """Return the candidates that meet the rest of a reading, the nearest first and then the newest."""
    ranked = []
    keyed = "i.keys" if reading.keys else "'[]'"
    for entry, words, keys in db.execute(
        f"SELECT i.entry, i.words, {keyed} FROM json_each(?) j CROSS JOIN search_items i ON i.entry = j.value "
        f"WHERE true{_of_kinds('i.entry', kinds)}",
        (json.dumps(sorted(candidates)), *_kinds(kinds)),
    ):
        has = json.loads(words)
        offs = [min((one.words[word] for word in has if word in one.words), default=_MISSED) for one in near]
        met = all(of.intersection(json.loads(keys)) for of in reading.keys)
        if met and offs.count(_MISSED) <= missing:
            ranked.append((sum(offs), -entry))
    return [-entry for _, entry in sorted(ranked)]


def _of_kinds(entry: str, kinds: Collection[str]) -> str:
    if not kinds:
        return ""
    return f" AND (SELECT kind FROM search_items WHERE entry = {entry}) IN (SELECT value FROM json_each(?))"


def _kinds(kinds: Collection[str]) -> tuple[str, ...]:
    return (json.dumps(sorted(kinds)),) if kinds else ()
