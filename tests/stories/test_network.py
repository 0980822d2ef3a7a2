"""The desk listens on nothing and calls nobody: what a day's work asks of the network, from inside and from outside."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kbdesk.store.settings import read, write
from tests.printing_room import printing_room

from .conftest import SAMPLES, Program
from .screen import Window

# Runs the program with every socket it asks for told on standard error; `extra` stands in for what must be noticed.
WATCHED = """
import json, sys
asked = []
sys.addaudithook(lambda event, args: asked.append([event, repr(args[1:])]) if event.startswith("socket.") else None)
extra, *sys.argv[1:] = sys.argv[1:]
exec(extra)
from kbdesk.app import main
code = main()
sys.stderr.write(json.dumps(asked))
sys.exit(code)
"""
LISTENS = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); s.close()"


def asked(program: Program, *words: object, extra: str = "") -> list[str]:
    """Return the events of sockets in a command."""
    return [event for event, _ in heard(program, *words, extra=extra)]


def heard(program: Program, *words: object, extra: str = "") -> list[tuple[str, str]]:
    """Return the events of sockets in a command, each with what it was asked."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, extra, *program.command(*words)[1:]],
        env=program.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return [(event, said) for event, said in json.loads(done.stderr)]


def test_a_passage_and_a_check_ask_for_no_socket_at_all(program: Program) -> None:
    assert asked(program, "passage", SAMPLES / "01-family-on-km-plates.toml") == []
    assert asked(program, "ledger", "check") == []


@pytest.mark.xdist_group("printer")
def test_a_desk_with_a_printer_connects_to_that_alone(program: Program, tmp_path: Path) -> None:
    (tmp_path / "printer").mkdir()
    with printing_room(tmp_path / "printer") as printer:
        write(program.data, replace(read(program.data), printer_paper=printer.address.text))
        events = heard(program, "passage", SAMPLES / "04-mother-and-child-on-foot.toml")
        assert len(printer.tray()) > 2
        connected = {said for event, said in events if event == "socket.connect"}
        assert {event for event, _ in events} <= {"socket.__new__", "socket.getaddrinfo", "socket.connect"}
        assert connected and all(str(printer.port) in said for said in connected), connected


def test_control_a_socket_that_listens_is_noticed(program: Program) -> None:
    assert {"socket.bind", "socket.__new__"} <= set(asked(program, "ledger", "check", extra=LISTENS))


def sockets(pids: list[int]) -> dict[str, list[str]]:
    """Return, of processes, the sockets that listen and those that are connected, by the kernel's own tables."""
    links = (link for pid in pids for link in Path(f"/proc/{pid}/fd").iterdir())
    own = {str(link.readlink())[8:-1] for link in links if str(link.readlink()).startswith("socket:")}
    found: dict[str, list[str]] = {"listening": [], "internet": [], "local": []}
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pids[0]}/net/{table}").read_text("ascii").splitlines()[1:]:
            words = line.split()
            if words[9] in own:
                found["listening" if words[3] == "0A" else "internet"].append(f"{table} {words[1]} {words[2]}")
    for line in Path(f"/proc/{pids[0]}/net/unix").read_text("utf-8").splitlines()[1:]:
        words = line.split()
        if words[6] in own:
            found["listening" if int(words[3], 16) & 0x10000 else "local"].append(" ".join(words[7:]))
    return found


def test_the_window_listens_on_nothing_and_is_connected_to_its_display_alone(window: Window) -> None:
    window.sign_in()
    window.scan_and_issue()
    found = sockets(window.processes())
    assert (found["listening"], found["internet"]) == ([], [])
    assert len(found["local"]) == 2, "the front's and the spare's, to the display"


@pytest.mark.parametrize("family", ["socket.AF_INET", "socket.AF_UNIX"])
def test_control_a_program_that_listens_is_seen_from_outside(family: str, tmp_path: Path) -> None:
    address = "('127.0.0.1', 0)" if family.endswith("INET") else repr(str(tmp_path / "listens"))
    script = f"import socket; s = socket.socket({family}); s.bind({address}); s.listen(); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as listener:
        assert listener.stdout is not None
        listener.stdout.readline()
        assert len(sockets([listener.pid])["listening"]) == 1
        listener.communicate("\n", timeout=60)
