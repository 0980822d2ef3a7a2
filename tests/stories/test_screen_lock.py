"""The machine's own screen lock and its sleep lock the desk too, where the platform tells of them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Program
from .screen import Window, wait

SAVER = "org.freedesktop.ScreenSaver"
LOGIN = "org.freedesktop.login1.Manager"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A bus of the test's own, which stands in for the session's and for the system's."""
    address = f"unix:path={tmp_path / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as daemon:
        wait((tmp_path / "bus").exists, "the bus is there")
        yield address
        daemon.terminate()


def tell(bus: str, interface: str, member: str, value: str) -> None:
    path = "/" + interface.replace(".", "/")
    signal = [f"--bus={bus}", "--type=signal", path, f"{interface}.{member}", f"boolean:{value}"]
    subprocess.run(["dbus-send", *signal], check=True, timeout=60)


@pytest.mark.parametrize(
    ("where", "interface", "member"),
    [
        ("DBUS_SESSION_BUS_ADDRESS", SAVER, "ActiveChanged"),
        ("DBUS_SYSTEM_BUS_ADDRESS", LOGIN, "PrepareForSleep"),
    ],
    ids=["the screen is locked", "the machine goes to sleep"],
)
def test_the_desk_is_locked_with_the_screen_and_not_when_it_comes_back(
    program: Program, display: str, bus: str, where: str, interface: str, member: str
) -> None:
    window = Window(program, display, **{where: bus})
    window.sign_in()
    old = window.processes()[1]
    tell(bus, interface, member, "false")
    window.press("F5")
    assert Path(f"/proc/{old}").exists(), "control: a screen that comes back locks nothing"

    def locked() -> bool:
        tell(bus, interface, member, "true")
        return not Path(f"/proc/{old}").exists()

    wait(locked, "the process is gone")
    window.process.kill()
    window.process.communicate()
