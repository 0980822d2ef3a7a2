"""Numbered blanks through the real rooms: received, issued on, printed, confirmed, counted, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.desk.ports import Press
from kbdesk.desk.stock_errors import SENTENCES, StockError
from kbdesk.domain.messages import placeholders
from kbdesk.domain.vocabulary import BlankState, Language, PaperKind, Severity
from kbdesk.papers.errors import PaperError

from .papers_desk import BLANK, PERMIT, Papered, law_with, papered


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    """A desk whose permits go on numbered blanks."""
    with papered(tmp_path, press, law_with(BLANK)) as made:
        yield made


def codes(rooms: Papered, *people: int) -> list[tuple[str, str]]:
    _, seen = rooms.seen(*people)
    return [(f.code, f.field) for f in seen.findings() if f.severity is Severity.STOP]


def test_a_box_is_received_by_its_first_and_last_sheet_and_issued_from_only_once_it_is_in_the_drawer(
    rooms: Papered,
) -> None:
    rooms.stock.receive(PERMIT, "aa 000101", "AA000110", source="delivery note 7")
    assert rooms.states() == {"received": 10}
    assert codes(rooms, 1) == [("blanks-missing", "traveler[1]")]
    rooms.stock.move(PERMIT, "AA000101", "AA000104", to=BlankState.IN_DRAWER)
    assert rooms.states() == {"received": 6, "in-drawer": 4}
    assert codes(rooms, 1) == []
    assert rooms.sound()


def test_every_card_of_a_passage_needs_a_blank_of_its_own(rooms: Papered) -> None:
    rooms.fill("1", "2")
    assert codes(rooms, 1, 2, 3) == [("blanks-missing", "traveler[3]")]
    done = rooms.issue(1, 2, 3)
    assert done.left is not None
    assert [paper.blank for paper in done.papers if paper.kind is PERMIT] == ["1", "2"]
    assert [paper.blank for paper in done.papers if paper.kind is not PERMIT] == [""] * 4
    assert rooms.states() == {"reserved": 2}


def test_without_the_word_blank_in_the_book_nothing_is_reserved(tmp_path: Path, press: Press) -> None:
    with papered(tmp_path, press, law_with()) as rooms:
        rooms.fill("1", "9")
        done = rooms.issue(1)
        assert done.papers
        assert {paper.blank for paper in done.papers} == {""}
        assert rooms.states() == {"in-drawer": 9}
        assert "blank" not in str(rooms.store.papers(done.draft.id)[0].body.keys())


def test_a_sheet_is_reserved_then_printed_then_handed_over_by_first_and_last(rooms: Papered) -> None:
    rooms.fill("AA01", "AA09")
    done = rooms.issue(1, 2, 3)
    assert rooms.states() == {"reserved": 3, "in-drawer": 6}
    assert [(row.blank, row.state) for row in rooms.stock.unconfirmed()] == [
        (f"AA0{n}", BlankState.RESERVED) for n in (1, 2, 3)
    ]
    rooms.desk.deliver(done)
    assert rooms.states() == {"printed": 3, "in-drawer": 6}
    rooms.stock.confirm(PERMIT, "AA01", "AA03", spoiled=("AA02",))
    assert rooms.states() == {"handed-over": 2, "spoiled": 1, "in-drawer": 6}
    assert rooms.stock.unconfirmed() == ()
    assert rooms.sound()


def test_a_run_is_confirmed_once_and_whole(rooms: Papered) -> None:
    rooms.fill("AA01", "AA09")
    rooms.desk.deliver(rooms.issue(1, 2))
    before = rooms.kinds()
    for first, last, spoiled, code in (
        ("AA01", "AA03", (), "stock.state"),  # the third still lies in the drawer
        ("AA01", "AA02", ("AA05",), "stock.outside"),
        ("AB01", "AB02", (), "stock.unknown"),
        ("AA02", "AA01", (), "stock.range"),
        ("AA01", "AA2", (), "stock.range"),
        ("x", "y", (), "stock.number"),
    ):
        with pytest.raises(StockError) as refused:
            rooms.stock.confirm(PERMIT, first, last, spoiled=spoiled)
        assert refused.value.code == code
    assert rooms.kinds() == before, "nothing half done"
    rooms.stock.confirm(PERMIT, "AA01", "AA02")
    with pytest.raises(StockError, match="handed-over"):
        rooms.stock.confirm(PERMIT, "AA01", "AA02")


def test_a_sheet_that_came_out_as_the_power_went_is_entered_as_printed_when_it_is_confirmed(rooms: Papered) -> None:
    rooms.fill("1", "5")
    rooms.issue(1)
    assert len(rooms.desk.unprinted()) == 3
    rooms.stock.confirm(PERMIT, "1")
    assert [row.kind for row in rooms.desk.unprinted()] == [PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL]
    assert rooms.states() == {"handed-over": 1, "in-drawer": 4}
    assert rooms.sound()


def test_a_sheet_that_did_not_come_out_is_printed_later_on_the_same_blank(rooms: Papered) -> None:
    rooms.fill("1", "5")
    shutil.rmtree(rooms.tray)
    done = rooms.issue(1)
    assert len(rooms.desk.deliver(done)) == 3
    assert rooms.states() == {"reserved": 1, "in-drawer": 4}
    rooms.tray.mkdir()
    waiting = rooms.desk.unprinted()
    assert [row.blank for row in waiting] == ["1", "", ""]
    assert rooms.desk.print_recorded(waiting) == ()
    assert rooms.states() == {"printed": 1, "in-drawer": 4}


def test_a_scanned_seal_confirms_its_own_sheet_and_no_other(rooms: Papered) -> None:
    rooms.fill("1", "5")
    first, second = rooms.permit(1), rooms.permit(2)
    rooms.stock.confirm_paper(PERMIT, second)
    assert [(row.blank, row.number) for row in rooms.stock.unconfirmed()] == [("1", first)]
    with pytest.raises(StockError, match="waits"):
        rooms.stock.confirm_paper(PERMIT, second)
    rooms.stock.confirm_paper(PERMIT, first, spoiled=True, reason="jam")
    assert rooms.states() == {"handed-over": 1, "spoiled": 1, "in-drawer": 3}


def test_what_was_not_confirmed_is_never_used_again(rooms: Papered) -> None:
    rooms.fill("1", "3")
    numbers = [paper.blank for n in (1, 2, 3) for paper in rooms.issue(n).papers if paper.blank]
    assert numbers == ["1", "2", "3"]
    assert codes(rooms, 4) == [("blanks-missing", "traveler[1]")]
    with pytest.raises(StockError, match="Say in one line why"):
        rooms.stock.move(PERMIT, "2", to=BlankState.IN_DRAWER)
    rooms.stock.move(PERMIT, "2", to=BlankState.IN_DRAWER, reason="seen: it is empty, permit void")
    assert codes(rooms, 4) == []


def test_a_printed_sheet_never_goes_back_to_the_drawer(rooms: Papered) -> None:
    rooms.fill("1", "3")
    rooms.permit(1)
    with pytest.raises(StockError) as refused:
        rooms.stock.move(PERMIT, "1", to=BlankState.IN_DRAWER, reason="it looks empty")
    assert refused.value.code == "stock.state"


def test_a_fault_of_the_press_gives_the_blank_back(rooms: Papered) -> None:
    rooms.fill("1", "3")
    rooms.press.breaks_after = 1
    with pytest.raises(PaperError):
        rooms.issue(1)
    assert rooms.states() == {"in-drawer": 3}
    rooms.press.breaks_after = None
    assert [paper.blank for paper in rooms.issue(1).papers] == ["1", "", ""]


def test_overlapping_ranges_are_refused_naming_both(rooms: Papered) -> None:
    rooms.fill("AA100", "AA199")
    for first, last in (("AA150", "AA150"), ("AA000", "AA100"), ("AA199", "AA300"), ("AA100", "AA199")):
        with pytest.raises(StockError, match="AA100-AA199") as refused:
            rooms.stock.receive(PERMIT, first, last, source="note")
        assert first in str(refused.value)
    rooms.stock.receive(PERMIT, "AA200", "AA299", source="note")
    rooms.stock.receive(PaperKind.REGISTRATION_CERTIFICATE, "AA100", "AA199", source="note")
    rooms.stock.receive(PERMIT, "AB100", "AB199", source="note")
    assert rooms.states() == {"in-drawer": 100, "received": 200}
    assert rooms.sound()


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda s: s.receive(PERMIT, "A1", "A9", source=" "), "stock.source-missing"),
        (lambda s: s.receive(PaperKind.REFUSAL_NOTICE, "A1", "A9", source="note"), "stock.kind"),
        (lambda s: s.receive(PERMIT, "A000001", "A200000", source="note"), "stock.too-many"),
        (lambda s: s.move(PERMIT, "001", to=BlankState.PRINTED), "stock.by-hand"),
        (lambda s: s.move(PERMIT, "001", to=BlankState.MISSING), "stock.reason-missing"),
        (lambda s: s.move(PERMIT, "001", "011", to=BlankState.IN_DRAWER), "stock.unknown"),
        (lambda s: s.count(PERMIT, -1), "stock.count-bad"),
        (lambda s: s.count(PERMIT, 9), "stock.count-differs"),
        (lambda s: s.confirm_paper(PERMIT, "J20000012"), "stock.not-waiting"),
    ],
)
def test_a_refusal_names_its_reason_and_records_nothing(
    rooms: Papered, call: Callable[[object], object], code: str
) -> None:
    rooms.stock.receive(PERMIT, "001", "010", source="note")
    before = rooms.kinds()
    with pytest.raises(StockError) as refused:
        call(rooms.stock)
    assert refused.value.code == code
    assert rooms.kinds() == before


def test_a_count_that_does_not_match_is_entered_with_its_explanation(rooms: Papered) -> None:
    rooms.fill("001", "010")
    line = rooms.stock.count(PERMIT, 10)
    assert line.last_count is not None
    assert (line.last_count.expected, line.last_count.explanation) == (10, "")
    counted = rooms.stock.count(PERMIT, 9, explanation="one lies under the printer").last_count
    assert counted is not None
    assert (counted.counted, counted.expected, counted.explanation) == (9, 10, "one lies under the printer")
    rooms.stock.move(PERMIT, "010", to=BlankState.MISSING, reason="not under the printer either")
    assert rooms.states() == {"in-drawer": 9, "missing": 1}
    assert rooms.sound()


def test_a_hundred_thousand_sheets_are_a_handful_of_rows(rooms: Papered) -> None:
    rooms.fill("A000001", "A100000")
    rooms.permit(1)
    with rooms.store._connection.reads() as db:
        assert db.execute("SELECT count(*) FROM blanks").fetchone()[0] == 2
    report = rooms.stock.report()
    assert [str(stretch.blanks) for stretch in report.lines[0].stretches] == ["A000001", "A000002-A100000"]
    assert report.lines[0].received == 100_000


def test_every_refusal_has_its_sentence_in_three_languages() -> None:
    catalogs = carried.catalogs()
    for code, sentence in SENTENCES.items():
        for language in Language:
            message = f"fault.{code}"
            assert catalogs[language].has(message), message
            assert placeholders(catalogs[language].pattern(message)) <= placeholders(sentence)
    for state in BlankState:
        assert catalogs[Language.SQ].has(f"blank_state.{state}")
