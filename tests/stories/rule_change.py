"""Run as a program: the law changes between an officer's look and F9, in the real window over a real desk.

``midnight N``: plates of Kosovo cities two seconds before October, F9 after N seconds on the desk's clock.
``order PLACE``: a draft at 13:58, the article suspended at 14:00, F9 at 14:01; the order is given on the Rules page
(``page``) or reaches the desk while the page still shows what it saw (``aside``).
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from hands import Hands, hush_offscreen

from kbdesk.app import carried
from kbdesk.app.clock import ZONE
from kbdesk.app.drill_passwords import passwords
from kbdesk.app.window import DeskAtWindow
from kbdesk.desk.passage_file import read
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.program import make_application

MOTORCYCLE, PASSPORT = "07-motorcycle-on-pristina-plates.toml", "02-passport-on-belgrade-plates.toml"
ORDER = "MIA 118/22"


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant."""
        return self.at


class Story:
    """One window, one officer, one passage of the samples."""

    def __init__(self, data: Path, begins: datetime) -> None:
        """Open the window on a desk whose clock stands at an instant."""
        hush_offscreen()
        self.data, self.clock, desk = data, SetClock(begins), DeskAtWindow(data)
        desk.clock = self.clock
        self.app = make_application(desk.looks, desk.preferences)
        self.window = MainWindow(desk)
        self.window.show()
        self.hands = Hands(self.window)
        self.recorded: list[object] = []

    def look(self, officer: str, sample: str) -> None:
        """Sign in and work a passage until F9 could be pressed."""
        self.hands.sign_in(officer, passwords(self.data)[officer])
        text = carried.folder("samples", "passages", sample).read_text("utf-8")
        self.hands.work(read(text, draft_id="0" * 16, clock=self.clock))
        self.hands.page.sitting.recorded.connect(self.recorded.append)
        self.ready()

    def ready(self) -> None:
        """Wait until F9 is alive."""
        page = self.hands.page
        key, knowledge = page.ui.issue, page.sitting.knowledge
        self.hands.wait(lambda: not (key.off or key.settling) and knowledge.settled, "Issue can be pressed")

    @property
    def changed(self) -> bool:
        """Whether the page shows a change of what the officer had seen."""
        return self.hands.page.sitting.snapshot.change is not None

    def press_f9(self) -> None:
        """Press F9 and say what came of it: recorded, or the change shown and nothing recorded."""
        before = self.changed
        self.hands.press(Qt.Key.Key_F9)
        self.hands.wait(lambda: bool(self.recorded) or (self.changed and not before), "F9 was answered")
        sys.stdout.write("recorded\n" if self.recorded else "changed\n")

    def end(self, papers: int) -> None:
        """Wait for the papers and close the window; what it leaves behind is the interpreter's to take apart."""
        tray = self.data / "tray"
        self.hands.wait(lambda: len(list(tray.iterdir())) == papers, "the papers are printed")
        self.window.close()
        self.app.processEvents()

    def order(self, at_page: bool) -> None:
        """Suspend the article under which the passage on the page gets its plates."""
        assert self.window.session is not None
        rules, done = self.window.session.rules, list[object]()
        if at_page:
            self.hands.suspend("serbian-plates-2021", "1", ORDER)
            return
        self.window.store.run(lambda: rules.suspend("serbian-plates-2021", "1", order_reference=ORDER), done.append)
        self.hands.wait(lambda: bool(done), "the article is suspended")


def midnight(data: Path, seconds: int) -> None:
    """Press F9 so many seconds after 23:59:58 of the last of September."""
    story = Story(data, datetime(2022, 9, 30, 23, 59, 58, tzinfo=ZONE))
    story.look("officer", MOTORCYCLE)
    story.clock.at += timedelta(seconds=seconds)
    story.press_f9()
    story.end(papers=8 if story.recorded else 0)


def order(data: Path, place: str) -> None:
    """Look at 13:58, suspend at 14:00, press F9 at 14:01."""
    story = Story(data, datetime(2022, 8, 10, 13, 58, tzinfo=ZONE))
    story.look("supervisor", PASSPORT)
    story.clock.at = datetime(2022, 8, 10, 14, 0, tzinfo=ZONE)
    story.order(at_page=place == "page")
    story.clock.at = datetime(2022, 8, 10, 14, 1, tzinfo=ZONE)
    if place == "page":
        story.hands.wait(lambda: story.changed, "the change is shown on the page")
        sys.stdout.write("shown\n")
        story.ready()
    story.press_f9()
    story.end(papers=3 if story.recorded else 0)


if __name__ == "__main__":
    folder, kind, what = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if kind == "midnight":
        midnight(folder, int(what))
    else:
        order(folder, what)
