"""Findings in the words of a language, as the panel, the fields and the action say them."""

from __future__ import annotations

from dataclasses import dataclass

from kbdesk.domain.findings import Finding
from kbdesk.domain.messages import Catalog
from kbdesk.domain.outcome import Outcome
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.vocabulary import Action, Severity
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.reasons import suggested_action
from kbdesk.ui.arrive.numbering import Numbered
from kbdesk.ui.arrive.snapshot import CardLine, Snapshot
from kbdesk.ui.arrive.understood import plate_read_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding as its row in the panel says it.

    `brief` is for a row among others, `what` the whole sentence for the one in hand, each with its article;
    `accepted` is the reason given, in words, empty while open; `refer` tells whether a referral answers it best.
    """

    title: str
    brief: str
    what: str
    way_out: str
    accepted: str
    refer: bool = False


def short_words(found: Numbered, catalog: Catalog) -> str:
    """Return what stands under the field: the finding in a few words, or that it was accepted."""
    return catalog.text("arrive.accepted-short") if found.reason else catalog.finding(found.finding).short


def title_of(finding: Finding, catalog: Catalog) -> str:
    """Return a finding's name."""
    return catalog.finding(finding).title


def article_words(finding: Finding, catalog: Catalog) -> str:
    """Return the article as people cite it, empty where no rulebook says it.

    An article is ``book:number`` or a bare number; the book stands in the header and on the paper.
    """
    number = finding.article.rpartition(":")[2]
    return catalog.text("arrive.findings.article", article=number) if number else ""


def told(found: Numbered, snapshot: Snapshot, catalog: Catalog) -> Told:
    """Return the words of a finding's row. The card is named where it is not the one shown."""
    words = catalog.finding(found.finding)
    title = words.title
    if found.card != snapshot.chosen:
        line = next((line for line in snapshot.cards if line.path == found.card), None)
        title = catalog.text("arrive.findings.on-card", card=card_name(line, catalog), title=title) if line else title
    article = article_words(found.finding, catalog)
    return Told(
        title=title,
        brief=" · ".join(part for part in (words.short, article) if part),
        what=" · ".join(part for part in (words.text, article) if part),
        way_out="" if found.reason else words.way_out,
        accepted=_accepted(found, catalog) if found.reason else "",
        refer=found.holds and answered_by_referral(found, snapshot),
    )


def answered_by_referral(found: Numbered, snapshot: Snapshot) -> bool:
    """Tell whether a finding is one of those for which a card is referred rather than refused."""
    if found.finding.code not in (Code.DOCUMENT_EXPIRED, Code.WATCHLIST_HIT):
        return False
    line = next((line for line in snapshot.cards if line.path == found.card), None)
    decided = line is not None and line.card.decision.action != Action.ISSUE
    examined = next((card for card in snapshot.seen.cards if card.path == found.card), None)
    return examined is not None and not decided and suggested_action(examined) is Action.REFER


def _accepted(found: Numbered, catalog: Catalog) -> str:
    lifted = found.finding.severity is Severity.STOP
    words = "arrive.findings.overridden" if lifted else "arrive.findings.accepted"
    return catalog.text(words, reason=reason_words(found.reason, catalog))


def reason_words(reason: str, catalog: Catalog) -> str:
    """Return a reason in words: one from a list by its name there, one in the officer's own words as it is."""
    listed = (f"{prefix}.{reason}" for prefix in ("warn_reason", "adjudication"))
    return next((catalog.text(message) for message in listed if catalog.has(message)), reason)


def measure_words(outcome: Outcome, catalog: Catalog) -> str:
    """Return what the law makes of a card, and by which article."""
    words = catalog.text(f"measure.{outcome.measure}")
    if outcome.basis is None:
        return words
    return f"{words} · {catalog.text('arrive.findings.article', article=outcome.basis.article)}"


def card_name(line: CardLine, catalog: Catalog) -> str:
    """Return how a card is called: surname and first letter of the given name, or the plate."""
    card = line.card
    if isinstance(card, TravelerDraft):
        first = f"{card.given_names.strip()[:1].upper()}." if card.given_names.strip() else ""
        return " ".join(part for part in (card.surname.strip(), first) if part) or catalog.text("arrive.card.unnamed")
    read_as = plate_read_as(card.plate, trailer=line.path == "trailer")
    return read_as or card.plate.strip() or catalog.text("arrive.card.unplated")
