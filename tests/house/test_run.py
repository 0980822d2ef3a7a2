"""`make run` opens a window only where one would appear, and empties nothing but out/."""

import importlib.util
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def run(house: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return packaging/run.py as a module, with a person's environment."""
    monkeypatch.delenv("QT_QPA_PLATFORM")
    spec = importlib.util.spec_from_file_location("run", house / "packaging" / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def display() -> Iterator[str]:
    """Return the name of a live X display."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        yield f":{answer.readline().strip()}"
    server.terminate()
    server.wait()


def test_a_live_display_counts(run: ModuleType, display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert run.has_display()


def test_a_dead_display_does_not_count(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not run.has_display()


def test_no_display_does_not_count(run: ModuleType) -> None:
    assert not run.has_display()


def test_an_offscreen_platform_is_no_display(run: ModuleType, display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not run.has_display()


def test_emptying_a_folder_leaves_the_folder_and_what_lies_outside(run: ModuleType, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    out = tmp_path / "out"
    (out / "desk" / "tray").mkdir(parents=True)
    (out / "desk" / "keys.json").touch()
    (out / "link").symlink_to(outside)
    run.empty(out)
    assert list(out.iterdir()) == []
    assert (outside / "kept").exists()


def test_a_folder_that_is_not_there_is_made(run: ModuleType, tmp_path: Path) -> None:
    run.empty(tmp_path / "out")
    assert (tmp_path / "out").is_dir()
