"""What stands alike on many papers is set once: and each paper says what it would say if it were drawn alone."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from kbdesk.domain.vocabulary import Disposition, Language, PaperKind
from kbdesk.papers.archive import Archive, Label
from kbdesk.papers.sheet import Sheet
from kbdesk.papers.stencils import Stencils
from kbdesk.papers.style import SMALL


@pytest.fixture
def page(press, people):
    """Return a new page of a permit's size."""
    paper = people.permit(people.LJUBICA)
    label = Label(title="permit", language="en", at=paper.at)

    def new():
        return Sheet(Archive(label, icc=b""), press._faces, PaperKind.PERMIT)

    return new


def other_law(paper, **changes):
    return replace(paper, basis=replace(paper.basis, **changes))


def test_a_press_that_drew_other_papers_draws_each_as_a_new_one_would(press, people):
    permit, registration = people.permit(people.LJUBICA), people.registration(people.CAR)
    shown = replace(permit, permit=replace(permit.permit, disposition=Disposition.SHOWN))
    text = {"sq": "Neni i ri.", "sr": "Novi član.", "en": "The new article."}
    papers = [permit, registration, shown, other_law(permit, text=text), other_law(permit, appeal={})]
    papers += [replace(paper, language=language) for paper in papers[:2] for language in Language]
    together = [press.draw(paper).pdf for paper in [*papers, *reversed(papers)]]
    alone = [people.press().draw(paper).pdf for paper in papers]
    assert together == [*alone, *reversed(alone)]
    assert len(set(together)) == len(papers) - 2, "two are for readers of the language that samples are made in"


def test_the_words_of_a_stencil_are_measured_on_the_page_on_which_they_stand(press, people):
    once, twice = (press.boxes(people.permit(people.LJUBICA)) for _ in range(2))
    assert once == twice
    assert {box.page for box in once if box.name == "duties head"} == {1}
    assert {box.page for box in once if box.name == "law"} == {2}


def test_a_stencil_says_what_was_first_drawn_for_the_same_words(page):
    stencils = Stencils()

    def drawn(said, text):
        sheet = page()
        stencils.draw(sheet, said, lambda on: on.text(8, 20, text, SMALL, w=90, name="text"))
        return [box.text for box in sheet.boxes]

    assert drawn("one", "first") == ["first"]
    assert drawn("one", "second") == ["first"]
    assert drawn("two", "second") == ["second"]


def test_a_letter_that_each_document_numbers_anew_is_set_on_the_page_itself(page):
    def read(text):
        sheet = page()
        Stencils().draw(sheet, text, lambda on: on.text(8, 20, text, SMALL, w=90, name="text"))
        sheet.next_page()
        with pikepdf.open(BytesIO(sheet.archive.finish())) as pdf:
            resources = pdf.pages[0].Resources
            return len(resources.XObject), {name.partition("_")[2] for name in resources.Font}

    assert read("Čačak") == (1, {"0"})
    assert read("Čačak Ýř") == (0, {"0", "1"})


def test_a_stencil_that_was_not_used_for_long_makes_room(page):
    stencils, cut = Stencils(), []
    for said in [*range(70), 69, 0]:
        stencils.draw(page(), said, lambda _, said=said: cut.append(said))
    assert cut == [*range(70), 0]
