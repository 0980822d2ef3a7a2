"""What differs between two books, and how books are listed."""

from __future__ import annotations

from kbdesk.app import carried
from kbdesk.desk.book_difference import ChangeKind, difference, tables
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.schema import Book

from .books import DOCUMENTS, changed


def book(*changes: tuple[str, str]) -> Book:
    return read_book("x.toml", changed(*changes).decode())


def test_a_book_does_not_differ_from_itself() -> None:
    for text in carried.texts("rulebooks", "seeds", suffix=".toml").values():
        assert difference(read_book("a.toml", text), read_book("b.toml", text)) == ()


def test_a_changed_key_is_told_with_its_article_and_both_values() -> None:
    found = difference(book(), book(("months = 3", "months = 1"), ("precedence = 50", "precedence = 55")))
    assert [(c.kind, c.article, c.key, c.before, c.after) for c in found] == [
        (ChangeKind.CHANGED, "", "precedence", "50", "55"),
        (ChangeKind.CHANGED, "1", "then.validity.months", "3", "1"),
        (ChangeKind.CHANGED, "2", "then.validity.months", "3", "1"),
    ]


def test_keys_and_articles_that_come_and_go_are_told_in_both_ways() -> None:
    articles = DOCUMENTS.split("[[article]]\n")
    shorter = read_book("x.toml", "[[article]]\n".join(articles[:-1]))
    there, back = difference(book(), shorter), difference(shorter, book())
    assert [(c.kind, c.article, c.key) for c in there] == [(ChangeKind.REMOVED, "3", "")]
    assert [(c.kind, c.article, c.key) for c in back] == [(ChangeKind.ADDED, "3", "")]
    assert there[0].before == back[0].after != ""
    found = difference(book(), book(("unexpired = true\n", "")))
    assert [(c.kind, c.key, c.before, c.after) for c in found] == [(ChangeKind.CHANGED, "unexpired", "true", "false")]
    found = difference(book(), book(("when.under_age = 16\n", "")))
    assert [(c.kind, c.article, c.key, c.before) for c in found] == [(ChangeKind.REMOVED, "2", "when.under_age", "16")]


def test_another_order_of_the_same_articles_is_a_difference() -> None:
    head, *articles = DOCUMENTS.split("[[article]]\n")
    turned = read_book("x.toml", "[[article]]\n".join([head, *reversed(articles)]))
    found = difference(book(), turned)
    assert [(c.key, c.before, c.after) for c in found] == [("article", "1, 2, 3", "3, 2, 1")]


def test_a_book_as_tables_has_the_keys_of_its_file() -> None:
    plain = tables(book())
    assert plain["article"][0]["then"]["validity"] == {"months": 3, "month_end": "clamp", "cap_by_expiry": False}
    assert plain["effective_from"] == "2022-08-01T00:00:00+02:00"
    assert "effective_until" not in plain
