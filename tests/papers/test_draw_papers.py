"""What ``make papers`` draws and counts: every kind in every language under a name of its own, and failures by name."""

import pytest

from kbdesk.domain.vocabulary import Language, PaperKind


@pytest.fixture(scope="module")
def drawing(people):
    import draw_papers

    return draw_papers


def test_every_kind_is_drawn_in_every_language_under_a_name_of_its_own(drawing):
    samples = list(drawing.samples())
    assert len({sample.name for sample in samples}) == len(samples)
    drawn = {(sample.paper.kind, sample.paper.language) for sample in samples}
    assert drawn == {(kind, language) for kind in PaperKind for language in Language}


def test_a_paper_is_written_and_counted_by_two_other_programs(drawing, people, press, tmp_path):
    counts = drawing.Counts()
    drawing.draw(press, drawing.Sample("permit", people.permit(people.LJUBICA)), tmp_path, counts)
    assert {file.name for file in tmp_path.iterdir()} == {"permit.pdf", "permit-1.png", "permit-2.png"}
    assert counts.done == {"PDF/A-2b": 1, "qpdf --check": 1} and counts.failed == {}


def test_what_failed_is_counted_and_named(drawing):
    counts = drawing.Counts()
    counts.enter("qpdf --check", "permit-sq", well=True)
    counts.enter("qpdf --check", "permit-en", well=False)
    said = drawing.report(counts)
    assert "| qpdf --check | 2 | 1 |" in said and "- qpdf --check: permit-en" in said
    assert "permit-sq" not in said
