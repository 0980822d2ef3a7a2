"""What officers order of the law at a desk: activate a book, suspend a rule, sign and lift a suspension."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from kbdesk.desk.book_check import own_faults
from kbdesk.desk.ports import Act, Clock, Store
from kbdesk.desk.replay import Replay
from kbdesk.desk.rule_errors import RulesError
from kbdesk.domain.orders import ActivatedBook, Orders, Suspension
from kbdesk.domain.post import Post, issuer_of
from kbdesk.domain.vocabulary import Direction, ShelfName
from kbdesk.icao import signature as signatures
from kbdesk.rulebook.faults import Fault
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.schema import Book

LONGEST_REFERENCE = 200


class OrdersDesk:
    """The orders of a desk; everything here reaches the store: call it on the store thread.

    `supervisors` are the names of those officers; a `second` officer's password has been tried by the caller.
    `book_signer` is the public key by which books are trusted, PEM, empty where the desk knows none. `follow` lets the
    machine's settings follow the shelf that is recorded. Refusals are `RulesError`; nothing has been recorded then.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        law: Law,
        post: Post,
        officer: str,
        supervisors: frozenset[str],
        book_signer: bytes,
        new_id: Callable[[], str],
        follow: Callable[[], object] = lambda: None,
    ) -> None:
        self._store, self._clock, self._law, self._post = store, clock, law, post
        self._officer, self._supervisors, self._book_signer = officer, supervisors, book_signer
        self._new_id, self._follow = new_id, follow

    def orders(self) -> Orders:
        """Return everything ordered and not lifted, oldest first."""
        return self._store.orders()

    def activate(
        self, file: str, data: bytes, signature: bytes, *, second: str, shown: Replay | None = None
    ) -> ActivatedBook:
        """Put a signed book on the shelf from now on; it takes two officers, one of them a supervisor.

        `shown` is the replay that both were shown. Raises `RulesError` and records nothing for a signature that is
        not the signer's, for faults, another shelf, a tie of precedence, a book that is in force already or over.
        """
        self._require_two(second)
        self._require_signature(data, signature)
        book, text = self._read(file, data)
        at, name, digest = self._clock.now(), PurePath(file).name, hashlib.sha256(data).hexdigest()
        activated = ActivatedBook(
            id=book.id, file=name, text=text, sha256=digest, activated_at=at, officer=self._officer, second=second
        )
        with self._store.act(at=at, officer=self._officer) as act:
            self._require_new(book, activated, act)
            act.append(
                "rulebook.activated",
                {
                    "id": book.id,
                    "file": name,
                    "text": text,
                    "sha256": digest,
                    "signature": signature.hex(),
                    "second": second,
                    "shown": _shown(shown),
                },
            )
        return activated

    def suspend(
        self,
        book: str,
        article: str = "",
        *,
        order_reference: str,
        crossings: tuple[str, ...] = (),
        directions: tuple[Direction, ...] = (),
        until: datetime | None = None,
        second: str = "",
    ) -> Suspension:
        """Suspend a book, or one article of it, at once; one supervisor may, and a second officer signs later.

        Empty `crossings` and `directions` mean all. Raises `RulesError`.
        """
        at, reference = self._clock.now(), " ".join(order_reference.split())
        if self._officer not in self._supervisors:
            raise RulesError("rules.supervisor-only")
        if second == self._officer:
            raise RulesError("rules.second-missing")
        if not reference or len(reference) > LONGEST_REFERENCE or not reference.isprintable():
            raise RulesError("rules.order-missing")
        if until is not None and until <= at:
            raise RulesError("rules.until-passed")
        unknown = next((key for key in crossings if key not in self._law.reference.crossings), None)
        if unknown is not None:
            raise RulesError("rules.crossing-unknown", crossing=unknown)
        suspension = Suspension(
            id=self._new_id(),
            book=book,
            article=article,
            order_reference=reference,
            suspended_at=at,
            officer=self._officer,
            second=second,
            until=until,
            crossings=crossings,
            directions=directions,
        )
        with self._store.act(at=at, officer=self._officer) as act:
            _require_rule(self._law.under(act.orders()), book, article)
            act.append("rulebook.suspended", _suspended(suspension))
        return suspension

    def sign_suspension(self, suspension: str, *, second: str = "") -> Suspension:
        """Put the second signature under a suspension: that of `second`, or of the officer signed in.

        Raises `RulesError` where that is the officer who suspended, or the signature is there already.
        """
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            found = find_suspension(act.orders(), suspension)
            if found.second:
                raise RulesError("rules.signed-already")
            signing = next((name for name in (second, self._officer) if name not in ("", found.officer)), "")
            if not signing:
                raise RulesError("rules.second-missing")
            act.append("suspension.signed", {"id": found.id, "second": signing})
        return replace(found, second=signing)

    def lift(self, suspension: str, *, second: str, shown: Replay | None = None) -> None:
        """Lift a suspension from now on; it takes two officers, one of them a supervisor. Raises `RulesError`."""
        self._require_two(second)
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            found = find_suspension(act.orders(), suspension)
            act.append("suspension.lifted", {"id": found.id, "second": second, "shown": _shown(shown)})

    def obey(self, shelf: ShelfName, *, second: str, reason: str) -> None:
        """Obey another set of books from the next sign-in on; it takes two officers, one of them a supervisor.

        Raises `RulesError`. A real desk stays on its side: its signer is of one country.
        """
        said, former = " ".join(reason.split()), self._law.shelf.name
        self._require_two(second)
        if not said or len(said) > LONGEST_REFERENCE or not said.isprintable():
            raise RulesError("rules.reason-missing")
        if shelf == former:
            raise RulesError("rules.shelf-same", shelf=former)
        if not self._post.drill and issuer_of(shelf) != self._post.issuer:
            raise RulesError("rules.shelf-other-side")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            act.append("shelf.changed", {"shelf": str(shelf), "former": former, "reason": said, "second": second})
        self._follow()

    def _now(self) -> Law:
        return self._law.under(self._store.orders())

    def _read(self, file: str, data: bytes) -> tuple[Book, str]:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            faults: tuple[Fault, ...] = (Fault(file, "", f"is not UTF-8 at byte {error.start}"),)
            raise RulesError("rules.unsound", faults, count="1") from error
        faults = own_faults(file, text, self._law.reference)
        if faults:
            raise RulesError("rules.unsound", faults, count=str(len(faults)))
        return read_book(file, text), text

    def _require_two(self, second: str) -> None:
        if second in ("", self._officer):
            raise RulesError("rules.second-missing")
        if not self._supervisors & {self._officer, second}:
            raise RulesError("rules.supervisor-missing")

    def _require_signature(self, data: bytes, signature: bytes) -> None:
        if not self._book_signer:
            raise RulesError("rules.no-signer")
        try:
            holds = signatures.holds(self._book_signer, data, signature)
        except signatures.KeyUnusableError as error:
            raise RulesError("rules.signer-unusable") from error
        if not holds:
            raise RulesError("rules.signature-bad")

    def _require_new(self, book: Book, activated: ActivatedBook, act: Act) -> None:
        """Raise `RulesError` unless a book can join the shelf, as it stands inside the act."""
        orders = act.orders()
        law, name = self._law.under(orders), self._law.shelf.name
        if book.shelf != name:
            raise RulesError("rules.other-shelf", shelf=book.shelf)
        ended = (e.effective_until is not None and e.effective_until <= activated.activated_at for e in law.editions)
        standing = [edition.book for edition, over in zip(law.editions, ended, strict=True) if not over]
        if book in standing:
            raise RulesError("rules.active-already")
        if law.over(book, at=activated.activated_at):
            raise RulesError("rules.over")
        tied = law.ties(book, at=activated.activated_at)
        if tied:
            raise RulesError("rules.tie", book=tied[0])
        self._law.under(replace(orders, books=(*orders.books, activated)))


def _shown(replay: Replay | None) -> dict[str, int] | None:
    if replay is None:
        return None
    return {"days": replay.days, "decided": replay.decided, "changes": len(replay.changes)}


def _suspended(suspension: Suspension) -> dict[str, object]:
    return {
        "id": suspension.id,
        "book": suspension.book,
        "article": suspension.article,
        "order_reference": suspension.order_reference,
        "crossings": list(suspension.crossings),
        "directions": [str(direction) for direction in suspension.directions],
        "until": suspension.until.isoformat() if suspension.until else "",
        "second": suspension.second,
    }


def _require_rule(law: Law, book: str, article: str) -> None:
    texts = [edition.book for edition in law.editions if edition.book.id == book]
    if not texts:
        raise RulesError("rules.book-unknown", book=book)
    if article and not any(article == other.id for text in texts for other in text.articles):
        raise RulesError("rules.article-unknown", book=book, article=article)


def find_suspension(orders: Orders, suspension: str) -> Suspension:
    """Return a suspension that stands; `RulesError` if there is none."""
    found = next((order for order in orders.suspensions if order.id == suspension), None)
    if found is None:
        raise RulesError("rules.suspension-unknown")
    return found
