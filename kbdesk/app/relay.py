"""One window over several processes: a launcher that holds no secret, the one at the front, a spare behind it.

At a lock or a sign-out the spare shows itself and the process that held secrets is killed: what was in its memory is
gone by construction (docs/decisions/013). All of them are forks of the launcher, which never has anybody's data.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kbdesk.app.guarded import end_with
from kbdesk.ui.relay import Leaving, Told, Word

MOST_SECONDS: Final = 0.6
"""How long a process that was left may take to finish what it does: within a second of a lock it is gone."""
UNFINISHED: Final = "lock.unfinished"
"""The code of what is told of one that was ended before it said that everything is done."""
STARTS, RENEWED, LEFT, DONE = "starts", "renewed", "left", "done"
"""What a process at the front tells the launcher."""
_FORWARDED: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_CHUNK: Final = 65536

Message = dict[str, Any]


@dataclass(slots=True)
class Line:
    """One end of the two pipes between the launcher and a process: JSON, a message a line."""

    reader: int
    writer: int
    pid: int
    _rest: bytes = b""

    def say(self, what: str, **told: object) -> None:
        """Say something; nobody may be there any more to hear it."""
        try:
            os.write(self.writer, json.dumps({"say": what, **told}).encode() + b"\n")
        except BrokenPipeError:
            return

    def heard(self) -> list[Message] | None:
        """Return what came, None once the other end is closed. Does not wait if something is there to be read."""
        data = os.read(self.reader, _CHUNK)
        if not data:
            return None
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(line) for line in lines]

    def close(self) -> None:
        """Close both ends."""
        os.close(self.reader)
        os.close(self.writer)


class Seat:
    """The launcher as a process with a window sees it. Implements `kbdesk.ui.relay.Relay`."""

    def __init__(self, line: Line, *, spare: bool) -> None:
        self._line, self.spare = line, spare

    @property
    def descriptor(self) -> int:
        """What becomes readable when something was told."""
        return self._line.reader

    def start(self) -> None:
        """Have a spare made: from now on there is something to be forgotten."""
        self._line.say(STARTS)

    def renew(self) -> None:
        """Have the spare made anew: what it read at its start is not so any more."""
        self._line.say(RENEWED)

    def leave(self, leaving: Leaving) -> None:
        """Have the spare show itself in this one's place."""
        self._line.say(LEFT, told=leaving.to_json())

    def end(self, fault: str = "") -> None:
        """Be ended: everything is done. `fault` is the code of what kept the draft from being saved."""
        self._line.say(DONE, fault=fault)

    def told(self) -> Iterator[Told]:
        """Return what was told since."""
        for message in self._line.heard() or ():
            word = Word(message["say"])
            leaving = Leaving.from_json(message["told"]) if word is Word.SHOW else None
            yield Told(word=word, leaving=leaving, fault=message.get("fault", ""))


Window = Callable[[Seat], int]


def run(launcher: Launcher, window: Window) -> int:
    """Show a window and return the exit code when it closes: called once, it returns in every process it makes."""
    made = launcher.fork(spare=False) or launcher.serve()
    if isinstance(made, Seat):
        return window(made)
    return _end_as(made)


