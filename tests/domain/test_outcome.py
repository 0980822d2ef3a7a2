import pytest

from kbdesk.domain.findings import Finding, sorted_findings
from kbdesk.domain.outcome import CardExamination, Examination, Outcome
from kbdesk.domain.post import DRILL_ISSUER, Post
from kbdesk.domain.vocabulary import Measure, Severity

NOTE = Finding("note-code", Severity.NOTE, "traveler[1].surname")
WARN = Finding("warn-code", Severity.WARN, "traveler[1].birth_date")
STOP = Finding("stop-code", Severity.STOP, "traveler[1].document_number")
LIFTABLE = Finding("liftable-code", Severity.STOP, "traveler[1].plate", overridable=True)
OUTCOME = Outcome(measure=Measure.PERMIT)
CARD = CardExamination(path="traveler[1]", findings=(STOP, LIFTABLE, WARN, NOTE), outcome=OUTCOME)
OTHER = CardExamination(path="vehicle", findings=(NOTE,), outcome=OUTCOME)


def test_the_strictest_finding_stands_first_and_equals_keep_their_order() -> None:
    assert sorted_findings([NOTE, WARN, LIFTABLE, STOP]) == (LIFTABLE, STOP, WARN, NOTE)


@pytest.mark.parametrize(
    ("reasons", "overridden", "left"),
    [
        ({}, set(), (STOP, LIFTABLE, WARN)),
        ({"warn-code": "seen"}, set(), (STOP, LIFTABLE)),
        ({"stop-code": "seen", "note-code": "seen"}, set(), (STOP, LIFTABLE, WARN)),
        ({}, {("liftable-code", "plate")}, (STOP, WARN)),
        ({}, {("liftable-code", "surname")}, (STOP, LIFTABLE, WARN)),
        ({}, {("stop-code", "document_number")}, (STOP, LIFTABLE, WARN)),
        ({"warn-code": "seen"}, {("liftable-code", "plate")}, (STOP,)),
    ],
)
def test_a_warn_wants_a_reason_and_a_stop_two_officers_where_the_article_lets_them(
    reasons: dict[str, str], overridden: set[tuple[str, str]], left: tuple[Finding, ...]
) -> None:
    assert CARD.open_findings(reasons, frozenset(overridden)) == left


def test_a_card_with_notes_only_is_free() -> None:
    assert OTHER.open_findings({}, frozenset()) == ()


def test_an_examination_is_read_by_card_and_as_a_whole() -> None:
    examination = Examination(cards=(CARD, OTHER), books=("seeds",))
    assert examination.card("vehicle") is OTHER
    assert examination.findings() == (STOP, LIFTABLE, WARN, NOTE, NOTE)
    with pytest.raises(KeyError):
        examination.card("trailer")


def test_a_drill_issues_as_a_state_of_specimens() -> None:
    post = Post(crossing="jarinje", letter="J", desk="2", names={}, drill=False)
    drill = Post(crossing="jarinje", letter="J", desk="2", names={}, drill=True)
    assert post.issuing_state == post.issuer
    assert drill.issuing_state == DRILL_ISSUER != post.issuing_state
