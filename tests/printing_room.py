"""A real printer of the tests' own: ``ippeveprinter`` with its own bus and name service, and a print server before it.

What the printer does to a sheet is told to it in the file ``fault`` of its folder; what waits for a hand waits until
the file ``mended`` is there. Nothing here touches the machine's own bus, name service, print server or port 631.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from kbdesk.app.window import DeskAtWindow
from kbdesk.desk.ports import PaperRow
from kbdesk.desk.printing import printed_body
from kbdesk.devices.ipp_printer import IppPrinter, Patience
from kbdesk.devices.ipp_road import Address
from kbdesk.domain.printers import PrinterState

QUICK = Patience(answer=15.0, idle=60.0, withdrawn=15.0, between=0.05)
"""Asks often, and waits as long as a busy machine may take: a sheet goes through six programs."""
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/><allow user="*"/>
</policy></busconfig>"""
_NAMES = """[server]
host-name=kbdesk-test
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
[wide-area]
enable-wide-area=no
"""
_ENGINE = """#!/bin/sh
# What becomes of a sheet: told by the file `fault`; $1 is the paper.
cd {folder}
say() {{ echo "$*" >&2; }}
mended() {{ while [ ! -e mended ]; do sleep 0.02; done; rm mended; }}
pages=$(pdfinfo "$1" | awk '/^Pages/ {{ print $2 }}')
case "$IPP_PAGE_RANGES" in *-*) pages=$(( ${{IPP_PAGE_RANGES#*-}} - ${{IPP_PAGE_RANGES%-*}} + 1 ));; esac
fault=$(cat fault 2>/dev/null)
case "$fault" in
  abort) exit 1;;
  jam) say "STATE: +media-jam-error"; mended; say "STATE: -media-jam-error"; exit 1;;
  half) pages=$(( pages - 1 ));;
  empty) say "STATE: +media-empty-error,media-needed"; mended; say "STATE: -media-empty-error,media-needed";;
  door) say "STATE: +cover-open"; mended; say "STATE: -cover-open";;
  toner) say "STATE: +toner-empty"; mended; say "STATE: -toner-empty";;
  low) say "STATE: +toner-low";;
  wait) mended;;
  stuck) mended; exit 1;;
esac
cp "$1" "tray/$IPP_JOB_ID.part" && mv "tray/$IPP_JOB_ID.part" "tray/$IPP_JOB_ID.pdf"
say "ATTR: job-impressions=$pages job-impressions-completed=$pages"
"""
_HEAD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KB.PPD"
*Product: "(KB Laser)"
*PSVersion: "(3010.000) 0"
*Manufacturer: "Test"
*ModelName: "KB Laser"
*ShortNickName: "KB Laser"
*NickName: "KB Laser"
*ColorDevice: False"""
_DUPLEX = """*OpenUI *Duplex: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long: ""
*CloseUI: *Duplex
"""
PAPERS = {
    "A4": (595.276, 841.89),
    "Letter": (612, 792),
    "w176h283": (175.748, 283.465),
    "w1474h312": (1474.016, 311.811),
}
A4, LETTER, LABEL, PLATE = PAPERS
"""What may lie in the tray, by the names of a printer's description: 62 x 100 mm and 520 x 110 mm are the last two."""


def until(condition: Callable[[], object], what: str, patience: float = 60.0) -> None:
    """Poll a condition; fail naming what did not happen."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def pages(count: int) -> bytes:
    """Return a PDF of so many empty pages."""
    pdf, made = pikepdf.new(), io.BytesIO()
    for _ in range(count):
        pdf.add_blank_page(page_size=(595.3, 841.9))
    pdf.save(made)
    return made.getvalue()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(port: int) -> bool:
    """Tell whether somebody listens on a port of this machine."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Daemon:
    """A process of the tests' own, ended with all that it started."""

    process: subprocess.Popen[bytes]

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=60)


def start(command: list[str], *, log: Path, env: dict[str, str] | None = None) -> Daemon:
    """Start a process in a group of its own."""
    with log.open("ab") as said:
        return Daemon(
            subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *command],
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, **(env or {})},
            )
        )


