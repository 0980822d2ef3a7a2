"""Prefill: a known document opens a card filled from its last passage, and says what has changed since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.names import fold, same_name
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.passage_json import traveler_from_json
from kbdesk.domain.people import plain_date
from kbdesk.domain.search import CaseEntry

FILLED: Final = (
    *("surname", "given_names", "birth_date", "sex", "nationality", "personal_number"),
    *("document_type", "document_issuing_office", "document_issued_on", "document_extended_on", "document_expires_on"),
    *("residence", "language"),
)
"""The fields that a card takes over: what the person and the document are, nothing of what was decided or taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """What the last passage of a document knew: values by field as recorded, empty ones left out.

    `on` is the civil day of that passage, `number` the number its card was given (nine characters).
    """

    fields: Mapping[str, str]
    on: date
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """A card after its prefill: `filled` are the fields that were empty, `changed` those whose value differs now."""

    card: TravelerDraft
    filled: tuple[str, ...]
    changed: tuple[str, ...]


def prefill_of(entry: CaseEntry) -> Prefill:
    """Return what an entry that recorded a traveler's card can fill another card with."""
    card = traveler_from_json(entry.body["traveler"])
    happened = str(entry.body.get("occurred_at") or entry.at.isoformat())
    return Prefill(
        fields={name: getattr(card, name) for name in FILLED if getattr(card, name)},
        on=date.fromisoformat(happened[:10]),
        number=str(entry.body.get("number", "")),
    )


def prefilled(card: TravelerDraft, known: Prefill) -> Prefilled:
    """Fill the empty fields of a card from the last passage. What the zone or the officer says stands.

    A name in another script or spelling, and a date written in another way, is no change.
    """
    empty: dict[str, Any] = {name: value for name, value in known.fields.items() if not getattr(card, name).strip()}
    differs = (name for name, value in known.fields.items() if name not in empty and not _same(card, name, value))
    return Prefilled(card=replace(card, **empty), filled=tuple(empty), changed=tuple(differs))


def _same(card: TravelerDraft, name: str, value: str) -> bool:
    return _ALIKE.get(name, _same_text)(getattr(card, name), value)


def _same_text(a: str, b: str) -> bool:
    return fold(a) == fold(b)


def _same_date(a: str, b: str) -> bool:
    day = plain_date(a)
    return _same_text(a, b) if day is None else day == plain_date(b)


_ALIKE: Final[Mapping[str, Callable[[str, str], bool]]] = MappingProxyType(
    {"surname": same_name, "given_names": same_name}
    | dict.fromkeys(("birth_date", "document_issued_on", "document_extended_on", "document_expires_on"), _same_date)
)
