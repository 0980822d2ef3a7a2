"""Pages drawn on in millimetres from the top left corner; y grows downwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kbdesk.papers.archive import Archive
from kbdesk.papers.art import Art
from kbdesk.papers.faces import MM
from kbdesk.papers.inks import K, Rgb

_ARC: Final = 0.5523  # a quarter circle as one cubic spline

Point = tuple[float, float]


class Surface:
    """One page after another of an archive. Ink and line width stay as last set, so equal settings cost nothing."""

    def __init__(self, archive: Archive, *, width: float, height: float) -> None:
        self.archive = archive
        self.width, self.height = width, height
        self.page = 1
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.origin: tuple[float, float, float] = (0.0, 0.0, 1.0)
        self._floor = height
        self._code: list[str] = []
        self._fill: Rgb | None = None
        self._stroke: tuple[Rgb, float] | None = None

    def next_page(self, *, width: float | None = None, height: float | None = None) -> None:
        """End the page; the next one is of the same size unless another is given."""
        self.archive.page(self.width * MM, self.height * MM, self.code)
        self.sizes += ((self.width, self.height),)
        self._code, self._fill, self._stroke = [], None, None
        self.width, self.height = width or self.width, height or self.height
        self._floor = self.height
        self.page += 1

    @property
    def code(self) -> str:
        """The operators of the page so far."""
        return "\n".join(self._code)

    def raw(self, operators: str) -> None:
        """Add operators as they are."""
        self._code.append(operators)

    def fill(self, rgb: Rgb) -> None:
        """Set the ink of areas and type."""
        if rgb != self._fill:
            self._fill = rgb
            self.raw(f"{_ink(rgb)} rg")

    def stroke(self, rgb: Rgb, points: float) -> None:
        """Set ink and width of lines."""
        if (rgb, points) != self._stroke:
            self._stroke = (rgb, points)
            self.raw(f"{_ink(rgb)} RG {points:.3f} w")

    @contextmanager
    def saved(self) -> Iterator[None]:
        """Undo clips and transformations made within."""
        self.raw("q")
        yield
        self.raw("Q")
        self._fill = self._stroke = None

    @contextmanager
    def moved(self, x: float, y: float, scale: float = 1.0) -> Iterator[None]:
        """Within, the origin lies at x, y and a millimetre is `scale` millimetres."""
        before, floor = self.origin, self._floor
        with self.saved():
            self.raw(f"{scale:.5f} 0 0 {scale:.5f} {x * MM:.3f} {self.up(y):.3f} cm")
            self.origin = (before[0] + x * before[2], before[1] + y * before[2], before[2] * scale)
            self._floor = 0.0
            yield
        self.origin, self._floor = before, floor

    @contextmanager
    def clipped(self, x: float, y: float, w: float, h: float, *, radius: float = 0.0) -> Iterator[None]:
        """Within, nothing is drawn outside a box with round corners."""
        with self.saved():
            self.raw(self._outline(x, y, w, h, radius) + " W n")
            yield

    def up(self, y: float) -> float:
        """Return the PDF ordinate, in points, of a distance from the top."""
        return (self._floor - y) * MM

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, rgb: Rgb = K, pt: float = 0.5, dash: str = ""
    ) -> None:
        """Draw a line; `dash` as in ``4 3`` (points)."""
        self.stroke(rgb, pt)
        path = f"{x1 * MM:.2f} {self.up(y1):.2f} m {x2 * MM:.2f} {self.up(y2):.2f} l S"
        self.raw(f"[{dash}] 0 d {path} [] 0 d" if dash else path)

    def box(self, x: float, y: float, w: float, h: float, *, fill: Rgb, radius: float = 0.0) -> None:
        """Fill a box."""
        self.fill(fill)
        self.raw(self._outline(x, y, w, h, radius) + " f")

    def frame(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        rgb: Rgb = K,
        pt: float = 0.5,
        radius: float = 0.0,
        dash: str = "",
    ) -> None:
        """Draw the outline of a box."""
        self.stroke(rgb, pt)
        path = self._outline(x, y, w, h, radius) + " S"
        self.raw(f"[{dash}] 0 d {path} [] 0 d" if dash else path)

    def disc(self, x: float, y: float, radius: float, *, fill: Rgb) -> None:
        """Fill a circle about x, y."""
        self.fill(fill)
        self.raw(self._circle(x, y, radius) + " f")

    def ring(self, x: float, y: float, radius: float, *, rgb: Rgb = K, pt: float = 0.5, dash: str = "") -> None:
        """Draw a circle about x, y."""
        self.stroke(rgb, pt)
        path = self._circle(x, y, radius) + " s"
        self.raw(f"[{dash}] 0 d {path} [] 0 d" if dash else path)

    def polygon(self, *points: Point, fill: Rgb = K) -> None:
        """Fill a polygon."""
        self.fill(fill)
        first, *others = [f"{x * MM:.2f} {self.up(y):.2f}" for x, y in points]
        self.raw(" ".join([f"{first} m", *(f"{place} l" for place in others), "f"]))

    def place(self, art: Art, x: float, y: float, scale: float, *, rgb: Rgb, pt: float, flip: bool = False) -> None:
        """Draw line art with its origin at x, y; one of its units is `scale` mm; `flip` lets it grow downwards."""
        k = scale * MM
        name = self.archive.place(art)
        matrix = f"{k:.5f} 0 0 {-k if flip else k:.5f} {x * MM:.3f} {self.up(y):.3f}"
        self.raw(f"q {_ink(rgb)} RG {pt / k:.3f} w {matrix} cm /{name} Do Q")

    def picture(self, x: float, y: float, w: float, h: float, jpeg: bytes) -> None:
        """Draw a JPEG into a box."""
        name = self.archive.picture(jpeg)
        self.raw(f"q {w * MM:.3f} 0 0 {h * MM:.3f} {x * MM:.3f} {self.up(y + h):.3f} cm /{name} Do Q")

    def _outline(self, x: float, y: float, w: float, h: float, radius: float) -> str:
        if not radius:
            return f"{x * MM:.2f} {self.up(y + h):.2f} {w * MM:.2f} {h * MM:.2f} re"
        left, right, foot, head = x * MM, (x + w) * MM, self.up(y + h), self.up(y)
        r = radius * MM
        c = r * (1 - _ARC)
        return (
            f"{left + r:.2f} {foot:.2f} m {right - r:.2f} {foot:.2f} l "
            f"{right - c:.2f} {foot:.2f} {right:.2f} {foot + c:.2f} {right:.2f} {foot + r:.2f} c "
            f"{right:.2f} {head - r:.2f} l "
            f"{right:.2f} {head - c:.2f} {right - c:.2f} {head:.2f} {right - r:.2f} {head:.2f} c "
            f"{left + r:.2f} {head:.2f} l "
            f"{left + c:.2f} {head:.2f} {left:.2f} {head - c:.2f} {left:.2f} {head - r:.2f} c "
            f"{left:.2f} {foot + r:.2f} l "
            f"{left:.2f} {foot + c:.2f} {left + c:.2f} {foot:.2f} {left + r:.2f} {foot:.2f} c h"
        )

    def _circle(self, x: float, y: float, radius: float) -> str:
        cx, cy, r = x * MM, self.up(y), radius * MM
        k = r * _ARC
        return (
            f"{cx + r:.2f} {cy:.2f} m "
            f"{cx + r:.2f} {cy + k:.2f} {cx + k:.2f} {cy + r:.2f} {cx:.2f} {cy + r:.2f} c "
            f"{cx - k:.2f} {cy + r:.2f} {cx - r:.2f} {cy + k:.2f} {cx - r:.2f} {cy:.2f} c "
            f"{cx - r:.2f} {cy - k:.2f} {cx - k:.2f} {cy - r:.2f} {cx:.2f} {cy - r:.2f} c "
            f"{cx + k:.2f} {cy - r:.2f} {cx + r:.2f} {cy - k:.2f} {cx + r:.2f} {cy:.2f} c h"
        )


def _ink(rgb: Rgb) -> str:
    return " ".join(f"{part:.3g}" for part in rgb)
