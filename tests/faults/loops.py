"""An ext4 image mounted by the kernel's own calls: no program has to be started for it. Linux, root."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Final

_GET_FREE, _CONFIGURE, _FORGET = 0x4C82, 0x4C0A, 0x1261
_AUTOCLEAR: Final = 4
_CONFIG: Final = struct.Struct("=II52xI240x")
"""What gives a device its file at one stroke: the file, the block size, the flags."""
_NOATIME, _RECURSIVE, _PRIVATE = 1 << 10, 1 << 14, 1 << 18
_NEW_NAMESPACE, _DETACH = 0x20000, 2
_BUSY: Final = (errno.EBUSY, errno.ENXIO)
"""In use, or about to be free."""
_PATIENCE: Final = 20.0

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mount.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p]
_libc.umount2.argtypes = [ctypes.c_char_p, ctypes.c_int]


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    """Mount an image, which replays its journal; once it is unmounted nothing writes to it any more.

    From the first time on this process has its mounts to itself. Raises `OSError` for one that does not mount.
    """
    _alone()
    with ExitStack() as opened:
        device, descriptor = _attached(image)
        opened.callback(os.close, descriptor)  # whoever closes it last frees it, also by being killed
        fcntl.ioctl(descriptor, _FORGET)  # what the device held before is not what it shows now
        _answered(_libc.mount(os.fsencode(device), os.fsencode(folder), b"ext4", _NOATIME, None))
        opened.callback(patiently, lambda: _given_back(device))
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
            if error.errno not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.002)
        else:
            return


@cache
def _alone() -> None:
    """Have mounts that no other program copies, and none of theirs.

    A copy, made by whoever begins a mount namespace, keeps a file system at work after it was unmounted: its journal
    would go on into the image of the next cut.
    """
    _answered(_libc.unshare(_NEW_NAMESPACE))
    _answered(_libc.mount(b"none", b"/", None, _RECURSIVE | _PRIVATE, None))
    for line in reversed(Path("/proc/self/mounts").read_text().splitlines()):
        device, folder, kind, *_ = line.split()
        passing = device.startswith("/dev/loop") or kind.startswith("fuse")
        if passing and folder.startswith(("/dev/shm/", f"{gettempdir()}/")):
            _answered(_libc.umount2(folder.encode().decode("unicode_escape").encode("latin1"), _DETACH))


def _attached(image: Path) -> tuple[str, int]:
    """Give an image a loop device; one process looks for a free one at a time, so that none opens another's."""
    control = os.open("/dev/loop-control", os.O_RDWR | os.O_CLOEXEC)
    backing = os.open(image, os.O_RDWR | os.O_CLOEXEC)
    found: list[tuple[str, int]] = []

    def attach() -> None:
        device = f"/dev/loop{fcntl.ioctl(control, _GET_FREE)}"
        descriptor = os.open(device, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.ioctl(descriptor, _CONFIGURE, _CONFIG.pack(backing, 0, _AUTOCLEAR))
        except OSError:
            os.close(descriptor)
            raise
        found.append((device, descriptor))

    try:
        fcntl.flock(control, fcntl.LOCK_EX)
        patiently(attach)
    finally:
        os.close(control)
        os.close(backing)
    return found[0]


def _given_back(device: str) -> None:
    """Raise `OSError` while a file system still holds a device, unmounted here or not."""
    os.close(os.open(device, os.O_RDWR | os.O_EXCL | os.O_CLOEXEC))


def _answered(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
