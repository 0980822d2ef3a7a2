"""Open the window without the command line's rooms: nothing loads before the first paint that it does not need."""

from __future__ import annotations

import sys
from pathlib import Path

from kbdesk.store.errors import StoreError

FAILED = 3


def default_data() -> Path:
    """Return the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("kbdesk", appauthor=False)


def open_window(words: list[str]) -> int:
    """Open the window on the folder named, else on the platform's, and return the exit code when it closes."""
    from kbdesk.app.window import NoDisplayError, show

    try:
        return show(Path(words[0]) if words else default_data(), None)
    except (StoreError, NoDisplayError) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
