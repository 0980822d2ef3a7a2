"""Scans cards in the window of a drill desk in a folder named first; prints medians as JSON."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from hands import Hands, hush_offscreen

from kbdesk.app.drill_passwords import passwords
from kbdesk.app.script import Script
from kbdesk.app.window import DeskAtWindow
from kbdesk.domain.scanner import LineState, ScannerLine
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.program import make_application
from tests.icao.generated import made
from tests.ui.scanner import Scanner

SCANS = 25


class TimedScanner(Scanner):
    """A scanner that notes how long the window took with its slowest key, in milliseconds."""

    slowest = 0.0

    def strike(self, *key: Any, **more: Any) -> None:
        """Press and release one key."""
        begun = perf_counter()
        super().strike(*key, **more)
        self.slowest = max(self.slowest, (perf_counter() - begun) * 1000)


def has_more(hands: Hands, people: int) -> bool:
    """Tell whether the draft has more people than so many."""
    return len(hands.page.sitting.draft.travelers) > people


def over_the_line(hands: Hands, scanner: int, zones: list[str]) -> list[float]:
    """Send zones over a serial line; return the milliseconds from each last byte to its card filled and painted."""
    view, filled = hands.window.view, list[float]()
    assert view is not None
    hands.wait(lambda: view.scanning.line.state is LineState.CONNECTED, "the line is open")
    for zone in zones:
        people = len(hands.page.sitting.draft.travelers)
        hands.page.next_person()
        os.write(scanner, f"{zone}\n".encode())
        sent = perf_counter()
        hands.wait(partial(has_more, hands, people), "the card is filled")
        hands.window.repaint()
        filled.append((perf_counter() - sent) * 1000)
    return filled


def main(folder: Path) -> int:
    """Scan cards one after the other, each a new person."""
    Script().init(folder, crossing="jarinje", desk="2", shelf="seeds")
    hush_offscreen()
    desk, (line, port) = DeskAtWindow(folder), os.openpty()
    desk.keep_scanner(ScannerLine(port=os.ttyname(port)))
    make_application(desk.looks, desk.preferences)
    window = MainWindow(desk)
    window.show()
    hands = Hands(window)
    hands.sign_in("officer", passwords(folder)["officer"])
    hands.wait(lambda: window.typed_scans.wedge is not None, "the scanner is heard")
    window.activateWindow()
    hands.wait(window.isActiveWindow, "the window is active")
    zones = [zone.text for zone in made(SCANS * 20, seed=5) if zone.format == "TD1"][: 2 * SCANS]
    sent = over_the_line(hands, line, zones[SCANS:])
    hands.page.park()
    scanner, filled, slowest = TimedScanner(), list[float](), list[float]()
    for zone in zones[:SCANS]:
        people = len(hands.page.sitting.draft.travelers)
        hands.page.next_person()
        scanner.slowest = 0.0
        scanner.scan(f"{zone}\n")
        struck = perf_counter()
        hands.wait(partial(has_more, hands, people), "the card is filled")
        window.repaint()
        filled.append((perf_counter() - struck) * 1000)
        slowest.append(scanner.slowest)
    print(json.dumps({"scans": len(filled), "ms": median(filled), "slowest": median(slowest), "line": median(sent)}))
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
