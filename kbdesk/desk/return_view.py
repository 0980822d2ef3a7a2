"""What is known of a permit or registration that somebody brings back: whose it is, what is held, what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from kbdesk.desk.claims import ClaimReader
from kbdesk.desk.custody import CustodyReader
from kbdesk.domain.custody import EnvelopeRow
from kbdesk.domain.findings import Finding
from kbdesk.domain.orders import Orders
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.returns import NOBODY, ClaimRow, Person, Recorded, Returnable, ReturnRow
from kbdesk.domain.verify import Checked
from kbdesk.domain.vocabulary import Language, PermitState, Severity


class ReturnReader(ClaimReader, Protocol):
    """Answers about what can be returned and what was."""

    def recorded(self, kind: Returnable, number: str) -> Recorded | None:
        """Return a permit or registration of this desk by its number."""

    def by_document(self, number: str) -> Sequence[Recorded]:
        """Return the permits given for documents of a number, of any state, the newest last."""

    def by_plate(self, plate: str) -> Sequence[Recorded]:
        """Return the registrations given for a plate, or bearing it, the newest last."""

    def returns(self, kind: Returnable, number: str) -> Sequence[ReturnRow]:
        """Return every return of a permit or registration, oldest first."""


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
class Shown:
    """The seal of the paper that was scanned: its bytes, and what was found of it."""

    data: bytes
    checked: Checked

    @property
    def said(self) -> Mapping[str, str | int]:
        """What the seal says, nothing where no known signer signed it."""
        return self.checked.fields if self.checked.is_signed else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView:
    """What the desk shows before it hands back.

    `own` tells whether this desk issued the paper; of another desk's only `number`, `crossing` and `desk` are known, of
    the person what its zone says, and the `envelope` where that came here with a manifest. `state` is `expired` from
    the day after `valid_until` on. `stay_days` and `days_left` are counted in civil days, `overstay_days` after the
    last valid day. `plate` is the provisional plate, `old_plate` the one that was taken. `closes` tells whether handing
    back ends the paper: not where that was done before, and only the rest of the envelope is left. `fine` is what the
    law in force asks of this exit, None if nothing. `body` is the recorded one. `shown` is the seal that was scanned.
    `instead_of` is the number of the corrected paper that was brought, in whose place this one stands.
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
    shown: Shown | None = None
    instead_of: str = ""

    @property
    def contents(self) -> tuple[str, ...]:
        """What can be handed back now."""
        return self.envelope.contents if self.envelope is not None and self.envelope.held else ()

    @property
    def claimed(self) -> bool:
        """Whether nothing can be handed back here, for another desk holds it: it is claimed from there."""
        return not self.own and not self.contents

    @property
    def stopped(self) -> Finding | None:
        """The finding that lets nothing be recorded, None if there is none."""
        return next((finding for finding in self.findings if finding.severity is Severity.STOP), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What was scanned or typed, as understood: of whose desk, and as far as its zone or seal said whose it is."""

    kind: Returnable
    number: str
    own: Recorded | None = None
    person: Person = NOBODY
    also: bool = False
    shown: Shown | None = None
    instead_of: str = ""
