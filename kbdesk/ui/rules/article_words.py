"""An article in plain words: what it says, what it asks, what it does, where it may be appealed against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Letterhead, Measure, Sheet
from kbdesk.rulebook.explanation import IN_FORCE, conditions_of
from kbdesk.rulebook.rules import Rule
from kbdesk.rulebook.schema import Charge, Then, Validity
from kbdesk.rulebook.telling import told_wish
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rules.book_words import span_words
from kbdesk.ui.rules.view import BookShown
from kbdesk.ui.when import short_date

MEASURE_SHAPES: Final[Mapping[Measure, Shape]] = MappingProxyType(
    {
        Measure.NONE: Shape.NOTE,
        Measure.EXEMPT: Shape.OK,
        Measure.TOLERATED: Shape.OK,
        Measure.COVERED: Shape.OK,
        Measure.WARNED: Shape.WARN,
        Measure.FINED: Shape.WARN,
        Measure.PERMIT: Shape.OK,
        Measure.PROVISIONAL: Shape.OK,
        Measure.REPLACE: Shape.OK,
        Measure.CONFISCATE: Shape.STOP,
        Measure.REFUSED: Shape.STOP,
    }
)
"""Whether a measure lets through, lets through with a word, or does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWords:
    """One rule of a book as its row says it; `aside` names a phase and its own time, `suspended` that it is silent."""

    article: str
    text: str
    asks: str
    does: str
    appeal: str
    aside: str
    measure: str
    shape: Shape
    suspended: str

    def spoken(self, heading: str) -> str:
        """Return the whole of it for a screen reader, under the name of the article."""
        parts = (heading, self.aside, self.suspended, self.text, self.measure, self.asks, self.does, self.appeal)
        return ". ".join(part.rstrip(".") for part in parts if part)


def article_words(rule: Rule, book: BookShown, catalog: Catalog, reference: Reference) -> ArticleWords:
    """Return a rule in words. What holds of the whole book (its time, its crossings) is not said again."""
    measure = rule.then.measure
    return ArticleWords(
        article=rule.article.id,
        text=catalog.of(rule.text.mapping()),
        asks="; ".join(_asks(rule, book, catalog, reference)),
        does=" · ".join(_does(rule, catalog)),
        appeal=_appeal(rule, catalog),
        aside=_aside(rule, book, catalog),
        measure=catalog.text(f"measure.{measure}"),
        shape=MEASURE_SHAPES[measure],
        suspended=catalog.text("rules_page.state.suspended") if book.silenced(rule) else "",
    )


def _asks(rule: Rule, book: BookShown, catalog: Catalog, reference: Reference) -> Iterator[str]:
    whole = book.edition.book
    for condition in conditions_of(rule):
        of_book = condition.name == IN_FORCE or condition.wanted in (whole.crossings, whole.directions)
        if not of_book:
            name, wanted = told_wish(condition, catalog, reference)
            yield catalog.text("rules_page.asks", name=name, wanted=wanted)
    if rule.article.unexpired:
        yield catalog.text("rules_page.unexpired")


def _does(rule: Rule, catalog: Catalog) -> Iterator[str]:
    yield from outcome_words(rule.then, catalog)
    if rule.overridden is not None:
        measure = catalog.text(f"measure.{rule.overridden.measure}")
        yield catalog.text("rules_page.overridden", measure=measure)


def outcome_words(then: Then, catalog: Catalog) -> Iterator[str]:
    """Yield what comes of an outcome besides its measure: papers, validity, fees, what becomes of what was brought."""
    if then.validity is not None:
        yield _validity(then.validity, catalog)
    if then.deadline is not None:
        yield catalog.text("rules_page.deadline", on=short_date(then.deadline, catalog.language))
    if then.disposition is not None:
        yield catalog.text("rules_page.brought", what=catalog.text(f"disposition.{then.disposition}").lower())
    if then.papers:
        papers = ", ".join(catalog.text(f"arrive.paper.{paper}") for paper in then.papers)
        yield catalog.text("rules_page.papers", papers=papers)
    if then.sheet is Sheet.BLANK:
        yield catalog.text("rules_page.blank")
    if then.letterhead is Letterhead.FULL:
        yield catalog.text("rules_page.letterhead")
    for fee in then.fees:
        yield _fee(fee, catalog)


def _validity(validity: Validity, catalog: Catalog) -> str:
    if validity.months:
        text = catalog.count("rules_page.valid.months", validity.months)
    elif validity.days:
        text = catalog.count("rules_page.valid.days", validity.days)
    elif validity.until:
        text = catalog.text("rules_page.valid.until", on=short_date(validity.until, catalog.language))
    else:
        return ""
    return catalog.text("rules_page.valid.capped", valid=text) if validity.cap_by_expiry else text


def _fee(fee: Charge, catalog: Catalog) -> str:
    known = catalog.has(f"fee.{fee.code}")
    name = catalog.text(f"fee.{fee.code}") if known else fee.code
    amount = str(fee.amount) if str(catalog.language) == "en" else str(fee.amount).replace(".", ",")
    words = catalog.text("rules_page.fee", fee=name, amount=f"{amount} {fee.currency}")
    if fee.waived is None:
        return words
    first, last = (short_date(d, catalog.language) if d else "" for d in (fee.waived.first, fee.waived.last))
    return catalog.text("rules_page.fee.waived", fee=words, first=first or "…", last=last or "…")


def _appeal(rule: Rule, catalog: Catalog) -> str:
    if rule.appeal is None:
        return ""
    body = catalog.of(rule.appeal.body.mapping())
    return catalog.count("rules_page.appeal", rule.appeal.days, body=body)


def _aside(rule: Rule, book: BookShown, catalog: Catalog) -> str:
    own = (rule.effective_from, rule.effective_until)
    span = "" if own == (book.edition.effective_from, book.edition.effective_until) else span_words(*own, catalog)
    phase = catalog.text("rules_page.phase", phase=rule.phase) if rule.phase else ""
    return " · ".join(part for part in (phase, span) if part)
