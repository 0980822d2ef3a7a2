"""A scanner's end of a serial line: a pseudo-terminal whose port has a name that comes and goes with it."""

from __future__ import annotations

import os
from pathlib import Path


class Line:
    """The scanner's end of a line whose port lies at a path."""

    def __init__(self, port: Path) -> None:
        self.port, self._scanner = port, -1

    def plug_in(self) -> None:
        self._scanner, desk = os.openpty()
        self.port.symlink_to(os.ttyname(desk))
        os.close(desk)

    def send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._scanner, data) :]

    def pull_out(self) -> None:
        if self._scanner >= 0:
            os.close(self._scanner)
            self.port.unlink()
            self._scanner = -1
