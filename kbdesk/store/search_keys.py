"""The exact keys of the search index: those that are known, and the newest entries that have one of each set."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from kbdesk.domain.search import kind_key
from kbdesk.store.engine import Database

_MOST_LONGER: Final = 40
"""Keys that begin with a typed one."""
_MANY: Final = 1_000
"""From so many entries on it does not matter which of two sets of keys has more."""
_TOP: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Sets of keys, one of each of which an entry must have: the set with the fewest entries first.

    `entries` are those of that set, `_MANY` at most; from `first` to `last` lies every entry that has one of each.
    """

    sets: tuple[tuple[str, ...], ...] = ()
    entries: int = 0
    first: int = 0
    last: int = 0

    def met_by(self, entry: str, *, but: int = 0) -> tuple[str, tuple[object, ...]]:
        """Return as SQL, with its values, that an entry has a key of each set but the first `but`."""
        if not self.sets:
            return "", ()
        terms = [f" AND {entry} BETWEEN ? AND ?"]
        for keys in self.sets[but:]:
            places = ", ".join("?" * len(keys))
            terms.append(f" AND EXISTS (SELECT 1 FROM search_keys x WHERE x.key IN ({places}) AND x.entry = {entry})")
        return "".join(terms), (self.first, self.last, *(key for keys in self.sets[but:] for key in keys))


def known(db: Database, keys: Collection[str]) -> frozenset[str]:
    """Return those of some keys that an entry has."""
    found = db.execute(
        "SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM search_keys k WHERE k.key = j.value)",
        (json.dumps(sorted(keys)),),
    )
    return frozenset(key for (key,) in found)


def longer(db: Database, keys: Collection[str]) -> frozenset[str]:
    """Return known codes and envelopes that begin with one of some keys."""
    found = db.execute(
        "SELECT DISTINCT k.key FROM json_each(?) j "
        "CROSS JOIN search_keys k ON k.key >= j.value AND k.key < j.value || ? LIMIT ?",
        (json.dumps(sorted(key for key in keys if key[0] in "ce")), _TOP, _MOST_LONGER),
    )
    return frozenset(key for (key,) in found)


def wanted(db: Database, sets: Sequence[Collection[str]], kinds: Collection[str]) -> Wanted:
    """Return what entries must have: a key of each set and, where kinds are named, one of them."""
    asked = [tuple(sorted(keys)) for keys in (*sets, [kind_key(kind) for kind in kinds]) if keys]
    if not asked:
        return Wanted()
    counted = sorted((_count(db, keys), keys) for keys in asked)
    ends = [_ends(db, keys) for keys in asked]
    return Wanted(
        sets=tuple(keys for _, keys in counted),
        entries=counted[0][0],
        first=max(first for first, _ in ends),
        last=min(last for _, last in ends),
    )


def newest(db: Database, asked: Wanted, *, limit: int) -> list[int]:
    """Return the newest entries that have a key of each set."""
    met, values = asked.met_by("k.entry", but=1)
    statement = f"SELECT k.entry FROM search_keys k WHERE k.key = ?{met} ORDER BY k.entry DESC LIMIT ?"
    found = {entry for key in asked.sets[0] for (entry,) in db.execute(statement, (key, *values, limit))}
    return sorted(found, reverse=True)[:limit]


def _count(db: Database, keys: tuple[str, ...]) -> int:
    (count,) = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM json_each(?) j CROSS JOIN search_keys k ON k.key = j.value LIMIT ?)",
        (json.dumps(keys), _MANY),
    ).fetchone()
    return int(count)


def _ends(db: Database, keys: tuple[str, ...]) -> tuple[int, int]:
    """Return the first and the last entry that has one of some keys; 1 and 0 where none has."""
    first, last = db.execute(
        "SELECT min((SELECT k.entry FROM search_keys k WHERE k.key = j.value ORDER BY k.entry LIMIT 1)), "
        "max((SELECT k.entry FROM search_keys k WHERE k.key = j.value ORDER BY k.entry DESC LIMIT 1)) "
        "FROM json_each(?) j",
        (json.dumps(keys),),
    ).fetchone()
    return (1, 0) if first is None else (int(first), int(last))
