"""The file itself: PDF/A-2b as written, fonts inside, nothing personal outside the page."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa

from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.papers.faces import Face


@pytest.mark.parametrize("kind", list(PaperKind))
def test_what_is_written_is_pdf_a_2b(press, of_kind, tmp_path, kind):
    file = tmp_path / "paper.pdf"
    file.write_bytes(press.draw(replace(of_kind(kind), language=Language.SR_CYRL)).pdf)
    report = pdfa.validate_written(file, "2b")
    assert report.verdict == "pass", [str(finding) for finding in report.findings]
    with pikepdf.open(file) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_file_without_its_output_intent_is_not_pdf_a_2b(press, people, tmp_path):
    file = tmp_path / "paper.pdf"
    with pikepdf.open(BytesIO(press.draw(people.permit(people.LJUBICA)).pdf)) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(file)
    assert pdfa.validate_written(file, "2b").verdict != "pass"


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_font_is_embedded_and_subset(press, of_kind, kind):
    with pikepdf.open(BytesIO(press.draw(of_kind(kind)).pdf)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) >= 2
        for font in fonts.values():
            tag, _, name = str(font.BaseFont).removeprefix("/").partition("+")
            assert len(tag) == 6 and tag.isupper() and name.startswith("Kb")
            assert "/FontFile2" in font.FontDescriptor
            assert len(font.FontDescriptor.FontFile2.read_bytes()) == int(font.FontDescriptor.FontFile2.Length1)


def test_the_file_names_its_kind_number_language_and_instant_and_no_person(press, people):
    paper = replace(people.permit(people.LJUBICA), language=Language.SR_CYRL)
    printed = press.draw(paper)
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        assert str(pdf.docinfo.Title) == f"permit {paper.number}"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20220810143200+02'00'"
        assert str(pdf.Root.Lang) == "sr-Cyrl"
        metadata = pdf.Root.Metadata.read_bytes().decode()
        outside = metadata + repr(dict(pdf.docinfo.items()))
    assert "2022-08-10T14:32:00+02:00" in metadata
    assert "Stojiljković" not in outside and "009876543" not in outside
    assert b"/Trans" not in printed.pdf


def test_letters_beyond_the_shared_ones_go_into_subsets_of_their_own(press, people):
    traveler = replace(people.LJUBICA, surname="Ýřáčková Őž", given_names="Ґ є ї")
    with pikepdf.open(BytesIO(press.draw(people.permit(traveler)).pdf)) as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert len(names) > len({name.partition("+")[2] for name in names})


@pytest.mark.parametrize("drill", [False, True], ids=["real", "drill"])
@pytest.mark.parametrize("language", list(Language))
def test_a_permit_without_a_portrait_is_at_most_sixty_kilobytes(press, people, language, drill):
    paper = replace(people.permit(people.LJUBICA), language=language, post=replace(people.POST, drill=drill))
    assert len(press.draw(paper).pdf) <= 60_000


@pytest.mark.parametrize("language", [Language.SQ, Language.SR_CYRL])
def test_what_a_document_leaves_out_of_its_faces_leaves_no_trace(press, people, of_kind, monkeypatch, language):
    papers = [replace(of_kind(kind), language=language) for kind in (PaperKind.PERMIT, PaperKind.PLATE_RECEIPT)]
    lean = [press.draw(paper).pdf for paper in papers]
    shared_subset = Face.shared_subset
    monkeypatch.setattr(Face, "shared_subset", lambda face, _letters: shared_subset(face, frozenset(face.shared)))
    monkeypatch.setattr("kbdesk.papers.faces._embedded", bytes)
    whole_press = people.press()
    whole = [whole_press.draw(paper).pdf for paper in papers]
    assert all(len(one) + 40_000 < len(other) for one, other in zip(lean, whole, strict=True))
    for one, other in zip(lean, whole, strict=True):
        assert press.pages(one, width=900) == press.pages(other, width=900)
