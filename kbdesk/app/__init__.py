"""Joins the rooms into a desk: the only room that knows them all, and the only one that reads the clock."""

from __future__ import annotations

import sys


def main(args: list[str] | None = None) -> int:
    """Run ``kbdesk`` and return its exit code: the window when called bare, else a command.

    The window must paint before the slow libraries load, so each road imports only what it needs.
    """
    from kbdesk.app.script import run

    return run(sys.argv[1:] if args is None else args)
