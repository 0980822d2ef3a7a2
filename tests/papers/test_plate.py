"""The plates: true to scale, nothing in the seam, no state's pattern."""

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers import plate_art
from kbdesk.papers.errors import DoesNotFitError

PLATES = (PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR)
MM = 72 / 25.4


def page_images(press, pdf, scale):
    """Return the pages at `scale` pixels a millimetre."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        widths = [document[i].get_width() / MM for i in range(len(document))]
    finally:
        document.close()
    for number, width in enumerate(widths):
        page = press.pages(pdf, width=round(width * scale))[number]
        yield Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX").convert("L")


@pytest.mark.parametrize("kind", PLATES)
def test_the_first_page_is_the_plate_and_the_others_are_a4(press, people, kind):
    document = pypdfium2.PdfDocument(press.draw(people.registration(people.CAR, kind)).pdf)
    try:
        sizes = [tuple(round(side / MM, 2) for side in document[i].get_size()) for i in range(len(document))]
    finally:
        document.close()
    assert sizes == [(520.0, 110.0), (297.0, 210.0), (297.0, 210.0)]


def test_the_ruler_is_a_hundred_millimetres_on_every_tile(press, people):
    pdf = press.draw(people.registration(people.CAR, PaperKind.PLATE_FRONT)).pdf
    scale = 20
    for image in list(page_images(press, pdf, scale))[1:]:
        line = round((16 + 110 + 16 + 4 - 2.6) * scale)
        strip = image.crop((0, line, round(125 * scale), line + 1))
        dark = [x for x in range(strip.width) if strip.getpixel((x, 0)) < 128]
        first, last = dark[0], dark[-1]
        starts = [x for x in dark if x - 1 not in dark]
        assert len(starts) == 3
        assert (last - first) / scale == pytest.approx(100, abs=0.35)


def test_nothing_but_the_frame_lies_in_the_seam(press, people):
    for number in (4711, 888888, 404040):
        paper = people.registration(people.CAR, PaperKind.PLATE_REAR, number=people.numbers.make("M", "W", number))
        image = next(page_images(press, press.draw(paper).pdf, 4))
        left, right = (round(x * 4) for x in plate_art.SEAM)
        seam = image.crop((left, 4 * 4, right, (110 - 4) * 4))
        assert seam.getextrema() == (255, 255)
        beside = image.crop((left - 120, 4 * 4, left, (110 - 4) * 4))
        assert beside.getextrema()[0] < 64


def test_front_and_rear_say_which_they_are(press, people):
    front, rear = (press.draw(people.registration(people.CAR, kind)).pdf for kind in PLATES)
    assert front != rear


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("P 004711 J2 8", ("P", "004711", "J2", "8")),
        ("P 004711 J8", ("P", "004711", "J", "8")),
        ("P 000001 MW 0", ("P", "000001", "MW", "0")),
    ],
)
def test_a_plate_is_drawn_in_the_groups_it_is_given_in(text, parts):
    assert plate_art.groups(text) == parts


def test_a_plate_that_does_not_fit_is_refused(press, people):
    paper = people.registration(people.CAR, PaperKind.PLATE_FRONT)
    assert press.draw(paper)
    for text in ("P 0047110 J2 8", "PX 004711 J2 8", "P 004711 J2XX 8", ""):
        with pytest.raises(DoesNotFitError, match="plate"):
            press.draw(replace(paper, registration=replace(paper.registration, plate=text)))
