"""Return: hand back what is held when a permit or registration ends; claim it where another desk holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain.vocabulary import PermitState

_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "return.number-unknown": "This desk has no permit, registration, envelope or document like that.",
        "return.number-damaged": "The number is damaged: its check character does not hold. Scan the paper, or type it "
        "again.",
        "return.zone-not-ours": "This is the zone of a document, not of one of our permits.",
        "return.zone-damaged": "The zone's check digits do not hold; scan it again.",
        "return.two-of-a-number": "Both a permit and a registration have the number {number}: say which.",
        "return.returned-already": "What was held for {number} was handed back on {date} at {time}.",
        "return.claimed-already": "The return of {number} was recorded on {date} at {time}; its claim is {claim}.",
        "return.seal-missing": "There is no code in this picture or file that could be a seal.",
        "return.seal-not-ours": "What this seal is on is no permit or registration of a desk.",
        "return.seal-false": "The seal of {number} does not hold: nothing is recorded of this paper. Nobody is held "
        "for it; the person leaves on their own document.",
        "return.seal-drill": "{number} is a paper of a drill: nothing is recorded of it.",
        "return.listed-returned": "By the list of its desk {number} was returned already: nothing more is recorded of "
        "it here. What may still be held is asked for there.",
        "return.nothing-chosen": "Choose at least one thing to hand back.",
        "return.item-unknown": "The envelope does not hold that.",
        "return.collector-missing": "Say who collects: the name of the person with the authorisation.",
        "return.authorisation-missing": "Another person than the holder needs an authorisation: its number or date.",
        "return.reason-missing": "{finding} needs a reason.",
        "return.claim-unknown": "This desk has no claim {number} that stands.",
        "return.claim-ended": "The claim {number} has ended already.",
        "return.claim-waits": "The claim {number} has not ended; it waits still.",
        "return.claim-reason-missing": "Say in one line of up to {most} characters who said so, or why.",
        "return.not-reissuable": "Only a permit or registration of this desk that has not ended can be issued anew.",
        "return.text-unusable": "That text is too long, or is not on one line.",
    }
)


class ReturnError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same in a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values


class Returnable(StrEnum):
    """What can be returned."""

    PERMIT = "permit"
    REGISTRATION = "registration"


class Collector(StrEnum):
    """Who collects."""

    HOLDER = "holder"
    AUTHORISED = "authorised"


class ClaimState(StrEnum):
    """How far a claim is: it waits, what was owed was given, or nothing was owed after all."""

    QUEUED = "queued"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class ReturnCode(StrEnum):
    """What a return can find, as a finding's code. None of them holds anybody: a stop is about the act alone."""

    OVERSTAYED = "return-overstayed"
    VOID = "return-void"
    RETURNED_ALREADY = "return-returned-already"
    SUPERSEDED = "return-superseded"
    REST_HELD = "return-rest-held"
    NOTHING_HELD = "return-nothing-held"
    ENVELOPE_TRANSFERRED = "return-envelope-transferred"
    ENVELOPE_DESTROYED = "return-envelope-destroyed"
    ENVELOPE_MISSING = "return-envelope-missing"
    SEAL_TO_CHECK = "return-seal-to-check"
    OTHER_DESK = "return-other-desk"
    FINED = "return-fined"
    SAME_NUMBER = "return-same-number"
    NOT_CHECKED = "return-not-checked"
    SEAL_HOLDS = "return-seal-holds"
    SEAL_FALSE = "return-seal-false"
    SEAL_DOUBTFUL = "return-seal-doubtful"
    SEAL_DRILL = "return-seal-drill"
    SEAL_OTHER_CROSSING = "return-seal-other-crossing"
    NO_LIST = "return-no-list"
    NOT_LISTED = "return-not-listed"
    LISTED = "return-listed"
    LISTED_EXPIRED = "return-listed-expired"
    LISTED_RETURNED = "return-listed-returned"
    LISTED_VOID = "return-listed-void"
    LISTED_LOST = "return-listed-lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom a paper was given to, as far as handing back needs it; a vehicle's is its holder or a company."""

    surname: str = ""
    given_names: str = ""
    birth_date: str = ""
    sex: str = ""
    nationality: str = ""


NOBODY: Final = Person()
"""Whoever a paper was given to, where nothing is known of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a return receipt says.

    `number` is its own; `returned` that of the permit or registration, `plate` the provisional plate of the latter.
    `items` were handed back, `kept` stays. `lost` is the reference of the report of a lost paper, empty where the
    paper was withdrawn. `taken_at` is the crossing's names where it was taken, per language.
    """

    number: str
    kind: Returnable
    returned: str
    plate: str
    envelope: str
    person: Person
    items: tuple[str, ...]
    kept: tuple[str, ...]
    collector: Collector
    collector_name: str
    authorisation: str
    lost: str
    valid_until: date
    overstay_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a claim slip says: the permit or registration of another desk, and what that desk owes its holder.

    `number` is the claim's own. `names` are those of the crossing that holds it, per language, `desk` its desk.
    `person` is as far as the zone of the permit said, or empty.
    """

    number: str
    kind: Returnable
    claimed: str
    crossing: str
    desk: str
    names: Mapping[str, str]
    person: Person
    envelope: str = ""
    lost: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim as recorded; it stays `queued` until an officer, or a return of what it was for, has ended it."""

    number: str
    kind: Returnable
    claimed: str
    crossing: str
    desk: str
    at: datetime
    officer: str
    state: ClaimState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """A return as recorded: its own number, of what, when and by whom, and whether it closed the paper."""

    number: str
    kind: Returnable
    returned: str
    envelope: str
    at: datetime
    officer: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A permit or registration as this desk recorded it; `body` is that of its entry, empty once pruned."""

    kind: Returnable
    number: str
    state: PermitState
    envelope: str
    valid_from: date
    valid_until: date
    card: str
    at: datetime
    officer: str
    body: Mapping[str, Any]
