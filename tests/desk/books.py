"""Books for tests, made from those that are carried, and a signer of them."""

from __future__ import annotations

from kbdesk.app import carried
from kbdesk.icao.signature import new_key, public_key, sign

PRIVATE = new_key()
PUBLIC = public_key(PRIVATE)

DOCUMENTS = carried.texts("rulebooks", "seeds", suffix=".toml")["2-documents.toml"]
"""The carried book ``documents-2022`` of precedence 50: article 1 is a permit of three months for Serbian documents."""


def changed(*changes: tuple[str, str], text: str = DOCUMENTS) -> bytes:
    """Return a book with some words exchanged, each of which stands in it."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text.encode()


ONE_MONTH = changed(("months = 3", "months = 1"))
"""The same book, in which a permit lasts one month."""

FALLBACK = changed(('id = "documents-2022"', 'id = "documents-fallback"'), ("precedence = 50", "precedence = 45"),
                   ("months = 3", "months = 1"))  # fmt: skip
"""Another book, asked after the carried one: a permit of one month."""


def signed(data: bytes) -> bytes:
    """Return the signature of a book by the tests' signer."""
    return sign(PRIVATE, data)
