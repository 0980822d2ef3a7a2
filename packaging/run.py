"""What `make run` does after setup: open a drill desk, or without a display work the samples into out/."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

from kbdesk.app.script import Script
from kbdesk.store.slots import FILE as KEYS

HOUSE = Path(__file__).resolve().parents[1]
KBDESK = Path(sys.executable).with_name("kbdesk")
OUT = HOUSE / "out"

# Qt ends the process when it cannot reach its display, so the question is put to another process.
PROBE = """
from PySide6.QtGui import QGuiApplication
raise SystemExit(QGuiApplication([]).platformName() in ("offscreen", "minimal"))
"""
PROBE_SECONDS = 20


def has_display() -> bool:
    """Tell whether a window would really appear; a display that is named and dead does not count."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        probe = subprocess.run(
            [sys.executable, "-c", PROBE],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PROBE_SECONDS,
            check=False,
            preexec_fn=leave_no_core,
        )
    except subprocess.TimeoutExpired:
        return False
    return probe.returncode == 0


def leave_no_core() -> None:
    """Keep the probe's abort from leaving a core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def empty(folder: Path) -> None:
    """Make the folder, or remove all that is in it."""
    folder.mkdir(exist_ok=True)
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def open_window() -> int:
    """Open the window on the platform's desk; a drill desk is made first if there is none."""
    if not (Script().default_data() / KEYS).exists():
        made = subprocess.run([KBDESK, "init", "--drill"], check=False)
        if made.returncode:
            return made.returncode
    return subprocess.run([KBDESK], check=False).returncode


def rehearse() -> int:
    """Make a fresh drill desk under out/ and work every sample through the real forms, offscreen."""
    print("No display: working the samples offscreen.", flush=True)
    empty(OUT)
    offscreen = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    script = HOUSE / "packaging" / "rehearse.py"
    return subprocess.run([sys.executable, script, OUT], env=offscreen, check=False).returncode


if __name__ == "__main__":
    sys.exit(open_window() if has_display() else rehearse())
