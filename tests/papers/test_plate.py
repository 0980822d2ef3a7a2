"""The plates: true to scale, nothing in the seam, no state's pattern."""

from dataclasses import replace

import pypdfium2
import pytest

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers.errors import DoesNotFitError
from kbdesk.papers.plate_art import groups
from kbdesk.papers.plate_form import PlateLayoutError, Plates

PLATES = (PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR)
MM = 72 / 25.4


def page_images(pdf, scale, *, top=0.0, height=None):
    """Return the pages at `scale` pixels a millimetre, or a strip of them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            below = 0 if height is None else page.get_height() - (top + height) * MM
            yield page.render(scale=scale / MM, crop=(0, below, 0, top * MM)).to_pil().convert("L")
    finally:
        document.close()


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
    for image in list(page_images(pdf, scale, top=16 + 110 + 16 + 4 - 2.6, height=1))[1:]:
        strip = image.crop((0, 0, round(125 * scale), 1))
        dark = [x for x in range(strip.width) if strip.getpixel((x, 0)) < 128]
        first, last = dark[0], dark[-1]
        starts = [x for x in dark if x - 1 not in dark]
        assert len(starts) == 3
        assert (last - first) / scale == pytest.approx(100, abs=0.35)


def test_nothing_but_the_frame_lies_in_the_seam(press, people):
    for number in (4711, 888888, 404040):
        paper = people.registration(people.CAR, PaperKind.PLATE_REAR, number=people.numbers.make("M", "W", number))
        image = next(page_images(press.draw(paper).pdf, 4))
        left, right = (round(x * 4) for x in people.plates().forms["long"].seam)
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
    assert groups(text) == parts


def test_a_plate_that_does_not_fit_is_refused(press, people):
    paper = people.registration(people.CAR, PaperKind.PLATE_FRONT)
    assert press.draw(paper)
    for text in ("P 0047110 J2 8", "PX 004711 J2 8", "P 004711 J2XX 8", ""):
        with pytest.raises(DoesNotFitError, match="plate"):
            press.draw(replace(paper, registration=replace(paper.registration, plate=text)))


@pytest.mark.parametrize(
    ("card", "sizes"),
    [("MOTORCYCLE", [(240.0, 130.0), (297.0, 210.0)]), ("TRAILER", [(520.0, 110.0), (297.0, 210.0), (297.0, 210.0)])],
)
def test_a_motorcycle_has_two_lines_on_one_sheet_and_a_trailer_a_long_plate(press, people, card, sizes):
    pdf = press.draw(people.registration(getattr(people, card), PaperKind.PLATE_REAR)).pdf
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [tuple(round(side / MM, 2) for side in document[i].get_size()) for i in range(len(document))]
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert found == sizes
    assert ("TRAILER" in text) == (card == "TRAILER")


@pytest.mark.parametrize(
    ("category", "trailer", "code"),
    [("M1", False, "V-2"), ("L3e", False, "V-4"), (" l7e", False, "V-4"), ("O2", False, "V-7"), ("О1", False, "V-7"),
     ("", True, "V-7"), ("L3e", True, "V-7"), ("", False, "V-2")],
)  # fmt: skip
def test_the_category_decides_which_form_a_plate_has(people, category, trailer, code):
    assert people.plates().of(category, trailer=trailer).code == code


def test_a_proofs_mark_lies_over_the_number_alone_in_every_form(people):
    for form in people.plates().forms.values():
        for x, y, w, h in form.overprint:
            assert any(
                left <= x and x + w <= left + wide and top <= y and y + h <= top + high
                for left, top, wide, high in form.late
            )


def test_what_is_drawn_lies_inside_the_plate_in_every_form(people):
    for name, form in people.plates().forms.items():
        places = [*form.boxes.values(), *(words.box for words in form.words.values()), *form.late, *form.overprint]
        places += [(x, row.foot - row.cap, row.cell, row.cap) for row in form.letters.values() for x in row.at]
        for x, y, w, h in places:
            assert form.edge <= x < x + w <= form.width - form.edge, name
            assert 0 < y < y + h < form.height, name


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("[long]", "[lang]", "lang"),
        ('like = "long"', 'like = "trailer"', "stands by itself"),
        ("width = 520\n", "", "width"),
        ("width = 520\n", "width = 'wide'\n", "out of place"),
        ("radius = 6\n", "radius = 6\nglow = 1\n", "glow"),
        ("check = [361.5, 54.6, 22, 35.4]\n", "", "exactly check, seal, tile"),
        ("foot = 90, cap = 70, cell = 44", "foot = 90, cap = 70", "cell"),
        ("[two-lines.letters]", "[two-lines.letter]", "letter"),
    ],
)
def test_a_layout_that_is_not_whole_is_told_and_not_drawn(people, before, after, fault):
    text = (people.RESOURCES / "plates" / "provisional.toml").read_text("utf-8")
    assert Plates.read(text).forms.keys() == {"long", "trailer", "two-lines"}
    with pytest.raises(PlateLayoutError, match=fault):
        Plates.read(text.replace(before, after, 1))


def test_the_windscreen_copy_is_two_cards_with_the_whole_chassis_number(press, people):
    boxes = press.boxes(people.registration(people.CAR, PaperKind.WINDSCREEN_COPY))
    for top, bottom in ((0, 148.5), (148.5, 297)):
        card = {box.name: box for box in boxes if top <= box.top < bottom}
        assert {"paper.vin", "valid until", "seal", "windscreen place"} <= card.keys()
        assert card["valid until"].size == 66
        assert card["seal"].right - card["seal"].left > 41
        assert all(box.bottom < bottom - 4 or box.name == "cut" for box in card.values())
