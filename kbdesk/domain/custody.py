"""Custody: the numbered envelope holding what was taken, where it is, and who answers for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kbdesk.domain.vocabulary import Disposition

_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "custody.unknown": "This desk has no envelope {number}.",
        "custody.number-damaged": "This is not a number of an envelope: its check character does not hold.",
        "custody.not-held": "The envelope {number} is not in custody here any more.",
        "custody.elsewhere": "The envelope {number} is at another crossing.",
        "custody.none-chosen": "Say which envelopes.",
        "custody.chosen-twice": "The envelope {number} was named twice.",
        "custody.slot-unusable": "The slot must be a short text on one line.",
        "custody.same-slot": "The envelope {number} lies in that slot already.",
        "custody.officer-unknown": "There is no officer {officer} at this desk.",
        "custody.same-officer": "The envelope {number} is with that officer already.",
        "custody.seal-unusable": "The number of the seal must be a short text on one line.",
        "custody.item-unknown": "The envelope {number} does not hold that.",
        "custody.crossing-unknown": "There is no crossing {crossing}.",
        "custody.same-crossing": "The envelope is at this crossing already.",
        "custody.article-unknown": "The books of this desk have no article {article}.",
        "custody.order-missing": "Destroying an envelope needs the reference of the order it follows.",
        "custody.second-missing": "This takes two officers: a second one must give their own name and password.",
        "custody.supervisor-missing": "At least one of the two officers must be a supervisor.",
        "custody.scanned-twice": "The envelope {number} was scanned in two places.",
        "custody.nothing-scanned": "No slot was scanned.",
        "custody.unexplained": "The count differs for {count} envelopes without an explanation; nothing was recorded.",
        "custody.explanation-unusable": "An explanation must be a text on one line.",
        "custody.manifest-damaged": "This is not a number of a manifest: its check character does not hold.",
        "custody.manifest-unknown": "This desk wrote no manifest {number}.",
        "custody.unlike-manifest": "The envelope {number} is not as the manifest says: explain how it differs.",
        "custody.not-away": "The envelope {number} is not on its way to this desk.",
        "custody.contents-unusable": "What an envelope holds must be at least one short text on one line.",
        "custody.too-many": "More than {most} envelopes do not go with one manifest.",
        "custody.in-force": "The envelope {number} belongs to a paper that has not ended.",
    }
)
LONGEST_SLOT: Final = 24
LONGEST_TEXT: Final = 200


class CustodyError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values


PLATE_FRONT: Final = "plate-front"
PLATE_REAR: Final = "plate-rear"
PLATES: Final = "plates"
"""What the contents of an envelope call one plate of a vehicle, and both of them."""


class HeldFor(StrEnum):
    """What kind of paper stands for what an envelope holds."""

    PERMIT = "permit"
    REGISTRATION = "registration"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope, in exactly one state and place; `number` is the nine-character one without its ``E-``.

    `contents` is what lies in it (``identity-card SRB 009876543``, ``plate-rear KM 123-AB``), or lay in it when it was
    destroyed; `given_back` what has left it. A held one lies in `slot` (empty: not put away yet), and `holder` answers
    for it; a transferred one is at `crossing`. `photograph` is the SHA-256 of a picture of it, 64 hex digits or empty.
    """

    number: str
    contents: tuple[str, ...]
    state: Disposition = Disposition.HELD
    slot: str = ""
    holder: str = ""
    given_back: tuple[str, ...] = ()
    seal_number: str = ""
    photograph: str = ""
    crossing: str = ""
    missing: bool = False

    @property
    def held(self) -> bool:
        """Whether it is in custody here."""
        return self.state is Disposition.HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeRow(Envelope):
    """An envelope as lists show it.

    `held_for` is the number of the permit, registration or notice that stands for it, `since` the instant it was
    taken. `valid_until` is the last day of that paper, None for a notice; an envelope is overdue once that day has
    passed and it is still held, by `overdue_days` (0: it is not). `received_from` is the crossing that it came from
    with a manifest, empty for what was taken here.
    """

    held_for: str
    kind: HeldFor
    since: datetime
    valid_until: date | None = None
    overdue_days: int = 0
    received_from: str = ""


def move(envelope: Envelope, slot: str) -> Envelope:
    """Return the envelope in another slot. Raises `CustodyError`."""
    _require_held(envelope)
    if slot == envelope.slot:
        raise CustodyError("custody.same-slot", number=envelope.number)
    return replace(envelope, slot=slot, missing=False)


def hand_over(envelope: Envelope, to: str) -> Envelope:
    """Return the envelope with another officer answering for it. Raises `CustodyError`."""
    _require_held(envelope)
    if to == envelope.holder:
        raise CustodyError("custody.same-officer", number=envelope.number)
    return replace(envelope, holder=to)


def seal(envelope: Envelope, seal_number: str, photograph: str = "") -> Envelope:
    """Return the envelope closed with a numbered seal, and photographed where a digest is given."""
    _require_held(envelope)
    return replace(envelope, seal_number=seal_number, photograph=photograph or envelope.photograph)


def transfer(envelope: Envelope, crossing: str) -> Envelope:
    """Return the envelope on its way to another crossing, in no slot of this one. Raises `CustodyError`."""
    _require_held(envelope)
    return replace(envelope, state=Disposition.TRANSFERRED, slot="", holder="", crossing=crossing, missing=False)


