"""Work every sample passage through the real window, offscreen: papers, pictures and a short table in a folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hands import Hands, hush_offscreen

from kbdesk.app import carried
from kbdesk.app.drill_passwords import passwords
from kbdesk.app.window import DeskAtWindow
from kbdesk.desk.passage_file import read
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.program import make_application

KBDESK = Path(sys.executable).with_name("kbdesk")


def main(out: Path, only: str = "") -> int:
    """Make a fresh drill desk under `out` and work the samples (whose names begin with `only`); return 0 when done."""
    data = out / "desk"
    made = subprocess.run([KBDESK, "init", "--drill", "--data", data], capture_output=True, text=True, check=False)
    if made.returncode:
        print(made.stderr, end="", file=sys.stderr)
        return made.returncode
    hush_offscreen()
    desk = DeskAtWindow(data)
    app = make_application(desk.looks, desk.preferences)
    window = MainWindow(desk)
    window.show()
    hands = Hands(window)
    hands.picture(out / "00-sign-in.png")
    hands.sign_in("officer", passwords(data)["officer"])
    print(f"{'passage':<34} {'papers':>6}  outcome")
    samples = (f for f in carried.folder("samples", "passages").iterdir() if f.name.startswith(only))
    for file in sorted(samples, key=lambda f: f.name):
        work(hands, desk, file.name.removesuffix(".toml"), file.read_text("utf-8"), out)
    window.close()
    app.processEvents()
    papers = sorted((data / "tray").glob("*.pdf"))
    for paper in papers:
        paper.rename(out / paper.name)
    print(f"{len(papers)} papers and {len(list(out.glob('*.png')))} pictures are in {out.name}/")
    return 0


def work(hands: Hands, desk: DeskAtWindow, name: str, text: str, out: Path) -> None:
    """Work one sample and say in a line what came of it."""
    draft = read(text, draft_id="0" * 16, clock=desk.clock)
    hands.work(draft)
    hands.wait_for_sheet()
    hands.picture(out / f"{name}-before.png")
    tray = desk.data / "tray"
    before = len(list(tray.iterdir()))
    hands.issue()
    hands.wait_for_sheet()
    hands.picture(out / f"{name}-after.png")
    print(f"{name:<34} {len(list(tray.iterdir())) - before:>6}  {hands.page.ui.toast.accessibleName()}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), *sys.argv[2:]))
