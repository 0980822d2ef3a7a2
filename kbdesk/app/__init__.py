"""Joins the rooms into a desk: the only room that knows them all, and the only one that reads the clock."""

from __future__ import annotations

import sys


def main(args: list[str] | None = None) -> int:
    """Run ``kbdesk`` and return its exit code: the window when called bare, else a command.

    The window must paint before the slow libraries load, so each road imports only what it needs.
    """
    if args is None:  # a process of its own, and not a guest in another's
        from kbdesk.app.guarded import guard

        guard()
    words = sys.argv[1:] if args is None else args
    if not words or (len(words) == 2 and words[0] == "--data"):
        from kbdesk.app.opening import open_window

        return open_window(words[1:])
    from kbdesk.app.script import run

    return run(words)
