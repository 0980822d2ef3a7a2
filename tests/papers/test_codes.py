"""What a machine reads back from a rendered page: codes and zone."""

import pypdfium2
import zxingcpp
from PIL import Image

from kbdesk.domain.vocabulary import PaperKind

MM = 72 / 25.4


def picture(press, paper, *, dpi, millimetres):
    page = press.pages(press.draw(paper).pdf, width=round(millimetres / 25.4 * dpi))[0]
    return Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX").convert("L")


def test_both_codes_of_a_label_give_the_envelope_at_203_dpi(press, people):
    paper = people.permit(people.LJUBICA, PaperKind.ENVELOPE_LABEL)
    found = zxingcpp.read_barcodes(picture(press, paper, dpi=203, millimetres=62))
    assert {(code.format, code.bytes) for code in found} == {
        (zxingcpp.BarcodeFormat.DataMatrix, b"E" + people.ENVELOPE.encode()),
        (zxingcpp.BarcodeFormat.Code128, b"E" + people.ENVELOPE.encode()),
    }


def test_the_code_of_a_receipt_gives_the_envelope_at_150_dpi(press, people):
    for paper in (
        people.permit(people.LJUBICA, PaperKind.SURRENDER_RECEIPT),
        people.registration(people.CAR, PaperKind.PLATE_RECEIPT),
    ):
        found = zxingcpp.read_barcodes(picture(press, paper, dpi=150, millimetres=210))
        assert {code.format: code.bytes for code in found} == {
            zxingcpp.BarcodeFormat.DataMatrix: b"E" + people.ENVELOPE.encode(),
            zxingcpp.BarcodeFormat.QRCode: paper.seal,
        }


def test_the_zone_is_text_in_ocr_b_at_ten_characters_an_inch(press, people):
    """Doc 9303-6: pitch 2.54 mm; line centres 15.75 and 9.40 mm above the lower edge, here the fold at 148.5 mm."""
    paper = people.permit(people.LJUBICA)
    lines = [box for box in press.boxes(paper) if box.name == "zone"]
    assert [round((box.top + box.bottom) / 2, 2) for box in lines] == [148.5 - 15.75, 148.5 - 9.40]
    assert all(abs(box.right - box.left - 36 * 2.54) < 0.02 for box in lines)
    document = pypdfium2.PdfDocument(press.draw(paper).pdf)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    for line in paper.permit.mrz.split("\n"):
        assert line in text
