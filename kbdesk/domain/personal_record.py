"""Everything that the desk holds on one traveler, as the traveler may read it: no officer, no list, nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.people import keys, whole_names
from kbdesk.domain.search import KINDS, CaseEntry

PERSON: Final = (
    *("surname", "given_names", "birth_date", "sex", "nationality", "personal_number", "residence"),
    *("document_type", "document_issuing_state", "document_number", "document_issuing_office"),
    *("document_issued_on", "document_extended_on", "document_expires_on", "language", "mrz"),
    *("guardian_relation", "guardian_consent", "exempt_ground", "exempt_reference", "portrait"),
)
"""The fields of a card that are of its own person, in reading order."""
_OWN: Final = ("surname", "given_names", "birth_date", "personal_number")
VEHICLE: Final = (
    *("vehicle_plate", "vin", "make", "model", "colour", "category", "first_registered"),
    *("registration_extended_on", "registration_valid_until", "inside_since"),
    *("authorisation_on", "authorisation_number", "exempt_ground", "exempt_reference"),
)
"""The fields of a vehicle's card that its holder is told; whoever the holder gave it to is another person."""
_SAID: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "registration": ("provisional_plate", "valid_from", "valid_until", "envelope", "article"),
        "permit": ("valid_from", "valid_until", "envelope", "vehicle_plate", "article"),
        "refusal": ("reason", "article", "appeal_until"),
        "warning": ("reason", "article", "appeal_until"),
        "fine": ("reason", "article", "appeal_until"),
        "confiscation": ("reason", "article", "appeal_until"),
        "referral": (),
        "return": ("returned", "envelope", "collector", "overstay_days", "valid_until"),
        "claim": ("claimed", "crossing"),
        "fee-receipt": (),
    }
)
"""What an entry says of its person, by what it is found as. A referral says no more than that it was one."""
EVENTS: Final = frozenset(
    {
        *("surrender.recorded", "swap.recorded", "refusal.recorded", "referral.recorded"),
        *("warning.recorded", "fine.recorded"),
        *("confiscation.recorded", "return.recorded", "claim.recorded", "fee-receipt.recorded"),
        *("claim.settled", "claim.withdrawn", "claim.reopened"),
        *("custody.held", "custody.moved", "custody.sealed", "custody.transferred", "custody.received"),
        *("custody.returned", "custody.destroyed", "fee.charged", "fee.paid", "fee.waived"),
        *("permit.voided", "permit.corrected", "permit.extended", "paper.printed", "paper.reprinted", "paper.exported"),
        *("registration.voided", "registration.corrected", "registration.extended"),
    }
)
"""The kinds of entries that a traveler is told of. Hits of lists and overrides of findings are none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing held: its name (a field of a card or of an entry) and what it is; no value is empty."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something that was entered: when, and the kind of entry."""

    at: datetime
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRecord:
    """One record of a person: what it is (as search names it), its number and day, what it says, what became of it.

    What its card says of the person is in `said` where the newest record has it otherwise, or not at all. `law` is the
    title of the book that its article is of, by language; empty where it cites none.
    """

    kind: str
    number: str
    on: date
    said: tuple[Said, ...]
    events: tuple[Happened, ...]
    law: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRecord:
    """What is held on one person. `person` is as the newest record has it; records are the oldest first."""

    person: tuple[Said, ...]
    records: tuple[HeldRecord, ...]


def identity(body: Mapping[str, Any]) -> frozenset[str]:
    """Return what the person of an entry is known by: names with birth date, personal number, document.

    A vehicle's holder is known by their name with its plate or VIN. Empty for an entry that holds no person, and then
    it is nobody's.
    """
    card, car = traveler(body), vehicle(body)
    if car:
        things = {_code(str(car.get(name, ""))) for name in ("plate", "vin")} - {""}
        return frozenset(f"h {name} {thing}" for name in holder_names(car) for thing in things)
    number = _code(str(card.get("document_number", "")))
    document = {f"d {str(card.get('document_issuing_state', '')).upper()} {number}"} if number else set()
    return keys(**{name: str(card.get(name, "")) for name in _OWN}) | document


def traveler(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the card of the person that an entry holds, empty where it holds none."""
    found = body.get("traveler") or body.get("person")
    return found if isinstance(found, Mapping) else {}


def vehicle(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the card of the vehicle or trailer that an entry holds, empty where it holds none."""
    found = body.get("vehicle")
    return found if isinstance(found, Mapping) else {}


def holder_names(car: Mapping[str, Any]) -> frozenset[str]:
    """Return every spelling of the name of a vehicle's holder; none where that is a company, or nobody is named."""
    if car.get("holder_company"):
        return frozenset()
    return whole_names(str(car.get("holder_surname", "")), str(car.get("holder_given_names", "")))


def personal_record(cases: Sequence[Sequence[CaseEntry]]) -> PersonalRecord:
    """Return what the entries of a person's cards come to, each case its own entries in order."""
    entries = sorted((entry for entries in cases for entry in entries), key=lambda entry: entry.seq)
    whole = [entry.body["traveler"] for entry in entries if entry.body.get("traveler")]
    others = [traveler(entry.body) or _holder(entry.body) for entry in entries]
    newest = (whole or list(filter(None, others)) or [{}])[-1]
    found = [_record(entries, newest) for entries in cases]
    records = sorted((one for one in found if one is not None), key=lambda one: (one.on, one.kind, one.number))
    return PersonalRecord(person=_said(newest, PERSON), records=tuple(records))


def _record(entries: Sequence[CaseEntry], newest: Mapping[str, Any]) -> HeldRecord | None:
    """Return one card's record: what its first recorded entry says, and everything that became of it."""
    own = (entry for entry in entries if entry.kind in KINDS and (traveler(entry.body) or vehicle(entry.body)))
    first = next(own, None)
    if first is None:
        return None
    kind, card = str(KINDS[first.kind]), traveler(first.body)
    car, body = vehicle(first.body), {**first.body, "article": _article(first.body)}
    if car:
        body["provisional_plate"] = body.get("plate", "")
    otherwise = [name for name in PERSON if card.get(name) != newest.get(name)]
    told = (entry for entry in entries if entry.kind in EVENTS)
    return HeldRecord(
        kind=kind,
        number=str(first.body.get("number", "")),
        on=first.at.date(),
        said=_said(card, otherwise)
        + _said({**car, "vehicle_plate": car.get("plate", "")}, VEHICLE)
        + _said(body, _SAID.get(kind, ())),
        events=tuple(Happened(at=entry.at, kind=entry.kind) for entry in sorted(told, key=lambda e: e.seq)),
        law=_basis(first.body).get("title", {}) if "article" in _SAID.get(kind, ()) else {},
    )


def _holder(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a vehicle's holder as far as their name goes."""
    car = vehicle(body)
    names = {name: car.get(f"holder_{name}", "") for name in ("surname", "given_names")}
    return names if any(names.values()) else {}


def _code(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())


def _article(body: Mapping[str, Any]) -> str:
    cited = _basis(body)
    return " ".join(filter(None, (str(cited.get("book", "")), str(cited.get("article", "")))))


def _basis(body: Mapping[str, Any]) -> Mapping[str, Any]:
    found = body.get("basis")
    return found if isinstance(found, Mapping) else {}


def _said(data: Mapping[str, Any], names: Sequence[str]) -> tuple[Said, ...]:
    return tuple(Said(name=name, value=_text(name, data[name])) for name in names if data.get(name))


def _text(name: str, value: object) -> str:
    """Return a value as text; a picture is told by its size."""
    if name == "portrait":
        return f"{len(str(value)) * 3 // 4} B"
    return str(value)
