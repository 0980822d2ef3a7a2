"""Papers as files that leave the desk: the archive copy carries its record, the encrypted one opens to its password."""

import json
import subprocess
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa

from kbdesk.devices import codes
from kbdesk.domain.codes import CodesError
from kbdesk.domain.paper import Attached
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.papers.file_copy import NOT_ARCHIVAL, PaperFiles

PASSWORD = "tri reke i most"


def files_of(paper):
    record = json.dumps({"number": paper.number, "name": "Стојиљковић"}, ensure_ascii=False).encode()
    return (
        Attached(name="record.json", media_type="application/json", data=record),
        Attached(name="seal.bin", media_type="application/octet-stream", data=paper.seal),
    )


def qpdf(*words):
    return subprocess.run(["qpdf", *words], capture_output=True, check=False)


@pytest.mark.parametrize("kind", [PaperKind.PERMIT, PaperKind.PLATE_FRONT, PaperKind.SHIFT_REPORT])
def test_an_archive_copy_is_pdf_a_3b_and_carries_its_files(press, of_kind, tmp_path, kind):
    paper, file = replace(of_kind(kind), language=Language.SR_CYRL), tmp_path / "copy.pdf"
    pdf = press.draw(paper).pdf
    file.write_bytes(PaperFiles().archived(pdf, files_of(paper), at=paper.at))
    report = pdfa.validate_written(file, "3b")
    assert report.verdict == "pass", [str(finding) for finding in report.findings]
    assert pdfa.validate_written(file, "2b").verdict != "pass"
    checked = qpdf("--check", file)
    assert (checked.returncode, checked.stderr) == (0, b"")
    for one in files_of(paper):
        assert qpdf(f"--show-attachment={one.name}", file).stdout == one.data
    with pikepdf.open(file) as copy, pikepdf.open(BytesIO(pdf)) as original:
        assert [str(spec.AFRelationship) for spec in copy.Root.AF] == ["/Source", "/Source"]
        assert [page.Contents.read_bytes() for page in copy.pages] == [
            page.Contents.read_bytes() for page in original.pages
        ]


def test_the_same_paper_gives_the_same_archive_copy(press, people):
    paper = people.permit(people.LJUBICA)
    pdf, files = press.draw(paper).pdf, files_of(paper)
    once = PaperFiles().archived(pdf, files, at=paper.at)
    assert once == PaperFiles().archived(pdf, files, at=paper.at)
    assert once != PaperFiles().archived(pdf, files[:1], at=paper.at)


def test_an_encrypted_file_opens_to_its_password_alone_and_says_that_it_is_no_pdf_a(press, people, tmp_path):
    file, pdf = tmp_path / "locked.pdf", press.draw(people.permit(people.LJUBICA)).pdf
    file.write_bytes(PaperFiles().locked(pdf, PASSWORD))
    assert qpdf("--check", file).returncode != 0
    assert qpdf(f"--password={PASSWORD}x", "--check", file).returncode != 0
    opened = qpdf(f"--password={PASSWORD}", "--check", file)
    assert (opened.returncode, opened.stderr) == (0, b"")
    assert b"file encryption method: AESv3" in opened.stdout and b"R = 6" in opened.stdout
    with pikepdf.open(file, password=PASSWORD) as copy:
        said = copy.Root.Metadata.read_bytes().decode()
        assert str(copy.docinfo.Subject) == NOT_ARCHIVAL and NOT_ARCHIVAL in said
        assert "pdfaid:part" not in said
    assert "Stojiljković".encode("utf-16-be") not in file.read_bytes()


def test_what_claims_to_be_something_else_is_not_reworded(press, people):
    archived = PaperFiles().archived(press.draw(people.permit(people.LJUBICA)).pdf, (), at=people.AT)
    with pytest.raises(ValueError, match="claims something else"):
        PaperFiles().locked(archived, PASSWORD)


def test_the_desks_reader_finds_the_seal_of_an_archive_copy_and_nothing_in_a_locked_file(press, people):
    paper = people.permit(people.LJUBICA)
    pdf = press.draw(paper).pdf
    archived = PaperFiles().archived(pdf, files_of(paper), at=paper.at)
    assert paper.seal in {code.data for code in codes.read(archived)}
    with pytest.raises(CodesError):
        codes.read(PaperFiles().locked(pdf, PASSWORD))
