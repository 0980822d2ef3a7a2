"""A real drill desk, and the command line called as the program calls it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import drill, main
from tests.cheap import CHEAP


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Made:
    """A drill desk in a folder, and its officers' passwords."""

    data: Path
    passwords: dict[str, str]


Script = Callable[..., Told]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A drill desk, made once."""
    data = tmp_path_factory.mktemp("made") / "desk"
    done = drill.make(data, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)
    return Made(data, {name: password for name, _, password in done.officers})


@pytest.fixture
def data(made: Made, tmp_path: Path) -> Path:
    """The folder of a drill desk of the test's own."""
    return Path(shutil.copytree(made.data, tmp_path / "desk"))


@pytest.fixture
def script(made: Made, data: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Script:
    """Run a command line; `officer` signs in, and `second` beside them, unless they are empty."""

    def run(*words: object, officer: str = "supervisor", second: str = "") -> Told:
        said = [*map(str, words), "--data", str(data)]
        for option, variable, name in (
            ("--officer", "KBDESK_PASSWORD", officer),
            ("--second", "KBDESK_SECOND_PASSWORD", second),
        ):
            if name:
                said += [option, name]
                monkeypatch.setenv(variable, made.passwords.get(name, "wrong"))
        capfd.readouterr()
        code = main(said)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Told(code, out, err)

    return run
