"""A passage as a draft: what has been scanned or typed so far, exactly as it stands in the fields.

Every field is text, dates too (ISO ``yyyy-mm-dd`` once understood, else as typed), so that nothing typed is ever
lost for not being understood. Field names are the same in widgets, ledger, messages and here (DESIGN section 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from kbdesk.domain.vocabulary import Direction

RELATIONS: Final = ("mother", "father", "guardian", "escort")
"""What somebody may be to the child that they bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A stop that two officers lifted: the finding's code, the field's name in the card, and why."""

    finding: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDecision:
    """What the officer chose for a card; `action` is an `Action`."""

    action: str = "issue"
    reason: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document a traveler brought beside the first one; fields as on the card."""

    type: str = ""
    issuing_state: str = ""
    number: str = ""
    issuing_office: str = ""
    issued_on: str = ""
    extended_on: str = ""
    expires_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelerDraft:
    """One person's card. `portrait` is a JPEG, empty where nobody took one."""

    mrz: str = ""
    surname: str = ""
    given_names: str = ""
    birth_date: str = ""
    sex: str = ""
    nationality: str = ""
    personal_number: str = ""
    document_type: str = ""
    document_issuing_state: str = ""
    document_number: str = ""
    document_issuing_office: str = ""
    document_issued_on: str = ""
    document_extended_on: str = ""
    document_expires_on: str = ""
    residence: str = ""
    language: str = ""
    slot: str = ""
    guardian_traveler: str = ""
    guardian_relation: str = ""
    guardian_consent: str = ""
    exempt_ground: str = ""
    exempt_reference: str = ""
    portrait: bytes = field(default=b"", repr=False)
    documents: tuple[Document, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    decision: CardDecision = CardDecision()


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDraft:
    """One vehicle's card; a trailer's is the same."""

    plate: str = ""
    vin: str = ""
    make: str = ""
    model: str = ""
    colour: str = ""
    category: str = ""
    first_registered: str = ""
    registration_extended_on: str = ""
    registration_valid_until: str = ""
    inside_since: str = ""
    holder_surname: str = ""
    holder_given_names: str = ""
    holder_company: str = ""
    holder_registration_number: str = ""
    authorisation_from: str = ""
    authorisation_on: str = ""
    authorisation_number: str = ""
    slot: str = ""
    exempt_ground: str = ""
    exempt_reference: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    decision: CardDecision = CardDecision()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDraft:
    """One arrival: its people (the first is the driver where there is a vehicle), its vehicle and trailer.

    `id` is the act's own id, 16 hex digits, given when the draft is begun and kept in the ledger.
    Cards already decided in an earlier Issue are listed by path in `done` (``traveler[1]``, ``vehicle``).
    """

    id: str
    direction: Direction = Direction.ENTRY
    travelers: tuple[TravelerDraft, ...] = ()
    vehicle: VehicleDraft | None = None
    trailer: VehicleDraft | None = None
    done: tuple[str, ...] = ()

    def cards(self) -> list[tuple[str, TravelerDraft | VehicleDraft]]:
        """Return every card with its path, people first."""
        cards: list[tuple[str, TravelerDraft | VehicleDraft]] = [
            (f"traveler[{i}]", t) for i, t in enumerate(self.travelers, 1)
        ]
        if self.vehicle is not None:
            cards.append(("vehicle", self.vehicle))
        if self.trailer is not None:
            cards.append(("trailer", self.trailer))
        return cards

    def card(self, path: str) -> TravelerDraft | VehicleDraft:
        """Return the card at a path; `KeyError` if there is none."""
        return dict(self.cards())[path]

    def with_card(self, path: str, card: TravelerDraft | VehicleDraft) -> PassageDraft:
        """Return the passage with one card exchanged (or a vehicle or trailer added)."""
        if isinstance(card, VehicleDraft):
            return replace(self, vehicle=card) if path == "vehicle" else replace(self, trailer=card)
        index = int(path.removeprefix("traveler[").removesuffix("]")) - 1
        return replace(self, travelers=(*self.travelers[:index], card, *self.travelers[index + 1 :]))

    def amend(self, path: str, **changes: Any) -> PassageDraft:
        """Return the passage with some fields of one card changed."""
        return self.with_card(path, replace(self.card(path), **changes))


def text_fields(card: type[TravelerDraft] | type[VehicleDraft]) -> tuple[str, ...]:
    """Return the names of a card's text fields, in reading order."""
    return tuple(f.name for f in fields(card) if f.type == "str")
