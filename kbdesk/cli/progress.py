"""How far a long command is: told on the terminal of whoever waits for it, and to no file, pipe or ``--json``."""

from __future__ import annotations

import sys

from kbdesk.desk.backup import Progress, unwatched


def shown(*, quiet: bool) -> Progress:
    """Return what tells a share done, 0 to 1, in percent on one line of standard error, and wipes it at the end."""
    terminal = sys.stderr
    if quiet or not terminal.isatty():
        return unwatched
    last = -1

    def told(share: float) -> None:
        nonlocal last
        percent = int(share * 100)
        if percent != last:
            terminal.write(f"\r{percent:3d} %" if percent < 100 else "\r     \r")
            terminal.flush()
            last = percent

    return told
