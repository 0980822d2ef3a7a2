"""What a scanner that is a keyboard has typed: the keys read as its own layout has them, or the machine's undone.

A scanner strikes keys, and the machine's layout makes signs of them that the scanner never meant. Where the keys are
known they are read by the scanner's layout; where only text arrived, the machine's layout is undone. Which layouts
these are is told by where ``<`` was struck, by what stands for it, and by the check digits. What no check digit sees,
a Y or Z in a name, is left to the officer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kbdesk.domain.burst import Shape
from kbdesk.domain.keyboard import US, Keyboards, Place
from kbdesk.domain.keystroke import Key, Role
from kbdesk.domain.scan import Scan, ScanKind, Source, what_is
from kbdesk.icao import mrz
from kbdesk.icao.mrz import Mrz, MrzError

UNDONE: Final = "layout-undone"
"""The note of a scan that the machine's layout had changed."""
_LONGEST_ZONE: Final = 96
_SIZES: Final = {72: "ACIPV", 88: "PV", 90: "ACI"}
"""The signs of whole zones, and the letters that such zones begin with."""
_LARGEST: Final = max(_SIZES)
_PROBES: Final = ("de", "rs-latin-qwerty")
"""Layouts that stand for all that have ``<`` beside the left Shift: with Y and Z exchanged, and not."""
_KINDS: Final = "IACPV"
"""The letters that zones begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """The layouts that were found when a scanner was put into service: its own and the machine's, empty if unknown."""

    scanner: str = ""
    machine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a burst says. `other` is what it says as well as anybody can tell, empty where that is clear.

    `keys` are those that were struck.
    """

    text: str
    undone: bool = False
    other: str = ""
    keys: tuple[Key, ...] = ()

    def scan(self, *, otherwise: bool = False) -> Scan:
        """Return it as a scan, or what it says otherwise."""
        text = self.other if otherwise else self.text
        return Scan(data=text, source=Source.WEDGE, notes=(UNDONE,) if self.undone else ())


@dataclass(frozen=True, slots=True)
class TypedScans:
    """Reads bursts by the layouts that the program carries and those a scanner was found to have."""

    keyboards: Keyboards
    wiring: Wiring = Wiring()

    def shape(self, keys: Sequence[Key]) -> Shape:
        """Tell what the keys so far look like."""
        if len(keys) > _LONGEST_ZONE:
            return Shape.ANY
        text = next(self._ways(keys))
        run = "".join(text.split())
        if "<" in run:
            if run[0].upper() in _SIZES.get(len(run), ""):
                return Shape.WHOLE
            return Shape.PART if len(run) < _LARGEST else Shape.ANY
        known = what_is(Scan(data=text, source=Source.WEDGE), today=date.min)
        if known.kind in (ScanKind.NUMBER, ScanKind.ENVELOPE):
            return Shape.NUMBER
        return Shape.PART if run[:1] in _KINDS and run.isalnum() and run.isupper() else Shape.ANY

    def read(self, keys: Sequence[Key], *, today: date) -> Reading:
        """Return what the keys of a burst say; `today` settles the centuries in a zone."""
        typed = _lines([key.text for key in keys if key.role is Role.SIGN], keys)
        ways = list(dict.fromkeys(self._ways(keys)))
        zones = {way: zone for way in ways if (zone := _zone(way, today)) is not None}
        best = max(map(_holding, zones.values()), default=0)
        likely = [way for way, zone in zones.items() if _holding(zone) == best] or ways[:1]
        text = likely[0]
        other = "" if self.wiring != Wiring() and text == ways[0] else next(iter(likely[1:]), "")
        return Reading(text=text, undone=text.casefold() != typed.casefold(), other=other, keys=tuple(keys))

    def _ways(self, keys: Sequence[Key]) -> Iterator[str]:
        """Yield what the keys may say, the likeliest first."""
        signs = [key for key in keys if key.role is Role.SIGN]
        places = [(key.code, key.level) for key in signs]
        if self.keyboards[US].typed(places) is not None:
            for name in self._scanners(places):
                typed = self.keyboards[name].typed(places)
                if typed is not None:
                    yield _lines(typed, keys)
            return
        text = "".join(key.text for key in signs)
        scanner = self.keyboards[self.wiring.scanner or US]
        for name in self._machines(text):
            yield _lines(self.keyboards[name].meant(text, scanner) if name else text, keys)

    def _scanners(self, places: Sequence[Place]) -> Iterator[str]:
        """Yield the layouts that a scanner may have: that found, then those with ``<`` where it was struck."""
        if self.wiring.scanner:
            yield self.wiring.scanner
        if self.keyboards[_PROBES[0]].places["<"] in places and self.keyboards[US].places["<"] not in places:
            yield from _PROBES
        yield US

    def _machines(self, typed: str) -> Iterator[str]:
        """Yield the layouts that a machine may have made this text with; empty for one that changes nothing."""
        if self.wiring.machine:
            yield self.wiring.machine
        if any("\u0400" <= sign <= "\u04ff" for sign in typed):
            yield from (name for name in self.keyboards if "cyrillic" in name)
            return
        if ";" in typed and "<" not in typed:
            yield from ("rs-latin", "rs-latin-qwerty")
        yield ""


def _lines(signs: Iterable[str], keys: Sequence[Key]) -> str:
    """Return signs with a line feed where a line end was struck, one for several in a row, none at the edges."""
    left = iter(signs)
    text = "".join("\n" if key.role is Role.END else next(left, "") for key in keys)
    return "\n".join(line for line in text.split("\n") if line)


def _zone(text: str, today: date) -> Mrz | None:
    try:
        return mrz.read(text, today=today)
    except MrzError:
        return None


def _holding(zone: Mrz) -> int:
    """Return how many check digits hold of a zone as it was read."""
    return 0 if zone.repairs else sum(zone.checks.values())
