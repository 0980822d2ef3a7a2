"""Late entries: emergency forms printed beforehand, and their passages entered when the power is back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from kbdesk.desk.passage import Issued, PassageDesk
from kbdesk.desk.ports import Body, Clock, Press, Printer, PrinterError
from kbdesk.desk.printing import Printing, sealed_body
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.shift_errors import LateError
from kbdesk.desk.shift_paper import form_body
from kbdesk.domain import numbers
from kbdesk.domain.late import PATTERN, EmergencyForm, FormLine, LateEntry
from kbdesk.domain.outcome import Examination
from kbdesk.domain.paper import Printed
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Language, PaperKind, Series

MOST_FORMS: Final = 50


class EmergencyForms(Protocol):
    """The register of emergency forms."""

    def form(self, number: str) -> EmergencyForm | None:
        """Return a form by its nine characters."""

    def unfinished(self) -> Sequence[EmergencyForm]:
        """Return the forms that have lines nobody entered, oldest first."""


class LateAct(Protocol):
    """What printing forms needs of an act."""

    def number(self, series: Series) -> str:
        """Take the next number of a series."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry and return its digest, 64 hex digits."""


class LateStore(Protocol):
    """What the procedure needs of the store."""

    @property
    def late(self) -> EmergencyForms:
        """The register of emergency forms."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[LateAct]:
        """Begin a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnForm:
    """An emergency form with its numbers taken, as drawn; it is printed by `LateDesk.deliver`."""

    form: EmergencyForm
    paper: Printed


class LateDesk:
    """The late-entry procedure; everything here reaches the store: call it on the store thread.

    Refusals are `LateError`; nothing has been recorded then, and no number was taken.
    """

    def __init__(
        self,
        *,
        store: LateStore,
        press: Press,
        sealing: Sealing,
        printer: Printer,
        clock: Clock,
        post: Post,
        officer: str,
        language: Language,
        passage: PassageDesk,
    ) -> None:
        self._store, self._press, self._sealing, self._clock, self._post = store, press, sealing, clock, post
        self._officer, self._language, self._passage = officer, language, passage
        self._printing = Printing(store=store, printer=printer, clock=clock, officer=officer)

    def draw_forms(self, count: int) -> tuple[DrawnForm, ...]:
        """Take the numbers of some forms and draw them; those numbers are never given to anything else."""
        if not 1 <= count <= MOST_FORMS:
            raise LateError("late.count-bad", most=str(MOST_FORMS))
        at = self._clock.now()
        with self._store.act(at=at, officer=self._officer) as act:
            return tuple(self._form(act, at) for _ in range(count))

    def deliver(self, forms: Sequence[DrawnForm]) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print forms; returns those that the printer did not take, each with why."""
        return self._printing.put(form.paper for form in forms)

    def forms(self) -> tuple[EmergencyForm, ...]:
        """Return the forms that have lines nobody entered, oldest first."""
        return tuple(self._store.late.unfinished())

    def form(self, number: str) -> EmergencyForm:
        """Return a form by its number, however it is spaced."""
        found = self._store.late.form(numbers.clean(number))
        if found is None:
            raise LateError("late.form-unknown", form=number)
        return found

    def examine(self, draft: PassageDraft, late: LateEntry) -> Examination:
        """Return what the law of the instant it happened at makes of a passage."""
        at = late.occurred_at.astimezone(self._clock.now().tzinfo)
        return self._passage.examine_at(draft, self._passage.facts(draft), at)

    def enter(self, draft: PassageDraft, seen: Examination, late: LateEntry, *, second: str) -> Issued:
        """Record a passage from its form, by two officers; nothing is drawn, for its papers were written by hand."""
        return self._passage.issue(draft, seen, second=second, late=late)

    def _form(self, act: LateAct, at: datetime) -> DrawnForm:
        form = EmergencyForm(number=act.number(Series.EMERGENCY_FORM), printed_at=at, lines=_lines(act))
        body = form_body(form, post=self._post, language=self._language)
        digest = act.append("emergency-form.printed", body)
        paper = self._press.draw(
            self._sealing.paper(PaperKind.EMERGENCY_FORM, body, digest=digest, at=at, officer=self._officer)
        )
        act.append("papers.sealed", sealed_body(form.number, digest, (paper,)))
        return DrawnForm(form=form, paper=paper)


def _lines(act: LateAct) -> tuple[FormLine, ...]:
    return tuple(
        FormLine(
            line=line,
            series=series,
            number=act.number(series),
            envelope=act.number(Series.ENVELOPE) if enveloped else "",
        )
        for line, (series, enveloped) in enumerate(PATTERN, 1)
    )
