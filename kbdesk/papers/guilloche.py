"""Line art derived from a number: rosette and ribbon, and the wave ground fixed for each crossing.

All coordinates are whole numbers of hundredths of a millimetre, of the ground twentieths: they format three times as
fast as decimals and take fewer bytes. The art is part of the template: a change to it needs a new version in `_digest`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import cos, pi, sin
from typing import Final

from kbdesk.papers.art import Art, art

RADIUS: Final = 2000
"""A rosette is drawn at 20 mm and scaled where it is placed."""

_PETALS: Final = (7, 8, 9, 10, 11, 12, 13, 9, 8, 11, 12, 10, 7, 13, 9, 11)
_RINGS: Final = ((0.62, 0.98, 11), (0.34, 0.70, 9), (0.10, 0.40, 7))
GROUND_UNIT: Final = 0.05
"""Millimetres of one unit of the ground: no point is off by more than half a dot of 600 to the inch."""
_GROUND_PITCH: Final = 1.15
_GROUND_STEPS: Final = 10
"""Curves of a line across: two and a half for each of its quickest waves."""
_STEPS: Final = 4
"""Splines for each wave of a ribbon."""

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strand:
    """One thread of a ring: r = middle + swing sin(petals t) + second swing sin(second petals t)."""

    middle: float
    swing: float
    petals: int
    second_swing: float
    second_petals: int

    def at(self, angle: float) -> tuple[_Point, _Point]:
        """Return place and derivative at an angle."""
        first, second = self.petals * angle, self.second_petals * angle
        radius = self.middle + self.swing * sin(first) + self.second_swing * sin(second)
        slope = self.swing * self.petals * cos(first) + self.second_swing * self.second_petals * cos(second)
        c, s = cos(angle), sin(angle)
        return (radius * c, radius * s), (slope * c - radius * s, slope * s + radius * c)

    def operators(self) -> str:
        """Draw the thread as one closed curve of cubic splines, six for each petal."""
        steps = self.petals * 6
        third = 2 * pi / steps / 3
        points = [self.at(2 * pi * i / steps) for i in range(steps)]
        (x, y), _ = points[0]
        lines = [f"{x:.0f} {y:.0f} m"]
        for (here, leaving), (there, arriving) in zip(points, points[1:] + points[:1], strict=True):
            lines.append(
                f"{here[0] + leaving[0] * third:.0f} {here[1] + leaving[1] * third:.0f} "
                f"{there[0] - arriving[0] * third:.0f} {there[1] - arriving[1] * third:.0f} "
                f"{there[0]:.0f} {there[1]:.0f} c"
            )
        return "\n".join([*lines, "s"])


class Guilloche:
    """Draws and keeps the line art last asked for; the ground of a crossing is drawn once."""

    def __init__(self) -> None:
        self.rosette: Callable[[str], Art] = lru_cache(8)(_rosette)
        self.ribbon: Callable[[str, float, float, int], Art] = lru_cache(16)(_ribbon)
        self.ground: Callable[[str, float, float], Art] = lru_cache(32)(_ground)


def _digest(seed: str) -> bytes:
    return sha256(b"kbdesk guilloche 2\0" + seed.encode()).digest()


def _rosette(number: str) -> Art:
    """Return three woven rings; each ring is one thread turned about the centre."""
    digest, box = _digest(number), (-RADIUS, -RADIUS, RADIUS, RADIUS)
    lines: list[str] = []
    threads: list[Art] = []
    for ring, (low, high, least) in enumerate(_RINGS):
        petals, more, swing, wave, second = digest[ring * 5 : ring * 5 + 5]
        count, turns = _PETALS[petals % 16], least + more % 4
        reach = RADIUS * (high - low) / 2 * (0.72 + 0.28 * swing / 255)
        small = reach * 0.26 * (second - 128) / 128
        strand = _Strand(
            middle=RADIUS * (low + high) / 2,
            swing=reach - abs(small),
            petals=count,
            second_swing=small,
            second_petals=count * (2 if wave & 1 else 3),
        )
        threads.append(art(f"Thread{digest.hex()[:8]}{ring}", box, strand.operators()))
        for turn in range(turns):
            angle = 2 * pi / count / turns * turn
            c, s = cos(angle), sin(angle)
            lines.append(f"q {c:.4f} {s:.4f} {-s:.4f} {c:.4f} 0 0 cm /{threads[-1].name} Do Q")
    return art(f"Rosette{digest.hex()[:8]}", box, "\n".join(lines), tuple(threads))


def _ribbon(number: str, width: float, height: float, threads: int) -> Art:
    """Return a woven band: threads of one frequency, phases spread over a turn, in a pinching envelope.

    Half of the threads are drawn; the others are their mirror images.
    """
    digest = _digest(number)[16:]
    across, half = width * 100, height * 50
    waves, beats, dent = 7 + digest[0] % 5, 2 + digest[1] % 4, 0.30 + 0.25 * digest[2] / 255
    steps = waves * _STEPS
    step, lines, half_of = across / steps, [], threads // 2
    places = [(f"{step * (i + 1 / 3):.0f}", f"{step * (i + 2 / 3):.0f}", f"{step * (i + 1):.0f}") for i in range(steps)]
    sines, cosines = _basis(half, waves, beats, dent)
    for thread in range(half_of):
        phase = pi * thread / half_of + digest[3] / 40
        c, s = cos(phase), sin(phase)
        heights = [(c * a + s * b, c * da + s * db) for (a, da), (b, db) in zip(sines, cosines, strict=True)]
        lines.append(f"0 {heights[0][0]:.0f} m")
        for (x1, x2, x3), (y0, d0), (y3, d3) in zip(places, heights, heights[1:], strict=False):
            lines.append(f"{x1} {y0 + d0:.0f} {x2} {y3 - d3:.0f} {x3} {y3:.0f} c")
        lines.append("S")
    room = round(half * 1.3 + 60)
    name = f"Ribbon{digest.hex()[:8]}x{across:.0f}x{threads}"
    box = (-60, -room, round(across) + 60, room)
    drawn = art(f"{name}a", box, "\n".join(lines))
    return art(name, box, f"/{drawn.name} Do\n1 0 0 -1 0 0 cm\n/{drawn.name} Do", (drawn,))


def _basis(half: float, waves: int, beats: int, dent: float) -> tuple[list[_Point], list[_Point]]:
    """Return a sine and a cosine under the envelope, each as height and a third of a step's rise.

    Every thread is a sum of the two, so the trigonometry is done once.
    """
    steps = waves * _STEPS
    sines, cosines = [], []
    for i in range(steps + 1):
        u = i / steps
        pinch = 2 * pi * beats * u
        envelope, slope = 1 - dent * (0.5 + 0.5 * cos(pinch)), dent * pi * beats * sin(pinch)
        turn, scale = 2 * pi * waves, half / steps / 3
        s, c = sin(turn * u), cos(turn * u)
        sines.append((half * envelope * s, (slope * s + envelope * turn * c) * scale))
        cosines.append((half * envelope * c, (slope * c - envelope * turn * s) * scale))
    return sines, cosines


def _ground(seed: str, width: float, height: float) -> Art:
    """Return waves bent by two slow hills, in `GROUND_UNIT`. A low band gets low waves, or its lines would cross.

    Every line is drawn from where the one before it began, so that its numbers stay small.
    """
    digest = _digest(seed)
    unit = GROUND_UNIT * 100
    across, up, calm = width * 100 / unit, height * 100 / unit, min(1.0, height / 60) / unit
    hill_x, hill_y = 0.28 + 0.44 * digest[0] / 255, 0.25 + 0.5 * digest[1] / 255
    slow, quick = 2 + digest[2] % 2, 3 + digest[3] % 2
    rows, turn = int(height / _GROUND_PITCH), 2 * pi

    def wave(u: float, v: float) -> _Point:
        """Return the height of a line at `u` across, and how steep it is there."""
        bump, rise = cos(pi * (u - hill_x)), sin(turn * (v - hill_y))
        swell, ripple = turn * (slow * u + 0.9 * v), turn * (quick * u - 1.7 * v)
        share = 130 * (0.55 + 0.45 * sin(pi * v))
        height = share * sin(swell) + 55 * sin(ripple) + 260 * bump**6 * rise
        steep = share * slow * cos(swell) + 55 * quick * cos(ripple)
        return calm * height, calm * (turn * steep - 1560 * pi * bump**5 * sin(pi * (u - hill_x)) * rise)

    lines, at, step = [], 0, 1 / _GROUND_STEPS
    places = [[round(across * step * (k + third / 3)) for third in (1, 2, 3)] for k in range(_GROUND_STEPS)]
    for row in range(rows + 1):
        foot, points = round(up * row / rows), [wave(k * step, row / rows) for k in range(_GROUND_STEPS + 1)]
        lines.append(f"1 0 0 1 0 {foot - at} cm\n0 {points[0][0]:.0f} m")
        for (x1, x2, x3), (y0, d0), (y3, d3) in zip(places, points, points[1:], strict=False):
            lines.append(f"{x1} {y0 + d0 * step / 3:.0f} {x2} {y3 - d3 * step / 3:.0f} {x3} {y3:.0f} c")
        lines.append("S")
        at = foot
    name = f"Ground{digest.hex()[:8]}x{across:.0f}x{up:.0f}"
    return art(name, (0, round(-600 / unit), round(across), round(up + 600 / unit)), "\n".join(lines))
