"""Looking up what somebody brings back: whose paper a text names, and everything that is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from kbdesk.desk.return_findings import foreign_findings, own_findings
from kbdesk.desk.return_view import Brought, ReturnReads, ReturnView, Shown
from kbdesk.domain import numbers
from kbdesk.domain.custody import EnvelopeRow, HeldFor
from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.findings import sorted_findings
from kbdesk.domain.lookalikes import capitals, letters_and_digits
from kbdesk.domain.numbers import CROSSING_LETTERS
from kbdesk.domain.orders import Orders
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import traveler_from_json, vehicle_from_json
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Person, Recorded, Returnable, ReturnError
from kbdesk.domain.vocabulary import Direction, DocumentType, Language, Measure, PermitState
from kbdesk.icao import mrz
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law

_CROSSINGS: Final[Mapping[str, str]] = MappingProxyType({letter: key for key, letter in CROSSING_LETTERS.items()})
_ZONE_FILLER: Final = "<"
_PERSON: Final = tuple(field.name for field in fields(Person))
_SEALED: Final[Mapping[str, Returnable]] = MappingProxyType(
    {
        "permit": Returnable.PERMIT,
        "registration": Returnable.REGISTRATION,
        "plate": Returnable.REGISTRATION,
    }
)
"""What comes back, by what its seal is on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Looks a paper up at an instant, in the store or inside an act."""

    reads: ReturnReads
    law: Law
    post: Post
    at: datetime

    def understand(self, text: str, kind: Returnable | None = None) -> Brought:
        """Return what a text means: a zone or number of ours, of another desk, an envelope, a document, a plate.

        Raises `ReturnError` for what is damaged or unknown, and for a number that a permit and a registration share
        where one of them is returned already and `kind` does not say which is meant.
        """
        if _ZONE_FILLER in text:
            return self._zone(text)
        number = numbers.understand(text)
        if numbers.check(number):
            bare = letters_and_digits(capitals(text, by_look=True))
            if len(bare) > len(number):
                return self._envelope(number) if bare[0] == "E" else self._number(number, Returnable.REGISTRATION)
            return self._number(number, kind)
        found = self._otherwise(text)
        if found is not None:
            return found
        raise ReturnError("return.number-damaged" if numbers.looks_ours(number) else "return.number-unknown")

    def sealed(self, shown: Shown) -> Brought:
        """Return what the seal of a paper means. Raises `ReturnError` for one that is on nothing that comes back."""
        kind = _SEALED.get(shown.checked.document_type)
        if kind is None or not shown.checked.number:
            raise ReturnError("return.seal-not-ours")
        said = {name: str(shown.said.get(name, "")) for name in _PERSON} if kind is Returnable.PERMIT else {}
        return replace(self._number(shown.checked.number, kind), person=Person(**said), shown=shown)

    def view(self, brought: Brought) -> ReturnView:
        """Return what is known of it, and every finding."""
        return self._foreign(brought) if brought.own is None else self._ours(brought, brought.own)

    def _zone(self, text: str) -> Brought:
        try:
            zone = mrz.read(text, today=self.at.date())
        except mrz.MrzError as error:
            raise ReturnError("return.zone-damaged") from error
        if not zone.checks.get("document_number", False):
            raise ReturnError("return.zone-damaged")
        if numbers.check(zone.document_number):
            person = Person(
                surname=zone.surname,
                given_names=zone.given_names,
                birth_date=zone.birth_date,
                sex=zone.sex,
                nationality=zone.nationality,
            )
            return replace(self._number(zone.document_number, Returnable.PERMIT), person=person)
        found = _newest(self.reads.returns.by_document(zone.document_number))
        if found is None:
            raise ReturnError("return.zone-not-ours")
        return Brought(kind=found.kind, number=found.number, own=found)

    def _number(self, number: str, kind: Returnable | None) -> Brought:
        if (number[0], number[1]) != (self.post.letter, self.post.desk):
            return Brought(kind=kind or Returnable.PERMIT, number=number)
        known = {each: self.reads.returns.recorded(each, number) for each in Returnable}
        there = [each for each in Returnable if known[each] is not None and kind in (None, each)]
        if not there:
            if kind is not None:
                raise ReturnError("return.number-unknown")
            return self._envelope(number)
        own = known[there[0]]
        assert own is not None
        if len(there) > 1 and own.state is PermitState.RETURNED:
            raise ReturnError("return.two-of-a-number", number=numbers.spelled(number))
        new, also = self._superseding(own), len(there) > 1
        old = "" if new.number == own.number else own.number
        return Brought(kind=new.kind, number=new.number, own=new, also=also, instead_of=old)

    def _superseding(self, own: Recorded) -> Recorded:
        """Return the paper that a correction put in the place of one, for which its envelope is held now."""
        void = own.state is PermitState.VOID and own.envelope
        row = self.reads.custody.envelope(own.envelope, on=self.at.date()) if void else None
        if row is None or row.held_for == own.number:
            return own
        return self.reads.returns.recorded(own.kind, row.held_for) or own

    def _envelope(self, number: str) -> Brought:
        row = self.reads.custody.envelope(number, on=self.at.date())
        if row is None or row.kind is HeldFor.NOTICE:
            raise ReturnError("return.number-unknown")
        own = self.reads.returns.recorded(Returnable(row.kind), row.held_for)
        if own is None and not row.received_from:
            raise ReturnError("return.number-unknown")
        return Brought(kind=Returnable(row.kind), number=row.held_for, own=own)

    def _otherwise(self, text: str) -> Brought | None:
        key = letters_and_digits(capitals(text))
        if not key:
            return None
        found = _newest((*self.reads.returns.by_document(key), *self.reads.returns.by_plate(key)))
        if found is not None:
            return Brought(kind=found.kind, number=found.number, own=found)
        came = next((row for row in self.reads.custody.received(on=self.at.date()) if _holds(row, key)), None)
        return None if came is None else Brought(kind=Returnable(came.kind), number=came.held_for)

    def _foreign(self, brought: Brought) -> ReturnView:
        today, crossing = self.at.date(), _CROSSINGS[brought.number[0]]
        envelope = self._received(brought)
        until = _said_until(brought.shown) if envelope is None else envelope.valid_until
        claims = tuple(c for c in self.reads.returns.claims(brought.number) if c.kind is brought.kind)
        returned = tuple(self.reads.returns.returns(brought.kind, brought.number))
        expired = until is not None and until < today
        view = ReturnView(
            kind=brought.kind,
            number=brought.number,
            own=False,
            crossing=crossing,
            desk=brought.number[1],
            person=brought.person,
            language=Language.SR_LATN,
            state=PermitState.EXPIRED if expired else PermitState.UNKNOWN,
            findings=(),
            envelope=envelope,
            valid_until=until,
            days_left=0 if until is None else max(0, (until - today).days),
            overstay_days=0 if until is None else max(0, (today - until).days),
            closes=not claims and not returned,
            returned=returned,
            claims=claims,
            shown=brought.shown,
        )
        if not view.closes:
            view = replace(view, state=PermitState.RETURNED)
        elif brought.shown is not None and brought.shown.checked.standing.state is not PermitState.UNKNOWN:
            view = replace(view, state=brought.shown.checked.standing.state)
        return replace(view, findings=sorted_findings(foreign_findings(view)))

    def _received(self, brought: Brought) -> EnvelopeRow | None:
        """Return the envelope of another desk's paper that came here with a manifest, a held one first."""
        rows = self.reads.custody.holding(brought.number, on=self.at.date())
        came = [row for row in rows if row.received_from and row.kind.value == brought.kind.value]
        return min(came, key=lambda row: not row.held, default=None)

    def _ours(self, brought: Brought, own: Recorded) -> ReturnView:
        today, card = self.at.date(), _card(own)
        envelope = self.reads.custody.envelope(own.envelope, on=today) if own.envelope else None
        returned = tuple(self.reads.returns.returns(own.kind, own.number))
        fine = self._fine(own, card)
        view = ReturnView(
            kind=own.kind,
            number=own.number,
            own=True,
            crossing=self.post.crossing,
            desk=self.post.desk,
            person=_person(card),
            language=Language(own.body.get("language", Language.SR_LATN)),
            state=_state(own, today),
            findings=(),
            envelope=envelope,
            plate=str(own.body.get("plate", "")),
            old_plate=str(own.body.get("old_plate", "")),
            document=_document(card),
            valid_from=own.valid_from,
            valid_until=own.valid_until,
            taken_at=own.at,
            taken_by=own.officer,
            stay_days=max(0, (today - own.valid_from).days),
            days_left=max(0, (own.valid_until - today).days),
            overstay_days=max(0, (today - own.valid_until).days),
            closes=own.state is PermitState.IN_FORCE,
            returned=returned,
            claims=tuple(c for c in self.reads.returns.claims(own.number) if c.kind is own.kind),
            card=card,
            fine=fine,
            body=own.body,
            shown=brought.shown,
            instead_of=brought.instead_of,
        )
        return replace(view, findings=sorted_findings(own_findings(view, also=brought.also)))

    def _fine(self, own: Recorded, card: TravelerDraft | VehicleDraft | None) -> CardExamination | None:
        """Return the examination of this exit where the law in force fines it; a paper that has ended is not judged."""
        if card is None or own.state is not PermitState.IN_FORCE:
            return None
        facts = _known(own, card, self.reads.orders())
        seen = examine(exit_draft("", card, own), facts, self.law, at=self.at, crossing=self.post.crossing)
        (judged,) = seen.cards
        return judged if judged.outcome.measure is Measure.FINED else None


