"""The environment of what kbdesk is measured against: made once from requirements/bench.txt, apart from its own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[1]
PLACE = HOUSE / ".venv-bench"
PINS = HOUSE / "requirements" / "bench.txt"


def python() -> Path:
    """Return the Python that has the peers, installing them where they are missing or pinned anew."""
    found, stamp = PLACE / "bin" / "python", PLACE / "bench.stamp"
    wanted = hashlib.sha256(PINS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text("ascii") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE], check=True)
        quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
        subprocess.run([found, "-m", "pip", *quiet, "install", "--require-hashes", "--requirement", PINS], check=True)
        stamp.write_text(wanted, "ascii")
    return found
