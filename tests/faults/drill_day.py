"""A drill desk of the real program and a day's work at it, in five operations: what the harness breaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kbdesk.app import carried, drill, printing_desk
from kbdesk.app.clock import DRILL_BEGINS, StillClock
from kbdesk.app.place import tray_folder
from kbdesk.app.session import OpenDesk
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.desk.handing import Handing
from kbdesk.desk.passage_file import read
from kbdesk.domain.custody import HeldFor
from kbdesk.domain.paper import Printed
from kbdesk.domain.passage import CardDecision, PassageDraft
from kbdesk.domain.returns import Returnable, ReturnCode
from kbdesk.domain.vocabulary import PaperKind
from tests.cheap import CHEAP

SAMPLES: Final = Path(__file__).parents[2] / "resources" / "samples" / "passages"
BLANKS: Final = 500
SHELF: Final = "seeds"
_LETTERS: Final = "aeioubdgkm"

Tell = Callable[[str, str, object], object]
"""Says of an act that it is done, as a desk says it to its officer: the kind of its entry, a key and its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A drill desk that was made: its folder, who works it and their password."""

    folder: Path
    officer: str
    password: str

    def at(self, folder: Path) -> Made:
        """Return the same desk in another folder."""
        return replace(self, folder=folder)

    def sign_in(self, *, reading: bool = False) -> OpenDesk:
        """Open the desk for its officer, as a script does."""
        password = bytearray(self.password.encode())
        who = SignIn(data=self.folder, officer=self.officer, password=password, at=DRILL_BEGINS)
        return sign_in(who, reading=reading)


def make(folder: Path) -> Made:
    """Make a drill desk with blanks in its drawer and its officer's name on nothing yet."""
    name, _, password = drill.make(folder, crossing="jarinje", desk="2", shelf=SHELF, cost=CHEAP).officers[0]
    made = Made(folder=folder, officer=name, password=password)
    desk = made.sign_in()
    desk.stock.receive(PaperKind.PERMIT, "P000001", f"P{BLANKS:06}", source="delivery 1")
    desk.close()
    return made


@cache
def ready() -> None:
    """Load press, fonts, words and law once, for this process and all that are forked from it."""
    carried.law(SHELF)
    loaded = printing_desk.make_press()
    printing_desk.make_press = lambda: loaded


def passage(name: str, passage_id: str) -> PassageDraft:
    """Return a passage of the samples."""
    (file,) = SAMPLES.glob(f"{name}*.toml")
    return read(file.read_text("utf-8"), draft_id=passage_id, clock=StillClock(DRILL_BEGINS))


def person(passage_id: str, number: int) -> PassageDraft:
    """Return a passage of one person on foot, a different one for each number."""
    whole = passage("02", passage_id)
    named = {
        "document_number": f"{number:09}",
        "surname": "Probna " + "".join(_LETTERS[int(digit)] for digit in f"{number:07}"),
        "birth_date": (date(1950, 1, 1) + timedelta(days=number % 18_000)).isoformat(),
        "personal_number": "",
    }
    return replace(whole, vehicle=None, travelers=(replace(whole.travelers[0], mrz="", **named),))


def driver(passage_id: str, number: int) -> PassageDraft:
    """Return a passage of a person at the wheel of their own car, whose plates are taken too."""
    alone, whole = person(passage_id, number), passage("02", passage_id)
    assert whole.vehicle is not None
    one = alone.travelers[0]
    car = replace(
        whole.vehicle,
        plate=f"bg {100 + number % 900}-zz",
        vin="",
        holder_surname=one.surname,
        holder_given_names=one.given_names,
    )
    return replace(alone, vehicle=car)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day's work; `number` tells its people from those of other days."""

    number: int
    tell: Tell

    def record(self, desk: OpenDesk) -> None:
        """Save a draft, then turn its traveler away."""
        draft = person(f"{2 * self.number:016x}", 2 * self.number)
        refused = CardDecision(action="refuse", reason="declined-to-surrender", article="documents-2022:1")
        draft = replace(draft, travelers=(replace(draft.travelers[0], decision=refused),))
        desk.passage.save(draft)
        self._pass(desk, draft)

    def issue(self, desk: OpenDesk) -> None:
        """Take a document in and print a permit; every other day plates too, and print what goes with them."""
        comes = person if self.number % 2 else driver
        self._pass(desk, comes(f"{2 * self.number + 1:016x}", 2 * self.number + 1))

    def hand_back(self, desk: OpenDesk) -> None:
        """Hand the document back that was taken in last."""
        held = desk.store.custody.held(on=DRILL_BEGINS.date())
        number = max(envelope.held_for for envelope in held if envelope.kind is HeldFor.PERMIT)
        view = desk.returns.look(number, Returnable.PERMIT)
        done = desk.returns.hand_back(view, Handing(reasons={ReturnCode.NOT_CHECKED: "the code is torn"}))
        self.tell("return.recorded", "number", done.number)
        assert not desk.returns.deliver(done.papers)
        self._printed(done.papers)

    def close(self, desk: OpenDesk) -> None:
        """Count, close the shift and go home."""
        closed = desk.shift.close(desk.shift.expected())
        self.tell("shift.closed", "shift", closed.report.shift.id)
        assert not desk.shift.deliver(closed)
        self._printed((closed.paper,))
        desk.close()

    def _pass(self, desk: OpenDesk, draft: PassageDraft) -> None:
        seen = desk.passage.examine(draft, desk.passage.facts(draft))
        issued = desk.passage.issue(draft, seen)
        assert issued.cards, seen.findings()
        for card in issued.cards:
            given = card.permit or card.registration or card.notice
            assert given is not None
            entry = "refusal" if card.notice else "surrender" if card.permit else "swap"
            self.tell(f"{entry}.recorded", "number", given.number)
        assert not desk.passage.deliver(issued)
        self._printed(issued.papers)

    def _printed(self, papers: tuple[Printed, ...]) -> None:
        for paper in papers:
            self.tell("paper.printed", "sha256", paper.sha256)


def tray(desk: OpenDesk) -> Path:
    """Return the folder that is the printer of a desk."""
    return tray_folder(desk.data, desk.settings)


def opened(made: Made, tell: Tell) -> OpenDesk:
    """Sign in."""
    desk = made.sign_in()
    tell("officer.signed-in", "desk", desk.post.desk)
    return desk


OPERATIONS: Final[Mapping[str, Callable[[Day, OpenDesk], object]]] = MappingProxyType(
    {"record": Day.record, "issue": Day.issue, "return": Day.hand_back, "close": Day.close}
)
"""What an officer does at an open desk, in order; to open it comes before."""


def work_on(desk: OpenDesk, day: Day) -> None:
    """Do what is left to do at a desk that was broken off: print what was not printed, and take the next traveler."""
    if desk.store.shifts.current() is None:
        open_shift(desk)
    assert not desk.print_recorded(tuple(desk.unprinted()))
    day.issue(desk)


def open_shift(desk: OpenDesk) -> None:
    """Begin the next shift with what the last one left."""
    there = desk.shift.expected()
    desk.shift.open(there.cash, custody_counted=there.custody, stock_counted=there.stock)
