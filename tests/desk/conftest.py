"""The real rooms over a temporary folder, with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kbdesk.app import carried
from kbdesk.app.press_thread import PressThread
from kbdesk.app.printing_desk import make_press
from kbdesk.desk.passage import PassageDesk
from kbdesk.desk.passage_file import read
from kbdesk.desk.ports import Press
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.shift import open_shift
from kbdesk.devices.tray import Tray
from kbdesk.domain.outcome import Examination
from kbdesk.domain.paper import PageImage, Paper, Printed
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.post import Post
from kbdesk.domain.shift import ShiftCount
from kbdesk.papers.errors import PaperError
from kbdesk.rulebook.law import Law
from kbdesk.store.store import Store, create_store

from .seals import TestSigner, sealing

ZONE = ZoneInfo("Europe/Belgrade")
SAMPLES = Path(__file__).parents[2] / "resources" / "samples" / "passages"


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self) -> None:
        self.at = datetime(2022, 8, 10, 9, tzinfo=ZONE)

    def now(self) -> datetime:
        """Return the instant."""
        return self.at


class BreakablePress:
    """The real press; `breaks_after` papers it raises what a press raises that cannot show a text whole."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self.breaks_after: int | None = None

    def draw(self, paper: Paper) -> Printed:
        """Draw a paper, or break."""
        if self.breaks_after is not None:
            self.breaks_after -= 1
            if self.breaks_after < 0:
                raise PaperError(paper.kind, "anywhere", "the press broke")
        return self._press.draw(paper)

    def pages(self, pdf: bytes, *, width: int, after: int = 0, most: int | None = None) -> tuple[PageImage, ...]:
        """Turn a PDF into pixels."""
        return self._press.pages(pdf, width=width, after=after, most=most)


@dataclass
class Rooms:
    """A desk's rooms, joined as the program joins them."""

    desk: PassageDesk
    store: Store
    clock: SetClock
    tray: Path
    press: BreakablePress
    signer: TestSigner

    @property
    def sealing(self) -> Sealing:
        """What seals its papers."""
        return sealing(self.signer)

    @property
    def given(self) -> dict[str, Any]:
        """What every procedure is given that puts something on paper."""
        return {
            "store": self.store,
            "press": self.press,
            "sealing": self.sealing,
            "printer": Tray(self.tray),
            "clock": self.clock,
        }

    def sample(self, name: str) -> PassageDraft:
        (file,) = SAMPLES.glob(f"{name}*.toml")
        return self.written(file.read_text("utf-8"))

    def written(self, text: str) -> PassageDraft:
        return read(text, draft_id=self.desk.begin().id, clock=self.clock)

    def look(self, draft: PassageDraft) -> Examination:
        return self.desk.examine(draft, self.desk.facts(draft))


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    """The real press on its thread: its fonts load once."""
    thread = PressThread(make_press)
    yield thread
    thread.close()


NAMES = {"sq": "Jarinjë", "sr": "Jarinje", "en": "Jarinje"}
POST = Post(crossing="jarinje", letter="J", desk="2", names=NAMES, drill=True)


@contextmanager
def furnished(folder: Path, press: Press, *, law: Law | None = None, post: Post = POST) -> Iterator[Rooms]:
    """Make a desk anew and join its rooms, by the law of the seeds unless another is given."""
    clock, tray, breakable, signer = SetClock(), folder / "tray", BreakablePress(press), TestSigner()
    tray.mkdir()
    ids = iter(f"{n:016x}" for n in range(1, 1000))
    key = bytearray(range(48))
    with create_store(folder / "desk", key=key, letter=post.letter, desk=post.desk, machine_now=clock.now) as store:
        desk = PassageDesk(
            store=store,
            press=breakable,
            sealing=sealing(signer),
            printer=Tray(tray),
            clock=clock,
            law=law or carried.law("seeds"),
            post=post,
            officer="officer",
            new_id=lambda: next(ids),
        )
        with store.act(at=clock.now(), officer="officer") as act:
            open_shift(act, ShiftCount(cash=Decimal("0.00"), custody=0), at=clock.now())
        yield Rooms(desk, store, clock, tray, breakable, signer)


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Rooms]:
    """A drill desk, made anew."""
    with furnished(tmp_path, press) as made:
        yield made
