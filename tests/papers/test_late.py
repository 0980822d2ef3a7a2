"""A proof and its paper differ only inside the boxes that the layout declares late."""

from dataclasses import replace
from math import ceil, floor

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from kbdesk.domain.vocabulary import Language, PaperKind

WIDTH = 900


def images(press, paper):
    for page in press.pages(press.draw(paper).pdf, width=WIDTH):
        yield Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX")


def millimetres(press, paper):
    """Return how wide each page is."""
    document = pypdfium2.PdfDocument(press.draw(paper).pdf)
    try:
        return [page.get_width() / 72 * 25.4 for page in document]
    finally:
        document.close()


def differences(press, paper, proof, boxes):
    """Return for each page where paper and proof differ outside the boxes, in mm."""
    found, widths = [], millimetres(press, paper)
    for number, (one, two) in enumerate(zip(images(press, paper), images(press, proof), strict=True), 1):
        scale = WIDTH / widths[number - 1]
        for image in (one, two):
            draw = ImageDraw.Draw(image)
            for box in boxes:
                if box.page == number:
                    start = floor(box.x * scale), floor(box.y * scale)
                    draw.rectangle(
                        (start, (ceil((box.x + box.w) * scale), ceil((box.y + box.h) * scale))), fill="white"
                    )
        where = ImageChops.difference(one, two).getbbox()
        if where:
            found.append((number, *(round(edge / scale, 1) for edge in where)))
    return found


@pytest.mark.parametrize("drill", [False, True], ids=["real", "drill"])
@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_proof_differs_from_its_paper_only_where_the_layout_says_so(press, people, of_kind, kind, drill):
    paper = replace(of_kind(kind), post=replace(people.POST, drill=drill), language=Language.SR_CYRL)
    proof = people.proof(paper)
    late = press.late_boxes(paper)
    assert late == press.late_boxes(proof)
    assert differences(press, paper, proof, late) == []


@pytest.mark.parametrize("kind", [PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_REAR])
@pytest.mark.parametrize("card", ["MOTORCYCLE", "TRAILER"])
def test_so_do_the_plates_of_motorcycles_and_trailers(press, people, card, kind):
    paper = people.registration(getattr(people, card), kind)
    proof, late = people.proof(paper), press.late_boxes(paper)
    assert late == press.late_boxes(proof)
    assert differences(press, paper, proof, late) == []
    assert differences(press, paper, proof, ())


@pytest.mark.parametrize("kind", list(PaperKind))
def test_without_the_late_boxes_the_difference_is_seen_on_the_first_page(press, people, of_kind, kind):
    paper = of_kind(kind)
    assert differences(press, paper, people.proof(paper), ())[0][0] == 1


def test_another_name_is_seen_outside_the_late_boxes(press, people):
    paper = people.permit(people.LJUBICA)
    other = people.proof(people.permit(replace(people.LJUBICA, surname="Stojiljkovič")))
    assert differences(press, paper, other, press.late_boxes(paper))


def test_late_boxes_leave_what_the_officer_reads_to_be_compared(press, people):
    paper = people.permit(people.LJUBICA)
    late = press.late_boxes(paper)
    names = {"surname", "given names", "valid until", "paper.birth_date", "paper.nationality", "basis", "item", "law"}
    for box in press.boxes(paper):
        if box.name in names - {"item"}:
            assert not any(
                place.page == box.page
                and box.left < place.x + place.w
                and place.x < box.right
                and box.top < place.y + place.h
                and place.y < box.bottom
                for place in late
            ), box
    assert names <= {box.name for box in press.boxes(paper)}
