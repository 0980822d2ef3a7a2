"""Counts what SQLite's write-ahead log holds, from its headers alone: they are readable, the pages are encrypted.

Layout: "The WAL File Format" in SQLite's file format document. A 32-byte header (page size at 8, salts at 16), then
frames of a 24-byte header (salts at 8) and a page. Frames whose salts are not the header's are from an earlier round.
"""

from __future__ import annotations

import struct
from pathlib import Path

HEADER, FRAME_HEADER = 32, 24


def frames(wal: Path) -> int:
    """Return how many pages were written since the log last began; 0 where there is no log."""
    content = wal.read_bytes() if wal.exists() else b""
    if len(content) < HEADER:
        return 0
    (page_size,) = struct.unpack_from(">I", content, 8)
    salts = content[16:24]
    count = 0
    for start in range(HEADER, len(content), FRAME_HEADER + page_size):
        if content[start + 8 : start + 16] != salts:
            break
        count += 1
    return count
