"""What the dialogs of the Shift page ask, in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from kbdesk.domain.fees import AmountError, Due, amount
from kbdesk.domain.late import EmergencyForm, FormLine
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import CrossingState, Direction, Series
from kbdesk.ui.shift.form_dialog import Ask, Question
from kbdesk.ui.shift.instants import DATE_LONG, TIME_LONG

_DIGITS = 4


class NumberError(ValueError):
    """What was typed is no number."""


def whole(text: str) -> int:
    """Return a whole number as typed; `NumberError` for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= 2 * _DIGITS):
        raise NumberError
    return int(text)


def money(text: str) -> Decimal:
    """Return an amount as typed; `NumberError` for anything else."""
    try:
        return amount(text)
    except AmountError as error:
        raise NumberError from error


def incident(catalog: Catalog) -> Question:
    """Ask what happened."""
    return Question(
        title=catalog.text("shift_page.incident.title"),
        what=catalog.text("shift_page.incident.what"),
        fields=(Ask(name="text", label=catalog.text("shift_page.incident.text")),),
        do=catalog.text("shift_page.enter"),
    )


def waiting(catalog: Catalog) -> Question:
    """Ask how long people wait."""
    ways = tuple((str(way), catalog.text(f"direction.{way}")) for way in Direction)
    names = ("least", "most")
    minutes = tuple(
        Ask(name=name, label=catalog.text(f"shift_page.waiting.{name}"), half=True, longest=_DIGITS) for name in names
    )
    return Question(
        title=catalog.text("shift_page.waiting.title"),
        what=catalog.text("shift_page.waiting.what"),
        fields=(Ask(name="direction", label=catalog.text("shift_page.waiting.direction"), choices=ways), *minutes),
        do=catalog.text("shift_page.enter"),
    )


def crossing(state: CrossingState, catalog: Catalog) -> Question:
    """Ask what was ordered of the crossing; another state than the one that counts is offered first."""
    offered = CrossingState.CLOSED if state is CrossingState.OPEN else CrossingState.OPEN
    states = tuple((str(one), catalog.text(f"shift_page.crossing.{one}")) for one in CrossingState)
    day, clock = catalog.text("authorisation_on.hint"), "00:00"

    def ask(name: str, *, hint: str = "", longest: int = 200) -> Ask:
        label = catalog.text(f"shift_page.crossing.ask.{name}")
        return Ask(name=name, label=label, half=True, hint=hint, longest=longest)

    return Question(
        title=catalog.text("shift_page.crossing.title"),
        what=catalog.text("shift_page.crossing.what"),
        fields=(
            Ask(
                name="state",
                label=catalog.text("shift_page.crossing.ask.state"),
                value=str(offered),
                choices=states,
                half=True,
            ),
            ask("reason"),
            ask("order"),
            ask("by"),
            ask("from", hint=day, longest=DATE_LONG),
            ask("from-time", hint=clock, longest=TIME_LONG),
            ask("until", hint=day, longest=DATE_LONG),
            ask("until-time", hint=clock, longest=TIME_LONG),
        ),
        do=catalog.text("shift_page.crossing.do"),
        grave=True,
    )


def slip(due: Due, catalog: Catalog) -> Question:
    """Ask for the number of the slip a fee was paid with."""
    return Question(
        title=catalog.text("shift_page.slip.title"),
        what=_due(due, catalog),
        fields=(Ask(name="slip", label=catalog.text("shift_page.slip.number"), longest=40),),
        do=catalog.text("shift_page.enter"),
    )


def waive(due: Due, catalog: Catalog) -> Question:
    """Ask why a fee is waived, and by which article."""
    return Question(
        title=catalog.text("shift_page.waive.title"),
        what=_due(due, catalog),
        fields=(
            Ask(name="reason", label=catalog.text("shift_page.reason")),
            Ask(name="article", label=catalog.text("shift_page.waive.article"), hint="documents-2022:1", longest=80),
        ),
        do=catalog.text("shift_page.waive.do"),
        grave=True,
    )


def drawer(catalog: Catalog) -> Question:
    """Ask what the drawer holds."""
    return Question(
        title=catalog.text("shift_page.drawer.title"),
        what=catalog.text("shift_page.drawer.what"),
        fields=(
            Ask(name="counted", label=catalog.text("shift_page.count.cash"), longest=9, hint="0.00"),
            Ask(name="why", label=catalog.text("shift_page.drawer.why")),
        ),
        do=catalog.text("shift_page.enter"),
    )


def forms(catalog: Catalog) -> Question:
    """Ask how many emergency forms are to be printed."""
    return Question(
        title=catalog.text("shift_page.forms.title"),
        what=catalog.text("shift_page.forms.what"),
        fields=(Ask(name="count", label=catalog.text("shift_page.forms.count"), value="1", longest=2),),
        do=catalog.text("shift_page.forms.do"),
    )


def late(form: EmergencyForm, cards: Mapping[str, str], now: datetime, catalog: Catalog) -> Question:
    """Ask when a passage happened, why it comes late, and on which line of its form each card stands."""
    free = tuple(line for line in form.lines if not line.used)
    fields = [
        Ask(
            name="day",
            label=catalog.text("shift_page.late.day"),
            value=f"{now:%d.%m.%Y}",
            half=True,
            longest=DATE_LONG,
        ),
        Ask(name="time", label=catalog.text("shift_page.late.time"), half=True, hint="00:00", longest=TIME_LONG),
        Ask(name="reason", label=catalog.text("shift_page.late.reason")),
    ]
    for path, name in cards.items():
        series = Series.PERMIT if path.startswith("traveler") else Series.REGISTRATION
        lines = [line for own in (series, Series.REFUSAL) for line in free if line.series is own]
        taken = sum(ask.name.startswith(path.partition("[")[0]) for ask in fields)
        choices = tuple((str(line.line), line_words(line, catalog)) for line in lines)
        value = choices[min(taken, len(choices) - 1)][0] if choices else ""
        fields.append(Ask(name=path, label=name, value=value, choices=choices, half=True))
    return Question(
        title=catalog.text("shift_page.late.title", form=form.number),
        what=catalog.text("shift_page.late.what"),
        fields=tuple(fields),
        do=catalog.text("shift_page.late.do"),
    )


def line_words(line: FormLine, catalog: Catalog) -> str:
    """Return a line of a form: its number in the form, the number that its paper bears."""
    return catalog.text("shift_page.late.line", line=line.line, number=line.number)


def _due(due: Due, catalog: Catalog) -> str:
    return catalog.text("shift_page.fees.line", number=due.number, amount=f"{due.amount:.2f}", currency=due.currency)