def _known(own: Recorded, card: TravelerDraft | VehicleDraft, orders: Orders) -> Facts:
    """Return what bears on the exit of a card: the paper that it brings back."""
    paper = InForce(number=own.number, valid_until=own.valid_until)
    if isinstance(card, TravelerDraft):
        return Facts(permits={(card.document_issuing_state, card.document_number): paper}, orders=orders)
    return Facts(registrations={str(own.body.get("old_plate_canonical", "")): paper}, orders=orders)


def exit_draft(passage: str, card: TravelerDraft | VehicleDraft, own: Recorded) -> PassageDraft:
    """Return the passage by which a card leaves; a vehicle has been inside since its registration began."""
    if isinstance(card, TravelerDraft):
        return PassageDraft(id=passage, direction=Direction.EXIT, travelers=(card,))
    inside = replace(card, inside_since=card.inside_since or own.valid_from.isoformat())
    if own.card == "trailer":
        return PassageDraft(id=passage, direction=Direction.EXIT, trailer=inside)
    return PassageDraft(id=passage, direction=Direction.EXIT, vehicle=inside)


def _said_until(shown: Shown | None) -> date | None:
    """Return the last valid day that a seal says."""
    until = "" if shown is None else str(shown.said.get("valid_until", ""))
    return date.fromisoformat(until) if until else None


