"""Open the window without the command line's rooms: nothing loads before the first paint that it does not need."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from kbdesk.app import relay
from kbdesk.app.clock import machine_now
from kbdesk.app.only_window import OnlyWindow
from kbdesk.store.errors import StoreError

FAILED = 3


class NoDisplayError(Exception):
    """There is nothing to show a window on."""


def default_data() -> Path:
    """Return the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("kbdesk", appauthor=False)


def open_window(words: list[str]) -> int:
    """Open the window on the folder named, else on the platform's, and return the exit code when it closes."""
    try:
        return show(Path(words[0]) if words else default_data(), None)
    except (StoreError, NoDisplayError) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED


def show(data: Path, at: datetime | None) -> int:
    """Open the window on a data folder and return the exit code when it closes; a second one raises the first."""
    from kbdesk.devices.display import is_reachable

    if not is_reachable(os.environ):
        raise NoDisplayError("There is no display to open the window on; without one, use the commands.")
    since, launcher = machine_now(), relay.Launcher()
    place = OnlyWindow(data)
    if place.is_second:
        place.raise_first()
    if place.is_second:
        sys.stderr.write("The desk's window is open already; it comes to the front.\n")
        return 0

    def window(seat: relay.Seat) -> int:
        from kbdesk.ui.features import do_without

        do_without()
        from kbdesk.app.window import DeskAtWindow
        from kbdesk.ui.program import run

        place.let_go()
        try:
            desk = DeskAtWindow(data, at, since=since)
            desk.officers()
        except StoreError as error:
            return _told(error, seat)
        return run(desk, seat)

    return relay.run(launcher, window)


def _told(error: StoreError, seat: relay.Seat) -> int:
    """Say why the desk cannot be opened: in a window, unless this process is one that shows none yet."""
    sys.stderr.write(f"{error}\n")
    if not seat.spare:
        from kbdesk.app import carried
        from kbdesk.ui.kit.looks import read_looks
        from kbdesk.ui.program import tell

        tell(error, read_looks(carried.folder()), carried.catalogs())
    return FAILED
