"""What is known of a permit or registration that somebody brings back: whose it is, what is held, what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, Protocol

from kbdesk.desk.custody import CustodyReader
from kbdesk.domain import numbers
from kbdesk.domain.custody import EnvelopeRow, HeldFor
from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.findings import Finding, sorted_findings
from kbdesk.domain.lookalikes import capitals, letters_and_digits
from kbdesk.domain.numbers import CROSSING_LETTERS
from kbdesk.domain.orders import Orders
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import traveler_from_json, vehicle_from_json
from kbdesk.domain.post import Post
from kbdesk.domain.returns import (
    NOBODY,
    ClaimRow,
    Person,
    Recorded,
    Returnable,
    ReturnCode,
    ReturnError,
    ReturnRow,
)
from kbdesk.domain.vocabulary import Direction, Disposition, Language, Measure, PermitState, Severity
from kbdesk.icao import mrz
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law

_CROSSINGS: Final[Mapping[str, str]] = MappingProxyType({letter: key for key, letter in CROSSING_LETTERS.items()})
_ZONE_FILLER: Final = "<"


class ReturnReader(Protocol):
    """Answers about what can be returned and what was."""

    def recorded(self, kind: Returnable, number: str) -> Recorded | None:
        """Return a permit or registration of this desk by its number."""

    def by_document(self, number: str) -> Sequence[Recorded]:
        """Return the permits given for documents of a number, of any state, the newest last."""

    def by_plate(self, plate: str) -> Sequence[Recorded]:
        """Return the registrations given for a plate, or bearing it, the newest last."""

    def returns(self, kind: Returnable, number: str) -> Sequence[ReturnRow]:
        """Return every return of a permit or registration, oldest first."""

    def claims(self, claimed: str = "") -> Sequence[ClaimRow]:
        """Return the claims for a number, or all that are queued, oldest first."""


class ReturnReads(Protocol):
    """What looking asks of the store or of an act."""

    @property
    def custody(self) -> CustodyReader:
        """The register of custody."""

    @property
    def returns(self) -> ReturnReader:
        """The registers of returns and claims."""

    def orders(self) -> Orders:
        """Return what was ordered of the law and not lifted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView:
    """What the desk shows before it hands back.

    `own` tells whether this desk issued the paper; of another desk's only `number`, `crossing` and `desk` are known,
    and of the person what its zone says. `state` is `expired` from the day after `valid_until` on. `stay_days` and
    `days_left` are counted in civil days, `overstay_days` after the last valid day. `plate` is the provisional plate,
    `old_plate` the one that was taken. `closes` tells whether handing back ends the paper: not where that was done
    before, and only the rest of the envelope is left. `fine` is what the law in force asks of this exit, None if
    nothing. `body` is the recorded one.
    """

    kind: Returnable
    number: str
    own: bool
    crossing: str
    desk: str
    person: Person
    language: Language
    state: PermitState
    findings: tuple[Finding, ...]
    envelope: EnvelopeRow | None = None
    plate: str = ""
    old_plate: str = ""
    document: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    taken_at: datetime | None = None
    taken_by: str = ""
    stay_days: int = 0
    days_left: int = 0
    overstay_days: int = 0
    closes: bool = True
    returned: tuple[ReturnRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    card: TravelerDraft | VehicleDraft | None = None
    fine: CardExamination | None = None
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def contents(self) -> tuple[str, ...]:
        """What can be handed back now."""
        return self.envelope.contents if self.envelope is not None and self.envelope.held else ()

    @property
    def stopped(self) -> Finding | None:
        """The finding that lets nothing be recorded, None if there is none."""
        return next((finding for finding in self.findings if finding.severity is Severity.STOP), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What was scanned or typed, as understood: of whose desk, and as far as its zone said whose it is."""

    kind: Returnable
    number: str
    own: Recorded | None = None
    person: Person = NOBODY
    also: bool = False


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
        own = self._superseding(own)
        return Brought(kind=own.kind, number=own.number, own=own, also=len(there) > 1)

    def _superseding(self, own: Recorded) -> Recorded:
        """Return the paper that a correction put in the place of one, for which its envelope is held now."""
        void = own.state is PermitState.VOID and own.envelope
        row = self.reads.custody.envelope(own.envelope, on=self.at.date()) if void else None
        if row is None or row.held_for == own.number:
            return own
        return self.reads.returns.recorded(own.kind, row.held_for) or own

    def _envelope(self, number: str) -> Brought:
        row = self.reads.custody.envelope(number, on=self.at.date())
        own = None
        if row is not None and row.kind is not HeldFor.NOTICE:
            own = self.reads.returns.recorded(Returnable(row.kind), row.held_for)
        if own is None:
            raise ReturnError("return.number-unknown")
        return Brought(kind=own.kind, number=own.number, own=own)

    def _otherwise(self, text: str) -> Brought | None:
        key = letters_and_digits(capitals(text))
        found = _newest((*self.reads.returns.by_document(key), *self.reads.returns.by_plate(key))) if key else None
        return None if found is None else Brought(kind=found.kind, number=found.number, own=found)

    def _foreign(self, brought: Brought) -> ReturnView:
        crossing = _CROSSINGS[brought.number[0]]
        claims = tuple(c for c in self.reads.returns.claims(brought.number) if c.kind is brought.kind)
        findings = [_note(ReturnCode.OTHER_DESK, "number", crossing=crossing, desk=brought.number[1])]
        if claims:
            findings = [_stop_claimed(claims[-1])]
        return ReturnView(
            kind=brought.kind,
            number=brought.number,
            own=False,
            crossing=crossing,
            desk=brought.number[1],
            person=brought.person,
            language=Language.SR_LATN,
            state=PermitState.RETURNED if claims else PermitState.UNKNOWN,
            findings=tuple(findings),
            claims=claims,
        )

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
        )
        return replace(view, findings=sorted_findings(_findings(view, also=brought.also)))

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


def _findings(view: ReturnView, *, also: bool) -> list[Finding]:
    envelope, found = view.envelope, list[Finding]()
    if view.returned and not view.contents:
        last = view.returned[-1]
        return [_stop(last.at, last.number)]
    if view.state is PermitState.VOID:
        found.append(Finding(ReturnCode.VOID, Severity.WARN, "number"))
    elif view.returned or view.state is PermitState.RETURNED:
        found.append(_note(ReturnCode.REST_HELD, "envelope"))
    elif view.overstay_days:
        until = "" if view.valid_until is None else view.valid_until.isoformat()
        found.append(_note(ReturnCode.OVERSTAYED, "valid_until", days=str(view.overstay_days), date=until))
    if view.fine is not None:
        basis = view.fine.outcome.basis
        article = "" if basis is None else f"{basis.book}:{basis.article}"
        amount = sum((fee.amount for fee in view.fine.outcome.fees if not fee.waived), start=0)
        found.append(
            Finding(ReturnCode.FINED, Severity.NOTE, "valid_until", article=article, values={"amount": f"{amount:.2f}"})
        )
    if envelope is None:
        found.append(_note(ReturnCode.NOTHING_HELD, "envelope"))
    else:
        found += _envelope_findings(envelope)
    if also:
        found.append(_note(ReturnCode.SAME_NUMBER, "number", number=view.number))
    return found


def _envelope_findings(envelope: EnvelopeRow) -> list[Finding]:
    if envelope.state is Disposition.TRANSFERRED:
        return [_note(ReturnCode.ENVELOPE_TRANSFERRED, "envelope", crossing=envelope.crossing)]
    if envelope.state is Disposition.DESTROYED:
        return [_note(ReturnCode.ENVELOPE_DESTROYED, "envelope", number=envelope.number)]
    if envelope.missing:
        return [_note(ReturnCode.ENVELOPE_MISSING, "envelope", number=envelope.number)]
    if envelope.seal_number:
        return [_note(ReturnCode.SEAL_TO_CHECK, "seal_number", seal_number=envelope.seal_number)]
    return []


def _note(code: ReturnCode, field: str, **values: str) -> Finding:
    return Finding(code, Severity.NOTE, field, values=values)


def _stop(at: datetime, number: str) -> Finding:
    values = {"date": at.date().isoformat(), "time": f"{at:%H:%M}", "return": number}
    return Finding(ReturnCode.RETURNED_ALREADY, Severity.STOP, "number", values=values)


def _stop_claimed(claim: ClaimRow) -> Finding:
    return _stop(claim.at, claim.number)


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
