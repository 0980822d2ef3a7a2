"""What differs between two books: articles added, removed and changed, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kbdesk.rulebook.schema import Book


class ChangeKind(StrEnum):
    """What became of an article, or of one key."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `article` is empty for what stands in the book itself; `key` is empty for a whole article.

    `before` and `after` are values as a book writes them, empty where there is none; for a whole article the English
    text of it.
    """

    kind: ChangeKind
    article: str
    key: str
    before: str
    after: str


def difference(one: Book, other: Book) -> tuple[Change, ...]:
    """Return what changes from one book to another: the book's own keys, then articles in the order of the other."""
    was, now = _plain(one), _plain(other)
    articles_were = {article["id"]: article for article in was.pop("article")}
    articles_are = {article["id"]: article for article in now.pop("article")}
    found = list(_keys("", was, now))
    for name, article in articles_are.items():
        if name in articles_were:
            found.extend(_keys(name, articles_were[name], article))
        else:
            found.append(_whole(ChangeKind.ADDED, name, after=article["text"]["en"]))
    gone = [name for name in articles_were if name not in articles_are]
    found.extend(_whole(ChangeKind.REMOVED, name, before=articles_were[name]["text"]["en"]) for name in gone)
    kept_before = [name for name in articles_were if name in articles_are]
    kept_after = [name for name in articles_are if name in articles_were]
    if kept_before != kept_after:
        order = {"before": ", ".join(kept_before), "after": ", ".join(kept_after)}
        found.append(Change(kind=ChangeKind.CHANGED, article="", key="article", **order))
    return tuple(found)


def _whole(kind: ChangeKind, article: str, *, before: str = "", after: str = "") -> Change:
    return Change(kind=kind, article=article, key="", before=before, after=after)


def _keys(article: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    before, after = dict(_flat("", was)), dict(_flat("", now))
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            kind = ChangeKind.CHANGED
            if key not in before or key not in after:
                kind = ChangeKind.REMOVED if key in before else ChangeKind.ADDED
            yield Change(kind=kind, article=article, key=key, before=before.get(key, ""), after=after.get(key, ""))


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every value that is given; lists of words are one value."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for index, item in enumerate(value, 1):
            yield from _flat(f"{path}[{index}]", item)
    elif value not in ([], None, ""):
        yield path, ", ".join(value) if isinstance(value, list) else str(value)


def _plain(value: Any) -> Any:
    """Return what a book holds as tables, lists and texts, under the keys of its file."""
    if hasattr(value, "__struct_fields__"):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        return {key: _plain(getattr(value, name)) for name, key in names}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | Decimal) else value
