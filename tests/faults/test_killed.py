"""A desk killed at any write has recorded a passage whole or not at all, and goes on."""

import random
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Desk

from .conftest import ROUNDS

# What the kernel is asked when something is to be kept.
WRITES = ("pwrite64", "write", "fdatasync", "fsync", "rename", "unlink", "ftruncate")


def tracing(*options: str, log: Path) -> tuple[str, ...]:
    """Return the command that traces every write of the program and its threads."""
    return ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={','.join(WRITES)}", *options)


@pytest.fixture(scope="module")
def writes(made: "Desk", tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Return how often the busiest thread of a passage asks for each kind of write: the tracer counts by thread."""
    folder = tmp_path_factory.mktemp("counted")
    log = folder / "trace"
    assert made.copy(folder / "desk").work(before=tracing(log=log)).returncode == 0
    counts: dict[str, Counter[str]] = {}
    for thread, name in re.findall(r"^(\d+) +(\w+)\(", log.read_text(encoding="utf-8", errors="replace"), re.MULTILINE):
        counts.setdefault(name, Counter())[thread] += 1
    return {name: max(threads.values()) for name, threads in counts.items()}


def outcome(desk: "Desk") -> str:
    """Tell from working the passage again what the desk remembers of it: `nothing`, `all`, or what was torn."""
    said = desk.answer()
    cards = [*said["travelers"], said["vehicle"]]
    issued = [bool(card.get("permit") or card.get("registration")) for card in cards]
    known = [any(f["code"].endswith("-in-force") for f in card["findings"]) for card in cards]
    if all(issued) and not any(known):
        return "nothing"
    if all(known) and not any(issued):
        return "all"
    return f"torn: issued {issued}, known {known}"


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_desk_killed_at_any_write_has_recorded_all_or_nothing(
    made: "Desk", writes: dict[str, int], tmp_path: Path, number: int
) -> None:
    name = random.choice(sorted(writes))
    when = random.randint(1, writes[name])
    desk = made.copy(tmp_path / "desk")
    kill = tracing("-e", f"inject={name}:signal=SIGKILL:when={when}", log=tmp_path / "trace")
    killed = desk.work(before=kill)
    assert killed.returncode != 0, f"{name} {when} was not reached"
    assert desk.is_whole(), f"killed at {name} {when}"
    assert outcome(desk) in ("nothing", "all"), f"killed at {name} {when}"


def test_a_desk_that_was_not_killed_remembers_all(made: "Desk", tmp_path: Path) -> None:
    desk = made.copy(tmp_path / "desk")
    assert desk.work().returncode == 0
    assert outcome(desk) == "all"


def test_a_desk_that_did_nothing_remembers_nothing(made: "Desk", tmp_path: Path) -> None:
    assert outcome(made.copy(tmp_path / "desk")) == "nothing"
