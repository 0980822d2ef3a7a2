"""Findings as the panel counts them."""

from dataclasses import replace

from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import CardExamination, Examination, Outcome
from kbdesk.domain.passage import Override, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Measure, Severity
from kbdesk.ui.arrive.numbering import change, numbered, of_field

NOTE = Finding("issuing-office-unknown", Severity.NOTE, "traveler[1].document_issuing_office")
WARN = Finding("mrz-differs", Severity.WARN, "traveler[1].surname")
STOP = Finding("plate-not-accepted", Severity.STOP, "vehicle.plate", overridable=True)
WHOLE = Finding("card-empty", Severity.STOP, "vehicle")

DRAFT = PassageDraft(id="0" * 16, travelers=(TravelerDraft(),), vehicle=VehicleDraft())


def seen(*findings: Finding) -> Examination:
    outcome = Outcome(measure=Measure.NONE)
    cards = tuple(
        CardExamination(path=path, findings=tuple(f for f in findings if f.field.startswith(path)), outcome=outcome)
        for path in ("traveler[1]", "vehicle")
    )
    return Examination(cards=cards, books=())


def test_the_strictest_finding_is_the_first_whatever_its_card() -> None:
    rows = numbered(DRAFT, seen(NOTE, WARN, STOP))
    assert [(r.number, r.finding) for r in rows] == [(1, STOP), (2, WARN), (3, NOTE)]


def test_a_field_that_waits_does_not_complain() -> None:
    rows = numbered(DRAFT, seen(NOTE, WARN, STOP), waiting={"traveler[1].surname"})
    assert [r.finding for r in rows] == [STOP, NOTE]


def test_a_reason_settles_a_warn_and_an_override_a_stop() -> None:
    traveler = TravelerDraft(reasons={"mrz-differs": "compared-with-document"})
    vehicle = VehicleDraft(overrides=(Override(finding="plate-not-accepted", field="vehicle.plate", reason="order"),))
    settled = numbered(replace(DRAFT, travelers=(traveler,), vehicle=vehicle), seen(WARN, STOP))
    assert [r.holds for r in settled] == [False, False]
    assert [r.holds for r in numbered(DRAFT, seen(WARN, STOP))] == [True, True]


def test_a_note_never_holds_a_card() -> None:
    assert not numbered(DRAFT, seen(NOTE))[0].holds


def test_a_finding_on_a_whole_card_has_no_field() -> None:
    row = numbered(DRAFT, seen(WHOLE))[0]
    assert (row.card, row.name, row.field) == ("vehicle", "", "vehicle")


def test_a_field_shows_its_strictest_finding() -> None:
    also = Finding("characters-unprintable", Severity.STOP, "traveler[1].surname")
    found = of_field(numbered(DRAFT, seen(WARN, also)), "traveler[1]", "surname")
    assert found is not None
    assert found.finding == also


def test_a_change_names_what_is_new_and_what_is_gone() -> None:
    met = change(seen(WARN, NOTE), seen(NOTE, STOP))
    assert (met.new, met.gone) == ((STOP,), (WARN,))