def destroy(envelope: Envelope) -> Envelope:
    """Return the envelope destroyed with what lay in it. Raises `CustodyError`."""
    _require_held(envelope)
    return replace(envelope, state=Disposition.DESTROYED, slot="", holder="", missing=False)


def give_back(envelope: Envelope, items: Iterable[str]) -> Envelope:
    """Return the envelope without some of what lay in it; once empty it is returned. Raises `CustodyError`.

    What is left lies in an opened envelope: its seal is broken.
    """
    _require_held(envelope)
    taken, left = tuple(items), list(envelope.contents)
    for item in taken:
        if item not in left:
            raise CustodyError("custody.item-unknown", number=envelope.number)
        left.remove(item)
    opened = replace(
        envelope, contents=tuple(left), given_back=(*envelope.given_back, *taken), seal_number="", missing=False
    )
    return opened if left else replace(opened, state=Disposition.RETURNED, slot="", holder="")


def one_line(text: str, code: str, *, longest: int) -> str:
    """Return a text on one line; `CustodyError` of a code if it is too long or cannot be shown."""
    said = " ".join(text.split())
    if len(said) > longest or not said.isprintable():
        raise CustodyError(code)
    return said


def _require_held(envelope: Envelope) -> None:
    if envelope.state is Disposition.TRANSFERRED:
        raise CustodyError("custody.elsewhere", number=envelope.number)
    if not envelope.held:
        raise CustodyError("custody.not-held", number=envelope.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyStep:
    """One line of an envelope's history: an entry's number, instant, officer and kind, and what it says besides.

    `to` is the officer, crossing or collector's kind it went to; `second` the second officer of a destruction.
    `photograph` is the SHA-256 of a picture taken of it, 64 hex digits or empty.
    """

    entry: int
    at: datetime
    officer: str
    kind: str
    slot: str = ""
    to: str = ""
    seal_number: str = ""
    items: tuple[str, ...] = ()
    article: str = ""
    second: str = ""
    explanation: str = ""
    photograph: str = ""


class Unlike(StrEnum):
    """How what was scanned differs from what is recorded."""

    MISSING = "missing"
    MISPLACED = "misplaced"
    NOT_HELD = "not-held"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An envelope that is not where it should be: where it is recorded, where it was found (None: nowhere)."""

    number: str
    unlike: Unlike
    recorded: str | None
    found: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What a physical count found: the slots scanned, how many envelopes were there, and every difference.

    `complete` tells whether every slot in which anything is recorded was scanned.
    """

    slots: tuple[str, ...]
    found: int
    expected: int
    differences: tuple[Difference, ...]
    complete: bool


def compare(scanned: Mapping[str, Iterable[str]], known: Mapping[str, Envelope]) -> Inventory:
    """Return how some scanned slots differ from what is recorded; `known` are all held and those scanned, by number.

    An empty slot is scanned as an empty list. Raises `CustodyError` for an envelope scanned in two places.
    """
    if not scanned:
        raise CustodyError("custody.nothing-scanned")
    where = [(number, slot) for slot, numbers in scanned.items() for number in numbers]
    twice = next((number for number, times in Counter(number for number, _ in where).items() if times > 1), None)
    if twice is not None:
        raise CustodyError("custody.scanned-twice", number=twice)
    expected = [envelope for envelope in known.values() if envelope.held and envelope.slot in scanned]
    found, differences = dict(where), []
    for number, slot in where:
        unlike = _unlike(known.get(number), slot)
        if unlike is not None:
            at = known[number].slot if number in known and known[number].held else None
            differences.append(Difference(number=number, unlike=unlike, recorded=at, found=slot))
    differences += [
        Difference(number=envelope.number, unlike=Unlike.MISSING, recorded=envelope.slot, found=None)
        for envelope in expected
        if envelope.number not in found
    ]
    return Inventory(
        slots=tuple(sorted(scanned)),
        found=len(where),
        expected=len(expected),
        differences=tuple(sorted(differences, key=lambda difference: (difference.unlike, difference.number))),
        complete=all(envelope.slot in scanned for envelope in known.values() if envelope.held),
    )


def _unlike(envelope: Envelope | None, slot: str) -> Unlike | None:
    if envelope is None:
        return Unlike.UNKNOWN
    if not envelope.held:
        return Unlike.NOT_HELD
    return None if envelope.slot == slot else Unlike.MISPLACED


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """One envelope on a manifest."""

    envelope: str
    seal_number: str
    contents: tuple[str, ...]
    held_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The list that goes with envelopes to another crossing; `names` has that crossing's name per language."""

    number: str
    crossing: str
    names: Mapping[str, str]
    rows: tuple[ManifestRow, ...]


def together(contents: Sequence[str]) -> tuple[str, ...]:
    """Return contents as people read them: both plates of one vehicle are one thing.

    >>> together(["plate-front KM 123-AB", "plate-rear KM 123-AB", "passport SRB 2"])
    ('plates KM 123-AB', 'passport SRB 2')
    >>> together(["plate-rear KM 123-AB"])
    ('plate-rear KM 123-AB',)
    """
    read: list[str] = []
    for item in contents:
        kind, _, number = item.partition(" ")
        front = f"{PLATE_FRONT} {number}"
        if kind == PLATE_REAR and front in read:
            read[read.index(front)] = f"{PLATES} {number}"
        else:
            read.append(item)
    return tuple(read)
