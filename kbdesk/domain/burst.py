"""Whether keys are a scanner's burst or somebody's typing: by when they come, how many and in what shape.

A scanner that is a keyboard types a zone's 90 signs in a quarter of a second to three seconds. Nobody types eight keys
so fast, so what was typed lands at once and is taken back when it turns out to have been the beginning of a burst; what
was held back and turns out to have been typing is given back in its order. What cannot be taken back, a key that does
something, waits for the next one: scanners strike such keys for the control characters of a code. Times are of the
keys themselves, not of when they were looked at: a window that was busy has no typing that looks like a burst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from statistics import median
from typing import Final

from kbdesk.domain.keystroke import Key, Role

FAST: Final = 45
"""Milliseconds between two keys of a scanner, in the median."""
SLOWEST: Final = 60
"""Milliseconds between two keys of a scanner, all gaps but one; eight keys in a row nobody strikes so fast."""
STALL: Final = 80
"""Milliseconds for which a scanner's first keys may be held up; who typed before it left off longer ago."""
ENOUGH: Final = 8
"""Keys in a row after which a burst is known for one, and signs of a scan that a line end closes."""
LEAST: Final = 20
"""Signs of a scan that nothing closes."""
IDLE: Final = 120
"""Milliseconds without a key after which a burst is over."""
IDLE_WHOLE: Final = 40
"""The same where nothing can follow but the rest of a line end."""
PAUSE: Final = 700
"""Milliseconds for which a wireless scanner may stop in the middle of what is plainly not whole yet."""
ECHO: Final = 500
"""Milliseconds after a scan that had no line end yet in which one is still the scanner's."""
HOLD: Final = 45
"""Milliseconds for which a key that does something waits for the next where a burst may have begun."""
SOONEST: Final = 100
"""Milliseconds after which a key that is held down repeats at the earliest: systems wait for 150 and more."""
LONGEST: Final = 8192
"""Keys of a burst that are kept."""
_SOME: Final = 3


