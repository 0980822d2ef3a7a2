"""A drill desk's passwords, in a file beside its store: nothing on a drill desk is real."""

from __future__ import annotations

from pathlib import Path

FILE = "drill-passwords.txt"


def passwords(data: Path) -> dict[str, str]:
    """Return a drill desk's passwords by officer, as its sign-in page shows them; empty where there are none."""
    try:
        lines = (data / FILE).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {name: password for name, _, password in (line.split("\t") for line in lines if line.count("\t") == 2)}
