"""The portrait on a permit: the card's own bytes, in their place, in a file that stays what it was."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa
from PIL import Image, ImageChops

from kbdesk.domain.vocabulary import Language
from tests.faces import portrait
from tests.papers.test_late import differences, images

DOTS = 900 / 210


@pytest.fixture(scope="module")
def permit(people):
    return people.permit(people.FACE)


def place(press, paper):
    """Return the part of the first page where the portrait is, as pixels."""
    page = next(iter(images(press, paper)))
    return page.crop([round(edge * DOTS) for edge in (8.4, 86.6, 37.6, 124.4)])


def test_the_file_carries_the_bytes_of_the_card_and_is_still_pdf_a_2b(press, people, permit, tmp_path):
    file = tmp_path / "permit.pdf"
    file.write_bytes(press.draw(permit).pdf)
    assert pdfa.validate_written(file, "2b").verdict == "pass"
    with pikepdf.open(file) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert bytes(image.read_raw_bytes()) == people.FACE.portrait
        assert (int(image.Width), int(image.Height)) == (413, 531)
        assert not pdf.pages[1].get_images() or pdf.pages[1].Resources == pdf.pages[0].Resources


def test_it_is_seen_where_the_layout_has_it(press, people, permit):
    seen = place(press, permit)
    face = Image.open(BytesIO(people.FACE.portrait)).crop((6, 6, 408, 526)).resize(seen.size)
    apart = ImageChops.difference(seen, face).convert("L").resize((8, 8), Image.Resampling.BOX)
    corner = [apart.getpixel((x, y)) for x in range(8) for y in range(8) if x < 5 or y < 4]
    assert max(corner) < 25
    other = place(press, people.permit(replace(people.LJUBICA, portrait=portrait(4))))
    assert ImageChops.difference(seen, other).getbbox()


def test_the_same_card_gives_the_same_bytes_and_another_face_others(press, people, permit):
    again = people.permit(replace(people.LJUBICA, portrait=bytes(bytearray(people.FACE.portrait))))
    assert press.draw(permit).sha256 == press.draw(again).sha256
    assert press.draw(people.permit(replace(people.LJUBICA, portrait=portrait(4)))).sha256 != press.draw(again).sha256


def test_its_proof_differs_from_it_only_where_the_layout_says_so(press, people, permit):
    proof, late = people.proof(permit), press.late_boxes(permit)
    assert late == press.late_boxes(proof)
    assert differences(press, permit, proof, late) == []
    other = people.proof(people.permit(replace(people.LJUBICA, portrait=portrait(4))))
    assert differences(press, permit, other, late)


@pytest.mark.parametrize("language", list(Language))
def test_a_permit_with_a_portrait_is_at_most_ninety_kilobytes(press, permit, language):
    bare = replace(permit, permit=replace(permit.permit, traveler=replace(permit.permit.traveler, portrait=b"")))
    sizes = [len(press.draw(replace(paper, language=language)).pdf) for paper in (permit, bare)]
    assert sizes[0] <= 90_000 and sizes[1] <= 60_000
    assert sizes[0] - sizes[1] < len(permit.permit.traveler.portrait) + 500


def test_a_place_without_a_portrait_still_says_what_belongs_there(press, people, permit):
    named = [box.name for box in press.boxes(people.permit(people.LJUBICA)) if box.text]
    assert named.count("photograph") == 3
    assert "photograph" not in [box.name for box in press.boxes(permit) if box.text]


@pytest.mark.parametrize("rubbish", [b"no picture", b"\xff\xd8\xff"])
def test_what_is_no_portrait_is_not_drawn(press, people, rubbish):
    with pytest.raises(ValueError, match="portrait"):
        press.draw(people.permit(replace(people.LJUBICA, portrait=rubbish)))
