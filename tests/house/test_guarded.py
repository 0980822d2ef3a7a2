"""What the program keeps from others: its memory, its cores, its files."""

import os
import sys
from pathlib import Path

# Begins as the program does, says whether it may be looked into and what mode its files get, and crashes.
CRASH = """
import ctypes, os, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
os.umask(0o022)
BEGIN
Path("made").touch()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), oct(os.stat("made").st_mode & 0o777), flush=True)
os.abort()
"""
GUARDED = "from kbdesk.app import main; sys.argv[1:] = ['mrz', '/dev/null']; main()"


def crash(folder: Path, begin: str) -> tuple[list[str], bool]:
    """Let a process begin and crash; return what it said of itself, and whether a core was left."""
    script = CRASH.replace("BEGIN", begin)
    read, write = os.pipe()
    pid = os.posix_spawn(
        "/bin/sh",
        ["sh", "-c", 'cd "$1" && exec "$2" -c "$3" 2>/dev/null', "sh", str(folder), sys.executable, script],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, write, 1)],
    )
    os.close(write)
    with os.fdopen(read) as told:
        said = told.read().split()
    return said[-2:], os.WCOREDUMP(os.waitpid(pid, 0)[1])


def test_a_crash_leaves_no_core_no_program_looks_in_and_files_are_private(tmp_path: Path) -> None:
    assert crash(tmp_path, GUARDED) == (["0", "0o600"], False)
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_control_without_that_a_core_is_left_others_look_in_and_files_are_public(tmp_path: Path) -> None:
    assert crash(tmp_path, "") == (["1", "0o644"], True)
