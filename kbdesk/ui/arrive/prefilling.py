"""What the last passage of a document knew: asked once a document on the store thread, and how a card shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbdesk.desk.prefill import Prefill, Prefilled, prefilled
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.ui.arrive.drafting import Card
from kbdesk.ui.worker import Worker

if TYPE_CHECKING:
    from kbdesk.desk.search import SearchDesk

Document = tuple[str, str]

NAMED_BY = ("document_issuing_state", "document_number")
"""The fields that name a document; it is asked for once both are there and one of them was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a card stands to the passage of a day: fields taken over from it, and what the fields that differ had."""

    on: date
    filled: frozenset[str]
    changed: Mapping[str, str]


def document_of(card: Card) -> Document | None:
    """Return issuing state and number of a card's document, None while one of them is missing."""
    if not isinstance(card, TravelerDraft):
        return None
    state, number = card.document_issuing_state.strip(), card.document_number.strip()
    return (state, number) if state and number else None


class Prefilling(QObject):
    """Asks for the documents of one passage. A document fills a card once, so that what was undone stays undone.

    Signals:
        known: A document was here before. args: the document, its `Prefill`.
        failed: It could not be asked for. arg: the exception.
    """

    known = Signal(object, object)
    failed = Signal(object)

    def __init__(self, search: Callable[[], SearchDesk], store: Worker, parent: QObject | None = None) -> None:
        """Ask the search procedure (`search` is called on the store's worker)."""
        super().__init__(parent)
        self._search, self._store = search, store
        self._passage = ""
        self._asked: set[Document] = set()
        self._known: dict[Document, Prefill] = {}
        self._filled: dict[Document, frozenset[str]] = {}
        self._running = 0

    @property
    def settled(self) -> bool:
        """Whether every document asked for is answered."""
        return not self._running

    def open(self, draft: PassageDraft) -> None:
        """Go on with another passage: the documents it has already fill nothing."""
        if draft.id != self._passage:
            self._known.clear()
            self._filled.clear()
        self._passage, self._asked = draft.id, _documents(draft)

    def follow(self, draft: PassageDraft) -> None:
        """Let a document go whose card is gone: scanned again, it fills its card again."""
        self._asked &= _documents(draft)

    def ask(self, card: Card) -> None:
        """Ask for a card's document, unless it is not whole yet or was asked for."""
        document = document_of(card)
        if document is None or document in self._asked:
            return
        self._asked.add(document)
        passage = self._passage
        self._running += 1
        self._store.run(
            lambda: self._search().prefill(*document),
            lambda known: self._on_read(passage, document, known),
            lambda error: self._on_failed(document, error),
        )

    def fill(self, draft: PassageDraft, document: Document, known: Prefill) -> tuple[str, Prefilled]:
        """Return the path of the document's card, and the card filled; nothing filled where it is gone or decided."""
        for path, card in draft.cards():
            if path not in draft.done and isinstance(card, TravelerDraft) and document_of(card) == document:
                found = prefilled(card, known)
                self._filled[document] = frozenset(found.filled)
                return path, found
        return "", Prefilled(card=TravelerDraft(), filled=(), changed=())

    def marks(self, card: Card) -> Marks | None:
        """Return what to mark on a card, None where its document is not known from before."""
        document = document_of(card)
        known = self._known.get(document) if document is not None else None
        if document is None or known is None or not isinstance(card, TravelerDraft):
            return None
        taken = self._filled.get(document, frozenset())
        return Marks(
            on=known.on,
            filled=frozenset(name for name in taken if getattr(card, name) == known.fields[name]),
            changed={name: known.fields[name] for name in prefilled(card, known).changed},
        )

    def _on_read(self, passage: str, document: Document, known: Prefill | None) -> None:
        self._running -= 1
        if known is not None and passage == self._passage:
            self._known[document] = known
            self.known.emit(document, known)

    def _on_failed(self, document: Document, error: Exception) -> None:
        self._running -= 1
        self._asked.discard(document)
        self.failed.emit(error)


def _documents(draft: PassageDraft) -> set[Document]:
    named = (document_of(card) for _, card in draft.cards())
    return {document for document in named if document is not None}
