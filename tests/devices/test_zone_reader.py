"""Zones printed in pictures are read where they are sharp, and never read as another."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from kbdesk.devices.zone_reader import ZoneReader
from kbdesk.domain.codes import CodesError
from kbdesk.icao.optical import Optical, seen_zone
from tests.faces import taken

FACE = (Path(__file__).parents[2] / "resources" / "fonts" / "papers" / "KbOcrB-Regular.ttf").read_bytes()
READER = ZoneReader(FACE)
TODAY = date(2022, 8, 10)
CARD = "IDSRB00812345631403978910018<<\n7803141M2805140SRB<<<<<<<<<<<1\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<"
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def page(zone: str, *, pitch: int = 30) -> Image.Image:
    """Return the page of a document at ten letters an inch: a photograph, a name, and the zone below."""
    sheet = Image.new("L", (50 * pitch, 34 * pitch), 244)
    with Image.open(BytesIO(taken(1))) as face:
        sheet.paste(face.convert("L").resize((10 * pitch, 13 * pitch)), (3 * pitch, 4 * pitch))
    draw = ImageDraw.Draw(sheet)
    draw.text((16 * pitch, 6 * pitch), "Mustermann", font=ImageFont.truetype(BytesIO(FACE), pitch), fill=30)
    face_of_zone = ImageFont.truetype(BytesIO(FACE), round(pitch / 0.723))
    lines = zone.split("\n")
    for place, line in enumerate(lines):
        draw.text((2 * pitch, (32 - 2 * (len(lines) - place)) * pitch), line, font=face_of_zone, fill=20)
    return sheet


def seen(sheet: Image.Image, form: str = "JPEG") -> Optical:
    file = BytesIO()
    sheet.save(file, form, **({"quality": 75} if form == "JPEG" else {}))
    return seen_zone(READER.read(file.getvalue()), today=TODAY)


@pytest.mark.parametrize("zone", [CARD, PASSPORT])
def test_a_sharp_zone_is_read(zone: str) -> None:
    assert seen(page(zone).filter(ImageFilter.GaussianBlur(0.7))) == Optical(zone=zone)


def test_so_is_one_that_lies_askew_or_upside_down() -> None:
    askew = page(PASSPORT).rotate(-2.7, Image.Resampling.BICUBIC, fillcolor=244)
    assert seen(askew) == Optical(zone=PASSPORT)
    assert seen(page(CARD).rotate(180), "PNG") == Optical(zone=CARD)


@pytest.mark.parametrize("pitch", [12, 16, 20, 24, 30])
@pytest.mark.parametrize("blur", [0.0, 1.6, 3.0])
def test_a_zone_that_is_coarse_or_blurred_is_read_right_or_not_at_all(pitch: int, blur: float) -> None:
    dim = page(PASSPORT, pitch=pitch).filter(ImageFilter.GaussianBlur(blur * pitch / 30))
    assert seen(dim).zone in ("", PASSPORT)


def test_a_zone_whose_check_digits_do_not_hold_is_not_taken() -> None:
    assert seen(page(PASSPORT.replace("7408122F", "7408123F"))).zone == ""


def test_a_picture_without_a_zone_has_none() -> None:
    assert seen_zone(READER.read(taken(2)), today=TODAY) == Optical()
    assert seen(Image.new("L", (800, 600), 255)) == Optical()


def test_what_is_no_picture_is_told() -> None:
    with pytest.raises(CodesError):
        list(READER.read(b"no picture"))