class Shape(Enum):
    """What the signs of a burst look like: plainly more to come, plainly all there, one of our numbers, anything."""

    PART = auto()
    WHOLE = auto()
    NUMBER = auto()
    ANY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is to be done with a key, or with the passing of time.

    `back` are keys held so far that were typed after all: they land now, before this one. `lands` tells whether this
    key lands. `leaked` tells how many of the keys that landed last are to be taken back, before any other lands. `scan`
    is a scan that is over.
    """

    lands: bool = False
    leaked: int = 0
    back: tuple[Key, ...] = ()
    scan: tuple[Key, ...] = ()


class Burst:
    """The keys of now. It is told of every key, and of time when it asks for that."""

    def __init__(self, shape: Callable[[Sequence[Key]], Shape]) -> None:
        """Begin with no key; `shape` tells what the keys of a burst look like."""
        self._shape = shape
        self._run: list[Key] = []
        self._whole: list[Key] = []
        self._held: list[Key] = []
        self._last: Key | None = None
        self._alone = False
        self._earlier: list[Key] = []
        self._caught = self._prefixed = False
        self._ended_at = self._echo_until = 0
        self.by_length_alone = False
        """Whether a line end tells nothing: a password may be typed by a machine too."""

    @property
    def caught(self) -> bool:
        """Whether a burst is coming in: every key is kept from the window."""
        return self._caught

    @property
    def ends_in(self) -> int | None:
        """Milliseconds after the last key at which time is to be told of; None while nothing waits for it."""
        if self._held:
            return HOLD
        return self._patience if self._caught else None

    @property
    def _patience(self) -> int:
        if not self._run:
            return IDLE
        shape = self._shape(self._run)
        if shape is Shape.WHOLE and self._run[-1].role is Role.END:
            return IDLE_WHOLE
        return PAUSE if shape is Shape.PART and len(self._run) >= LEAST else IDLE

    def strike(self, key: Key) -> Ruling:
        """Take a key that went down."""
        key = self._struck(key)
        if not key.repeat:
            self._last = key
        role = key.role
        if role is Role.HELD:
            return Ruling(lands=True)
        if self._caught:
            return self._go_on(key, role)
        if role is Role.PREFIX:
            return self._begin_prefixed()
        if role is Role.END and self._is_echo(key):
            return Ruling()
        if key.is_said or self._may_be_sent(key):
            return self._suspect(key, role)
        return self._type()

    def withholds(self, key: Key) -> bool:
        """Tell whether a key that does something would not land at once."""
        return self._caught or (self._may_be_sent(self._struck(key)) and not key.is_edit)

    def wait(self) -> Ruling:
        """Take note that no key came for as long as `ends_in` said."""
        if not self._caught:
            return Ruling(back=self._let_go())
        if self._held:
            tail, self._held = _typed(self._held), []
            over = self._over()
            return replace(over, back=(*over.back, *tail))
        return self._over()

    def _struck(self, key: Key) -> Key:
        """Return a key as it was struck: an X server takes one that went up and down in a millisecond for held down."""
        last = self._last
        if key.repeat and last is not None and key.code == last.code and 0 <= key.at - last.at < SOONEST:
            return replace(key, repeat=False)
        return key

    # -- before a burst is known ---------------------------------------------------------------------
    def _may_be_sent(self, key: Key) -> bool:
        """Tell whether a key says nothing and a scanner may strike it all the same; at the door none does anything."""
        return key.role in (Role.OTHER, Role.SUFFIX) and not (key.repeat or self.by_length_alone)

    def _let_go(self) -> tuple[Key, ...]:
        """Return what waited. Commands were struck alone: with other keys a scanner strikes them, and nobody else."""
        held, self._held = self._held, []
        return tuple(held) if self._alone and len(held) == 1 else _typed(held)

    def _is_echo(self, key: Key) -> bool:
        return self._ended_at <= key.at <= self._echo_until

    def _type(self) -> Ruling:
        """Let a key land that is in no scan, after all that waited."""
        back, self._run = self._let_go(), []
        return Ruling(lands=True, back=back)

    def _begin_prefixed(self) -> Ruling:
        back, self._run, self._whole = self._let_go(), [], []
        self._caught = self._prefixed = True
        return Ruling(back=back)

    def _suspect(self, key: Key, role: Role) -> Ruling:
        """Let a key land, or wait if it could do something where it lands, until the run of them is long enough."""
        gap = key.at - self._run[-1].at if self._run else IDLE + 1
        back: tuple[Key, ...] = ()
        if gap > IDLE or gap < 0:
            back, self._run = self._let_go(), []
        elif self._held and gap >= HOLD:
            back = self._let_go()
        self._run = [*self._run, key][-ENOUGH:]
        if self._is_fast():
            return self._catch(back)
        waits = (role is Role.END or key.text == " ") and gap < HOLD and not back
        if self._held or key.acts or waits or not (key.is_said or key.is_edit):
            self._alone = not self._held and not 0 <= gap < HOLD
            self._held.append(key)
            return Ruling(back=back)
        return Ruling(lands=True, back=back)

    def _is_fast(self) -> bool:
        gaps = sorted(_gaps(self._run))
        return len(self._run) == ENOUGH and median(gaps) < FAST and gaps[-2] < SLOWEST

    def _catch(self, back: tuple[Key, ...]) -> Ruling:
        """Know a burst: what of the run was struck before it stays typed."""
        widest = max(STALL, 3 * median(_gaps(self._run)))
        start = len(self._run) - 1
        while start and self._run[start].at - self._run[start - 1].at <= widest:
            start -= 1
        kept = [key for key in self._held if key.at < self._run[start].at]
        landed = len(self._run) - start - 1 - (len(self._held) - len(kept))
        before = self._run[:start]
        self._earlier = before if all(key.is_said for key in before) and not (kept or back) else []
        whole, self._run, self._whole = self._run[start:], [], []
        self._add(whole)
        self._held, self._caught = [], True
        return Ruling(leaked=landed, back=(*back, *_typed(kept)))

    # -- in a burst ----------------------------------------------------------------------------------
    def _go_on(self, key: Key, role: Role) -> Ruling:
        last = self._held[-1] if self._held else self._run[-1] if self._run else key
        gap = key.at - last.at
        if role is Role.SUFFIX:
            return self._over()
        if gap > PAUSE or (gap > IDLE and self._patience < PAUSE):
            return self._after(self._over(), key)
        if self._held or (gap > IDLE and role is Role.SIGN):
            return self._resume(key, gap)
        if len(self._whole) < LONGEST:
            self._add([key])
        return Ruling()

    def _add(self, keys: Sequence[Key]) -> None:
        """Add keys to the burst; what they would do if it is none is not done by a command."""
        self._whole.extend(_typed(keys))
        self._run.extend(key for key in keys if key.is_said)

    def _resume(self, key: Key, gap: int) -> Ruling:
        """Tell a wireless scanner that goes on from an officer who types while it is still waited for."""
        if self._held and gap >= HOLD:
            tail, self._held = _typed(self._held), []
            over = self._over()
            return self._after(replace(over, back=(*over.back, *tail)), key)
        self._held.append(key)
        if len(self._held) >= _SOME:
            self._add(self._held)
            self._held = []
        return Ruling()

    def _after(self, over: Ruling, key: Key) -> Ruling:
        """Take a key that came when a burst was over."""
        then = self.strike(key)
        return replace(over, back=(*over.back, *then.back), lands=then.lands)

    def _over(self) -> Ruling:
        """Tell whether what came is a scan; the keys of none were typed."""
        leaked, prefixed = self._held_up(), self._prefixed
        run = (*self._earlier[len(self._earlier) - leaked :], *self._run)
        whole, self._whole = self._whole, []
        self._run, self._earlier, self._caught, self._prefixed = [], [], False, False
        signs = [key for key in run if key.role is Role.SIGN]
        if not signs:
            return Ruling(back=() if prefixed else tuple(key for key in whole if not key.is_said))
        closed = run[-1].role is Role.END and not self.by_length_alone
        long = len(signs) >= (ENOUGH if closed else LEAST) and median(_gaps(signs)) < FAST
        if not (prefixed or long or self._shape(run) is Shape.NUMBER):
            return Ruling(back=tuple(whole))
        self._ended_at = run[-1].at
        self._echo_until = self._ended_at + (IDLE if run[-1].role is Role.END else ECHO)
        return Ruling(scan=run, leaked=leaked)

    def _held_up(self) -> int:
        """Return how many keys before those caught make a whole zone of them: they were held up on their way."""
        if not self._earlier or self._shape(self._run) is Shape.WHOLE:
            return 0
        counts = range(1, len(self._earlier) + 1)
        return next((n for n in counts if self._shape([*self._earlier[-n:], *self._run]) is Shape.WHOLE), 0)


def _typed(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return keys without the commands among them."""
    return tuple(key for key in keys if not key.is_command)


def _gaps(keys: Sequence[Key]) -> list[int]:
    return [after.at - before.at for before, after in pairwise(keys)]
