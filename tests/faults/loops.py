"""An ext4 image mounted by the kernel's own calls: no program has to be started for it. Linux, root."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

_GET_FREE, _SET_FD, _CLEAR_FD, _FORGET = 0x4C82, 0x4C00, 0x4C01, 0x1261
_NOATIME: Final = 1024
_PATIENCE: Final = 20.0

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mount.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p]
_libc.umount2.argtypes = [ctypes.c_char_p, ctypes.c_int]


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    """Mount an image, which replays its journal. Raises `OSError` for one that does not mount."""
    with ExitStack() as opened:
        device, descriptor = _attached(image)
        opened.callback(os.close, descriptor)
        opened.callback(patiently, lambda: fcntl.ioctl(descriptor, _CLEAR_FD))
        fcntl.ioctl(descriptor, _FORGET)  # what the device held before is not what it shows now
        _answered(_libc.mount(os.fsencode(device), os.fsencode(folder), b"ext4", _NOATIME, None))
        opened.callback(unmount, folder)
        yield


def unmount(folder: Path) -> None:
    """Unmount whatever is mounted on a folder."""
    patiently(lambda: _answered(_libc.umount2(os.fsencode(folder), 0)))


def patiently(work: Callable[[], object]) -> None:
    """Do what the kernel may call busy for a moment yet."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            work()
        except OSError as error:
            if error.errno != errno.EBUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.002)
        else:
            return


def _attached(image: Path) -> tuple[str, int]:
    """Give an image a loop device; another program may take the free one first."""
    control = os.open("/dev/loop-control", os.O_RDWR | os.O_CLOEXEC)
    backing = os.open(image, os.O_RDWR | os.O_CLOEXEC)
    found: list[tuple[str, int]] = []

    def attach() -> None:
        device = f"/dev/loop{fcntl.ioctl(control, _GET_FREE)}"
        descriptor = os.open(device, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.ioctl(descriptor, _SET_FD, backing)
        except OSError:
            os.close(descriptor)
            raise
        found.append((device, descriptor))

    try:
        patiently(attach)
    finally:
        os.close(control)
        os.close(backing)
    return found[0]


def _answered(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
