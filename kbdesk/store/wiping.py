"""Overwriting secrets in memory."""

import ctypes


def wipe(*buffers: bytearray) -> None:
    """Overwrite buffers with zeros, in place and for certain."""
    for buffer in buffers:
        if buffer:
            ctypes.memset((ctypes.c_char * len(buffer)).from_buffer(buffer), 0, len(buffer))


def random_bytes(count: int) -> bytearray:
    """Return random bytes in a buffer that can be wiped; `os.urandom` would leave an immutable copy behind."""
    buffer = bytearray(count)
    with open("/dev/urandom", "rb", buffering=0) as source:  # noqa: PTH123 - Path.open makes no unbuffered readinto
        view = memoryview(buffer)
        filled = 0
        while filled < count:
            filled += source.readinto(view[filled:])
        view.release()
    return buffer
