"""What lies in an envelope as papers show it: kind in three languages, and number."""

from __future__ import annotations

from kbdesk.domain.custody import PLATE_FRONT, PLATE_REAR, PLATES
from kbdesk.domain.vocabulary import DocumentType
from kbdesk.papers.form import Form
from kbdesk.papers.shown import plain


def shown_item(f: Form, item: str) -> tuple[str, str]:
    """Return kind and number of one of an envelope's contents (``identity-card SRB 1``, ``plate-rear KM 123-AB``).

    What is of no known kind is another document, under its whole name.
    """
    kind, _, number = item.partition(" ")
    if kind in (PLATES, PLATE_FRONT, PLATE_REAR):
        return f.words.label(f"paper.{kind}"), plain(number)
    if kind in tuple(DocumentType):
        return f.words.label(f"paper.document.{kind}"), plain(number)
    return f.words.label(f"paper.document.{DocumentType.OTHER}"), plain(item)
