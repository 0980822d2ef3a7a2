"""An explanation in words: what a card meets, which article says so and why, and which article nearly did."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kbdesk.domain.dates import spelled
from kbdesk.domain.findings import Finding
from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Language, Letterhead, SealRule, Sheet
from kbdesk.rulebook.explanation import CROSSING, IN_FORCE, SUSPENDED, Condition, Explanation, Told
from kbdesk.rulebook.zone import ZONE

_SPANS = frozenset({
    "issued_on", "extended_on", "expires_on",
    "first_registered", "registration_extended_on", "registration_valid_until", "inside_since",
})  # fmt: skip
_VOCABULARIES = {
    "document_type": "document_type",
    "with_document": "document_type",
    "plate_class": "plate_class",
    "exempt_ground": "exempt_ground",
    "direction": "direction",
}
_COUNTED = {
    "from_age": "explain.age.from",
    "under_age": "explain.age.under",
    "inside_over_months": "explain.or_more",
    "overstay_days": "explain.or_more",
}
_INDENT = "  "


def tell(explanation: Explanation, catalog: Catalog, reference: Reference) -> str:
    """Return an explanation as lines of text, in the words of a catalog and the names of the reference data.

    Two spaces indent what belongs to the line above. Raises `MessageMissingError` for a fee or finding of a book that
    has no words.
    """
    return "\n".join(_Teller(catalog, reference).lines(explanation))


def told_condition(condition: Condition, catalog: Catalog, reference: Reference) -> str:
    """Return one condition as one line: its name, what it wants, what was found, and that it is not met if so."""
    return _Teller(catalog, reference).condition(condition)


def told_wish(condition: Condition, catalog: Catalog, reference: Reference) -> tuple[str, str]:
    """Return a condition's name and what it wants, whatever was found."""
    return _Teller(catalog, reference).wish(condition)


