"""The screen: whether there is one to open a window on, asked before Qt, which ends the process where there is none."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from pathlib import Path

_X11 = re.compile(r"(?:unix)?(?P<host>[^:/]*):(?P<number>\d+)(?:\.\d+)?")
_SECONDS = 3.0
_FIRST_PORT = 6000


def is_reachable(environment: Mapping[str, str]) -> bool:
    """Tell whether the display that the environment names answers.

    A Qt platform named there is believed, and a system without X or Wayland has its own screen.
    """
    if environment.get("QT_QPA_PLATFORM") or not hasattr(socket, "AF_UNIX"):
        return True
    return _wayland(environment) or _x11(environment.get("DISPLAY", ""))


def _wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / name))


def _x11(display: str) -> bool:
    named = _X11.fullmatch(display)
    if named is None:
        return False
    if named["host"]:
        try:
            socket.create_connection((named["host"], _FIRST_PORT + int(named["number"])), timeout=_SECONDS).close()
        except (OSError, OverflowError):
            return False
        return True
    path = f"/tmp/.X11-unix/X{named['number']}"
    return _answers(f"\0{path}") or _answers(path)


def _answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(_SECONDS)
        return knock.connect_ex(address) == 0
