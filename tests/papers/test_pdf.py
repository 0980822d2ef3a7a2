"""The papers as other programs read them: sound to qpdf, words whole to poppler, nothing personal off the page."""

import re
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from kbdesk.domain.vocabulary import Language, PaperKind

KINDS = list(PaperKind)


def letters(text):
    return "".join(text.split())


def read_by_poppler(pdf):
    """Return the words of a PDF in the order in which they were set."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    assert done.stderr == b""
    return letters(done.stdout.decode())


def checked_by_qpdf(file):
    return subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", KINDS)
def test_qpdf_finds_nothing_wrong(press, of_kind, tmp_path, kind):
    file = tmp_path / "paper.pdf"
    file.write_bytes(press.draw(of_kind(kind)).pdf)
    done = checked_by_qpdf(file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "No syntax or stream encoding errors found" in done.stdout


def test_qpdf_finds_a_file_that_was_cut(press, people, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(press.draw(people.permit(people.LJUBICA)).pdf[:-2000])
    assert checked_by_qpdf(file).returncode != 0


@pytest.mark.parametrize("kind", KINDS)
def test_poppler_reads_every_word_that_was_set_and_no_other(press, of_kind, kind):
    paper = replace(of_kind(kind), language=Language.SR_CYRL)
    found, set_there = read_by_poppler(press.draw(paper).pdf), [letters(box.text) for box in press.boxes(paper)]
    assert [text for text in set_there if text not in found] == []
    beyond = Counter(found) - Counter("".join(set_there))
    assert re.fullmatch(r"[0-9A-Z·]*", "".join(beyond)), "more than microtext"


def test_poppler_reads_every_script_and_foreign_letters(press, people):
    names = {"surname": "Đurđević Ђурђевић Żółć", "given_names": "Çelë Ёлка İbrahim Ő"}
    for language in Language:
        paper = replace(people.permit(replace(people.LJUBICA, **names)), language=language)
        found = read_by_poppler(press.draw(paper).pdf)
        assert all(letters(name) in found for name in names.values())
        assert "Lejeepërkohshme" in found and "Temporarypermit" in found
        assert ("Привременадозвола" in found) == (language is Language.SR_CYRL)


def off_the_page(pdf):
    """Return all that a file says beside its pages' content: names, strings, metadata, in one text."""
    said = [str(pdf.trailer)]
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            said.append(repr(dict(thing.items())))
            if thing.get("/Type") == "/Metadata":
                said.append(thing.read_bytes().decode())
        else:
            said.append(repr(thing))
    return "\n".join(said)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_personal_stands_off_the_page(press, people, of_kind, kind):
    paper = of_kind(kind)
    with pikepdf.open(BytesIO(press.draw(paper).pdf)) as pdf:
        said, title = off_the_page(pdf), str(pdf.docinfo.Title)
    assert title == f"{kind} {paper.number}" and title in said
    personal = (people.LJUBICA, people.CAR)
    values = {str(getattr(card, name)) for card in personal for name in card.__slots__}
    for value in {value for value in values if len(value) > 4}:
        assert value not in said and value.replace("-", "") not in said
