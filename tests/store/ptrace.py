"""A child process stopped at each system call, to count, fail or end there. Linux on x86-64, no compiler, no root."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

READ: Final = frozenset({0, 17})
WRITE: Final = frozenset({1, 18})
SYNC: Final = frozenset({26, 74, 75, 162, 277, 306})  # msync fsync fdatasync sync sync_file_range syncfs
_TRACEME, _PEEKUSER, _POKEUSER, _SYSCALL, _SETOPTIONS = 0, 3, 6, 24, 0x4200
_EXITKILL_AND_SYSGOOD = 1 << 20 | 1
_SYSCALL_STOP = signal.SIGTRAP | 0x80
_ORIG_RAX, _RAX, _RDI = 15 * 8, 10 * 8, 14 * 8

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call about to be made: how many stops came before, its number, and the file of its first argument."""

    stop: int
    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How the child ended: stops seen in all, and its exit status, None if it was killed."""

    stops: int
    status: int | None



Judge = Callable[[Call], int]
"""Told of each call; answers 0 to let it be, or the errno with which it shall fail undone."""


def let_be(_: Call) -> int:
    return 0


def traced(work: Callable[[], object], judge: Judge = let_be, *, kill_at: int | None = None) -> End:
    """Fork, do `work` in the child, and stop it at each system call's entry and exit.

    At stop `kill_at` the child gets SIGKILL. The caller must be single-threaded.
    """
    child = os.fork()
    if child == 0:
        _do(work)
    os.waitpid(child, 0)
    _libc.ptrace(_SETOPTIONS, child, None, _EXITKILL_AND_SYSGOOD)
    stops, failing = 0, 0
    entering = True
    pass_on = 0
    while True:
        _libc.ptrace(_SYSCALL, child, None, pass_on)
        _, state = os.waitpid(child, 0)
        if not os.WIFSTOPPED(state):
            return End(stops=stops, status=os.WEXITSTATUS(state) if os.WIFEXITED(state) else None)
        pass_on = 0 if os.WSTOPSIG(state) == _SYSCALL_STOP else os.WSTOPSIG(state)
        if pass_on:
            continue
        stops += 1
        if stops == kill_at:
            os.kill(child, signal.SIGKILL)
        elif entering:
            number = _libc.ptrace(_PEEKUSER, child, _ORIG_RAX, None)
            failing = judge(Call(stop=stops, number=number, path=_path(child)))
            if failing:
                _libc.ptrace(_POKEUSER, child, _ORIG_RAX, ctypes.c_void_p(-1))
        elif failing:
            _libc.ptrace(_POKEUSER, child, _RAX, ctypes.c_void_p(-failing))
        entering = not entering


def _do(work: Callable[[], object]) -> None:
    status = 1
    try:
        _libc.ptrace(_TRACEME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - a forked child must end here, whatever happened
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)


def _path(child: int) -> str:
    descriptor = _libc.ptrace(_PEEKUSER, child, _RDI, None)
    try:
        return str(Path(f"/proc/{child}/fd/{descriptor}").readlink())
    except OSError:
        return ""
