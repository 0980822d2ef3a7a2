"""What a printer says of itself and of a job, and what follows from it. Pure; sizes are hundredths of a millimetre."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote, urlsplit

from kbdesk.domain.vocabulary import PaperKind

PDF: Final = "application/pdf"
UNSCALED: Final = "none"
OF_QT: Final = "qt:"
"""How the address of a printer begins that is reached by its name, through Qt."""
ONE_SIDED: Final = "one-sided"
TWO_SIDED: Final = "two-sided-long-edge"
_NAMED: Final = re.compile(r"_(?P<width>\d+(?:\.\d+)?)x(?P<height>\d+(?:\.\d+)?)(?P<unit>mm|in)$")
_UNITS: Final = MappingProxyType({"mm": 100.0, "in": 2540.0})
_ALIKE: Final = 100
"""Two sizes are one if they differ by no more than a millimetre."""
_GRADES: Final = ("-error", "-warning", "-report")


class Fault(StrEnum):
    """What stands in a printer's way, or what became of a job; the officer's words are ``fault.printer.<fault>``."""

    OFFLINE = "offline"
    REFUSING = "refusing"
    STOPPED = "stopped"
    HELD = "held"
    JAM = "jam"
    EMPTY = "empty"
    DOOR = "door"
    TONER_EMPTY = "toner-empty"
    TONER_LOW = "toner-low"
    OUTPUT_FULL = "output-full"
    WRONG_PAPER = "wrong-paper"
    NO_PDF = "no-pdf"
    REFUSED = "refused"
    BUSY = "busy"
    ABORTED = "aborted"
    CANCELED = "canceled"
    TIMED_OUT = "timed-out"
    MISCOUNTED = "miscounted"
    SCALED = "scaled"
    NOT_WITHDRAWN = "not-withdrawn"
    UNKNOWN_JOB = "unknown-job"
    STUMBLED = "stumbled"
    EARLIER = "earlier"
    SURFACED = "surfaced"
    NOT_HANDED = "not-handed"
    NONE = "none"
    ADDRESS = "address"
    STRANGER = "stranger"
    PRINTING = "printing"


_REASONS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "media-jam": Fault.JAM,
        "cover-open": Fault.DOOR,
        "door-open": Fault.DOOR,
        "interlock-open": Fault.DOOR,
        "input-tray-missing": Fault.EMPTY,
        "media-empty": Fault.EMPTY,
        "media-needed": Fault.EMPTY,
        "toner-empty": Fault.TONER_EMPTY,
        "marker-supply-empty": Fault.TONER_EMPTY,
        "developer-empty": Fault.TONER_EMPTY,
        "output-area-full": Fault.OUTPUT_FULL,
        "output-tray-missing": Fault.OUTPUT_FULL,
        "paused": Fault.STOPPED,
        "moving-to-paused": Fault.STOPPED,
        "shutdown": Fault.STOPPED,
        "connecting-to-device": Fault.OFFLINE,
        "timed-out": Fault.OFFLINE,
        "offline": Fault.OFFLINE,
        "toner-low": Fault.TONER_LOW,
        "marker-supply-low": Fault.TONER_LOW,
    }
)
"""What the keywords of RFC 8011, 5.4.12 mean to an officer, by their base name, the gravest first."""
_IN_THE_WAY: Final = frozenset({Fault.JAM, Fault.DOOR, Fault.TONER_EMPTY, Fault.OUTPUT_FULL, Fault.STOPPED})


class Role(StrEnum):
    """What a printer is for: papers on A4, labels, plates."""

    PAPER = "paper"
    LABEL = "label"
    PLATE = "plate"


def role_of(kind: PaperKind) -> Role:
    """Return which printer a kind of paper goes to."""
    if kind is PaperKind.ENVELOPE_LABEL:
        return Role.LABEL
    return Role.PLATE if kind in (PaperKind.PLATE_FRONT, PaperKind.PLATE_REAR) else Role.PAPER


_SHEETS: Final[Mapping[Role, tuple[PaperKind, tuple[tuple[float, float], ...]]]] = MappingProxyType(
    {
        Role.PAPER: (PaperKind.PERMIT, ((210.0, 297.0),)),
        Role.LABEL: (PaperKind.ENVELOPE_LABEL, ((62.0, 100.0),)),
        Role.PLATE: (PaperKind.PLATE_FRONT, ((520.0, 110.0), (297.0, 210.0))),
    }
)
"""What a printer has to have the paper for, by its role: a paper and its pages, mm."""
SIZES: Final[Mapping[Role, str]] = MappingProxyType(
    {Role.PAPER: "A4", Role.LABEL: "62 × 100 mm", Role.PLATE: "520 × 110 mm / A4"}
)
"""What that paper is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPrinter:
    """A printer that this machine's print server knows or that announces itself: what people call it, the address it is
    asked at, and the machine that stands at, empty for a queue of this one.
    """

    name: str
    address: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPrinters:
    """What can be chosen; where the network could not be asked, ``fault.<fault>`` says why."""

    printers: Sequence[FoundPrinter] = ()
    fault: str = ""