def _holds(row: EnvelopeRow, key: str) -> bool:
    """Tell whether a document or plate of a key lies in an envelope that stands for a permit or registration."""
    return row.kind is not HeldFor.NOTICE and any(key in _keys(item) for item in row.contents)


def _keys(item: str) -> tuple[str, ...]:
    """Return what one thing of an envelope is found by: a plate as it is, a document without its issuing state too."""
    kind, _, named = item.partition(" ")
    names = (named, named.partition(" ")[2]) if kind in tuple(DocumentType) else (named,)
    return tuple(letters_and_digits(capitals(name)) for name in names if name)


def _state(own: Recorded, today: date) -> PermitState:
    return PermitState.EXPIRED if own.state is PermitState.IN_FORCE and own.valid_until < today else own.state


def _newest(found: Sequence[Recorded]) -> Recorded | None:
    """Return the newest of some papers that has not ended, else the newest."""
    ordered = sorted(found, key=lambda own: (own.state is PermitState.IN_FORCE, own.at))
    return ordered[-1] if ordered else None


def _card(own: Recorded) -> TravelerDraft | VehicleDraft | None:
    if isinstance(own.body.get("traveler"), Mapping):
        return traveler_from_json(own.body["traveler"])
    if isinstance(own.body.get("vehicle"), Mapping):
        return vehicle_from_json(own.body["vehicle"])
    return None


def _person(card: TravelerDraft | VehicleDraft | None) -> Person:
    if isinstance(card, TravelerDraft):
        return Person(
            surname=card.surname,
            given_names=card.given_names,
            birth_date=card.birth_date,
            sex=card.sex,
            nationality=card.nationality,
        )
    if card is None:
        return Person()
    return Person(surname=card.holder_surname or card.holder_company, given_names=card.holder_given_names)


def _document(card: TravelerDraft | VehicleDraft | None) -> str:
    if not isinstance(card, TravelerDraft):
        return ""
    return " ".join(filter(None, (card.document_type, card.document_issuing_state, card.document_number)))
