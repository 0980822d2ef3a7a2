"""Faces that nobody has, drawn: no photograph of a person is in this house."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from kbdesk.devices.portrait import Pictures
from kbdesk.domain.portrait import whole

Tint = tuple[int, int, int]
SKINS: tuple[Tint, ...] = ((236, 196, 168), (222, 178, 148), (205, 160, 128), (243, 208, 182))
HAIRS: tuple[Tint, ...] = ((58, 42, 32), (96, 66, 40), (30, 28, 30), (150, 110, 62), (128, 124, 122))
COATS: tuple[Tint, ...] = ((52, 70, 92), (92, 52, 56), (60, 84, 66), (74, 74, 80))
IRISES: tuple[Tint, ...] = ((70, 96, 120), (86, 62, 40), (78, 96, 66))
EYE, PUPIL, LIPS, WALL = (250, 250, 248), (20, 20, 24), (172, 88, 84), (222, 226, 230)


@dataclass(frozen=True)
class Easel:
    """A picture to draw on: lengths are nine-hundredths of its height from the middle of the face."""

    draw: ImageDraw.ImageDraw
    centre: tuple[float, float]
    unit: float

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """Return a box in pixels."""
        (x, y), unit = self.centre, self.unit
        return x + left * unit, y + top * unit, x + right * unit, y + bottom * unit

    def oval(self, x: float, y: float, wide: float, high: float, fill: Tint) -> None:
        """Fill an ellipse about a point."""
        self.draw.ellipse(self.box(x - wide, y - high, x + wide, y + high), fill=fill)

    def slab(self, left: float, top: float, right: float, bottom: float, radius: float, fill: Tint) -> None:
        """Fill a box with round corners."""
        self.draw.rounded_rectangle(self.box(left, top, right, bottom), radius * self.unit, fill=fill)

    def stroke(self, x: float, y: float, wide: float, high: float, ends: tuple[int, int], fill: Tint, pen: int) -> None:
        """Draw a part of an ellipse about a point."""
        box = self.box(x - wide, y - high, x + wide, y + high)
        self.draw.arc(box, *ends, fill=fill, width=round(pen * self.unit))


def face(number: int, width: int = 1400, height: int = 1800) -> Image.Image:
    """Return a drawn face as a camera would take it; the same number gives the same one."""
    chance, picture = Random(number), Image.new("RGB", (width, height), WALL)
    easel = Easel(ImageDraw.Draw(picture), (width / 2, height * 0.46), height / 900)
    skin, hair, coat, iris = (chance.choice(tints) for tints in (SKINS, HAIRS, COATS, IRISES))
    wide, high = chance.uniform(168, 196), chance.uniform(236, 262)
    if chance.random() < 0.5:
        easel.slab(-wide * 1.16, -high * 0.6, wide * 1.16, high * 1.55, 90, hair)
    easel.oval(0, -high * 0.22, wide * 1.14, high * 0.98, hair)
    easel.slab(-350, high * 1.28, 350, 700, 160, coat)
    easel.slab(-74, high * 0.6, 74, high * 1.5, 60, darker(skin, 0.86))
    for side in (-1, 1):
        easel.oval(side * wide * 0.98, 10, 22, 46, darker(skin, 0.94))
    easel.oval(0, 0, wide, high, skin)
    easel.draw.pieslice(easel.box(-wide, -high * 1.04, wide, high * 0.5), 188, 352, fill=hair)
    easel.oval(0, -high * 0.12, wide * 0.93, high * 0.6, skin)
    for side in (-1, 1):
        _eye(easel, side * wide * 0.42, iris, darker(hair, 0.9))
    easel.stroke(0, 57, 30, 27, (20, 160), darker(skin, 0.72), 9)
    easel.stroke(0, 118, 66, 32, (25, 155), LIPS, 13)
    return _photographed(picture, chance)


def _eye(easel: Easel, x: float, iris: Tint, brow: Tint) -> None:
    for wide, high, tint in ((40, 19, EYE), (18, 18, iris), (8, 8, PUPIL)):
        easel.oval(x, -18, wide, high, tint)
    easel.stroke(x, -56, 52, 36, (200, 340), brow, 12)


def _photographed(picture: Image.Image, chance: Random) -> Image.Image:
    """Return a drawing a little out of focus, with the grain of a sensor."""
    small = picture.width // 4, picture.height // 4
    grain = Image.frombytes("L", small, chance.randbytes(small[0] * small[1])).resize(picture.size)
    soft = picture.filter(ImageFilter.GaussianBlur(picture.height / 225))
    return Image.blend(soft, Image.merge("RGB", (grain, grain, grain)), 0.05)


def darker(tint: Tint, part: float) -> Tint:
    """Return a part of a tint's light."""
    red, green, blue = (int(light * part) for light in tint)
    return red, green, blue


def taken(number: int) -> bytes:
    """Return a face as the file of a camera: JPEG."""
    out = BytesIO()
    face(number).save(out, "JPEG", quality=90)
    return out.getvalue()


def portrait(number: int) -> bytes:
    """Return a face as the portrait of a card."""
    file, pictures = taken(number), Pictures()
    seen = pictures.look(file)
    return pictures.portrait(file, whole(seen.full_width, seen.full_height))