class PrinterState(IntEnum):
    """What a printer does (RFC 8011, 5.4.11)."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class JobState(IntEnum):
    """What becomes of a job (RFC 8011, 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A size of paper by its name (PWG 5101.1)."""

    name: str
    width: int
    height: int

    @classmethod
    def read(cls, name: str) -> Medium | None:
        """Return the medium that a self-describing name describes, None for any other keyword."""
        found = _NAMED.search(name)
        if found is None:
            return None
        unit = _UNITS[found["unit"]]
        return cls(name=name, width=round(float(found["width"]) * unit), height=round(float(found["height"]) * unit))

    def is_of(self, page: tuple[float, float]) -> bool:
        """Tell whether a page, in mm, upright or lying, is of this size."""
        ours, theirs = sorted((self.width, self.height)), sorted(round(side * 100) for side in page)
        return all(abs(our - their) <= _ALIKE for our, their in zip(ours, theirs, strict=True))

    def holds(self, page: tuple[float, float]) -> bool:
        """Tell whether a page, in mm, finds room on it."""
        ours, theirs = sorted((self.width, self.height)), sorted(round(side * 100) for side in page)
        return all(their <= our for our, their in zip(ours, theirs, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterLook:
    """What a printer says of itself. `reasons` are its state reasons, `ready` the media in its trays.

    `behind` is where a queue sends its jobs, empty for a printer.
    """

    name: str
    state: int
    accepting: bool = True
    reasons: tuple[str, ...] = ()
    ready: tuple[Medium, ...] = ()
    formats: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    ranges: bool = False
    behind: str = ""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What its reasons mean, the gravest first."""
        return faults(self.reasons)

    @property
    def obstacle(self) -> Fault | None:
        """What is to be mended before anything is sent, None where there is nothing."""
        if PDF not in self.formats:
            return Fault.NO_PDF
        if not self.accepting:
            return Fault.REFUSING
        grave = next((fault for fault in self.faults if fault in _IN_THE_WAY), None)
        if grave is None and self.state == PrinterState.STOPPED:
            return next(iter(self.faults), Fault.STOPPED)
        return grave


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLook:
    """What a printer says of a job; `impressions` have come out, None where it does not say."""

    state: int
    impressions: int | None = None
    reasons: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more becomes of it."""
        return self.state >= JobState.CANCELED

    @property
    def fault(self) -> Fault | None:
        """What keeps it from going on, as far as it can be told."""
        found = next((fault for fault in faults(self.reasons) if fault is not Fault.TONER_LOW), None)
        return Fault.HELD if found is None and self.state == JobState.HELD else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a paper is sent: on which medium, which of its pages (None: all), on one side or two.

    `impressions` are to come out.
    """

    medium: Medium
    impressions: int
    pages: tuple[int, int] | None = None
    sides: str = ONE_SIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSeen:
    """A printer as it was last seen: what it calls itself, and what stands in its way, empty where nothing does.

    `grave` is whether nothing can be printed then, `role` what it is there for.
    """

    name: str = ""
    fault: str = ""
    grave: bool = False
    role: Role = Role.PAPER


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintProgress:
    """How far the papers are that were sent together; `fault` names what keeps them from going on, empty if nothing.

    `answered` numbers the last answer among all of this program: two that look alike are told apart by it.
    """

    done: int = 0
    of: int = 0
    fault: str = ""
    answered: int = 0

    @property
    def busy(self) -> bool:
        """Whether a paper is on its way."""
        return self.done < self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFault:
    """What kept the last paper from lying there: the code of it, what fills its words, and when that was.

    >>> from datetime import UTC
    >>> fault = LastFault(code="printer.wrong-paper", at=datetime(2022, 8, 10, 9, tzinfo=UTC), values={"size": "A4"})
    >>> str(fault)
    '2022-08-10T09:00:00+00:00 printer.wrong-paper size=A4'
    >>> LastFault.read(str(fault)) == fault, LastFault.read("yesterday printer.jam")
    (True, None)
    """

    code: str
    at: datetime
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        told = "; ".join(f"{key}={value}" for key, value in self.values.items())
        return f"{self.at.isoformat()} {self.code} {told}".rstrip()

    @classmethod
    def read(cls, text: str) -> LastFault | None:
        """Return the fault that a text tells, None for any other text."""
        at, _, rest = text.partition(" ")
        code, _, told = rest.partition(" ")
        if code not in {f"printer.{fault}" for fault in Fault}:
            return None
        try:
            when = datetime.fromisoformat(at)
        except ValueError:
            return None
        values = dict(pair.split("=", 1) for pair in told.split("; ") if "=" in pair)
        return None if when.tzinfo is None else cls(code=code, at=when, values=values)


ENDED: Final = frozenset({f"printer.{fault}" for fault in (Fault.MISCOUNTED, Fault.SCALED, Fault.SURFACED)})
"""Doubts about jobs that have ended: nothing more comes out of them."""


def called(address: str) -> str:
    """Return a printer's address as people tell it: the queue and the machine it stands at.

    >>> called("ipp+unix://%2Frun%2Fcups%2Fcups.sock/printers/KB"), called("ipp://10.0.0.5:8631/ipp/print")
    ('KB', '10.0.0.5:8631')
    """
    parts = urlsplit(address)
    queue = unquote(parts.path.rpartition("/")[2]) if "/printers/" in parts.path else ""
    host = parts.netloc if parts.scheme in ("ipp", "ipps") else ""
    return " · ".join(filter(None, (queue, host))) or address.removeprefix(OF_QT)


def unpinned(address: str) -> bool:
    """Tell whether an address is encrypted and does not say whose certificate is trusted there."""
    return address.startswith("ipps://") and "#" not in address


def faults(reasons: Iterable[str]) -> tuple[Fault, ...]:
    """Return what state reasons mean, the gravest first; whether they are called error or warning means nothing."""
    found = {_REASONS[base] for reason in reasons if (base := _base(reason)) in _REASONS}
    return tuple(fault for fault in dict.fromkeys(_REASONS.values()) if fault in found)


def plan(kind: PaperKind, pages: Sequence[tuple[float, float]], look: PrinterLook) -> Plan | None:
    """Return how a paper of these pages, in mm, goes on what lies in a printer's trays; None if it does not.

    A page goes on paper of its own size. Only a label may be cut out of a larger sheet. A plate comes as one long
    page and again in parts: whichever the printer has the paper for.
    """
    first = _ready(look, pages[0])
    if first is None and kind is PaperKind.ENVELOPE_LABEL:
        first = next((medium for medium in look.ready if medium.holds(pages[0])), None)
    if all(_same(page, pages[0]) for page in pages):
        return None if first is None else Plan(medium=first, impressions=len(pages), sides=_sides(kind, pages, look))
    if not look.ranges:
        return None
    if first is not None:
        return Plan(medium=first, impressions=1, pages=(1, 1))
    rest = _ready(look, pages[1])
    return None if rest is None else Plan(medium=rest, impressions=len(pages) - 1, pages=(2, len(pages)))


def in_the_way(role: Role, look: PrinterLook) -> Fault | None:
    """Return what keeps the papers of a role from a printer as it is now, None where nothing does."""
    return look.obstacle or (None if plan(*_SHEETS[role], look) else Fault.WRONG_PAPER)


def _sides(kind: PaperKind, pages: Sequence[tuple[float, float]], look: PrinterLook) -> str:
    """Return whether a paper with a back is printed on both sides of its sheet."""
    backed = kind in (PaperKind.PERMIT, PaperKind.REGISTRATION_CERTIFICATE) and len(pages) == 2
    return TWO_SIDED if backed and TWO_SIDED in look.sides else ONE_SIDED


def _ready(look: PrinterLook, page: tuple[float, float]) -> Medium | None:
    return next((medium for medium in look.ready if medium.is_of(page)), None)


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return sorted(map(round, one)) == sorted(map(round, other))


def _base(reason: str) -> str:
    return next((reason.removesuffix(grade) for grade in _GRADES if reason.endswith(grade)), reason)