@dataclass(slots=True)
class Launcher:
    """Keeps one process at the front and one spare; ends the one that was left."""

    front: Line | None = None
    spare: Line | None = None
    left: Line | None = None
    _deadline: float = 0.0
    _ended: int = 0
    _signals: tuple[int, int] = field(default_factory=os.pipe)

    def __post_init__(self) -> None:
        """Hear signals as bytes of a pipe, so that none comes between."""
        for end in self._signals:
            os.set_blocking(end, False)
        for known in (*_FORWARDED, signal.SIGUSR1):
            signal.signal(known, _heard)
        signal.set_wakeup_fd(self._signals[1])

    def fork(self, *, spare: bool) -> Seat | None:
        """Make a process; returns its seat there, None here."""
        to_child, to_parent = os.pipe(), os.pipe()
        launcher = os.getpid()
        pid = os.fork()
        if pid == 0:
            end_with(launcher)
            self._let_go()
            os.close(to_child[1])
            os.close(to_parent[0])
            return Seat(Line(to_child[0], to_parent[1], launcher), spare=spare)
        os.close(to_child[0])
        os.close(to_parent[1])
        line = Line(to_parent[0], to_child[1], pid)
        if spare:
            self.spare = line
        else:
            self.front = line
        return None

    def _let_go(self) -> None:
        """Close, in a new process, what is the launcher's."""
        signal.set_wakeup_fd(-1)
        for known in (*_FORWARDED, signal.SIGUSR1):
            signal.signal(known, signal.default_int_handler if known is signal.SIGINT else signal.SIG_DFL)
        for end in self._signals:
            os.close(end)
        for line in (self.front, self.spare, self.left):
            if line is not None:
                line.close()

    def serve(self) -> Seat | int:
        """Work until the window is closed; returns how its process ended, or the seat in a process made meanwhile."""
        while True:
            descriptor = self._ready()
            if descriptor == self._signals[0]:
                self._pass_on(os.read(descriptor, _CHUNK))
            elif descriptor is not None:
                seat = self._take(descriptor)
                if seat is not None:
                    return seat
            if self.left is not None and time.monotonic() >= self._deadline:
                self._end_left(UNFINISHED)
            if self.front is None:
                return self._ended

    def _ready(self) -> int | None:
        """Return one descriptor with something to read: what is heard may close the others, and open them anew."""
        lines = [line.reader for line in (self.front, self.spare, self.left) if line is not None]
        rest = None if self.left is None else max(0.0, self._deadline - time.monotonic())
        return next(iter(select.select([self._signals[0], *lines], [], [], rest)[0]), None)

    def _take(self, descriptor: int) -> Seat | None:
        """Hear one process out."""
        for line in (self.front, self.spare, self.left):
            if line is not None and line.reader == descriptor:
                heard = line.heard()
                if heard is None:
                    self._on_closed(line)
                    return None
                for message in heard:
                    seat = self._on_told(line, message)
                    if seat is not None:
                        return seat
        return None

    def _on_told(self, line: Line, message: Message) -> Seat | None:
        match message["say"]:
            case "starts" if self.spare is None:
                return self.fork(spare=True)
            case "renewed" if self.spare is not None:
                _kill(self.spare)
                self.spare = None
                return self.fork(spare=True)
            case "left" if line is self.front and self.left is None:
                if self.spare is None:
                    seat = self.fork(spare=True)
                    if seat is not None:
                        return seat
                self._exchange(message["told"])
            case "done" if line is self.left:
                self._end_left(message["fault"])
        return None

    def _exchange(self, told: object) -> None:
        self._deadline = time.monotonic() + MOST_SECONDS
        self.left, self.front, self.spare = self.front, self.spare, None
        if self.front is not None:
            self.front.say(Word.SHOW, told=told)

    def _end_left(self, fault: str) -> None:
        if self.left is not None:
            _kill(self.left)
            self.left = None
        if self.front is not None:
            self.front.say(Word.ALONE, fault=fault)

    def _on_closed(self, line: Line) -> None:
        """A process has ended by itself: the one left earlier than asked, a spare, or the front and so the window."""
        if line is self.left:
            self._end_left(UNFINISHED)
        elif line is self.spare:
            _kill(line)
            self.spare = None
        else:
            for other in (self.spare, self.left):
                if other is not None:
                    _kill(other)
            line.close()
            self._ended = os.waitpid(line.pid, 0)[1]
            self.front = self.spare = self.left = None

    def _pass_on(self, signals: bytes) -> None:
        for number in signals:
            if number == signal.SIGUSR1 and self.front is not None:
                self.front.say(Word.RAISE)
            elif number in _FORWARDED:
                for line in (self.front, self.spare, self.left):
                    if line is not None:
                        os.kill(line.pid, number)


def _heard(_number: int, _frame: object) -> None:
    """Let a signal interrupt nothing; it is read from the pipe."""


def _kill(line: Line) -> None:
    os.kill(line.pid, signal.SIGKILL)
    os.waitpid(line.pid, 0)
    line.close()


def _end_as(status: int) -> int:
    """Return an exit code, or end by the signal that ended the window, so that whoever waits learns of it."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        sys.stdout.flush()
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    return os.waitstatus_to_exitcode(status)
