"""A real drill desk, and the command line called as the program calls it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from kbdesk.app import drill, main, real_desk
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import NewSupervisor, SignIn
from kbdesk.domain.officers import Role
from tests.cheap import CHEAP, cheap_desks
from tests.people import PERSON
from tests.told import Told

GIVEN, OWN = "three cows and a calf", "nine blue umbrellas"
PASSWORD = "first of the two passwords"
"""Of either supervisor of the real desk."""


@dataclass(frozen=True)
class Made:
    """A drill desk in a folder, and its officers' passwords."""

    data: Path
    passwords: dict[str, str]


Script = Callable[..., Told]
Run = Callable[..., Told]


def take_in(data: Path, made: Made, name: str, role: str) -> str:
    """Take somebody in by two; return the password of their own that they have chosen since."""
    by = bytearray(made.passwords["supervisor"].encode())
    with closing(sign_in(SignIn(data=data, officer="supervisor", password=bytearray(by)))) as desk:
        desk.officers.add(name, Role(role), bytearray(GIVEN.encode()), second="officer", password=by)
    with closing(sign_in(SignIn(data=data, officer=name, password=bytearray(GIVEN.encode())), renewing=True)) as desk:
        desk.officers.change_password(bytearray(OWN.encode()), password=bytearray(GIVEN.encode()))
    return OWN


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


@pytest.fixture
def passage(tmp_path: Path) -> Path:
    """The file of a passage that the shelf `seeds` grants with a permit."""
    file = tmp_path / "passage.toml"
    file.write_text(PERSON, "utf-8")
    return file


@pytest.fixture(scope="session", name="made_real")
def _made_real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("real") / "desk"
    two = [NewSupervisor(name=name, password=bytearray(PASSWORD.encode())) for name in ("agim", "besa")]
    with cheap_desks():
        real_desk.make(data, crossing="jarinje", desk="2", shelf="seeds", supervisors=two)
    return data


@pytest.fixture
def real(made_real: Path, tmp_path: Path) -> Path:
    """The folder of a real desk."""
    return Path(shutil.copytree(made_real, tmp_path / "real"))


@pytest.fixture
def run(real: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call a command at the real desk, a supervisor signed in."""
    for name in ("KBDESK_PASSWORD", "KBDESK_SECOND_PASSWORD"):
        monkeypatch.setenv(name, PASSWORD)

    def call(*words: object) -> Told:
        capfd.readouterr()
        return Told(main([*map(str, words), "--data", str(real), "--officer", "agim"]), *capfd.readouterr())

    return call
