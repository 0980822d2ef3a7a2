"""The press as the desk sees it: every kind, the same bytes, nothing left out."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from kbdesk.domain.vocabulary import Language, PaperKind

KINDS = list(PaperKind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_for_every_reader(press, of_kind, kind):
    paper = of_kind(kind)
    drawn = {language: press.draw(replace(paper, language=language)) for language in Language}
    assert all(printed.pdf.startswith(b"%PDF-1.7") for printed in drawn.values())
    assert drawn[Language.SR_CYRL].pdf != drawn[Language.SR_LATN].pdf
    assert {printed.kind for printed in drawn.values()} == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_paper_gives_the_same_bytes(press, people, of_kind, kind):
    paper = of_kind(kind)
    once, twice = press.draw(paper), people.press().draw(paper)
    assert once.pdf == twice.pdf
    assert once.sha256 == sha256(once.pdf).hexdigest()
    assert press.draw(replace(paper, at=paper.at + timedelta(seconds=1))).pdf != once.pdf


def test_the_same_papers_give_the_same_bytes_in_another_process(press, people):
    script = (
        "import sys, runpy; sys.path.insert(0, 'packaging');"
        "m = runpy.run_path('packaging/papers.py', run_name='samples'); p = m['press']();"
        "print(p.draw(m['permit'](m['LONG'])).sha256);"
        "print(*(p.draw(m['notice'](m['LONG'], kind)).sha256 for kind in m['NOTICE_PAPERS']))"
    )
    strange = {**os.environ, "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "12345", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    root = os.fspath(people.RESOURCES.parent)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=strange, capture_output=True, text=True, check=True
    )
    papers = [people.permit(people.LONG), *(people.notice(people.LONG, kind) for kind in people.NOTICE_PAPERS)]
    assert done.stdout.split() == [press.draw(paper).sha256 for paper in papers]


def test_drawing_something_else_in_between_changes_nothing(press, people):
    paper = people.permit(people.LJUBICA)
    before = press.draw(paper).pdf
    press.draw(people.permit(people.WIDE_CYRILLIC))
    press.draw(people.permit(replace(people.LJUBICA, surname="Ýřáčková")))
    assert press.draw(paper).pdf == before


def test_a_number_changes_the_line_art(press, people):
    other = people.numbers.make("J", "2", 4712)
    one, two = people.permit(people.LJUBICA), people.permit(people.LJUBICA, number=other)
    assert press.draw(one).pdf != press.draw(two).pdf


def test_a_permit_is_not_drawn_from_a_registration(press, people):
    paper = replace(people.registration(people.CAR), kind=PaperKind.PERMIT)
    with pytest.raises(ValueError, match="drawn from a permit"):
        press.draw(paper)


def test_a_notice_is_not_drawn_from_a_permit(press, people):
    paper = replace(people.permit(people.LJUBICA), kind=PaperKind.REFUSAL_NOTICE)
    with pytest.raises(ValueError, match="drawn from a notice"):
        press.draw(paper)


def test_pages_come_as_wide_as_asked(press, people):
    pages = press.pages(press.draw(people.permit(people.LJUBICA)).pdf, width=420)
    assert [(page.width, page.height) for page in pages] == [(420, 594), (420, 594)]
    assert all(len(page.pixels) == page.width * page.height * 4 for page in pages)
