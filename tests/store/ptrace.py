"""A child process stopped at each system call, to count, fail or end there. Linux on x86-64, no compiler, no root."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

READ: Final = frozenset({0, 17})
WRITE: Final = frozenset({1, 18})
SYNC: Final = frozenset({26, 74, 75, 162, 277, 306})  # msync fsync fdatasync sync sync_file_range syncfs
_TRACEME, _PEEKUSER, _POKEUSER, _SINGLESTEP, _SYSCALL, _SETOPTIONS = 0, 3, 6, 9, 24, 0x4200
_EXITKILL, _SYSGOOD, _CLONE = 1 << 20, 1, 8
_OUTSIDE = -1
_LONGEST_STEP = 0.02
"""In seconds."""
_SYSCALL_STOP = signal.SIGTRAP | 0x80
_ALL = 0x40000000
"""Of waitpid(2): threads too."""
_ORIG_RAX, _RAX, _RDI, _RSI = 15 * 8, 10 * 8, 14 * 8, 13 * 8
_NAMING: Final = {2: _RDI, 82: _RDI, 83: _RDI, 84: _RDI, 87: _RDI, 257: _RSI}  # open rename mkdir rmdir unlink openat
_LONGEST_NAME = 4096

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long

Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call about to be made: how many stops came before, its number, and the file it names first."""

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


def traced(work: Work, judge: Judge | None = None) -> End:
    """Fork, do `work` in the child, and stop each of its threads at each system call's entry and exit.

    The caller must be single-threaded.
    """
    return traced_from(lambda: work, judge)


def traced_from(
    prepare: Callable[[], Work], judge: Judge | None = None, *, kill_at: int | None = None, steps: int = 0
) -> End:
    """Do as `traced` with the work that `prepare` returns; what the child does before that is neither seen nor ended.

    At stop `kill_at` the child gets SIGKILL, after that thread went on for so many single `steps`.
    """
    child = os.fork()
    if child == 0:
        _do(prepare, _be_traced)
    os.waitpid(child, _ALL)
    _libc.ptrace(_SETOPTIONS, child, None, _EXITKILL | _SYSGOOD | _CLONE)
    return _Tracer(child, judge, kill_at=kill_at, steps=steps).run()


def killed_after(seconds: float, prepare: Callable[[], Work]) -> End:
    """Fork, do the work that `prepare` returns, and kill the child so long after it began, wherever it is then."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        _do(prepare, lambda: os.write(go, b"."))
    os.close(go)
    os.read(ready, 1)
    os.close(ready)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, state = os.waitpid(child, 0)
    return _end(0, state)


class _Tracer:
    """Follows a child and its threads from stop to stop."""

    def __init__(self, child: int, judge: Judge | None, *, kill_at: int | None, steps: int) -> None:
        self._child, self._judge, self._kill_at, self._steps = child, judge, kill_at, steps
        self._stops = 0
        self._entered: dict[int, int] = {}
        """The threads that are inside a call, each with the errno it shall get."""
        self._ended: int | None = None
        """How the child ended where a single step took it to its own end, before it could be killed."""

    def run(self) -> End:
        thread, pass_on = self._child, 0
        while True:
            _libc.ptrace(_SYSCALL, thread, None, pass_on)
            thread, state = self._next()
            if not os.WIFSTOPPED(state):
                return _end(self._stops, state)
            pass_on = self._stopped(thread, state)

    def _next(self) -> tuple[int, int]:
        """Wait for the next stop of any thread, or for the child's end."""
        if self._ended is not None:
            return self._child, self._ended
        while True:
            thread, state = os.waitpid(-1, _ALL)
            if os.WIFSTOPPED(state) or thread == self._child:
                return thread, state

    def _stopped(self, thread: int, state: int) -> int:
        """Deal with a stop; return the signal that the thread is to have."""
        known = thread == self._child or thread in self._entered
        if os.WSTOPSIG(state) != _SYSCALL_STOP:
            self._entered.setdefault(thread, _OUTSIDE)
            ours = state >> 16 or not known
            return 0 if ours else os.WSTOPSIG(state)
        self._stops += 1
        if self._stops == self._kill_at:
            self._kill(thread)
        elif self._entered.get(thread, _OUTSIDE) == _OUTSIDE:
            self._entered[thread] = self._judged(thread)
        else:
            if failing := self._entered[thread]:
                _libc.ptrace(_POKEUSER, thread, _RAX, ctypes.c_void_p(-failing))
            self._entered[thread] = _OUTSIDE
        return 0

    def _judged(self, thread: int) -> int:
        if self._judge is None:
            return 0
        number = _libc.ptrace(_PEEKUSER, thread, _ORIG_RAX, None)
        failing = self._judge(Call(stop=self._stops, number=number, path=_path(thread, number)))
        if failing:
            _libc.ptrace(_POKEUSER, thread, _ORIG_RAX, ctypes.c_void_p(-1))
        return failing

    def _kill(self, thread: int) -> None:
        for _ in range(self._steps):
            if _libc.ptrace(_SINGLESTEP, thread, None, None) < 0:
                break
            state = _stepped(thread)
            if state is None or not os.WIFSTOPPED(state):
                self._ended = state if thread == self._child else None
                break
        if self._ended is None:
            os.kill(self._child, signal.SIGKILL)


def _stepped(thread: int) -> int | None:
    """Return how a thread stands after its step; one that waits for another, which stands still, never makes it."""
    until = time.monotonic() + _LONGEST_STEP
    while time.monotonic() < until:
        changed, state = os.waitpid(thread, _ALL | os.WNOHANG)
        if changed:
            return state
    return None


def _be_traced() -> None:
    _libc.ptrace(_TRACEME, 0, None, None)
    os.kill(os.getpid(), signal.SIGSTOP)


def _do(prepare: Callable[[], Work], begin: Callable[[], object]) -> None:
    status = 1
    try:
        work = prepare()
        begin()
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - a forked child must end here, whatever happened
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)


def _end(stops: int, state: int) -> End:
    return End(stops=stops, status=os.WEXITSTATUS(state) if os.WIFEXITED(state) else None)


def _path(thread: int, number: int) -> str:
    """Return the file of a call: that which is open as its first argument, or whose name it is given."""
    register = _NAMING.get(number)
    argument = _libc.ptrace(_PEEKUSER, thread, register or _RDI, None)
    try:
        if register is None:
            return str(Path(f"/proc/{thread}/fd/{argument}").readlink())
        with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
            memory.seek(argument)
            return os.fsdecode(memory.read(_LONGEST_NAME).split(b"\0", 1)[0])
    except OSError:
        return ""
