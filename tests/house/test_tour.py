"""The README's tour works as it is written, command by command."""

import os
import re
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def commands(house: Path, tmp_path: Path) -> list[str]:
    """Return the tour's commands in order, their folders moved to a temporary one."""
    readme = (house / "README.md").read_text(encoding="utf-8")
    tour = readme.partition("## Five minutes")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```\n(.*?)^```", tour, re.MULTILINE | re.DOTALL)
    entered = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part.strip()]
    return [command.replace("/tmp/", f"{tmp_path}/") for command in entered]


def test_the_tour_of_the_readme_works_as_written(house: Path, commands: list[str], tmp_path: Path) -> None:
    environment = dict(os.environ)
    papers = tmp_path / "papers"
    worked = []
    for command in commands:
        if not command.startswith(".venv/bin/kbdesk"):
            continue
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=house, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        worked.append(command.split()[1])
        if worked[-1] == "init":
            officer = re.search(r"^\s+officer\s+officer\s+(\S+)$", done.stdout, re.MULTILINE)
            assert officer
            environment["KBDESK_PASSWORD"] = officer[1]
    assert [word for word in worked if "/" not in word] == ["init", "passage", "mrz", "verify", "keys", "ledger"]
    assert list(papers.glob("*.pdf"))
