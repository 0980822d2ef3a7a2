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
    was, now = tables(one), tables(other)
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


def tables(book: Book) -> dict[str, Any]:
    """Return what is given in a book as tables, lists and texts, under the keys of its file."""
    plain: dict[str, Any] = _plain(book)
    return plain


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
    """Yield the path and text of every value; lists of words are one value."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list) and isinstance(value[0], Mapping):
        for index, item in enumerate(value, 1):
            yield from _flat(f"{path}[{index}]", item)
    elif isinstance(value, bool):
        yield path, str(value).lower()
    else:
        yield path, ", ".join(value) if isinstance(value, list) else str(value)


def _plain(value: Any) -> Any:
    if hasattr(value, "__struct_fields__"):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        return {key: _plain(inner) for name, key in names if _is_given(inner := getattr(value, name))}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | StrEnum) else value


def _is_given(value: Any) -> bool:
    return value is not None and value not in ((), "")
