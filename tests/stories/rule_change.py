"""Run as a program: a window at the last second of September, F9 at the first of October or a second before it."""

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


class SetClock:
    """A clock that shows what it was set to."""

    at = datetime(2022, 9, 30, 23, 59, 58, tzinfo=ZONE)

    def now(self) -> datetime:
        """Return the instant."""
        return self.at


def main(data: Path, seconds: int) -> None:
    """Look, let so many seconds pass on the desk's clock, press F9; print what came of it."""
    hush_offscreen()
    clock, desk = SetClock(), DeskAtWindow(data)
    desk.clock = clock
    app = make_application(desk.looks, desk.preferences)
    window = MainWindow(desk)
    window.show()
    hands = Hands(window)
    hands.sign_in("officer", passwords(data)["officer"])
    sample = carried.folder("samples", "passages", "07-motorcycle-on-pristina-plates.toml")
    hands.work(read(sample.read_text("utf-8"), draft_id="0" * 16, clock=clock))
    sitting, key = hands.page.sitting, hands.page.ui.issue
    recorded: list[object] = []
    sitting.recorded.connect(recorded.append)
    hands.wait(lambda: not (key.off or key.settling) and sitting.knowledge.settled, "Issue can be pressed")
    clock.at += timedelta(seconds=seconds)
    hands.press(Qt.Key.Key_F9)
    hands.wait(lambda: bool(recorded) or sitting.snapshot.change is not None, "F9 was answered")
    sys.stdout.write("recorded\n" if recorded else "changed\n")
    hands.wait(lambda: len(list((data / "tray").iterdir())) == (8 if recorded else 0), "the papers are printed")
    window.close()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
