"""Where the desk stands, in words."""

from __future__ import annotations

from kbdesk.domain.messages import Catalog
from kbdesk.domain.names import to_cyrillic
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Direction, Language


def place_name(post: Post, language: Language) -> str:
    """Return the crossing's name in a language and script."""
    match language:
        case Language.SQ:
            return post.names["sq"]
        case Language.SR_CYRL:
            return to_cyrillic(post.names["sr"])
        case Language.SR_LATN:
            return post.names["sr"]
        case _:
            return post.names["en"]


def desk_words(post: Post, catalog: Catalog, direction: Direction | None = None) -> str:
    """Return the desk's own number and, where one is given, the direction it works in."""
    desk = catalog.text("post.desk", desk=post.desk)
    words = [desk, catalog.text(f"direction.{direction}")] if direction is not None else [desk]
    return " · ".join([*words, catalog.text("post.drill")] if post.drill else words)