class _Teller:
    def __init__(self, catalog: Catalog, reference: Reference) -> None:
        self._catalog, self._reference, self._text = catalog, reference, catalog.text

    def lines(self, told: Explanation) -> Iterator[str]:
        """Yield the lines of an explanation."""
        yield self._head(told)
        yield self._text("explain.measure", measure=self._text(f"measure.{told.outcome.measure}"))
        if told.overridden:
            yield self._text("explain.overridden")
        if told.applied:
            yield self._text("explain.applies")
            yield from self._article(told.applied)
        else:
            yield self._text("explain.nothing")
        yield from (self._finding(finding) for finding in told.findings)
        yield from self._outcome(told)
        yield from self._appeal(told)
        if told.suspended:
            yield self._text("explain.suspended")
            for article in told.suspended:
                yield from self._article(article)
        if told.nearest and told.nearest not in told.suspended:
            yield self._text("explain.nearest")
            yield from self._article(told.nearest)

    def wish(self, condition: Condition) -> tuple[str, str]:
        """Return a condition's name and what it wants."""
        return self._text(f"explain.condition.{condition.name}"), self._wanted(condition)

    def condition(self, condition: Condition) -> str:
        """Return one condition as one line."""
        name = self._text(f"explain.condition.{condition.name}")
        if condition.name == SUSPENDED:
            return self._text("explain.silenced", name=name, orders=", ".join(condition.found))
        found = self._found(condition) if condition.found else self._text("explain.unknown")
        message = "explain.holds" if condition.holds else "explain.fails"
        return self._text(message, name=name, wanted=self._wanted(condition), found=found)

    def _head(self, told: Explanation) -> str:
        kind, _, number = told.path.rstrip("]").partition("[")
        return self._text(
            "explain.head",
            card=self._text(f"explain.card.{kind}", number=number),
            direction=self._text(f"direction.{told.direction}"),
            crossing=self._crossing(told.crossing),
            at=_instant(told.at.astimezone(ZONE).isoformat()),
        )

    def _article(self, told: Told) -> Iterator[str]:
        message = "explain.phase" if told.phase else "explain.article"
        title = self._catalog.of(told.title)
        yield _INDENT + self._text(message, book=title, article=told.article, phase=told.phase)
        yield _INDENT + self._catalog.of(told.text)
        yield _INDENT + self._text("explain.legal_basis", title=self._catalog.of(told.legal_basis))
        yield from (_INDENT * 2 + self.condition(condition) for condition in told.conditions)

    def _finding(self, finding: Finding) -> str:
        lifted = "overridable" if finding.overridable else str(finding.severity)
        return self._text(f"explain.finding.{lifted}", title=self._catalog.finding(finding).title)

    def _outcome(self, told: Explanation) -> Iterator[str]:
        made = told.outcome
        if made.disposition:
            yield self._text("explain.disposition", disposition=self._text(f"disposition.{made.disposition}"))
        if made.papers:
            papers = ", ".join(self._text(f"arrive.paper.{kind}") for kind in made.papers)
            yield self._text("explain.papers", papers=papers)
        if made.sheet is Sheet.BLANK:
            yield self._text("explain.sheet.blank")
        if made.letterhead is Letterhead.FULL:
            yield self._text("explain.letterhead.full")
        if made.seal is SealRule.WHEN_POSSIBLE:
            yield self._text("explain.seal.when_possible")
        if made.valid_from and made.valid_until:
            first, last = spelled(made.valid_from.isoformat()), spelled(made.valid_until.isoformat())
            yield self._text("explain.valid", first=first, last=last)
        if made.deadline:
            yield self._text("explain.deadline", date=spelled(made.deadline.isoformat()))
        for fee in made.fees:
            message = "explain.fee.waived" if fee.waived else "explain.fee"
            amount = f"{self._amount(fee.amount)} {fee.currency}"
            yield self._text(message, fee=self._text(f"fee.{fee.code}"), amount=amount)
        if made.papers and not made.fees:
            yield self._text("explain.free")

    def _appeal(self, told: Explanation) -> Iterator[str]:
        if told.appeal_until and told.outcome.basis:
            basis, until = told.outcome.basis, spelled(told.appeal_until.isoformat())
            yield self._text("explain.appeal", body=self._catalog.of(basis.appeal_body), date=until)
            yield _INDENT + self._catalog.of(basis.appeal)

    def _wanted(self, condition: Condition) -> str:
        if condition.name in _SPANS:
            first, last = map(spelled, condition.wanted)
            return self._span("explain.days", first, last)
        if condition.name == IN_FORCE:
            first, last = map(_instant, condition.wanted)
            return self._span("explain.instants", first, last)
        if condition.name in _COUNTED:
            return self._catalog.count(_COUNTED[condition.name], int(condition.wanted[0]))
        return self._values(condition.name, condition.wanted)

    def _found(self, condition: Condition) -> str:
        if condition.name in _SPANS:
            return ", ".join(map(spelled, condition.found))
        if condition.name == IN_FORCE:
            return ", ".join(map(_instant, condition.found))
        return self._values(condition.name, condition.found)

    def _span(self, message: str, first: str, last: str) -> str:
        if first and last:
            return self._text(f"{message}.between", first=first, last=last)
        return self._text(f"{message}.since", first=first) if first else self._text(f"{message}.until", last=last)

    def _values(self, name: str, values: tuple[str, ...]) -> str:
        return ", ".join(self._value(name, value) for value in values)

    def _value(self, name: str, value: str) -> str:
        """Return a plain text in words: the word of its vocabulary, the name of its key, else itself."""
        language = self._catalog.language
        if name in _VOCABULARIES:
            return self._text(f"{_VOCABULARIES[name]}.{value}")
        if name == "issuing_office":
            return self._reference.office_name(value, language)
        if name == "residence":
            return self._reference.municipality_name(value, language)
        if name == CROSSING:
            return self._crossing(value)
        return self._text(f"explain.{value}") if value in ("true", "false") else value

    def _crossing(self, key: str) -> str:
        known = self._reference.crossings
        return self._catalog.of(known[key].names) if key in known else key

    def _amount(self, amount: Decimal) -> str:
        return str(amount) if self._catalog.language is Language.EN else str(amount).replace(".", ",")


def _instant(iso: str) -> str:
    """Return an instant as people write it, to the minute: ``01.08.2022 00:00``; nothing for an open side."""
    return f"{spelled(iso[:10])} {iso[11:16]}" if iso else ""
