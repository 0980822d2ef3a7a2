"""A screen to look at from outside, Xvfb with its frame buffer in a file: what is timed is what a person sees."""

from __future__ import annotations

import mmap
import os
import signal
import struct
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

WIDTH, HEIGHT = 1280, 800
ROW = WIDTH * 4
EVERY = 5  # rows looked at; a window is taller than that
LOOK_SECONDS = 0.0005
LONGEST_SECONDS = 30.0


class Screen:
    """An X display whose pixels can be read. `name` is what DISPLAY must be."""

    def __init__(self, name: str, pixels: mmap.mmap, first: int) -> None:
        self.name = name
        self._pixels = pixels
        self._rows = range(first, first + ROW * HEIGHT, ROW * EVERY)

    def is_black(self) -> bool:
        """Tell whether nothing is shown."""
        black = bytes(ROW)
        return all(self._pixels[row : row + ROW] == black for row in self._rows)

    def _wait(self, *, black: bool) -> None:
        until = perf_counter() + LONGEST_SECONDS
        while self.is_black() is not black:
            if perf_counter() > until:
                raise TimeoutError("the screen did not change")
            sleep(LOOK_SECONDS)

    def milliseconds_to_paint(self, command: Sequence[str]) -> float:
        """Start a program, wait until something is on the screen, end it; return the time from start to picture."""
        environment = os.environ | {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}
        begun = perf_counter()
        program = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
        try:
            self._wait(black=False)
            return (perf_counter() - begun) * 1000
        finally:
            program.send_signal(signal.SIGKILL)
            program.wait()
            self._wait(black=True)


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """Start a black X display whose frame buffer lies in `folder`."""
    read, write = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-fbdir", str(folder), "-nolisten", "tcp", "-br"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            name = f":{answer.readline().strip()}"
        with (folder / "Xvfb_screen0").open("rb") as file:
            pixels = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        yield Screen(name, pixels, _first_pixel(pixels))
    finally:
        server.terminate()
        server.wait()


def _first_pixel(dump: mmap.mmap) -> int:
    """Return where the pixels begin in an X window dump (X11/XWDFile.h): after the header and the colour map."""
    (header_size,) = struct.unpack_from(">I", dump, 0)
    (colours,) = struct.unpack_from(">I", dump, 19 * 4)
    return int(header_size) + int(colours) * 12
