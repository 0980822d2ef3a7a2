"""What the desk asks of the rooms around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Protocol

from kbdesk.desk.blanks import Blanks
from kbdesk.domain.facts import Facts
from kbdesk.domain.honest_time import Sighting
from kbdesk.domain.late import EmergencyForm
from kbdesk.domain.officers import KnownOfficer
from kbdesk.domain.orders import Orders
from kbdesk.domain.paper import PageImage, Paper, Printed
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.portrait import Crop, Picture
from kbdesk.domain.shift import Shift
from kbdesk.domain.strays import Stray, StrayEnd
from kbdesk.domain.vocabulary import PaperKind, PrintState, Series
from kbdesk.domain.watchlist import WatchlistLine

Body = Mapping[str, object]


class Clock(Protocol):
    """The desk's time, aware, in the zone of the crossing."""

    def now(self) -> datetime:
        """Return the instant, in whole seconds."""


class ShiftReader(Protocol):
    """What Issue asks of the register of shifts."""

    def current(self) -> Shift | None:
        """Return the shift that is open."""

    def latest(self, after: int) -> datetime | None:
        """Return the latest instant of the entries after one, or after the clock was last attested."""

    def sighted(self) -> Sighting | None:
        """Return the last look at the machine's clock that is entered."""


class FormReader(Protocol):
    """What Issue asks of the register of emergency forms."""

    def form(self, number: str) -> EmergencyForm | None:
        """Return a form by its nine characters."""


