"""Extensions: only where an article in force allows one, once, before the end; refused citing the article otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.ports import Press
from kbdesk.domain.vocabulary import CorrectionReason, ReprintReason, Series
from kbdesk.icao import mrz
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.soundness import book_faults

from .books import changed
from .papers_desk import BLANK, LONGER, PERMIT, Papered, law_with, papered


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    """A desk whose article 1 allows an extension of one month."""
    with papered(tmp_path, press, law_with(LONGER)) as made:
        yield made


def test_a_permit_is_extended_from_its_last_valid_day_and_its_zone_says_so(rooms: Papered) -> None:
    number = rooms.permit(1)
    rooms.clock.at = rooms.clock.at.replace(month=11, day=10)  # its last valid day
    made = rooms.papers.extend(number)
    assert (made.extension.was, made.extension.valid_until) == (date(2022, 11, 10), date(2022, 12, 10))
    assert made.extension.article == "documents-2022:1"
    zone = mrz.read(made.extension.body["mrz"], today=date(2022, 11, 10))
    assert (zone.expiry_date, all(zone.checks.values())) == ("2022-12-10", True)
    assert [paper.kind for paper in made.papers] == [PERMIT], "receipt and label do not show the day"
    issued = rooms.store.issued.issued(Series.PERMIT, number)
    assert issued is not None
    assert (issued.valid_until, issued.extended_by) == (date(2022, 12, 10), "documents-2022:1")
    assert rooms.papers.deliver(made.papers) == ()
    assert rooms.sound()


def test_it_is_extended_once(rooms: Papered) -> None:
    number = rooms.permit(1)
    rooms.papers.extend(number)
    with pytest.raises(PapersError) as refused:
        rooms.papers.extend(number)
    assert (refused.value.code, refused.value.values["article"]) == ("papers.extended-already", "documents-2022:1")


def test_what_has_expired_is_not_extended(rooms: Papered) -> None:
    number = rooms.permit(1)
    rooms.clock.at = rooms.clock.at.replace(month=11, day=11)
    with pytest.raises(PapersError) as refused:
        rooms.papers.extend(number)
    assert refused.value.code == "papers.expired"


def test_where_the_article_says_nothing_it_is_refused_citing_the_article(tmp_path: Path, press: Press) -> None:
    with papered(tmp_path, press, law_with()) as rooms:
        number = rooms.permit(1)
        with pytest.raises(PapersError, match="documents-2022:1") as refused:
            rooms.papers.extend(number)
        assert refused.value.code == "papers.no-extension"


def test_a_copy_of_what_was_extended_shows_the_new_day_and_a_correction_keeps_it(rooms: Papered) -> None:
    number = rooms.permit(1)
    made = rooms.papers.extend(number)
    rooms.papers.deliver(made.papers)
    rooms.papers.again(number, PERMIT, ReprintReason.LOST)
    copy = [row for row in rooms.papers.papers(number) if row.kind is PERMIT][-1]
    assert (copy.copy, copy.body["valid_until"]) == (1, "2022-12-10")
    corrected = rooms.papers.correct(number, {"surname": "Testovska"}, CorrectionReason.TYPED_WRONG)
    assert corrected.correction.body["valid_until"] == "2022-12-10"
    assert len(corrected.papers) == 3
    assert rooms.sound()


def test_an_extension_goes_on_a_blank_where_the_permit_did(tmp_path: Path, press: Press) -> None:
    both = (BLANK[0], LONGER[1] + 'then.sheet = "blank"\n')
    with papered(tmp_path, press, law_with(both)) as rooms:
        rooms.fill("1", "5")
        made = rooms.papers.extend(rooms.permit(1))
        assert [paper.blank for paper in made.papers] == ["2"]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("then.extension = { months = 1, days = 2 }", "article[1].then.extension"),
        ("then.extension = {}", "article[1].then.extension"),
        ("then.extension = { until = 2022-09-01 }", "article[1].then.extension.until"),
    ],
)
def test_a_book_whose_extension_makes_no_sense_is_unsound(words: str, path: str) -> None:
    book = read_book("a.toml", changed((LONGER[0], LONGER[0] + words + "\n")).decode())
    assert {place.replace("article[2]", "article[1]") for place, _ in book_faults(book)} == {path}
    assert [*book_faults(read_book("a.toml", changed(LONGER).decode()))] == []
