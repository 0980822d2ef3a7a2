"""SIGKILL in the middle of a passage leaves nothing half done."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from .conftest import SAMPLES, Program

FAMILY = SAMPLES / "01-family-on-km-plates.toml"
PAPERS = 15
SYSCALLS = "pwrite64,fsync,fdatasync,rename"


@dataclass(frozen=True)
class Undisturbed:
    """A passage that nobody kills: entries before and after, and how often it writes, syncs and renames."""

    before: int
    after: int
    calls: Mapping[str, int]


def entries(program: Program) -> int:
    told = program.run("ledger", "check", "--json")
    assert told.code == 0, told.err
    return int(told.json["entries"])


@pytest.fixture(scope="module")
def undisturbed(drill_desk: Program, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copytree(drill_desk.data, folder / "desk")
    program = Program(folder / "desk", drill_desk.passwords)
    before = entries(program)
    log = folder / "calls"
    subprocess.run(
        ["strace", "-f", "-qq", "-o", log, "-e", f"trace={SYSCALLS}", *program.command("passage", FAMILY, "--json")],
        env=program.environment(),
        capture_output=True,
        check=True,
    )
    found = re.findall(rf"^(\d+) +({SYSCALLS.replace(',', '|')})\(", log.read_text(), re.MULTILINE)
    store_thread = found[0][0]
    return Undisturbed(before, entries(program), Counter(call for thread, call in found if thread == store_thread))


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("call", ["pwrite64", "fsync", "rename"])
def test_a_kill_leaves_the_whole_passage_or_nothing_of_it(
    program: Program, undisturbed: Undisturbed, call: str, part: int
) -> None:
    boundary = 1 + part * undisturbed.calls[call] // 4
    trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
    done = subprocess.run(
        [*trace, "-e", f"inject={call}:signal=SIGKILL:when={boundary}", *program.command("passage", FAMILY)],
        env=program.environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), done.stderr
    found = entries(program)
    recorded = undisturbed.after - PAPERS
    nothing = (undisturbed.before, undisturbed.before + 1)  # signed in or not
    assert found in nothing or recorded <= found <= undisturbed.after
    printed = len(list((program.data / "tray").glob("*.pdf")))
    assert printed - (found - recorded) in (0, 1) or (printed == 0 and found in nothing)
    again = program.passage(FAMILY).json
    assert again["decision"] == ("granted" if found in nothing else "incomplete")


@pytest.mark.parametrize("call", ["openat", "read", "close"])
def test_a_kill_at_the_signers_key_leaves_nothing_and_uses_no_number(program: Program, call: str) -> None:
    """The first seal opens the key when numbers are taken and entries written, and before anything is committed."""
    (key,) = program.data.glob("signer-*.pem")
    before = entries(program)
    trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", str(key), "-e", f"trace={call}"]
    done = subprocess.run(
        [*trace, "-e", f"inject={call}:signal=SIGKILL:when=1", *program.command("passage", FAMILY)],
        env=program.environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), done.stderr
    assert entries(program) in (before, before + 1), "signed in, and nothing more"
    assert list((program.data / "tray").glob("*.pdf")) == []
    again = program.passage(FAMILY).json
    assert again["decision"] == "granted"
    assert {traveler["permit"]["number"][2:8] for traveler in again["travelers"]} == {"000001", "000002", "000003"}


def test_without_a_kill_the_same_passage_is_recorded_and_printed(undisturbed: Undisturbed) -> None:
    assert undisturbed.after > undisturbed.before + PAPERS