class Act(Protocol):
    """One IMMEDIATE transaction: what is done inside is committed together with one sync, or not at all."""

    @property
    def stock(self) -> Blanks:
        """The register of numbered blanks, inside the transaction."""

    def facts(self, draft: PassageDraft) -> Facts:
        """Read, inside the transaction, what is known that bears on the draft."""

    def orders(self) -> Orders:
        """Read, inside the transaction, what was ordered of the law and not lifted."""

    @property
    def shifts(self) -> ShiftReader:
        """The register of shifts, inside the transaction."""

    @property
    def late(self) -> FormReader:
        """The register of emergency forms, inside the transaction."""

    def recorded_cards(self, draft_id: str) -> frozenset[str]:
        """Return the paths of this passage's cards that are in the ledger."""

    def number(self, series: Series) -> str:
        """Take the next number of a series: nine characters, check character included."""

    def numbers(self, series: Series, count: int) -> tuple[int, int]:
        """Take several numbers of a series at once; returns the first and the last serial."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry (and its register rows) and return its digest, 64 hex digits."""

    def replace_watchlist(self, lines: Sequence[WatchlistLine], *, sha256: str) -> None:
        """Put a list in the place of the one before; `sha256` is that of its file, 64 hex digits."""

    def watchlist_gone(self, lines: Sequence[WatchlistLine]) -> int:
        """Return how many lines of the list that stands are not, word for word, among others."""

    def save_draft(self, draft: PassageDraft) -> None:
        """Keep what stays of the passage."""

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft that has become a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft as the rail shows it. `title` is the first surname or plate."""

    id: str
    title: str
    cards: int
    officer: str
    saved_at: datetime
    parked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper as recorded: whose body to draw it from, what its bytes must hash to, and whether it was printed.

    `body` is that of the recorded entry it belongs to, `digest` that entry's digest, `at` and `officer` its own.
    `copy` counts reprints, 0 is the paper itself; `void` tells whether it was drawn as void; `blank` is the number of
    the pre-numbered sheet taken for it, empty for a plain one. `seal` is the seal it was recorded with, empty where it
    has none. `state` is where it stands on its way to a hand, `job` what it was called when it was last sent,
    `printers` where it may have been sent then, and `reason` the code of why it does not lie there for certain.
    """

    kind: PaperKind
    number: str
    sha256: str
    digest: str
    at: datetime
    officer: str
    body: Body
    printed: bool
    copy: int = 0
    void: bool = False
    blank: str = ""
    seal: bytes = b""
    state: PrintState = PrintState.RESERVED
    job: str = ""
    printers: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry that recorded a card, or counted some that left no name."""

    seq: int
    at: datetime
    kind: str
    body: Mapping[str, Any]


class Officers(Protocol):
    """The register of officers."""

    def find(self, name: str) -> KnownOfficer | None:
        """Return an officer, None for a name that the desk never had."""


class Store(Protocol):
    """The desk's memory. Only the store thread calls it."""

    @property
    def officers(self) -> Officers:
        """The register of officers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[Act]:
        """Begin a transaction whose entries carry this instant and officer."""

    def facts(self, draft: PassageDraft) -> Facts:
        """Read what is known that bears on the draft."""

    def recorded(self, draft_id: str) -> bool:
        """Tell whether any card of this passage is in the ledger."""

    def save_draft(self, draft: PassageDraft, *, officer: str, at: datetime, parked: bool = False) -> None:
        """Keep a draft, encrypted like all else."""

    def load_draft(self, draft_id: str) -> PassageDraft | None:
        """Return a draft as it was last saved."""

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft the officer discarded."""

    def drafts(self) -> Sequence[DraftRow]:
        """Return all drafts, newest first."""

    def papers(self, draft_id: str) -> Sequence[PaperRow]:
        """Return every paper of a recorded passage, in the order sealed."""

    def unprinted(self) -> Sequence[PaperRow]:
        """Return what was recorded and not printed, oldest first."""

    def strays(self, row: PaperRow | None = None) -> Sequence[Stray]:
        """Return the jobs that may still come out of a printer, of a paper or of all."""

    def watchlist_imported(self) -> tuple[datetime, int] | None:
        """Return when the watchlist was imported and how many lines it has, None while none was."""

    def watchlist_find(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the references of the watchlist's lines that any of some keys finds."""

    def orders(self, *, before: int | None = None) -> Orders:
        """Return what was ordered of the law and not lifted, oldest first: now, or before an entry."""

    def orders_changed(self) -> tuple[int, ...]:
        """Return the numbers of the entries by which the orders changed, in order."""

    def last_entry(self) -> int:
        """Return the number of the last entry, 0 for an empty ledger."""

    def stretch(self, after: int, *, until: int, since: datetime, most: int) -> Sequence[EntryRow]:
        """Return the first `most` of what recorded or counted cards among the entries after one up to another.

        Entries before `since` are left out, except for some of the last two days before it.
        """

    def passage_entries(self, draft_id: str) -> Sequence[EntryRow]:
        """Return what recorded the cards of a passage, in order."""


class Press(Protocol):
    """Draws papers. The same paper gives the same bytes."""

    def draw(self, paper: Paper) -> Printed:
        """Draw a paper, or its proof."""

    def pages(self, pdf: bytes, *, width: int, after: int = 0, most: int | None = None) -> tuple[PageImage, ...]:
        """Turn a PDF into pixels, each page `width` pixels wide: those after the first `after`, `most` of them."""


class Pictures(Protocol):
    """Opens pictures from outside (any thread but the window's). Raises `PortraitError` and nothing else."""

    def look(self, data: bytes) -> Picture:
        """Return a picture upright and small enough to be shown."""

    def portrait(self, data: bytes, crop: Crop) -> bytes:
        """Return the portrait cut out of a picture: a small JPEG without metadata."""


class Signer(Protocol):
    """Signs the desk's seals: a key in a file or in a token, with the certificate that head office issued for it.

    `issuer` is the country's code in zones (``RKS``, ``UTO``), `id` the four characters of the signer, `reference`
    that of its certificate; from `valid_from` to `valid_until`, both inclusive, it may seal.
    """

    @property
    def issuer(self) -> str:
        """The country's code in zones: two or three capitals."""

    @property
    def id(self) -> str:
        """Two capitals of the country and two characters of the signer's own."""

    @property
    def reference(self) -> str:
        """One to three hexadecimal digits, in capitals."""

    @property
    def valid_from(self) -> date:
        """The first day on which it may seal."""

    @property
    def valid_until(self) -> date:
        """The last day on which it may seal."""

    def sign(self, message: bytes) -> bytes:
        """Return r and s side by side, 64 bytes (ECDSA on P-256 with SHA-256). Raises `signer_errors.SignerError`."""


class PrinterError(Exception):
    """The paper was not put on paper, or nobody knows; the message says why in one plain sentence, without personal
    data.

    `code` names the message ``fault.<code>`` that says the same in the officer's language, filled with `values`.
    `state` is where the paper stands then: reserved where nothing came out, unconfirmed where nobody knows.
    """

    def __init__(
        self,
        why: str,
        *,
        code: str = "",
        state: PrintState = PrintState.RESERVED,
        values: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(why)
        self.code, self.state, self.values = code, state, values


class NotTakenError(PrinterError):
    """The printer was handed nothing: another one may be tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """A paper on its way to the printer; `name` is what it is called there, empty where it goes into a folder.

    `earlier` are jobs of the same paper that may still come out and are withdrawn first; `despite` is where a printer
    that cannot be asked to does not keep this one back. `printers` are the addresses it may have been sent to by a
    program that is gone.
    """

    printed: Printed
    name: str = ""
    earlier: tuple[Stray, ...] = ()
    despite: bool = False
    printers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintAnswer:
    """What became of a job: the paper lies there, or `error` says why not. `printers` may still bring it out."""

    job: PrintJob
    error: PrinterError | None = None
    printers: tuple[str, ...] = ()


class Printer(Protocol):
    """Puts papers on paper, each answered for by itself: at once, or when it is known."""

    @property
    def certain(self) -> bool:
        """Whether there can be no doubt: the same paper handed over twice lies there once, whole or not at all."""

    def hand(self, jobs: Sequence[PrintJob]) -> None:
        """Take papers to print, in this order."""

    def ask(self, jobs: Sequence[PrintJob]) -> None:
        """Find out what became of jobs that were handed over by a program that is gone."""

    def answers(self) -> Sequence[PrintAnswer]:
        """Return what became of jobs and was not returned before."""

    def places(self, kind: PaperKind) -> tuple[str, ...]:
        """Return the addresses that a kind of paper may be sent to, none for a folder."""

    def watch(self, strays: Sequence[Stray]) -> None:
        """Withdraw what may still come out as soon as its printer answers."""

    def ended(self) -> Sequence[StrayEnd]:
        """Return what became of strays and was not returned before."""
