"""A drill desk to be killed, made once and copied for every round; `KBDESK_ROUNDS` says how many rounds."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KBDESK = Path(sys.executable).with_name("kbdesk")
FAMILY = Path(__file__).parents[2] / "resources" / "samples" / "passages" / "01-family-on-km-plates.toml"
ROUNDS = int(os.environ.get("KBDESK_ROUNDS", "2"))


class Desk:
    """A drill desk worked by the installed program, each command a process."""

    def __init__(self, data: Path, password: str) -> None:
        self.data, self._password = data, password

    def copy(self, data: Path) -> "Desk":
        """Return another desk that remembers the same."""
        shutil.copytree(self.data, data)
        return Desk(data, self._password)

    def run(self, *words: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run a command, under a tracer if one is named `before` it."""
        command = [*before, str(KBDESK), *words, "--json", "--data", str(self.data), "--officer", "officer"]
        environment = os.environ | {"KBDESK_PASSWORD": self._password}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    def work(self, *, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Work the family's passage."""
        return self.run("passage", str(FAMILY), before=before)

    def is_whole(self) -> bool:
        """Tell whether the chain proves."""
        whole: bool = json.loads(self.run("ledger", "check").stdout)["whole"]
        return whole

    def answer(self) -> Any:
        """Work the family's passage and return what the desk said."""
        return json.loads(self.work().stdout)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a drill desk that has recorded nothing."""
    data = tmp_path_factory.mktemp("made") / "desk"
    done = subprocess.run(
        [KBDESK, "init", "--drill", "--json", "--data", data], capture_output=True, text=True, check=True
    )
    return Desk(data, json.loads(done.stdout)["officers"][0]["password"])
