"""A desk on whose books papers go on numbered blanks, with its stock and what becomes of papers after their issue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kbdesk.app import carried
from kbdesk.desk.papers import PaperDesk
from kbdesk.desk.passage import Issued
from kbdesk.desk.ports import Press
from kbdesk.desk.stock import StockDesk
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import BlankState, PaperKind
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf

from .books import changed
from .conftest import POST, Rooms, furnished

PERMIT = PaperKind.PERMIT
BLANK = ('then.document_code = "PU"\n', 'then.document_code = "PU"\nthen.sheet = "blank"\n')
LONGER = ('then.document_code = "PU"\n', 'then.document_code = "PU"\nthen.extension = { months = 1 }\n')


def person(number: int, surname: str = "Testović") -> str:
    """Return the card of one of several people, each with a document of their own."""
    return f"""
[[traveler]]
surname = "{surname}"
given_names = "Ana"
birth_date = 1985-06-{number % 27 + 1:02}
sex = "F"
nationality = "SRB"
document = {{ type = "identity-card", issuing_state = "SRB", number = "{number:09}", expires_on = 2029-05-01 }}
slot = "A1"
"""


def law_with(*changes: tuple[str, str]) -> Law:
    """Return the law of the seeds with some words of the book on documents exchanged."""
    books = {**carried.texts("rulebooks", "seeds", suffix=".toml"), "2-documents.toml": changed(*changes).decode()}
    return Law(Shelf.read(books, carried.reference()), carried.reference())


@dataclass
class Papered(Rooms):
    """Rooms with a stock and a paper desk."""

    stock: StockDesk
    papers: PaperDesk

    def seen(self, *people: int) -> tuple[PassageDraft, Examination]:
        draft = self.written('direction = "entry"\n' + "".join(person(number) for number in people))
        return draft, self.look(draft)

    def issue(self, *people: int) -> Issued:
        draft, seen = self.seen(*people)
        return self.desk.issue(draft, seen)

    def permit(self, person: int) -> str:
        """Issue a permit, print its papers, and return its number."""
        done = self.issue(person)
        assert self.desk.deliver(done) == ()
        (card,) = done.cards
        assert card.permit is not None
        return card.permit.number

    def fill(self, first: str, last: str, kind: PaperKind = PERMIT) -> None:
        """Take blanks in and put them into the drawer."""
        self.stock.receive(kind, first, last, source="delivery note 7")
        self.stock.move(kind, first, last, to=BlankState.IN_DRAWER)

    def states(self, kind: PaperKind = PERMIT) -> dict[str, int]:
        """Return how many blanks are in each state, having made sure that they add up."""
        line = self.store.stock.line(kind)
        assert line.adds_up
        return {str(state): count for state, count in line.counts.items()}

    def kinds(self) -> list[str]:
        """Return the kinds of all entries in order."""
        with self.store._connection.reads() as db:
            return [kind for (kind,) in db.execute("SELECT kind FROM entries ORDER BY seq")]

    def sound(self) -> bool:
        """Tell whether the chain is whole, the registers are what it adds up to, and all numbers are explained."""
        return self.store.check().whole and self.store.rebuild_compare() == ()


@contextmanager
def papered(folder: Path, press: Press, law: Law) -> Iterator[Papered]:
    """Make a desk of some law."""
    with furnished(folder, press, law=law) as rooms:
        stock = StockDesk(store=rooms.store, clock=rooms.clock, officer="officer")
        papers = PaperDesk(
            **rooms.given,
            law=law,
            post=POST,
            officer="officer",
        )
        yield Papered(rooms.desk, rooms.store, rooms.clock, rooms.tray, rooms.press, rooms.signer, stock, papers)
