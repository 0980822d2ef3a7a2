"""A real drill desk, and the installed program run as a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kbdesk.app import drill
from tests.cheap import CHEAP
from tests.told import Told

if TYPE_CHECKING:
    from .screen import Window

KBDESK = Path(sys.executable).parent / "kbdesk"
SAMPLES = Path(__file__).parents[2] / "resources" / "samples" / "passages"


@dataclass
class Program:
    """The installed program over one data folder."""

    data: Path
    passwords: dict[str, str] = field(default_factory=dict)

    def command(self, *words: object, officer: str | None = "officer") -> list[str]:
        sign_in = ["--officer", officer] if officer else []
        return [str(KBDESK), *map(str, words), "--data", str(self.data), *sign_in]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KBDESK_", "DBUS_", "XDG_RUNTIME_"))}
        kept["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=none"  # the machine's own screen lock is no business of a test
        return {**kept, "KBDESK_PASSWORD": self.passwords.get("officer", ""), "QT_QPA_PLATFORM": "offscreen", **more}

    def run(self, *words: object, officer: str | None = "officer", stdin: str | None = None, **env: str) -> Told:
        done = subprocess.run(
            self.command(*words, officer=officer),
            env=self.environment(**env),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Told(done.returncode, done.stdout, done.stderr)

    def passage(self, file: Path, *more: object, **env: str) -> Told:
        return self.run("passage", file, "--json", *more, **env)


@pytest.fixture(scope="session")
def drill_desk(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A drill desk, made once."""
    data = tmp_path_factory.mktemp("made") / "desk"
    made = drill.make(data, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)
    return Program(data, {name: password for name, _, password in made.officers})


@pytest.fixture
def program(drill_desk: Program, tmp_path: Path) -> Program:
    """A drill desk of the test's own."""
    shutil.copytree(drill_desk.data, tmp_path / "desk")
    return Program(tmp_path / "desk", drill_desk.passwords)


Write = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Write a passage file and return its path."""

    def write(text: str) -> Path:
        file = tmp_path / "passage.toml"
        file.write_text(text, "utf-8")
        return file

    return write


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of the test's own, on a free display number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def window(program: Program, display: str) -> Iterator[Window]:
    from .screen import Window as Opened

    opened = Opened(program, display)
    yield opened
    if opened.process.poll() is None:
        opened.process.kill()
        opened.process.communicate()
