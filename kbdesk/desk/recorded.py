"""What was recorded of a permit or registration, found by its number inside the act that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from kbdesk.desk.blanks import Blanks
from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.ports import Body, PaperRow
from kbdesk.domain import numbers
from kbdesk.domain.issued import IssuedRow
from kbdesk.domain.orders import Orders
from kbdesk.domain.vocabulary import PaperKind, PermitState, Series

LONGEST_TEXT = 200
KINDS = (Series.PERMIT, Series.REGISTRATION)
"""What can be voided, corrected and extended."""


class IssuedBook(Protocol):
    """The registers of papers and of what became of them, of the store or inside an act."""

    def rows(self, number: str) -> Sequence[PaperRow]:
        """Return every paper of a number, of whatever series and copies too, in the order sealed."""

    def issued(self, kind: Series, number: str) -> IssuedRow | None:
        """Return where a permit or registration stands, None if this desk never issued it."""


class PaperAct(Protocol):
    """What these procedures need of an act."""

    @property
    def issued(self) -> IssuedBook:
        """The registers of papers, inside the transaction."""

    @property
    def stock(self) -> Blanks:
        """The register of blanks, inside the transaction."""

    def orders(self) -> Orders:
        """Read what was ordered of the law and not lifted."""

    def number(self, series: Series) -> str:
        """Take the next number of a series."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry and return its digest, 64 hex digits."""


class PaperStore(Protocol):
    """What these procedures need of the store."""

    @property
    def issued(self) -> IssuedBook:
        """The registers of papers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[PaperAct]:
        """Begin a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A permit or registration in force with its record as it stands, the newest where it was extended.

    `papers` are all that were drawn of it, without copies and the label of its envelope.
    """

    issued: IssuedRow
    at: datetime
    body: dict[str, Any]
    papers: tuple[PaperRow, ...]

    @property
    def card(self) -> str:
        """The path of its card."""
        return str(self.body["card"])

    @property
    def kinds(self) -> tuple[PaperKind, ...]:
        """The kinds of papers that belong to it, each once, the label of its envelope last."""
        label = (PaperKind.ENVELOPE_LABEL,) if self.issued.envelope else ()
        return tuple(dict.fromkeys((*(row.kind for row in self.papers), *label)))

    @property
    def article(self) -> str:
        """The article it was granted by, ``book-id:article-id``."""
        basis = self.body["basis"]
        return f"{basis['book']}:{basis['article']}"


def series_of(body: Body) -> Series | None:
    """Return whether a recorded body is that of a permit, a registration, or neither."""
    if "mrz" in body:
        return Series.PERMIT
    return Series.REGISTRATION if "plate" in body and "old_plate" in body else None


def in_force(book: IssuedBook, number: str, kind: Series | None) -> Recorded:
    """Return what is in force under a number. `PapersError` if there is none, or a permit and a registration both."""
    clean = known_number(number)
    found = [row for one in KINDS if kind in (None, one) and (row := book.issued(one, clean)) is not None]
    if not found:
        raise PapersError("papers.unknown", number=clean)
    if len(found) > 1:
        raise PapersError("papers.which", number=clean)
    if found[0].state is not PermitState.IN_FORCE:
        raise PapersError("papers.not-in-force", number=clean, state=str(found[0].state))
    papers = [row for row in book.rows(clean) if not row.copy and _is_of(row, found[0])]
    newest = papers[-1]
    return Recorded(
        issued=found[0],
        at=newest.at,
        body=dict(newest.body),
        papers=tuple(papers),
    )


def _is_of(row: PaperRow, issued: IssuedRow) -> bool:
    """Tell whether a paper is one of these: the label of another's envelope may bear the same number."""
    return series_of(row.body) is issued.kind and row.body["number"] == issued.number


def known_number(number: str) -> str:
    """Return a number as the registers hold it; `PapersError` if it is none."""
    clean = numbers.understand(number)
    if not numbers.check(clean):
        raise PapersError("papers.number-bad", number=number[:20])
    return clean


def said(text: str) -> str:
    """Return a reason as one line; `PapersError` without one."""
    line = " ".join(text.split())
    if not line or len(line) > LONGEST_TEXT or not line.isprintable():
        raise PapersError("papers.reason-missing")
    return line


def original(rows: Sequence[PaperRow], kind: PaperKind, number: str, sha256: str) -> tuple[PaperRow, int]:
    """Return the paper to draw again and how many copies there are; the newest where it was extended."""
    of_kind = [row for row in rows if row.kind is kind]
    chosen = [row for row in of_kind if not row.copy and sha256 in ("", row.sha256)]
    if not chosen:
        raise PapersError("papers.kind-unknown", kind=str(kind), number=number)
    things = {_thing(row) for row in chosen}
    if len(things) > 1:
        raise PapersError("papers.which", number=number)
    (thing,) = things
    return chosen[-1], max(row.copy for row in of_kind if _thing(row) == thing)


def _thing(row: PaperRow) -> tuple[str, str]:
    """Return what tells the permit, registration or notice of a paper from others that bear its number."""
    return str(series_of(row.body) or row.body.get("measure", "")), str(row.body["number"])
