"""Power cuts below a real ext4: `make test` leaves them out, and says so, on a machine without root, FUSE or loops."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.ext4 import MAKE, SIZE, lacking
from tests.faults.forks import Forks
from tests.faults.recording import ROOT
from tests.faults.test_states import SEED

pytestmark = pytest.mark.below
CUTS = 60
COPY = ("unshare", "-m", "cat")
"""A program that copies the mounts it finds, and keeps them until its input ends."""
MOUNTING = """
import subprocess, sys
from contextlib import ExitStack
from pathlib import Path
from tests.faults import loops

image, folder = map(Path, sys.argv[1:3])
with ExitStack() as ended, loops.mounted(image, folder):
    if copy := sys.argv[3:]:
        loops._PATIENCE = 0.1
        copying = ended.enter_context(subprocess.Popen(copy, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        copying.stdin.write(b"here\\n")
        copying.stdin.flush()
        copying.stdout.readline()
    print("mounted", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def able() -> None:
    """Fail where this machine cannot; `make test` leaves these tests out there, and says so."""
    assert not lacking()


@contextmanager
def mounting(folder: Path, *copy: str) -> Iterator[subprocess.Popen[str]]:
    """Let a process mount a new image; a program that it begins meanwhile may copy its mounts."""
    image, mounted = folder / "image", folder / "mounted"
    mounted.mkdir()
    with image.open("xb") as file:
        file.truncate(SIZE)
    subprocess.run([*MAKE, str(image)], check=True)
    command, pipe = [sys.executable, "-c", MOUNTING, str(image), str(mounted), *copy], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mounted\n"
        yield process


def test_a_cut_below_a_real_file_system_loses_nothing_that_was_told(forks: Forks) -> None:
    found = forks.found("crashes", "below", "surrender", SEED, CUTS)
    assert found["distinct"] == CUTS
    assert found["faults"] == [], f"seed {SEED}; python -m tests.faults.crashes again {found['kept']} EVENT STATE"


@pytest.mark.parametrize("sabotage", ["synchronous-off", "synchronous-normal"])
def test_a_desk_that_does_not_wait_for_its_disk_is_caught_below_it_too(forks: Forks, sabotage: str) -> None:
    assert forks.found("crashes", "below", "surrender", SEED, CUTS * 4, sabotage)["faults"]


def test_what_other_programs_copy_of_the_mounts_does_not_write_into_the_next_cut(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    with mounting(tmp_path) as process, subprocess.Popen(COPY, stdin=pipe, stdout=pipe, text=True) as copy:
        assert copy.stdin is not None
        assert copy.stdout is not None
        print("here", file=copy.stdin, flush=True)
        assert copy.stdout.readline() == "here\n"
        assert process.communicate("\n")[1] == ""
    assert process.returncode == 0


def test_a_file_system_that_goes_on_elsewhere_after_it_was_unmounted_is_not_taken_for_ended(tmp_path: Path) -> None:
    with mounting(tmp_path, *COPY) as process:
        assert "busy" in process.communicate("\n")[1]
    assert process.returncode
