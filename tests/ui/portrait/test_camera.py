"""A camera is an extra: without it the menu says so, without a device the window does, with one a picture is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def done() -> dict[str, Any]:
    """What the desk did in each case, in a process of its own."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.multimedia.*=false"}
    process = subprocess.run(
        [sys.executable, "-m", "tests.ui.portrait.camera_process"],
        cwd=HOUSE, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr[-2000:]
    assert "Traceback" not in process.stderr
    told: dict[str, Any] = json.loads(process.stdout)
    return told


def test_without_its_extra_the_menu_says_so(done: dict[str, Any]) -> None:
    told = done["without_the_extra"]
    assert told["entry"] == ["Camera: its extra is not installed", False]
    assert told["failed"] == ["The camera needs the extra kbdesk[camera], and libpulse0 of the system."]
    assert not told["open"]


def test_without_a_camera_the_window_says_so_and_takes_nothing(done: dict[str, Any]) -> None:
    told = done["without_a_camera"]
    assert told["entry"] == ["From the camera…", True]
    assert (told["said"], told["enabled"], told["still"]) == ("No camera is connected.", False, True)


def test_a_picture_of_a_camera_becomes_a_portrait(done: dict[str, Any]) -> None:
    told = done["with_frames"]
    assert not told["before"] and told["failed"] == []
    assert told["size"] == [413, 531] and told["bytes"] <= 30_000
    assert all(abs(seen - sent) < 12 for seen, sent in zip(told["colour"], (0x20, 0x40, 0xC0), strict=True))
    assert told["fits"]


def test_a_seal_before_a_camera_is_read_and_the_camera_is_off_then(done: dict[str, Any]) -> None:
    assert done["with_a_code"] == {"is_the_seal": True, "open": False}


def test_the_desk_does_not_load_what_it_may_never_need() -> None:
    code = "import sys, kbdesk.ui.arrive.page; sys.exit(any('Multimedia' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
