"""What stands on a paper: permits, registrations and the sheet that carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from kbdesk.domain.custody import Manifest
from kbdesk.domain.fees import FeeReceipt
from kbdesk.domain.late import EmergencyForm
from kbdesk.domain.outcome import Basis, Fee
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.personal_record import PersonalRecord
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Claim, Receipt
from kbdesk.domain.shift_report import ShiftReport
from kbdesk.domain.vocabulary import Disposition, Language, Letterhead, Measure, PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A temporary identity paper, issued or about to be.

    `envelope` is the nine-character number without its ``E-``, empty where nothing is held.
    `mrz` is the permit's own TD2 zone, two lines of 36 joined by a line feed. `residence` and
    `issuing_office` are names in the traveler's language, where the card may hold keys.
    """

    number: str
    envelope: str
    traveler: TravelerDraft
    valid_from: date
    valid_until: date
    disposition: Disposition
    mrz: str
    residence: str = ""
    issuing_office: str = ""
    vehicle_plate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A provisional vehicle registration.

    `plate` is the provisional plate's text, `old_plate` the surrendered one as spelled.
    """

    number: str
    plate: str
    envelope: str
    vehicle: VehicleDraft
    old_plate: str
    measure: Measure
    valid_from: date
    valid_until: date
    disposition: Disposition
    trailer: bool = False
    deadline: date | None = None
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was found and its own person may know; `values` fill the message ``notice.found.<code>``, dates ISO."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A refusal, a referral, a warning, a fine, or plates taken for good.

    Exactly one of `traveler` and `vehicle` is set; `plate` is the vehicle's as spelled. `reason` is one of the listed
    reasons or the officer's own words; a referral tells neither a reason nor what was found. `appeal_until` is the
    last day of the appeal. `envelope` is the nine-character number without its ``E-``, empty where nothing is held.
    """

    number: str
    traveler: TravelerDraft | None = None
    vehicle: VehicleDraft | None = None
    plate: str = ""
    reason: str = ""
    told: tuple[Told, ...] = ()
    fees: tuple[Fee, ...] = ()
    appeal_until: date | None = None
    envelope: str = ""
    disposition: Disposition | None = None


class Stage(StrEnum):
    """Whether a paper is a proof (never written, never printed) or the paper itself."""

    PROOF = "proof"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper to draw. Exactly one of the fields that tell what stands on it (`permit` to `personal_record`) is set.

    `digest` is the record's digest, 64 hex digits. A proof carries stand-ins in `number`, envelope, plate, MRZ and
    digest; what may differ between a proof and its paper lies inside the boxes that the layout declares late. A notice
    that cites no article has a basis of empty words. `copy` counts reprints; `void` crosses the paper out. `seal` is
    the whole seal as recorded, signature included; empty on a proof, and where the book let the paper go without one.
    """

    kind: PaperKind
    number: str
    at: datetime
    post: Post
    officer: str
    language: Language
    basis: Basis
    digest: str
    stage: Stage = Stage.PAPER
    copy: int = 0
    void: bool = False
    permit: Permit | None = None
    registration: Registration | None = None
    notice: Notice | None = None
    shift_report: ShiftReport | None = None
    emergency_form: EmergencyForm | None = None
    receipt: Receipt | None = None
    claim: Claim | None = None
    manifest: Manifest | None = None
    fee_receipt: FeeReceipt | None = None
    personal_record: PersonalRecord | None = None
    letterhead: Letterhead = Letterhead.NEUTRAL
    seal: bytes = b""


NO_PAPERS: Final = frozenset({"scanner", "test"})
"""What stands in the place of a number on sheets that are no papers: the ledger says nothing of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paper as drawn: its PDF bytes and their SHA-256 in hex.

    `copy` is 0 for the paper itself. `blank` is the pre-numbered sheet it goes on, empty for a plain one. `seal` is
    the seal that was drawn on it. `pages` are the sizes of its pages, width and height in mm.
    """

    kind: PaperKind
    number: str
    pdf: bytes
    sha256: str
    copy: int = 0
    blank: str = ""
    seal: bytes = b""
    pages: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that is attached to a copy of a paper, with its media type (RFC 6838)."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page as pixels, 8-bit BGRX rows without padding."""

    width: int
    height: int
    pixels: bytes
