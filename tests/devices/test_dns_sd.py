"""Printers that announce themselves: found by a real resolver, read whatever they say, and gone when they are off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kbdesk.devices import dns_sd
from kbdesk.devices.dns_sd import DnsSdError, announced, announced_printers, printers
from kbdesk.devices.ipp_printer import IppPrinter
from kbdesk.devices.ipp_road import Address
from tests.printing_room import QUICK, PrinterRoom, free_port, until

pytestmark = pytest.mark.xdist_group("printer")

LASER = (
    rb"=;eth0;IPv4;KB\032Laser\044\032\197\190uti;_ipp._tcp;local;laser.local;192.0.2.7;631;"
    rb'"txtvers=1" "pdl=application/pdf,image/urf" "note=first \"floor\"" "rp=ipp/print"'
    b"\n"
)


@pytest.fixture
def room(started_printer: PrinterRoom, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrinterRoom]:
    """A printer that announces itself on a bus of the tests' own."""
    for name, value in started_printer.environment.items():
        monkeypatch.setenv(name, value)
    one = replace(started_printer, announced=True, port=free_port(), running=None)
    started_printer.switch_off()
    one.switch_on()
    yield one
    one.switch_off()


def found_at(room: PrinterRoom) -> list[str]:
    """Return the addresses found on this printer's port; others may announce themselves on this machine too."""
    return [found.address for found in announced_printers() if found.where == f"127.0.0.1:{room.port}"]


def test_a_printer_that_announces_itself_is_found_and_can_be_asked_there(room: PrinterRoom) -> None:
    until(lambda: found_at(room), "the printer is found")
    (found,) = (found for found in announced_printers() if found.where == f"127.0.0.1:{room.port}")
    assert found.name.startswith("KB Laser")
    assert found.address == f"ipp://127.0.0.1:{room.port}/ipp/print"
    assert IppPrinter(Address(found.address), patience=QUICK).look().ready


def test_control_a_printer_that_was_switched_off_is_found_no_more(room: PrinterRoom) -> None:
    until(lambda: found_at(room), "the printer is found")
    room.switch_off()
    until(lambda: not found_at(room), "the printer is gone")


def test_without_the_resolver_or_its_service_a_sentence_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    with pytest.raises(DnsSdError) as off:
        announced_printers()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DnsSdError) as absent:
        announced_printers()
    assert (off.value.code, absent.value.code) == ("dns-sd.off", "dns-sd.absent")


def test_a_resolver_that_floods_or_never_ends_is_cut_short_and_what_it_said_before_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "line").write_bytes(LASER)
    for then in ("exec sleep 60", "exec yes"):
        program = tmp_path / dns_sd.PROGRAM
        program.write_text(f"#!/bin/sh\ncat {tmp_path}/line\n{then}\n")
        program.chmod(0o755)
        assert [found.where for found in announced_printers(patience=1.5)] == ["192.0.2.7:631"]


@pytest.mark.parametrize("end", [b"", b"\\"])
def test_a_string_that_never_ends_takes_no_longer_than_its_length(end: bytes) -> None:
    (found,) = printers(LASER[:-1] + b' "' + rb"\"" * 100_000 + end + b"\n")
    assert found.where == "192.0.2.7:631"


def test_a_name_is_read_as_it_was_given() -> None:
    (found,) = printers(LASER)
    assert (found.name, found.address) == ("KB Laser, žuti", "ipp://192.0.2.7:631/ipp/print")
    assert announced(LASER[:-1]).says["note"] == 'first "floor"'


def test_a_printer_on_two_interfaces_and_protocols_is_told_once_and_gone_when_it_goes() -> None:
    six = LASER.replace(b"IPv4", b"IPv6").replace(b"192.0.2.7", b"2001:db8::7")
    other = LASER.replace(b"eth0", b"wlan0").replace(b"192.0.2.7", b"192.0.2.8")
    assert [found.where for found in printers(six + LASER + other)] == ["192.0.2.7:631"]
    assert [found.address for found in printers(six)] == ["ipp://[2001:db8::7]:631/ipp/print"]
    assert printers(LASER + b"-" + LASER[1:]) == (), "it went while it was looked for"


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        (b"rp=ipp/print", b"rp=printers/KB"),
        (b"application/pdf,", b""),
        (b"192.0.2.7", b"fe80::7"),
        (b"192.0.2.7", b"nowhere"),
        (b";631;", b";0;"),
        (b";631;", b";65536;"),
        (b"\n", b""),
    ],
)
def test_what_cannot_be_printed_to_is_not_offered(what: bytes, instead: bytes) -> None:
    assert printers(LASER.replace(what, instead)) == ()


@given(name=st.text(min_size=1, max_size=20), path=st.text(min_size=1, max_size=20))
@example(name='a;"\\\n', path='b c;"\\')
def test_any_name_and_path_come_through(name: str, path: str) -> None:
    def escaped(text: str) -> bytes:
        return b"".join(b"\\%03d" % byte for byte in text.encode())

    line = b'=;eth0;IPv4;%b;_ipp._tcp;local;laser.local;192.0.2.7;631;"rp=%b"' % (escaped(name), escaped(path))
    read = announced(line)
    assert (read.place[2], read.says["rp"]) == (name, path)


@given(said=st.binary(max_size=300) | st.lists(st.sampled_from(LASER.split(b";")), max_size=30).map(b";".join))
@example(said=LASER)
def test_any_bytes_are_read_or_refused_by_the_parsers_own_error(said: bytes) -> None:
    try:
        assert announced(said).place
    except DnsSdError as error:
        assert error.code == "dns-sd.line"
    for found in printers(said + b"\n"):
        assert found.name.isprintable()
        assert Address(found.address).text == found.address
