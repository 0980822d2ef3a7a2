"""The seal on the page: what a camera reads of it, where it may not be read, and what fits its place."""

from dataclasses import replace
from math import hypot

import pytest
import zxingcpp
from PIL import Image

from kbdesk.desk.sealing import UNSEALED
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.papers.codes import QUIET
from kbdesk.papers.errors import DoesNotFitError

SEALED = [kind for kind in PaperKind if kind not in UNSEALED]
WIDTHS = {PaperKind.PLATE_FRONT: 520, PaperKind.PLATE_REAR: 520}


def pages(press, paper, *, dpi):
    width = WIDTHS.get(paper.kind, 210)
    for page in press.pages(press.draw(paper).pdf, width=round(width / 25.4 * dpi)):
        yield Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX").convert("L")


def seals(press, paper, *, dpi):
    """Return the QR codes of the first page."""
    first = next(pages(press, paper, dpi=dpi))
    return zxingcpp.read_barcodes(first, formats=zxingcpp.BarcodeFormat.QRCode)


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("kind", SEALED)
def test_the_seal_of_every_kind_reads_back_the_same_bytes(press, of_kind, kind, dpi):
    paper = replace(of_kind(kind), language=Language.SR_CYRL)
    found = seals(press, paper, dpi=dpi)
    assert found and {code.bytes for code in found} == {paper.seal}
    assert {code.ec_level for code in found} == {"Q"}


@pytest.mark.parametrize("kind", SEALED)
def test_no_seal_is_read_on_a_proof_on_a_void_copy_and_where_there_is_none(press, people, of_kind, kind):
    paper = of_kind(kind)
    void = replace(paper, copy=1, void=True)
    for other in (people.proof(paper), void, replace(paper, seal=b"")):
        for page in pages(press, other, dpi=200):
            assert zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode) == []


@pytest.mark.parametrize("kind", SEALED)
def test_a_stamp_in_its_place_stays_off_the_seal(press, of_kind, kind):
    """60 mm between the two middles leave room for a hand that is 12 mm off."""
    boxes = [box for box in press.boxes(of_kind(kind)) if not box.lines]
    for seal in (box for box in boxes if box.name == "seal"):
        for stamp in (box for box in boxes if box.name == "stamp" and box.page == seal.page):
            apart = hypot(*(a - b for a, b in zip(middle(seal), middle(stamp), strict=True)))
            assert apart >= 60


def middle(box):
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def test_a_copy_and_a_drill_bear_a_seal_that_reads(press, people):
    paper = people.permit(people.LJUBICA)
    for other in (replace(paper, copy=2), replace(paper, post=replace(people.POST, drill=True))):
        assert [code.bytes for code in seals(press, other, dpi=150)] == [paper.seal]


def test_the_seal_of_a_permit_has_dots_of_half_a_millimetre_and_a_quiet_zone_of_four(press, people):
    """6 dots of a printer of 300 dpi a module: of the first sheet at 300 dpi nothing else is needed to see both."""
    paper = people.permit(people.LJUBICA)
    (code,) = seals(press, paper, dpi=300)
    corners = code.position
    side = corners.top_right.x - corners.top_left.x + 1
    assert abs(side / 6 - 61) < 0.5
    image = next(pages(press, paper, dpi=300))
    left, top = corners.top_left.x, corners.top_left.y
    quiet = 6 * QUIET - 3
    around = image.crop((left - quiet, top - quiet, left + side + quiet, top - 3))
    assert min(around.tobytes()) > 200


@pytest.mark.parametrize("category", ["M1", "L3e", "O2"])
def test_the_seal_of_a_plate_has_modules_of_six_tenths_of_a_millimetre(press, people, category):
    paper = people.registration(replace(people.CAR, category=category), PaperKind.PLATE_REAR)
    (page, *_) = press.pages(press.draw(paper).pdf, width=2080)
    image = Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX").convert("L")
    (code,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    scale = 2080 / (240 if category == "L3e" else 520)
    side = (code.position.top_right.x - code.position.top_left.x + 1) / scale
    assert abs(side - 57 * 0.6) < 0.5
    assert code.bytes == paper.seal


@pytest.mark.parametrize("wide", ["LONG_CAR", "WIDE_CAR"])
def test_what_says_more_than_usual_still_reads(press, people, wide):
    car = replace(getattr(people, wide), vin="Ž" * 20, plate="KŽ 1234-ŽŽ")
    paper = people.registration(car)
    assert len(paper.seal) > 200
    assert [code.bytes for code in seals(press, paper, dpi=300)] == [paper.seal]


def test_a_seal_too_large_for_its_place_is_refused_and_not_shrunk_out_of_reading(press, people):
    paper = people.permit(people.LJUBICA)
    with pytest.raises(DoesNotFitError):
        press.draw(replace(paper, seal=bytes(600)))
    with pytest.raises(DoesNotFitError):
        press.draw(replace(people.notice(people.LJUBICA), seal=bytes(300)))
    press.draw(replace(paper, seal=bytes(300)))


@pytest.mark.parametrize("kind", [PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR])
def test_a_plate_bears_the_same_seal_in_true_size_and_on_one_of_its_two_sheets(press, people, kind):
    paper = people.registration(people.CAR, kind)
    read = []
    for number, page in enumerate(press.pages(press.draw(paper).pdf, width=round(297 / 25.4 * 200))):
        image = Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX").convert("L")
        read.append((number, [code.bytes for code in zxingcpp.read_barcodes(image)]))
    assert [(number, codes) for number, codes in read if codes and number] == [(2, [paper.seal])]


def test_a_paper_without_a_seal_says_so_in_three_languages_and_a_proof_does_not(press, people):
    paper = people.permit(people.LJUBICA)
    said = "WITHOUT A DIGITAL SEAL"
    assert said in texts(press, replace(paper, seal=b""))
    assert {"PA VULË DIGJITALE", "BEZ DIGITALNOG PEČATA"} <= set(texts(press, replace(paper, seal=b"")).split("\n"))
    assert said not in texts(press, paper)
    assert said not in texts(press, people.proof(paper))


def texts(press, paper):
    import pypdfium2

    document = pypdfium2.PdfDocument(press.draw(paper).pdf)
    try:
        return document[0].get_textpage().get_text_range().replace("\r", "")
    finally:
        document.close()
