"""A supervisor who signs from afar: a sheet of numbered codes, each good for one signature, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.ports import Body, Clock
from kbdesk.domain.officers import KnownOfficer, Role, may_enter
from kbdesk.domain.second_codes import DIGITS, SALT_BYTES, SHEET, CodePlace

USED: Final = "officer.code-used"
Random = Callable[[int], bytes]
"""Returns so many random bytes."""
Digest = Callable[[bytes, str], str]
"""Returns what the records keep of a code with its salt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The codes of a sheet, and what is kept of each."""

    codes: tuple[str, ...]
    salts: tuple[str, ...]
    digests: tuple[str, ...]


class Codes(Protocol):
    """The register of codes."""

    def next(self, name: str) -> CodePlace | None:
        """Return the place of the code to be asked for next."""

    def is_next(self, name: str, code: bytes | bytearray) -> bool:
        """Tell whether a code is that one."""


class Known(Protocol):
    """The register of officers."""

    def find(self, name: str) -> KnownOfficer | None:
        """Return an officer."""


class CodesAct(Protocol):
    """What codes need of an act."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


class CodesStore(Protocol):
    """What codes ask of the store."""

    @property
    def codes(self) -> Codes:
        """The register of codes."""

    @property
    def officers(self) -> Known:
        """The register of officers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[CodesAct]:
        """Begin a transaction."""

    def enter_with_next(self, enter: Callable[[CodesAct], object]) -> None:
        """Have this entered first in the next act that is recorded: with it, or not at all."""


class CodesDesk:
    """The procedure of codes (store thread)."""

    def __init__(self, *, store: CodesStore, clock: Clock, officer: str, random: Random, digest: Digest) -> None:
        self._store, self._clock, self._officer, self._random, self._digest = store, clock, officer, random, digest

    def new_sheet(self, tell: Callable[[Sequence[str]], object]) -> None:
        """Give the supervisor who is signed in a new sheet; the one before is void.

        `tell` shows its codes, which stand nowhere else, before that is recorded: what it raises leaves the one before.
        """
        found = self._store.officers.find(self._officer)
        if found is None or found.role is not Role.SUPERVISOR:
            raise OfficersError("officers.codes-supervisor")
        sheet = draw_sheet(self._random, self._digest)
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            print_sheet(act, self._officer, sheet)
            tell(sheet.codes)

    def next(self, name: str) -> CodePlace | None:
        """Return the place of the code to be asked for, None where that officer has no sheet or none left."""
        return self._store.codes.next(name)

    def accept(self, name: str, code: bytes | bytearray, *, kept: bool = False) -> None:
        """Let a supervisor sign from afar by the next code of their sheet, which is used up with the act that follows.

        Where that is refused the code stays the next one: who is asked for the one after knows that it signed. One that
        is `kept` for an act that may come late is used up at once. Nobody signs beside themselves. Raises
        `OfficersError`; nothing is used up then.
        """
        place = self._heard(name, code)

        def use(act: CodesAct) -> None:
            if self._store.codes.next(name) == place:  # else by an act that was in doubt then
                act.append(USED, {"name": name, "sheet": place.sheet, "place": place.place})

        self._store.enter_with_next(use)
        if kept:
            with self._store.act(at=self._clock.now(), officer=self._officer):
                pass

    def _heard(self, name: str, code: bytes | bytearray) -> CodePlace:
        """Return the place of a code. Raises `OfficersError` where it is not the next one of who may sign beside."""
        own = self._store.officers.find(self._officer)
        if own is not None and not may_enter(own.role, USED):
            raise OfficersError("officers.role")
        found = self._store.officers.find(name)
        if found is None or not found.active or found.role is not Role.SUPERVISOR or name == self._officer:
            raise OfficersError("officers.code-whose")
        place = self._store.codes.next(name)
        if place is None:
            raise OfficersError("officers.code-none")
        if not self._store.codes.is_next(name, code):
            raise OfficersError("officers.code-wrong", place=str(place.place))
        return place


def draw_sheet(random: Random, digest: Digest) -> Sheet:
    """Return a new sheet; making its digests takes a second or two."""
    codes, whole = list[str](), 10**DIGITS
    while len(codes) < SHEET:
        code = f"{int.from_bytes(random(8)) % whole:0{DIGITS}}"
        codes += [code] if code not in codes else []
    salts = [random(SALT_BYTES) for _ in codes]
    kept = tuple(digest(salt, code) for salt, code in zip(salts, codes, strict=True))
    return Sheet(codes=tuple(codes), salts=tuple(salt.hex() for salt in salts), digests=kept)


def print_sheet(act: CodesAct, name: str, sheet: Sheet) -> None:
    """Enter a new sheet of a supervisor, of which the records keep no code."""
    act.append("officer.codes-printed", {"name": name, "salts": list(sheet.salts), "digests": list(sheet.digests)})
