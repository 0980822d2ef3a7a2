"""What the window asks of the joiner (`kbdesk.app`), which knows the rooms that this one may not see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.desk_printing import PrintingSession
from kbdesk.ui.kit.tokens import Style

if TYPE_CHECKING:
    from kbdesk.desk.archive import ArchiveDesk
    from kbdesk.desk.backup import BackupDesk
    from kbdesk.desk.crossing import CrossingDesk
    from kbdesk.desk.custody import CustodyDesk
    from kbdesk.desk.drafts import DraftDesk
    from kbdesk.desk.fees import FeeDesk
    from kbdesk.desk.late import LateDesk
    from kbdesk.desk.officers import OfficersDesk
    from kbdesk.desk.papers import PaperDesk
    from kbdesk.desk.passage import PassageDesk
    from kbdesk.desk.personal_record import PersonalRecordDesk
    from kbdesk.desk.ports import Clock, DraftRow, Pictures, Press, PrinterError
    from kbdesk.desk.retention import RetentionDesk
    from kbdesk.desk.returns import ReturnDesk
    from kbdesk.desk.rules import RulesDesk
    from kbdesk.desk.search import SearchDesk
    from kbdesk.desk.second_codes import CodesDesk
    from kbdesk.desk.shift import ShiftDesk
    from kbdesk.desk.status import Gathering
    from kbdesk.desk.stock import StockDesk
    from kbdesk.desk.verify import VerifyDesk
    from kbdesk.domain.codes import Code
    from kbdesk.domain.messages import Catalogs
    from kbdesk.domain.paper import PageImage
    from kbdesk.domain.passage import PassageDraft
    from kbdesk.domain.post import Post
    from kbdesk.domain.printers import FoundPrinters, LastFault, PrinterLook, Role
    from kbdesk.domain.reference import Reference
    from kbdesk.domain.scanner import FoundPort, LineFault, LineState, ScannerLine
    from kbdesk.domain.typed_scan import TypedScans, Wiring
    from kbdesk.icao.optical import Optical
    from kbdesk.icao.trust.trust_store import TrustStore
    from kbdesk.ui.kit.looks import Looks

SCALES: Final = (100, 125, 150, 175, 200)
"""The sizes the window can be shown in, per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How the officer wants the window; kept with the machine's settings, readable before anyone signs in."""

    language: Language = Language.EN
    style: Style = Style.LIGHT
    scale: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """Who may sign in here. `role` is a word of `domain.officers.Role`; `password` is told on drill desks only."""

    name: str
    role: str
    password: str = ""


class Heard(Protocol):
    """Whoever is told by a scanner's thread; each call returns at once."""

    def scan(self, data: bytes) -> None:
        """One scan came in, whole."""

    def fault(self, fault: LineFault) -> None:
        """Something went wrong on the line."""

    def state(self, state: LineState) -> None:
        """The line stands otherwise now."""


class Scanner(Protocol):
    """A scanner on a serial line."""

    def start(self) -> None:
        """Begin to listen."""

    def stop(self) -> None:
        """Let go of the line and tell nobody anything more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the store stands: the code of what keeps it from tidying up, empty where nothing does.

    `settled` tells, once, of an act that was left in doubt whether it is recorded; None where none was.
    """

    trouble: str = ""
    settled: bool | None = None


class ScanFiles(Protocol):
    """The pictures that a flatbed scanner puts into a folder."""

    def look(self) -> list[bytes]:
        """Return those that became whole since the last look (any thread but the window's). Raises `OSError`."""


