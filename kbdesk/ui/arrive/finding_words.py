"""Findings in the words of a language, as the panel, the fields and the action say them."""

from __future__ import annotations

from dataclasses import dataclass

from kbdesk.domain.findings import Finding
from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import TravelerDraft
from kbdesk.ui.arrive.numbering import Numbered
from kbdesk.ui.arrive.snapshot import CardLine, Snapshot
from kbdesk.ui.arrive.understood import plate_read_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding as its row in the panel says it.

    `brief` is for a row among others, `what` the whole sentence for the one in hand, each with its article;
    `accepted` is the reason given, in words, empty while open.
    """

    title: str
    brief: str
    what: str
    way_out: str
    accepted: str


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
        accepted=catalog.text("arrive.findings.accepted", reason=reason_words(found.reason, catalog))
        if found.reason
        else "",
    )


def reason_words(reason: str, catalog: Catalog) -> str:
    """Return a reason in words: one from the list by its name there, one in the officer's own words as it is."""
    return catalog.text(f"warn_reason.{reason}") if catalog.has(f"warn_reason.{reason}") else reason


def card_name(line: CardLine, catalog: Catalog) -> str:
    """Return how a card is called: surname and first letter of the given name, or the plate."""
    card = line.card
    if isinstance(card, TravelerDraft):
        first = f"{card.given_names.strip()[:1].upper()}." if card.given_names.strip() else ""
        return " ".join(part for part in (card.surname.strip(), first) if part) or catalog.text("arrive.card.unnamed")
    read_as = plate_read_as(card.plate, trailer=line.path == "trailer")
    return read_as or card.plate.strip() or catalog.text("arrive.card.unplated")
