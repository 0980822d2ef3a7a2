"""A scanner that is a keyboard, put into service: a code whose text is known tells its layout and the machine's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kbdesk.domain.keyboard import Keyboard, Keyboards, Level, Place
from kbdesk.domain.keystroke import Key, Role
from kbdesk.domain.typed_scan import Wiring
from kbdesk.icao.check_digit import check_digit

PROBE: Final = 'KBDESK-YZ<>/:;|"@#&()?_!'
"""What the code says: the letters that layouts exchange and the signs that they move, twenty-four in all."""


def _specimen() -> str:
    number, birth, expiry = "YZ2022080", "780314", "491231"
    fields = [f"{field}{check_digit(field)}" for field in (number, birth, expiry)]
    optional = "<" * 14 + "0"
    composite = check_digit("".join((*fields, optional)))
    names = "P<UTOYZERMAN<<ZOYA<YZABEL"
    return f"{names:<<44}\n{fields[0]}UTO{fields[1]}F{fields[2]}{optional}{composite}"


ZONE: Final = _specimen()
"""The zone of a specimen passport, for a reader of documents that reads no codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What the code told. `by_keys` tells that keys can be told on this machine, not only what they typed."""

    wiring: Wiring
    by_keys: bool


def in_service(keys: Sequence[Key], keyboards: Keyboards) -> Service | None:
    """Return what a burst tells of scanner and machine; None where it is neither code nor zone as a layout makes them.

    The zone tells layouts apart as far as zones differ under them: the first that would do is named.

    A machine whose layout is none of those known is no hindrance where its keys can be told: its layout is left empty.
    """
    signs = [key for key in keys if key.role is Role.SIGN]
    known = next((text for text in (PROBE, ZONE.replace("\n", "")) if len(text) == len(signs)), None)
    if known is None:
        return None
    places = [(key.code, key.level) for key in signs]
    typed = [key.text for key in signs]
    for board in keyboards.values():
        if _lower(board.typed(places)) == known.lower():
            return Service(wiring=Wiring(scanner=board.name, machine=_machine(places, typed, keyboards)), by_keys=True)
    blind = all(key.code == 0 for key in signs)
    pairs = ((s, m) for s in _scanners(keyboards, known) for m in keyboards.values() if blind)
    for scanner, machine in pairs:
        if _made([scanner.places[sign] for sign in known], machine) == "".join(typed).lower():
            return Service(wiring=Wiring(scanner=scanner.name, machine=machine.name), by_keys=False)
    return None


def _scanners(keyboards: Keyboards, text: str) -> Iterator[Keyboard]:
    return (board for board in keyboards.values() if all(sign in board.places for sign in text))


def _machine(places: Sequence[Place], typed: Sequence[str], keyboards: Keyboards) -> str:
    """Return the first layout that types this, empty where none does; AltGr may be no AltGr there."""
    seen = {place: text for place, text in zip(places, typed, strict=True) if place[1] is not Level.ALTGR}
    text = "".join(seen.values()).lower()
    return next((board.name for board in keyboards.values() if _made(list(seen), board) == text), "")


def _made(places: Sequence[Place], board: Keyboard) -> str:
    return "".join(board.signs.get(place, "") for place in places).lower()


def _lower(text: str | None) -> str:
    return (text or "").lower()
