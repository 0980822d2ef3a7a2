"""A print server of the tests' own before a printer: ``cupsd`` on a socket in a folder, and on no port at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kbdesk.devices.ipp_printer import IppPrinter, Patience
from kbdesk.devices.ipp_road import Address
from tests.printing_room import QUICK, Daemon, PrinterRoom, start, until

_FILES = """ServerRoot {folder}/etc
ServerBin /usr/lib/cups
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/pages
SystemGroup root lpadmin
User lp
Group lp
"""
_RULES = """Listen {folder}/cups.sock
Browsing Off
DefaultAuthType Basic
WebInterface No
JobRetryInterval 1
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
<Limit Cancel-Job>
AuthType Default
Require user @OWNER @SYSTEM
Order deny,allow
</Limit>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


@dataclass
class ServerRoom:
    """A queue in front of a printer; its server can be stopped and started with what is in it."""

    folder: Path
    room: PrinterRoom
    running: Daemon | None = None

    @property
    def address(self) -> Address:
        return Address(f"ipp+unix://{quote(f'{self.folder}/cups.sock', safe='')}/printers/KB")

    def printer(self, patience: Patience = QUICK) -> IppPrinter:
        return IppPrinter(self.address, patience=patience)

    def start(self) -> None:
        command = ["cupsd", "-f", "-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/files.conf"]
        self.running = start(command, log=self.folder / "log", env=self.room.environment)
        until((self.folder / "cups.sock").exists, "the print server is there")

    def stop(self) -> None:
        """Have it write down what it has, as when its machine is shut down, and go."""
        assert self.running is not None
        self.running.process.terminate()
        self.running.process.wait(timeout=10)
        (self.folder / "cups.sock").unlink(missing_ok=True)


@contextmanager
def printing_server(room: PrinterRoom, folder: Path) -> Iterator[ServerRoom]:
    """Start the server with one queue to a printer that is on; end it."""
    for name in ("etc", "cache", "state", "spool/tmp"):
        (folder / name).mkdir(parents=True)
    for place in (folder, *folder.rglob("*")):
        shutil.chown(place, "lp", "lp")
    (folder / "files.conf").write_text(_FILES.format(folder=folder))
    (folder / "cupsd.conf").write_text(_RULES.format(folder=folder))
    server = ServerRoom(folder, room)
    server.start()
    try:
        words = ["lpadmin", "-h", f"{folder}/cups.sock", "-p", "KB", "-E", "-v", room.address.text, "-m", "everywhere"]
        subprocess.run(words, check=True, capture_output=True, env={**os.environ, **room.environment})
        until(lambda: server.printer().look().ready, "the queue knows its paper")
        yield server
    finally:
        if server.running is not None:
            server.running.end()
