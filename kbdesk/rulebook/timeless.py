"""A book as it stands at one instant, for all time: what a new book would have meant before it was in force."""

from __future__ import annotations

from datetime import datetime

from msgspec import structs

from kbdesk.rulebook.schema import Article, Book
from kbdesk.rulebook.spans import within


def timeless(book: Book, at: datetime) -> Book:
    """Return the book with the articles and phases that its own instants give it at `at`, and no instants.

    The book's own span and the suspensions written into it are left out: what is asked is what its rules do.
    """
    articles = tuple(
        _timeless(article, at)
        for article in book.articles
        if within(at, article.effective_from, article.effective_until)
    )
    return structs.replace(book, articles=articles, suspensions=(), effective_from=None, effective_until=None)


def _timeless(article: Article, at: datetime) -> Article:
    phases = tuple(
        structs.replace(phase, effective_from=None, effective_until=None)
        for phase in article.phases
        if within(at, phase.effective_from, phase.effective_until)
    )
    return structs.replace(article, phases=phases, effective_from=None, effective_until=None)
