"""A key that is kept in two buffers: neither tells anything of it without the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kbdesk.store.wiping import random_bytes, wipe


class MaskedKey:
    """Holds a key while nobody needs it, as SQLCipher holds its own: it stands in memory only while it is bare."""

    def __init__(self, key: bytearray) -> None:
        """Take a copy; the caller's own is not wiped."""
        self._mask, self._masked = random_bytes(len(key)), bytearray(len(key))
        _join(self._mask, key, into=self._masked)

    @contextmanager
    def bare(self) -> Iterator[bytearray]:
        """Lend the key, which is wiped afterwards."""
        key = bytearray(len(self._mask))
        try:
            _join(self._mask, self._masked, into=key)
            yield key
        finally:
            wipe(key)

    def wipe(self) -> None:
        """Forget the key for ever."""
        wipe(self._mask, self._masked)


def _join(one: bytearray, other: bytearray, *, into: bytearray) -> None:
    for place, byte in enumerate(one):
        into[place] = byte ^ other[place]
