"""What of a picture is the portrait, moved, zoomed and turned; every step can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kbdesk.domain.portrait import ACROSS, DOWN, HEIGHT, LEAST, WIDTH, Crop, whole

_DEPTH: Final = 200
_ZOOM: Final = 1.06
"""By how much a step of the zoom enlarges."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of the shape of a portrait in a picture of `size` pixels (after its turns), in pixels of it."""

    size: tuple[int, int]
    left: float
    top: float
    high: float
    turns: int = 0

    @property
    def wide(self) -> float:
        """Its width."""
        return self.high * ACROSS / DOWN

    @property
    def most(self) -> float:
        """How high it may be."""
        return min(self.size[1], self.size[0] * DOWN / ACROSS)

    @property
    def least(self) -> float:
        """How high it must be."""
        return min(self.most, max(LEAST[1], LEAST[0] * DOWN / ACROSS))

    @property
    def crop(self) -> Crop:
        """The same as parts of the picture."""
        across, down = self.size
        return Crop(left=self.left / across, top=self.top / down, high=self.high / down, turns=self.turns)

    @property
    def is_small(self) -> bool:
        """Whether it has fewer pixels than a portrait should have."""
        return round(self.wide) < WIDTH or round(self.high) < HEIGHT

    def moved(self, right: float, down: float) -> Frame:
        """Return it moved by so many pixels, as far as the picture reaches."""
        return replace(self, left=self.left + right, top=self.top + down)._inside()

    def zoomed(self, steps: float) -> Frame:
        """Return it smaller about its middle, so that the face grows; larger for steps below 0."""
        high = min(self.most, max(self.least, self.high / _ZOOM**steps))
        left = self.left + (self.wide - high * ACROSS / DOWN) / 2
        return replace(self, left=left, top=self.top + (self.high - high) / 2, high=high)._inside()

    def turned(self) -> Frame:
        """Return the largest one of the picture after a quarter turn clockwise."""
        return first_frame((self.size[1], self.size[0]), turns=(self.turns + 1) % 4)

    def _inside(self) -> Frame:
        across, down = self.size
        left = min(max(0.0, self.left), across - self.wide)
        return replace(self, left=left, top=min(max(0.0, self.top), down - self.high))


def first_frame(size: tuple[int, int], *, turns: int = 0) -> Frame:
    """Return the largest frame in the middle of a picture."""
    crop = whole(*size, turns=turns)
    return Frame(size, crop.left * size[0], crop.top * size[1], crop.high * size[1], turns)


class Framing:
    """A frame and those before it. A drag of the mouse, or keys held down, are one step."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.frame = first_frame(size)
        self._past: list[Frame] = []
        self._run = ""

    def put(self, frame: Frame, *, run: str = "") -> None:
        """Take another frame, as a step of its own or as more of the step of the same `run`."""
        if frame == self.frame:
            return
        if not run or run != self._run:
            self._past.append(self.frame)
            del self._past[:-_DEPTH]
        self.frame, self._run = frame, run

    def settle(self) -> None:
        """End the running step."""
        self._run = ""

    def undo(self) -> bool:
        """Go back one step; False if there is none."""
        if not self._past:
            return False
        self.frame, self._run = self._past.pop(), ""
        return True
