"""The lines of an emergency form that a passage is entered from: the numbers its cards were given by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kbdesk.desk.ports import Act, FormReader
from kbdesk.desk.shift_errors import LateError
from kbdesk.domain import numbers
from kbdesk.domain.late import PATTERN, FormLine, LateEntry
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Series

LONGEST: Final = 200
_ON_FORMS: Final = frozenset(series for series, _ in PATTERN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """The lines of one form by card path; their numbers are taken in the place of the next ones of their series."""

    late: LateEntry
    second: str
    lines: Mapping[str, FormLine]

    def number(self, act: Act, series: Series, path: str) -> str:
        """Return the number of a card: that of its line, or the next one of a series that forms do not reserve.

        Raises `LateError` for a card without a line, or on a line of another series.
        """
        line = self.lines.get(path)
        if series is Series.ENVELOPE and line is not None and line.envelope:
            return line.envelope
        if series not in _ON_FORMS:
            return act.number(series)
        if line is None:
            raise LateError("late.lines-missing")
        if line.series is not series:
            raise LateError("late.line-unknown", form=numbers.spelled(self.late.form), line=str(line.line))
        return line.number

    def stamp(self, path: str) -> dict[str, object]:
        """Return what every entry of a card says of being late."""
        line = self.lines.get(path)
        return {
            "occurred_at": self.late.occurred_at.isoformat(),
            "late_reason": self.late.reason,
            "form_number": self.late.form,
            "second": self.second,
            **({} if line is None else {"form_line": line.line}),
        }


def reserved(
    late: LateEntry, forms: FormReader, draft: PassageDraft, *, now: datetime, officer: str, second: str
) -> Reserved:
    """Return the lines of a form for the cards of a draft. Raises `LateError`; nothing was recorded then."""
    if second in ("", officer):
        raise LateError("late.second-missing")
    number, reason = numbers.clean(late.form), " ".join(late.reason.split())[:LONGEST]
    if not reason:
        raise LateError("late.reason-missing")
    form = forms.form(number)
    if form is None:
        raise LateError("late.form-unknown", form=numbers.spelled(number))
    if not form.printed_at <= late.occurred_at <= now:
        raise LateError("late.at-bad")
    if not late.lines.keys() <= {path for path, _ in draft.cards()} or len({*late.lines.values()}) < len(late.lines):
        raise LateError("late.lines-missing")
    known, found = {line.line: line for line in form.lines}, dict[str, FormLine]()
    for path, wanted in late.lines.items():
        line = known.get(wanted)
        values = {"form": numbers.spelled(number), "line": str(wanted)}
        if line is None:
            raise LateError("late.line-unknown", **values)
        if line.used:
            raise LateError("late.line-used", **values)
        found[path] = line
    return Reserved(late=replace(late, form=number, reason=reason), second=second, lines=found)
