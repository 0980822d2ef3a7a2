"""Why a card meets its measure: the article that applied, what it asked, and the article that nearly did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import Outcome
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.validity import last_appeal_day
from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.applying import NOTHING, article_findings, outcome
from kbdesk.rulebook.cards import traveler_case, vehicle_case
from kbdesk.rulebook.case import Case, asked, holds
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.measures import APPEALABLE
from kbdesk.rulebook.rules import Rule
from kbdesk.rulebook.schema import Days
from kbdesk.rulebook.understanding import understand_traveler, understand_vehicle
from kbdesk.rulebook.zone import ZONE

IN_FORCE, CROSSING, DIRECTION, SUSPENDED = "in_force", "crossing", "direction", "suspended"
"""The conditions that an article sets beside those of `When`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing an article asks, what it wants and what was found, as plain texts; nothing found is not known.

    Words are those of the closed vocabularies, keys those of the reference data, ``true`` and ``false``, ages in
    years, dates and instants ISO. Spans have two texts, an open side is empty; of ``in_force`` the second is
    excluded. ``suspended`` wants nothing and finds the order references.
    """

    name: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article told: its book, its texts per language (keys ``sq``, ``sr``, ``en``), and each of its conditions.

    `phase` counts from 1; it is 0 where the article has none.
    """

    book: str
    article: str
    phase: int
    title: Mapping[str, str]
    legal_basis: Mapping[str, str]
    text: Mapping[str, str]
    conditions: tuple[Condition, ...]

    @property
    def failing(self) -> tuple[Condition, ...]:
        """The conditions that do not hold."""
        return tuple(condition for condition in self.conditions if not condition.holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one card meets its measure.

    `applied` is the article that counts, None if the law says nothing; `suspended` those that would have counted
    before it; `nearest` the one of whose conditions fewest fail (of these the one of which most hold, then the one
    asked first). `overridden` tells whether `outcome` is what two officers grant instead of a stop; `findings` are
    those of the article alone. `day` is the civil day at the crossing.
    """

    path: str
    at: datetime
    day: date
    crossing: str
    direction: Direction
    outcome: Outcome
    overridden: bool
    findings: tuple[Finding, ...]
    applied: Told | None
    suspended: tuple[Told, ...]
    nearest: Told | None

    @property
    def appeal_until(self) -> date | None:
        """The last day on which the measure may be appealed against, None if there is nothing to appeal against."""
        basis = self.outcome.basis
        if basis is None or not basis.appeal_days or self.outcome.measure not in APPEALABLE:
            return None
        return last_appeal_day(self.day, basis.appeal_days)


def explain(draft: PassageDraft, facts: Facts, law: Law, *, at: datetime, crossing: str) -> tuple[Explanation, ...]:
    """Explain every card of a draft by the law at an instant (aware) and a crossing, under the desk's orders."""
    asking = _Asking(draft=draft, facts=facts, law=law.under(facts.orders), at=at, crossing=crossing)
    return tuple(asking.card(path, card) for path, card in draft.cards())


def conditions_of(rule: Rule) -> tuple[Condition, ...]:
    """Return what a rule asks, of no card in particular: nothing is found, and everything holds."""
    wanted = [*_standing(rule), *((name, _plain(value)) for name, value in asked(rule.article.when))]
    return tuple(Condition(name=name, wanted=values, found=(), holds=True) for name, values in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    draft: PassageDraft
    facts: Facts
    law: Law
    at: datetime
    crossing: str

    def card(self, path: str, card: TravelerDraft | VehicleDraft) -> Explanation:
        """Explain one card."""
        day = self.at.astimezone(ZONE).date()
        case = self._case(path, card, day)
        told = [(rule, self._told(rule, case)) for rule in self.law.rules if rule.article.subject is case.subject]
        rule, applied = next(((rule, told) for rule, told in told if not told.failing), (None, None))
        made = outcome(rule, case, day=day, overrides=card.overrides) if rule else NOTHING
        return Explanation(
            path=path,
            at=self.at,
            day=day,
            crossing=self.crossing,
            direction=self.draft.direction,
            outcome=made,
            overridden=rule is not None and made.measure is not rule.then.measure,
            findings=tuple(article_findings(rule, path=path, day=day, expires=case.expires_on)) if rule else (),
            applied=applied,
            suspended=tuple(_suspended(told for _, told in told)),
            nearest=_nearest([told for _, told in told]),
        )

    def _case(self, path: str, card: TravelerDraft | VehicleDraft, day: date) -> Case:
        if isinstance(card, TravelerDraft):
            return traveler_case(understand_traveler(path, card, day), self.draft, self.law.reference, self.facts)
        return vehicle_case(understand_vehicle(path, card, day), self.draft, self.law.reference, self.facts)

    def _told(self, rule: Rule, case: Case) -> Told:
        return Told(
            book=rule.book.id,
            article=rule.article.id,
            phase=rule.phase,
            title=rule.book.title.mapping(),
            legal_basis=rule.book.legal_basis.mapping(),
            text=rule.text.mapping(),
            conditions=(*self._standing(rule), *_conditions(rule, case)),
        )

    def _standing(self, rule: Rule) -> Iterator[Condition]:
        """Yield what a rule asks of instant, crossing and direction, as far as it asks, and that it is suspended."""
        at, crossing, direction = self.at, self.crossing, self.draft.direction
        found = {
            IN_FORCE: (_instant(at), rule.in_force(at)),
            CROSSING: (crossing, crossing in rule.crossings),
            DIRECTION: (str(direction), direction in rule.directions),
        }
        for name, wanted in _standing(rule):
            here, met = found[name]
            yield Condition(name=name, wanted=wanted, found=(here,), holds=met)
        orders = tuple(
            silence.order_reference
            for silence in self.law.silences
            if silence.silences(rule) and silence.reaches(at, crossing, direction)
        )
        if orders:
            yield Condition(name=SUSPENDED, wanted=(), found=orders, holds=False)


def _standing(rule: Rule) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield name and wanted values of what a rule asks of instant, crossing and direction, as far as it asks."""
    if rule.effective_from or rule.effective_until:
        yield IN_FORCE, (_instant(rule.effective_from), _instant(rule.effective_until))
    if rule.crossings:
        yield CROSSING, rule.crossings
    if set(rule.directions) != set(Direction):
        yield DIRECTION, tuple(map(str, rule.directions))


def _conditions(rule: Rule, case: Case) -> Iterator[Condition]:
    for name, wanted in asked(rule.article.when):
        found = case.found(name)
        yield Condition(name=name, wanted=_plain(wanted), found=_plain(found), holds=holds(name, wanted, found))


def _suspended(articles: Iterator[Told]) -> Iterator[Told]:
    """Yield the articles that nothing but a suspension keeps from counting, up to the one that counts."""
    for told in articles:
        if not told.failing:
            return
        if all(condition.name == SUSPENDED for condition in told.failing):
            yield told


def _nearest(articles: list[Told]) -> Told | None:
    """Return the first of those of whose conditions fewest fail and, of these, most hold."""
    missed = [told for told in articles if told.failing]
    return min(missed, key=lambda told: (len(told.failing), len(told.failing) - len(told.conditions)), default=None)


def _plain(value: object) -> tuple[str, ...]:
    """Return what a condition wants or a case has, as texts; nothing for what is not known."""
    if value is None or value == "":
        return ()
    if isinstance(value, Days):
        return tuple(day.isoformat() if day else "" for day in (value.first, value.last))
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return (str(value).lower(),)
    return (value.isoformat() if isinstance(value, date) else str(value),)


def _instant(at: datetime | None) -> str:
    return at.astimezone(ZONE).isoformat() if at else ""