class Session(PrintingSession, Protocol):
    """A desk with an officer signed in. Whatever reaches the store is called on the store thread, as `sign_in` was.

    Every method may raise an exception whose text is one plain sentence without personal data; with a `code` (and
    `values`), the window says it in the officer's language from the message ``fault.<code>``.
    """

    def health(self, *, tidy: bool) -> Health:
        """Clear up what is in doubt, and `tidy` the store up; return how it stands (store thread)."""

    @property
    def passage(self) -> PassageDesk:
        """The passage procedure."""

    @property
    def rules(self) -> RulesDesk:
        """The rules procedure (all of it on the store thread)."""

    @property
    def returns(self) -> ReturnDesk:
        """The return procedure (all of it on the store thread, where it is loaded)."""

    @property
    def custody(self) -> CustodyDesk:
        """The custody procedure (all of it on the store thread)."""

    @property
    def search(self) -> SearchDesk:
        """The search procedure (all of it on the store thread)."""

    @property
    def shift(self) -> ShiftDesk:
        """The shift procedure (all of it on the store thread)."""

    @property
    def crossing(self) -> CrossingDesk:
        """The crossing procedure (all of it on the store thread)."""

    @property
    def fees(self) -> FeeDesk:
        """The fees procedure (all of it on the store thread)."""

    @property
    def late(self) -> LateDesk:
        """The late-entry procedure (all of it on the store thread)."""

    @property
    def stock(self) -> StockDesk:
        """The stock of numbered blanks (all of it on the store thread)."""

    @property
    def archive(self) -> ArchiveDesk:
        """Papers as files (all of it on the store thread)."""

    @property
    def papers(self) -> PaperDesk:
        """What becomes of papers after their issue (all of it on the store thread)."""

    @property
    def between(self) -> DraftDesk:
        """Drafts between officers: left off, taken up again, given away (all of it on the store thread)."""

    @property
    def verify(self) -> VerifyDesk:
        """The verify procedure (all of it on the store thread)."""

    def gather_status(self) -> Gathering | None:
        """Begin the desk's own list of its papers, None where it signs none (store thread)."""

    def keep_status(self, gathering: Gathering) -> None:
        """Sign the list of what was gathered into the desk's own bundle (store thread)."""

    @property
    def trust(self) -> TrustStore:
        """Whom the desk believes, and how old that is (store thread)."""

    @property
    def officers(self) -> OfficersDesk:
        """The procedure of officers (all of it on the store thread)."""

    @property
    def personal(self) -> PersonalRecordDesk:
        """What is held on one person (all of it on the store thread)."""

    @property
    def retention(self) -> RetentionDesk:
        """The procedure of retention (all of it on the store thread)."""

    @property
    def second_codes(self) -> CodesDesk:
        """The procedure of codes that sign from afar (all of it on the store thread)."""

    @property
    def backups(self) -> BackupDesk:
        """The backup procedure; a backup may be written on another thread, and is entered on the store's."""

    def keep_scan_folder(self, folder: str, *, keep: Callable[[str], None]) -> None:
        """Take a flatbed scanner's pictures from a folder, empty for none, once `keep` keeps that; it is entered."""

    def keep_backups_in(self, folder: Path | None) -> None:
        """Have every shift that closes leave a backup in a folder, None for the desk's own (store thread)."""

    @property
    def post(self) -> Post:
        """Where the desk stands."""

    @property
    def officer(self) -> str:
        """Who signed in."""

    @property
    def clock(self) -> Clock:
        """The desk's clock."""

    @property
    def press(self) -> Press:
        """Draws papers; called from any thread but the window's."""

    @property
    def reference(self) -> Reference:
        """Municipalities, issuing offices, crossings, plate codes."""

    def drafts(self) -> Sequence[DraftRow]:
        """Return all drafts, newest first (store thread)."""

    def load_draft(self, draft_id: str) -> PassageDraft | None:
        """Return a draft as it was last saved (store thread)."""

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft that the officer discarded (store thread)."""

    def verify_second(self, name: str, password: bytearray, *, kept: bool = False) -> str:
        """Return a second officer's name once their password was tried (store thread); its bytes are zeroed.

        A code in its place is used up with the act that follows, or at once where the signature is `kept` for later.
        """

    def read_codes(self, data: bytes) -> tuple[Code, ...]:
        """Return the codes in the bytes of a file (any thread but the window's). Raises `CodesError`."""

    def codes_in_view(self, width: int, height: int, grey: bytes) -> tuple[Code, ...]:
        """Return the codes in one of a camera's pictures, rows of grey bytes (any thread but the window's)."""

    def read_zone(self, data: bytes) -> Optical:
        """Return the zone printed in a picture or PDF (any thread but the window's). Raises `CodesError`."""

    @property
    def pictures(self) -> Pictures:
        """Opens pictures of which portraits are cut (any thread but the window's)."""

    def rosette(self, number: str, *, vehicle: bool, width: int) -> PageImage:
        """Return the rosette that a number demands, as a square picture (any thread but the window's)."""

    def scanner_code(self, *, width: int) -> PageImage:
        """Return the code by which a scanner is put into service, as a square picture (any thread but the window's)."""

    def close(self) -> None:
        """Close the store (store thread)."""


class WindowDesk(Protocol):
    """A desk before anyone has signed in: a data folder with its settings."""

    @property
    def post(self) -> Post:
        """Where the desk stands."""

    @property
    def clock(self) -> Clock:
        """The desk's clock."""

    @property
    def catalogs(self) -> Catalogs:
        """The words in the four languages."""

    @property
    def looks(self) -> Looks:
        """Sheet, faces and drawings; see `kbdesk.ui.kit.looks.read_looks`."""

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key or the mouse the window locks."""

    def typed_scans(self) -> TypedScans:
        """Return what reads a scanner that is a keyboard, by the layouts that were found of it."""

    def keep_wiring(self, wiring: Wiring) -> None:
        """Keep the layouts that were found of a scanner and of this machine."""

    def look_again(self) -> None:
        """Read again what may have changed since: this process waited behind another."""

    @property
    def version(self) -> str:
        """The program's version."""

    @property
    def preferences(self) -> Preferences:
        """What was last kept."""

    @property
    def scan_folder(self) -> str:
        """The folder into which a flatbed scanner puts its pictures, empty for none."""

    def keep_scan_folder(self, folder: str) -> None:
        """Keep which folder that is; refusals are as in `keep`."""

    def scan_files(self) -> ScanFiles | None:
        """Return what looks into that folder, None where none is set."""

    @property
    def scanner_line(self) -> ScannerLine:
        """Which scanner on a serial line this machine has."""

    def keep_scanner(self, line: ScannerLine) -> None:
        """Keep which scanner this machine has; refusals are as in `keep`."""

    def scanner(self, heard: Heard) -> Scanner:
        """Return what listens to that scanner once it is started, on a thread of its own."""

    def scanner_ports(self) -> Sequence[FoundPort]:
        """Return the serial ports of this machine (any thread but the window's)."""

    def keep(self, preferences: Preferences) -> None:
        """Keep preferences for the next start; a folder that cannot be written is an exception with a sentence."""

    def printers_of(self, role: Role) -> tuple[str, str]:
        """Return the addresses that were kept for a role's printer and its second."""

    def keep_printers(self, role: Role, first: str, second: str) -> None:
        """Keep a role's printers. Raises an error with a sentence for what is no address."""

    def pinned(self, address: str) -> str:
        """Return a printer's address with the certificate shown there, where it is one that is to have one.

        Any thread but the window's. Raises `PrinterError` where nobody answers.
        """

    def printer_fault(self, role: Role) -> LastFault | None:
        """Return what kept the last paper of a role from lying there, None once one lay there."""

    def note_fault(self, role: Role, error: PrinterError | None) -> None:
        """Keep what kept a paper from lying there, or that one does (store thread)."""

    def look_at_printer(self, address: str) -> PrinterLook:
        """Return what a printer says of itself (any thread but the window's). Raises `PrinterError`."""

    def found_printers(self, *, network: bool) -> FoundPrinters:
        """Return this machine's queues, or what announces itself in the network (any thread but the window's)."""

    def officers(self) -> Sequence[OfficerRow]:
        """Return who may sign in."""

    def rules_from(self, at: datetime) -> datetime | None:
        """Return since when the rules in force at an instant hold; None while there are none."""

    def sign_in(self, name: str, password: bytearray, own: bytearray | None = None) -> Session:
        """Open the store for an officer, on the thread that will own it (some 0.1 s: Argon2id).

        `own` takes the place of a password that others gave: by that alone nobody comes in. The passwords' bytes are
        zeroed by whoever reads them. Refusal, a locked store, a newer file, a full disk:
        an exception whose text is one plain sentence (see `Session`).
        """
