"""Keys struck at given times, and what becomes of them: the scans found, the text that stays in a field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from kbdesk.domain.burst import Burst
from kbdesk.domain.keyboard import US, Keyboard, read_keyboards
from kbdesk.domain.keystroke import Key
from kbdesk.domain.typed_scan import TypedScans

KEYBOARDS = read_keyboards((Path(__file__).parents[2] / "resources" / "keyboards.toml").read_text("utf-8"))
CORPUS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "burst_corpus.toml").read_text("utf-8")
)
RECORDED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "recorded_typing.toml").read_text("utf-8"))
"""Typing as people were recorded at it; its file says whose record it is."""
ENTER, TAB, LEFT_SHIFT, CTRL_B = 28, 15, 42, 48


def key(sign: str, at: int, *, scanner: Keyboard | None = None, host: Keyboard | None = None, **more: Any) -> Key:
    """Return the key that a scanner strikes for a sign, with what the machine makes of it."""
    if sign in "\r\n\t":
        return Key(at=at, code=TAB if sign == "\t" else ENTER, text=sign, **more)
    if sign == "\x02":
        return Key(at=at, code=CTRL_B, text=sign, control=True)
    place = (scanner or KEYBOARDS[US]).places[sign]
    code, level = place
    return Key(at=at, code=code, level=level, text=(host or KEYBOARDS[US]).signs.get(place, ""), **more)


def keys(text: str, gaps: int | Sequence[int] = 5, *, start: int = 10_000, **more: Any) -> list[Key]:
    """Return the keys of a text, so many milliseconds apart."""
    each = [gaps] * (len(text) - 1) if isinstance(gaps, int) else gaps
    return [key(sign, at, **more) for sign, at in zip(text, accumulate(each, initial=start), strict=True)]


def blind(struck: Iterable[Key]) -> list[Key]:
    """Return keys of which only the text arrived."""
    return [Key(at=one.at, code=0, text=one.text) for one in struck]


@dataclass
class Desk:
    """A window with one field: what lands in it, what is taken back, which scans come out."""

    burst: Burst = field(default_factory=lambda: Burst(TypedScans(KEYBOARDS).shape))
    landed: list[Key] = field(default_factory=list)
    scans: list[tuple[Key, ...]] = field(default_factory=list)
    most_held: int = 0
    _last: int = 0
    _held: int = 0

    def strike(self, struck: Iterable[Key]) -> Desk:
        """Strike keys; time passes between them as they say."""
        for one in struck:
            wait = self.burst.ends_in
            while wait is not None and one.at - self._last > wait:
                self._take(self.burst.wait())
                self._last += wait
                wait = self.burst.ends_in
            self._last = one.at
            ruling = self.burst.strike(one)
            self._take(ruling)
            if ruling.lands:
                self.landed.append(one)
        return self

    def rest(self) -> Desk:
        """Let as much time pass as is asked for."""
        while self.burst.ends_in is not None:
            self._take(self.burst.wait())
        return self

    def _take(self, ruling: Any) -> None:
        if ruling.leaked:
            del self.landed[-ruling.leaked :]
        self.landed.extend(ruling.back)
        if ruling.scan:
            self.scans.append(ruling.scan)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return "".join(one.text for one in self.landed)

    def signs(self) -> list[str]:
        """Return what the scans say."""
        return ["".join(one.text for one in scan) for scan in self.scans]


def recorded_keys(repetition: dict[str, Any], *, faster: int = 1) -> list[Key]:
    """Return the keys of a repetition that was recorded, or as they would be so many times faster."""
    at = [round(tenths / 10 / faster) for tenths in accumulate(repetition["gaps"], initial=100_000)]
    return [key(sign, when) for sign, when in zip(RECORDED["typed"], at, strict=True)]


def case_keys(case: dict[str, Any]) -> list[Key]:
    """Return the keys of a case of the corpus."""
    struck = keys(case["text"], case["gaps"])
    if case.get("repeat"):
        return [struck[0], *(Key(at=k.at, code=k.code, text=k.text, repeat=True) for k in struck[1:])]
    return struck


def play(case: dict[str, Any]) -> Desk:
    """Play a case of the corpus to its end."""
    return Desk().strike(case_keys(case)).rest()