@dataclass
class PrinterRoom:
    """A printer that can be switched off and on, and told what to do to the next sheet."""

    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    paper: str = A4
    announced: bool = False
    running: Daemon | None = None

    @property
    def address(self) -> Address:
        return Address(f"ipp://localhost:{self.port}/ipp/print")

    def printer(self, patience: Patience = QUICK) -> IppPrinter:
        return IppPrinter(self.address, patience=patience)

    def does(self, fault: str) -> None:
        """Say what becomes of the next sheets, empty for what should."""
        (self.folder / "mended").unlink(missing_ok=True)
        (self.folder / "fault").write_text(fault)

    def mend(self) -> None:
        """Put the paper in, close the door: what waits for a hand goes on."""
        (self.folder / "mended").touch()

    def mend_once_canceled(self) -> None:
        """Let a stuck job end when the printer was asked to cancel it."""
        until(lambda: self.was_asked("Cancel-Job"), "the job is withdrawn")
        self.mend()

    def was_asked(self, operation: str) -> bool:
        """Tell whether the printer was asked for something since it was switched on."""
        return f" {operation} " in (self.folder / "log").read_text("utf-8")

    def busy(self) -> bool:
        """Tell whether a sheet is on its way through it."""
        return self.printer().look().state == PrinterState.PROCESSING

    def tray(self) -> list[bytes]:
        """Return the papers that came out, in order."""
        return [file.read_bytes() for file in sorted((self.folder / "tray").glob("*.pdf"), key=lambda p: int(p.stem))]

    def switch_on(self, paper: str = A4, *, alone: bool = False) -> None:
        """Switch it on with this paper in its tray; `alone`, it takes no other."""
        self.switch_off()
        self.paper = paper
        self.does("")
        shutil.rmtree(self.folder / "tray", ignore_errors=True)
        (self.folder / "tray").mkdir()
        says = self.folder / "printer.ppd"
        says.write_text(ppd(paper, alone=alone))
        (self.folder / "log").write_text("")
        command = ["ippeveprinter", "-r", "_print" if self.announced else "off"]
        command += ["-p", str(self.port), "-n", "localhost", "-k", "-K", str(self.folder / "certificates")]
        command += ["-d", str(self.folder / "spool"), "-P", str(says), "-c", str(self.folder / "engine"), "KB Laser"]
        for folder in ("spool", "certificates"):
            (self.folder / folder).mkdir(exist_ok=True)
        self.running = start(command, log=self.folder / "log", env=self.environment)
        until(lambda: answers(self.port), "the printer is on")

    @contextmanager
    def out_of_reach(self) -> Iterator[None]:
        """Keep it from answering, as where its cable is out: what it has, it keeps."""
        assert self.running is not None
        os.kill(self.running.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.running.process.pid, signal.SIGCONT)

    def switch_off(self) -> None:
        if self.running is not None:
            self.running.end()
            self.running = None


def ppd(paper: str, *, alone: bool = False) -> str:
    """Return a printer with one paper in its tray, as ``ippeveprinter -P`` reads it."""
    taken = {paper} if alone else {A4, LETTER, paper}
    sizes = {name: size for name, size in PAPERS.items() if name in taken}
    lines = [_HEAD]
    for keyword in ("PageSize", "PageRegion"):
        lines += [f"*OpenUI *{keyword}: PickOne", f"*Default{keyword}: {paper}"]
        lines += [f'*{keyword} {name}/{name}: "<</PageSize[{w} {h}]>>setpagedevice"' for name, (w, h) in sizes.items()]
        lines += [f"*CloseUI: *{keyword}"]
    for keyword, box in (("ImageableArea", "0 0 {} {}"), ("PaperDimension", "{} {}")):
        lines += [f"*Default{keyword}: {paper}"]
        lines += [f'*{keyword} {name}/{name}: "{box.format(w, h)}"' for name, (w, h) in sizes.items()]
    return "\n".join((*lines, _DUPLEX))


def beside(room: PrinterRoom, folder: Path) -> PrinterRoom:
    """Return a second printer, still off, with a folder of its own and the bus and names of another."""
    write_engine(folder)
    return PrinterRoom(folder, room.environment)


def write_engine(folder: Path) -> None:
    """Write what becomes of the sheets of the printer in a folder."""
    engine = folder / "engine"
    engine.write_text(_ENGINE.format(folder=folder))
    engine.chmod(0o755)


def leave_sent(data: Path, officer: str, password: str, *printers: str, papers: int = 1) -> list[PaperRow]:
    """Enter the first papers that wait as sent to some printers, as a program leaves them that is killed just then."""
    session = DeskAtWindow(data).sign_in(officer, bytearray(password.encode()))
    try:
        rows = list(session.unprinted())[:papers]
        with session.store.act(at=session.clock.now(), officer=officer) as act:
            for row in rows:
                act.append("paper.sent", {**printed_body(row), "printers": list(printers)})
    finally:
        session.close()
    return rows


@contextmanager
def printing_room(folder: Path) -> Iterator[PrinterRoom]:
    """Start bus, name service and printer; end them all."""
    (folder / "bus.conf").write_text(_BUS.format(folder=folder))
    (folder / "avahi.conf").write_text(_NAMES)
    write_engine(folder)
    environment = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus"}
    command = ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile"]
    daemons = [start(command, log=folder / "log")]
    room = PrinterRoom(folder, environment)
    try:
        until((folder / "bus").exists, "the bus is there")
        # its files have fixed places: in a view of the file system of its own they are nobody else's
        serve = f"avahi-daemon -f {folder}/avahi.conf --no-drop-root --no-chroot --no-rlimits"
        own = f"mkdir -p /run/avahi-daemon && mount -t tmpfs none /run/avahi-daemon && exec {serve}"
        daemons.append(start(["unshare", "-m", "sh", "-c", own], log=folder / "log", env=environment))
        until(lambda: named(environment), "the name service is there")
        room.switch_on()
        yield room
    finally:
        room.switch_off()
        for daemon in reversed(daemons):
            daemon.end()


def named(environment: dict[str, str]) -> bool:
    """Tell whether the name service is on the bus."""
    command = ["dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
    command += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.Avahi"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    return "boolean true" in done.stdout
