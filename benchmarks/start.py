"""From the command to the first picture on the screen, against the least that PySide6 can show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.row import Promise, Row
from benchmarks.screen import screen

ROUNDS, WARM = 9, 2
KBDESK = Path(sys.executable).with_name("kbdesk")
BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1120, 720)
window.show()
application.exec()
"""


def rows(folder: Path) -> list[Row]:
    """Start both programs in turn and return the medians and their ratio."""
    data = folder / "started"
    subprocess.run([KBDESK, "init", "--drill", "--data", data], check=True, stdout=subprocess.DEVNULL)
    commands = {"bare": [sys.executable, "-c", BARE], "desk": [str(KBDESK), "--data", str(data)]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    with screen(folder) as display:
        for number in range(WARM + ROUNDS):
            for name, command in commands.items():
                elapsed = display.milliseconds_to_paint(command)
                if number >= WARM:
                    times[name].append(elapsed)
    desk, bare = median(times["desk"]), median(times["bare"])
    return [
        Row(
            what="start to first painted window",
            against="a bare PySide6 window",
            figure=desk / bare,
            unit="x",
            promise=Promise(comparison="<=", number=1.35),
        ),
        Row(what="start to first painted window", figure=desk, unit="ms"),
        Row(what="start to first painted window, bare PySide6", figure=bare, unit="ms"),
    ]
