"""Papers after their issue, through the real rooms: copies, voids, corrections; both kept, nothing half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.desk.correction import correctable
from kbdesk.desk.paper_errors import SENTENCES, PapersError
from kbdesk.desk.ports import Press
from kbdesk.domain.messages import placeholders
from kbdesk.domain.numbers import make
from kbdesk.domain.vocabulary import (
    CorrectionReason,
    Decision,
    Language,
    PaperKind,
    PermitState,
    ReprintReason,
    Series,
    VoidReason,
)
from kbdesk.papers.errors import PaperError

from .papers_desk import BLANK, PERMIT, Papered, law_with, papered

CAR = """
direction = "entry"
[vehicle]
plate = "BG 123-AB"
vin = "WVWZZZ1KZAW000001"
make = "Zastava"
model = "10"
colour = "red"
category = "M1"
first_registered = 2015-03-01
registration_valid_until = 2023-03-01
holder = { surname = "Testović", given_names = "Ana" }
"""


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    """A desk of the seeds."""
    with papered(tmp_path, press, law_with()) as made:
        yield made


def registration(rooms: Papered) -> str:
    draft = rooms.written(CAR)
    done = rooms.desk.issue(draft, rooms.look(draft))
    assert rooms.desk.deliver(done) == ()
    (card,) = done.cards
    assert card.registration is not None, list(done.seen.findings())
    return card.registration.number


def state(rooms: Papered, number: str, kind: Series = Series.PERMIT) -> PermitState | None:
    issued = rooms.store.issued.issued(kind, number)
    return None if issued is None else issued.state


def test_a_copy_says_which_it_is_and_is_drawn_from_the_record(rooms: Papered) -> None:
    number = rooms.permit(1)
    (original,) = (row for row in rooms.papers.papers(number) if row.kind is PERMIT)
    first = rooms.papers.again(number, PERMIT, ReprintReason.LOST)
    second = rooms.papers.again(number, PERMIT, "a dog ate it")
    assert (first.copy, second.copy) == (1, 2)
    assert len({original.sha256, first.sha256, second.sha256}) == 3
    assert [(row.copy, row.printed) for row in rooms.papers.papers(number) if row.kind is PERMIT] == [
        (0, True), (1, False), (2, False)
    ]  # fmt: skip
    assert [row.copy for row in rooms.desk.unprinted()] == [1, 2]
    assert rooms.papers.deliver((first,)) == ()
    assert rooms.desk.print_recorded(rooms.desk.unprinted()) == ()
    assert rooms.desk.unprinted() == ()
    assert rooms.sound()


def test_a_copy_goes_on_a_blank_of_its_own_where_the_paper_did(tmp_path: Path, press: Press) -> None:
    with papered(tmp_path, press, law_with(BLANK)) as rooms:
        rooms.fill("1", "4")
        number = rooms.permit(1)
        rooms.stock.confirm_paper(PERMIT, number, spoiled=True, reason="jam")
        copy = rooms.papers.again(number, PERMIT, ReprintReason.MISPRINTED)
        assert copy.blank == "2"
        rooms.papers.deliver((copy,))
        rooms.stock.confirm_paper(PERMIT, number)
        assert rooms.states() == {"spoiled": 1, "handed-over": 1, "in-drawer": 2}
        rooms.papers.void(number, VoidReason.REPORTED_LOST)
        assert rooms.papers.again(number, PERMIT, "for the file").blank == ""
        assert rooms.sound()


def test_a_copy_that_the_drawer_has_no_blank_for_is_not_recorded(tmp_path: Path, press: Press) -> None:
    with papered(tmp_path, press, law_with(BLANK)) as rooms:
        rooms.fill("1", "1")
        number = rooms.permit(1)
        before = rooms.kinds()
        with pytest.raises(Exception, match="no blank"):
            rooms.papers.again(number, PERMIT, ReprintReason.LOST)
        assert rooms.kinds() == before


def test_what_was_never_printed_is_no_copy(rooms: Papered) -> None:
    done = rooms.issue(1)
    (number,) = {paper.number for paper in done.papers if paper.kind is PERMIT}
    with pytest.raises(PapersError) as refused:
        rooms.papers.again(number, PERMIT, ReprintReason.LOST)
    assert refused.value.code == "papers.not-printed"
    rooms.desk.deliver(done)
    assert rooms.papers.again(number, PERMIT, ReprintReason.LOST).copy == 1


def test_void_says_why_and_by_which_article_and_every_redraw_is_crossed_out(rooms: Papered) -> None:
    number = rooms.permit(1)
    plain = rooms.papers.again(number, PERMIT, ReprintReason.LOST)
    issued = rooms.papers.void(number, VoidReason.OBTAINED_BY_FRAUD)
    assert issued.void is not None
    assert (issued.void.reason, issued.void.article) == ("obtained-by-fraud", "documents-2022:1")
    assert rooms.store.issued.issued(Series.PERMIT, number) == issued
    crossed = rooms.papers.again(number, PERMIT, "for the court")
    rows = {row.copy: row for row in rooms.papers.papers(number) if row.kind is PERMIT}
    assert [rows[n].void for n in (0, 1, 2)] == [False, False, True]
    assert len(crossed.pdf) != len(plain.pdf)
    assert [row.copy for row in rooms.desk.unprinted()] == [2], "the copy that was not printed is withdrawn"
    assert rooms.desk.print_recorded(rooms.desk.unprinted()) == ()
    assert rooms.sound()


def test_a_void_permit_is_not_in_force_for_the_next_passage_and_what_is_held_stays_held(rooms: Papered) -> None:
    number = rooms.permit(1)
    draft, before = rooms.seen(1)
    assert "permit-in-force" in {f.code for f in before.findings()}
    rooms.papers.void(number, VoidReason.ISSUED_IN_ERROR)
    after = {f.code for f in rooms.look(draft).findings()}
    assert "permit-in-force" not in after
    assert "document-held" in after


def test_papers_of_a_void_permit_that_wait_to_be_printed_are_withdrawn(rooms: Papered) -> None:
    done = rooms.issue(1)
    (number,) = {paper.number for paper in done.papers if paper.kind is PERMIT}
    assert len(rooms.desk.unprinted()) == 3
    rooms.papers.void(number, VoidReason.ISSUED_IN_ERROR)
    assert rooms.desk.unprinted() == ()
    assert rooms.papers.again(number, PERMIT, "for the file").copy == 1


def test_a_number_of_a_permit_and_of_a_registration_must_be_told_apart(rooms: Papered) -> None:
    number = rooms.permit(1)
    assert registration(rooms) == number
    assert [issued.kind for issued in rooms.papers.issued(number)] == [Series.PERMIT, Series.REGISTRATION]
    with pytest.raises(PapersError) as refused:
        rooms.papers.void(number, VoidReason.ORDERED)
    assert refused.value.code == "papers.which"
    rooms.papers.void(number, VoidReason.ORDERED, kind=Series.REGISTRATION)
    assert state(rooms, number) is PermitState.IN_FORCE
    assert state(rooms, number, Series.REGISTRATION) is PermitState.VOID
    assert rooms.papers.again(number, PERMIT, ReprintReason.LOST).copy == 1
    assert "registration.voided" in rooms.kinds()
    assert rooms.sound()


def test_the_label_of_another_envelope_does_not_pass_for_a_paper_of_the_number(rooms: Papered) -> None:
    first, second = rooms.permit(1), rooms.permit(2)
    rooms.papers.correct(first, {"surname": "Testovska"}, CorrectionReason.TYPED_WRONG)
    made = rooms.papers.correct(second, {"given_names": "Ane"}, CorrectionReason.TYPED_WRONG)
    assert made.correction.changes == {"given_names": ("Ana", "Ane")}
    assert made.correction.body["traveler"]["document_number"] == "000000002"


def test_a_correction_supersedes_and_both_versions_are_kept(rooms: Papered) -> None:
    rooms.permit(7)
    number = rooms.permit(1)
    rooms.clock.at = rooms.clock.at.replace(day=12)
    made = rooms.papers.correct(number, {"surname": "Testovska", "sex": "F"}, CorrectionReason.TYPED_WRONG)
    new = made.correction.number
    assert made.correction.changes == {"surname": ("Testović", "Testovska")}, "what did not change is not named"
    old_one, new_one = (rooms.store.issued.issued(Series.PERMIT, n) for n in (number, new))
    assert old_one is not None and new_one is not None and old_one.void is not None
    assert (old_one.state, old_one.void.superseded_by) == (PermitState.VOID, new)
    assert (new_one.state, new_one.valid_from, new_one.valid_until) == (
        PermitState.IN_FORCE, date(2022, 8, 10), date(2022, 11, 10)
    )  # fmt: skip
    assert new_one.envelope == old_one.envelope
    body = made.correction.body
    assert "TESTOVSKA" in body["mrz"] and new in body["mrz"]
    assert (body["supersedes"], body["traveler"]["surname"]) == (number, "Testovska")
    old_bodies = [row.body for row in rooms.papers.papers(number) if row.kind is PERMIT]
    assert [b["traveler"]["surname"] for b in old_bodies] == ["Testović"]  # type: ignore[index]  # a JSON body
    assert [paper.kind for paper in made.papers] == [
        PERMIT, PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL
    ]  # fmt: skip
    assert rooms.papers.deliver(made.papers) == ()
    assert rooms.desk.unprinted() == ()
    assert rooms.sound()


def test_what_is_held_is_held_for_the_corrected_permit(rooms: Papered) -> None:
    number = rooms.permit(1)
    new = rooms.papers.correct(number, {"birth_date": "1985-06-20"}, CorrectionReason.READ_WRONG).correction.number
    with rooms.store._connection.reads() as db:
        assert db.execute("SELECT held_for FROM envelopes").fetchall() == [(new,)]
    _, seen = rooms.seen(1)
    assert [f.values["number"] for f in seen.findings() if f.code == "permit-in-force"] == [new]


def test_a_registration_is_corrected_with_its_plates(rooms: Papered) -> None:
    number = registration(rooms)
    made = rooms.papers.correct(number, {"colour": "blue"}, CorrectionReason.TYPED_WRONG)
    assert made.correction.kind is Series.REGISTRATION
    assert PaperKind.PLATE_FRONT in {paper.kind for paper in made.papers}
    assert made.correction.body["plate"].replace(" ", "").startswith("P000002")
    assert "fee.charged" in rooms.kinds() and rooms.kinds().count("fee.charged") == 1
    assert state(rooms, number, Series.REGISTRATION) is PermitState.VOID
    assert rooms.sound()


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda p, n: p.again(n, PERMIT, " "), "papers.reason-missing"),
        (lambda p, _: p.again("J20000013", PERMIT, "x"), "papers.number-bad"),
        (lambda p, _: p.again(make("J", "2", 9), PERMIT, "x"), "papers.kind-unknown"),
        (lambda p, n: p.again(n, PaperKind.PLATE_FRONT, "x"), "papers.kind-unknown"),
        (lambda p, n: p.void(n, ""), "papers.reason-missing"),
        (lambda p, _: p.void(make("J", "2", 9), "x"), "papers.unknown"),
        (lambda p, n: p.void(n, "x", "documents-2022:77"), "papers.article-unknown"),
        (lambda p, n: p.correct(n, {}, "x"), "papers.nothing-changed"),
        (lambda p, n: p.correct(n, {"surname": " Testović "}, "x"), "papers.nothing-changed"),
        (lambda p, n: p.correct(n, {"mrz": "P<"}, "x"), "papers.field-unknown"),
        (lambda p, n: p.correct(n, {"decision": "x"}, "x"), "papers.field-unknown"),
        (lambda p, n: p.correct(n, {"document_issuing_state": "DEU"}, "x"), "papers.other-outcome"),
        (lambda p, n: p.correct(n, {"surname": ""}, "x"), "papers.correction-stopped"),
        (lambda p, n: p.extend(n), "papers.no-extension"),
    ],
)
def test_a_refusal_names_its_reason_and_records_nothing(
    rooms: Papered, call: Callable[[object, str], object], code: str
) -> None:
    number = rooms.permit(1)
    before = rooms.kinds()
    with pytest.raises(PapersError) as refused:
        call(rooms.papers, number)
    assert refused.value.code == code
    assert rooms.kinds() == before


def test_what_is_void_is_not_voided_corrected_or_extended_again(rooms: Papered) -> None:
    number = rooms.permit(1)
    new = rooms.papers.correct(number, {"surname": "Testovska"}, CorrectionReason.TYPED_WRONG).correction.number
    for act in (
        lambda: rooms.papers.void(number, VoidReason.ORDERED),
        lambda: rooms.papers.correct(number, {"surname": "Testić"}, CorrectionReason.TYPED_WRONG),
        lambda: rooms.papers.extend(number),
    ):
        with pytest.raises(PapersError) as refused:
            act()
        assert refused.value.code == "papers.not-in-force"
    assert state(rooms, new) is PermitState.IN_FORCE


def test_a_fault_of_the_press_leaves_the_old_one_in_force_and_takes_no_number(rooms: Papered) -> None:
    number = rooms.permit(1)
    before = rooms.kinds()
    rooms.press.breaks_after = 1
    with pytest.raises(PaperError):
        rooms.papers.correct(number, {"surname": "Testovska"}, CorrectionReason.TYPED_WRONG)
    assert (rooms.kinds(), state(rooms, number)) == (before, PermitState.IN_FORCE)
    rooms.press.breaks_after = None
    made = rooms.papers.correct(number, {"surname": "Testovska"}, CorrectionReason.TYPED_WRONG)
    assert made.correction.number[2:8] == "000002"


def test_a_printer_that_takes_nothing_leaves_the_copy_with_what_waits(rooms: Papered) -> None:
    number = rooms.permit(1)
    shutil.rmtree(rooms.tray)
    copy = rooms.papers.again(number, PERMIT, ReprintReason.DAMAGED)
    assert len(rooms.papers.deliver((copy,))) == 1
    rooms.tray.mkdir()
    assert [row.copy for row in rooms.desk.unprinted()] == [1]
    assert rooms.desk.print_recorded(rooms.desk.unprinted()) == ()


def test_a_card_is_decided_as_before_after_a_correction(rooms: Papered) -> None:
    """A replay of what the rules would change looks at what was granted, whatever was corrected since."""
    done = rooms.issue(1)
    assert [card.decision for card in done.cards] == [Decision.GRANTED]
    (number,) = {paper.number for paper in done.papers if paper.kind is PERMIT}
    rooms.papers.correct(number, {"surname": "Testovska"}, CorrectionReason.TYPED_WRONG)
    assert [row.kind for row in rooms.store.passage_entries(done.draft.id)] == ["surrender.recorded"] * 2


def test_every_refusal_and_reason_has_its_words(rooms: Papered) -> None:
    catalogs = carried.catalogs()
    for code, sentence in SENTENCES.items():
        for language in Language:
            pattern = catalogs[language].pattern(f"fault.{code}")
            assert placeholders(pattern) <= placeholders(sentence)
    for kind, reasons in (("reprint", ReprintReason), ("void", VoidReason), ("correction", CorrectionReason)):
        assert all(catalogs[Language.EN].has(f"{kind}_reason.{reason}") for reason in reasons)
    labels = (name for kind in (Series.PERMIT, Series.REGISTRATION) for name in correctable(kind))
    assert [name for name in labels if not catalogs[Language.EN].has(f"{name}.label")] == []
