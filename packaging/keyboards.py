"""Write what each key types under the keyboard layouts of the region, as libxkbcommon computes it from xkb-data."""

from __future__ import annotations

import ctypes
import sys
import unicodedata
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "resources" / "keyboards.toml"
LAYOUTS = {
    "us": ("us", ""),
    "de": ("de", ""),
    "hr": ("hr", ""),
    "rs-latin": ("rs", "latin"),
    "rs-latin-qwerty": ("rs", "latinyz"),
    "rs-cyrillic": ("rs", ""),
    "rs-cyrillic-qwerty": ("rs", "yz"),
    "al": ("al", ""),
    "al-qwerty": ("al", "plisi"),
}
KEYS = (*range(2, 14), *range(16, 28), *range(30, 41), *range(44, 54), 57, 41, 43, 86)
"""The keys that a scanner is most likely to mean first, for a layout may have a sign twice."""
LEVELS = {"plain": (), "shift": (50,), "altgr": (108,)}
NONE = "\ufffd"
OFFSET = 8
HEAD = """# What the keys of a keyboard type. Written by packaging/keyboards.py from xkb-data; a test compares them.
# `keys` are the numbers of evdev and of the PC's scan code set 1; U+FFFD stands where a key types no sign.
"""


class Names(ctypes.Structure):
    """The rule names of libxkbcommon."""

    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


class Xkb:
    """As much of libxkbcommon as is needed."""

    def __init__(self) -> None:
        """Load the library."""
        self._lib = lib = ctypes.CDLL("libxkbcommon.so.0")
        for name in ("context_new", "keymap_new_from_names", "state_new"):
            getattr(lib, f"xkb_{name}").restype = ctypes.c_void_p
        self._context = ctypes.c_void_p(lib.xkb_context_new(0))

    def keymap(self, layout: str, variant: str) -> ctypes.c_void_p:
        """Return a keymap."""
        names = Names(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
        made = self._lib.xkb_keymap_new_from_names(self._context, ctypes.byref(names), 0)
        if not made:
            raise LookupError(f"{layout} {variant}: xkb-data has no such layout")
        return ctypes.c_void_p(made)

    def typed(self, keymap: ctypes.c_void_p, key: int, held: tuple[int, ...]) -> str:
        """Return what a key types while others are held; empty where that is no sign."""
        state = ctypes.c_void_p(self._lib.xkb_state_new(keymap))
        for other in held:
            self._lib.xkb_state_update_key(state, other, 1)
        room = ctypes.create_string_buffer(16)
        self._lib.xkb_state_key_get_utf8(state, key + OFFSET, room, len(room))
        self._lib.xkb_state_unref(state)
        sign = room.value.decode()
        return sign if len(sign) == 1 and sign.isprintable() and not unicodedata.combining(sign) else ""


def written() -> str:
    """Return the file as this machine's xkb-data makes it."""
    xkb = Xkb()
    parts = [HEAD, f"keys = {list(KEYS)}\n"]
    for name, layout in LAYOUTS.items():
        keymap = xkb.keymap(*layout)
        parts.append(f"\n[{name}]\n")
        for level, held in LEVELS.items():
            signs = "".join(xkb.typed(keymap, key, held) or NONE for key in KEYS)
            quoted = signs.replace("\\", "\\\\").replace('"', '\\"')
            parts.append(f'{level} = "{quoted}"\n')
    return "".join(parts)


def main(words: list[str]) -> int:
    """Write the file, or with ``--check`` tell whether it is as it would be written."""
    text = written()
    if words == ["--check"]:
        return int(FILE.read_text("utf-8") != text)
    FILE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
