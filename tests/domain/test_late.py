"""Emergency forms: what a form still has to be entered."""

from dataclasses import replace
from datetime import UTC, datetime

from kbdesk.domain.late import PATTERN, EmergencyForm, FormLine

LINES = tuple(
    FormLine(line=line, series=series, number=f"J2{line:06}0") for line, (series, _) in enumerate(PATTERN, start=1)
)
FORM = EmergencyForm(number="J20047118", printed_at=datetime(2022, 8, 10, 8, tzinfo=UTC), lines=LINES)


def test_a_form_counts_the_lines_that_were_not_entered_yet() -> None:
    entered = replace(FORM, lines=(replace(LINES[0], used=True), *LINES[1:]))
    done = replace(FORM, lines=tuple(replace(line, used=True) for line in LINES))
    assert (FORM.left, entered.left, done.left) == (len(PATTERN), len(PATTERN) - 1, 0)
