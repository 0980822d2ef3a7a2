"""Why the desk would not draw a paper again, void, correct or extend what it issued."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "papers.number-bad": "{number} is not a number of a desk, or its check character does not hold.",
        "papers.unknown": "This desk issued nothing of the number {number}.",
        "papers.which": "The number {number} belongs to more than one thing; say which.",
        "papers.kind-unknown": "This desk holds no {kind} of the number {number}.",
        "papers.not-printed": "It was recorded and never printed: print it from the list of what waits, not as a copy.",
        "papers.not-waiting": "Of {number} nobody asks what became at the printer; nothing was recorded.",
        "papers.reason-missing": "Say in one line why.",
        "papers.not-in-force": "{number} is not in force any more ({state}).",
        "papers.article-unknown": "There is no article {article} in force at this desk.",
        "papers.nothing-changed": "Nothing was changed.",
        "papers.field-unknown": "{field} cannot be corrected; void it and issue anew.",
        "papers.other-outcome": "With this correction the law gives something else; void it and issue anew.",
        "papers.correction-stopped": "With this correction it could not be issued ({codes}); void it instead.",
        "papers.no-extension": "The article {article} allows no extension.",
        "papers.no-article": "No article in force speaks of it any more, so that none allows an extension.",
        "papers.extended-already": "{number} was extended already, by {article}.",
        "papers.expired": "{number} was valid until {date}; what has expired is not extended.",
        "papers.password-short": "A password for a file has at least {least} letters.",
        "papers.not-saved": "The file could not be written, and nothing was entered: {why}",
        "papers.not-longer": "The article {article} would not extend it beyond {date}.",
    }
)


class PapersError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values
