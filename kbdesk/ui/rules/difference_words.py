"""What differs between two texts of a book, article by article, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kbdesk.desk.book_difference import Change, ChangeKind
from kbdesk.domain.messages import WRITTEN, Catalog
from kbdesk.domain.vocabulary import Language
from kbdesk.rulebook.schema import Article, Book
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rules.told_list import ToldRow

_TONGUE: Final = re.compile(rf"(?:^|\.)({'|'.join(WRITTEN)})$")
_SHAPES: Final = {ChangeKind.ADDED: Shape.OK, ChangeKind.REMOVED: Shape.STOP, ChangeKind.CHANGED: Shape.WARN}
_CONDITION: Final = re.compile(r"^(?:phase\[\d+\]\.)?when\.(\w+)")


def rows(before: Book | None, after: Book, changes: Iterable[Change], catalog: Catalog) -> Iterator[ToldRow]:
    """Yield a row for the book and for each article that is another, and under it each key; texts in one language."""
    if before is None:
        yield ToldRow(title=catalog.text("rules_page.difference.new-book"), shape=Shape.OK)
        yield from (_whole(ChangeKind.ADDED, article, catalog) for article in after.articles)
        return
    kept = [change for change in changes if _spoken(change, catalog.language)]
    if not kept:
        yield ToldRow(title=catalog.text("rules_page.difference.none"), shape=Shape.NOTE)
    texts = {article.id: article for article in (*before.articles, *after.articles)}
    for article, together in groupby(kept, key=lambda change: change.article):
        whole, *_ = own = list(together)
        if article and not whole.key:
            yield _whole(whole.kind, texts[article], catalog)
            continue
        what = catalog.text("rules_page.article", article=article) if article else catalog.text("rules_page.whole-book")
        yield ToldRow(title=catalog.text("rules_page.difference.changed", what=what), shape=Shape.WARN)
        yield from (_key(change, catalog) for change in own)


def _whole(kind: ChangeKind, article: Article, catalog: Catalog) -> ToldRow:
    what = catalog.text("rules_page.article", article=article.id)
    title = catalog.text(f"rules_page.difference.{kind}", what=what)
    return ToldRow(title=title, detail=catalog.of(article.text.mapping()), shape=_SHAPES[kind])


def _key(change: Change, catalog: Catalog) -> ToldRow:
    nothing = catalog.text("rules_page.nothing-said")
    before, after = _value(change.key, change.before, catalog), _value(change.key, change.after, catalog)
    detail = catalog.text("rules_page.replay.arrow", before=before or nothing, after=after or nothing)
    return ToldRow(title=_name(change.key, catalog), detail=detail)


def _spoken(change: Change, language: Language) -> bool:
    """Tell whether a change is to be told in a language: a text is told in that one alone."""
    tongue = _TONGUE.search(change.key)
    return tongue is None or tongue[1] == str(language).partition("-")[0]


def _name(key: str, catalog: Catalog) -> str:
    """Return a key's name: that of its condition, or a word of the page; the key itself where there is none."""
    condition = _CONDITION.match(key)
    if condition is not None and catalog.has(f"explain.condition.{condition[1]}"):
        return catalog.text(f"explain.condition.{condition[1]}")
    plain = _TONGUE.sub("", key)
    known = f"rules_page.key.{plain.rpartition('.')[2] or plain}"
    return catalog.text(known) if catalog.has(known) else plain


def _value(key: str, value: str, catalog: Catalog) -> str:
    """Return a value in words where it is one of a closed vocabulary; in Cyrillic where it is a text of the book."""
    if _TONGUE.search(key):
        return catalog.of(dict.fromkeys(WRITTEN, value))
    last = key.rpartition(".")[2]
    for vocabulary in (last, "arrive.paper", "direction", "document_type", "plate_class"):
        words = [f"{vocabulary}.{word}" for word in value.split(", ")]
        if value and all(catalog.has(word) for word in words):
            return ", ".join(catalog.text(word) for word in words)
    return value
