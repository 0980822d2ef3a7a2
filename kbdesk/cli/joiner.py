"""What the script asks of the joiner (`kbdesk.app`), which knows the rooms that this one may not see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kbdesk.desk.archive import ArchiveDesk
    from kbdesk.desk.backup import BackupDesk, Progress
    from kbdesk.desk.crossing import CrossingDesk
    from kbdesk.desk.custody import CustodyDesk
    from kbdesk.desk.fees import FeeDesk
    from kbdesk.desk.head_office import HeadOffice
    from kbdesk.desk.keys import KeysDesk, Rolled
    from kbdesk.desk.late import LateDesk
    from kbdesk.desk.officers import OfficersDesk
    from kbdesk.desk.papers import PaperDesk
    from kbdesk.desk.passage import PassageDesk
    from kbdesk.desk.personal_record import PersonalRecordDesk
    from kbdesk.desk.ports import Clock, PaperRow, Pictures, PrinterError
    from kbdesk.desk.printing import Printing
    from kbdesk.desk.retention import RetentionDesk
    from kbdesk.desk.returns import ReturnDesk
    from kbdesk.desk.rules import RulesDesk
    from kbdesk.desk.search import SearchDesk
    from kbdesk.desk.second_codes import CodesDesk
    from kbdesk.desk.shift import ShiftDesk
    from kbdesk.desk.stock import StockDesk
    from kbdesk.desk.watchlist import WatchlistDesk
    from kbdesk.domain.backup import Backup
    from kbdesk.domain.codes import Code
    from kbdesk.domain.messages import Catalog, Catalogs
    from kbdesk.domain.paper import Printed
    from kbdesk.domain.post import Post
    from kbdesk.domain.printers import Role
    from kbdesk.domain.reference import Reference
    from kbdesk.domain.signers import SignerRow
    from kbdesk.domain.strays import StrayEnd
    from kbdesk.domain.verify import Judge
    from kbdesk.domain.vocabulary import Language, Series
    from kbdesk.rulebook.faults import Fault


class InputError(Exception):
    """The call or its input is wrong (exit 2); the message says what and where, in one line."""


class EnvironmentFailedError(Exception):
    """Disk, key, printer or another program stands in the way (exit 3); the message is one plain sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initialised:
    """A desk just made. Officers have name, role and, at a drill desk only, their password.

    A real desk has a `recovery_code` and each supervisor's sheet of codes, which stand nowhere else, and the file of
    its signer's `request`.
    """

    data: Path
    crossing: str
    desk: str
    shelf: str
    officers: tuple[tuple[str, str, str], ...]
    recovery_code: str = ""
    request: Path | None = None
    sheets: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSupervisor:
    """One of the two who make a real desk; `password` is UTF-8 and wiped when it was used."""

    name: str
    password: bytearray


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """Whether the chain holds: entries counted, the first that does not hold, and the head's digest."""

    entries: int
    whole: bool
    broken_at: int | None
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """The registers that the ledger does not add up to, and the series with numbers that nothing explains.

    `chain` is that of the ledger itself: where it is broken, nothing was compared or mended.
    """

    chain: ChainReport
    registers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    mended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Who signs in, with what, and at which instant the desk's clock is set (drill desks only)."""

    data: Path
    officer: str
    password: bytearray
    at: datetime | None = None
    second: str = ""
    second_password: bytearray | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What a backup was found to hold; `differ` names registers that its ledger does not add up to."""

    backup: Backup
    differ: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A desk that resumes from a backup: how many numbers are left out, and the series that are at their end by that.

    `silent` is how long its records had been, by this machine's clock.
    """

    backup: Backup
    silent: timedelta
    gap: int
    ended: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """A store under a new key: the new recovery code, which stands nowhere else, and who needs a new password."""

    recovery_code: str
    others: tuple[str, ...]


class Session(Protocol):
    """A desk with an officer signed in."""

    @property
    def passage(self) -> PassageDesk:
        """The passage procedure."""

    @property
    def pictures(self) -> Pictures:
        """Opens pictures of which portraits are cut."""

    @property
    def rules(self) -> RulesDesk:
        """The rules procedure."""

    @property
    def custody(self) -> CustodyDesk:
        """The custody procedure."""

    @property
    def returns(self) -> ReturnDesk:
        """The return procedure."""

    @property
    def shift(self) -> ShiftDesk:
        """The shift procedure."""

    @property
    def crossing(self) -> CrossingDesk:
        """The crossing procedure."""

    @property
    def fees(self) -> FeeDesk:
        """The fees procedure."""

    @property
    def late(self) -> LateDesk:
        """The late-entry procedure."""

    @property
    def stock(self) -> StockDesk:
        """The stock procedure."""

    @property
    def papers(self) -> PaperDesk:
        """What becomes of papers after their issue."""

    @property
    def archive(self) -> ArchiveDesk:
        """Papers as files."""

    @property
    def watchlist(self) -> WatchlistDesk:
        """The watchlist procedure."""

    @property
    def search(self) -> SearchDesk:
        """The search procedure."""

    @property
    def keys(self) -> KeysDesk:
        """The procedure of keys."""

    @property
    def officers(self) -> OfficersDesk:
        """The procedure of officers."""

    @property
    def second_codes(self) -> CodesDesk:
        """The procedure of codes that sign from afar."""

    def keep_backups_in(self, folder: Path | None) -> None:
        """Have every shift that closes leave a backup in a folder, None for the desk's own."""

    def held_settings(self) -> Mapping[str, str | int]:
        """Return the settings that the records hold, by name."""

    def change_settings(self, typed: Mapping[str, str], *, second: str = "") -> Mapping[str, str | int]:
        """Change some of them, as they were typed; return those by name. Raises `InputError`, `OfficersError`."""

    @property
    def backups(self) -> BackupDesk:
        """The backup procedure."""

    @property
    def personal(self) -> PersonalRecordDesk:
        """What is held on one person."""

    @property
    def retention(self) -> RetentionDesk:
        """The procedure of retention."""

    def export_bundle(self) -> bytes:
        """Return the trust bundle to carry on, and enter that."""

    def renew_status(self) -> str:
        """Put the desk's own list as of now into its bundle; return why that could not be, empty if it was."""

    def roll_signer(self, *, second: str) -> Rolled:
        """Seal with the next key from now on; a drill desk's head office certifies one at once."""

    def revoke_signer(self, *, reason: str, second: str) -> SignerRow:
        """Seal no more with the key in use; a drill desk's head office puts it on its list at once."""

    @property
    def post(self) -> Post:
        """Where the desk stands."""

    @property
    def shelf(self) -> str:
        """The set of books the desk obeys."""

    @property
    def clock(self) -> Clock:
        """The desk's clock."""

    @property
    def catalog(self) -> Catalog:
        """The words of the desk's language."""

    @property
    def catalogs(self) -> Catalogs:
        """The words of all languages."""

    @property
    def reference(self) -> Reference:
        """Municipalities, issuing offices, crossings, plate codes."""

    def new_id(self) -> str:
        """Return 16 random hex digits."""

    @property
    def printing(self) -> Printing:
        """What becomes of papers at the printer."""

    def unprinted(self) -> Sequence[PaperRow]:
        """Return what was recorded and not printed, oldest first."""

    def ask_printer(self) -> tuple[tuple[Printed, PrinterError], ...]:
        """Ask what became of papers that a program sent which is gone."""

    def print_recorded(
        self, rows: tuple[PaperRow, ...], *, despite: bool = False
    ) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print papers that were recorded and not printed; returns what was not taken, and why.

        `despite` prints also what an earlier job may still bring out of a printer that cannot be asked.
        """

    def settle_strays(self) -> Sequence[StrayEnd]:
        """Record what became of jobs that might still have come out; returns it, to be told."""

    def try_printer(self, role: Role) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print the test sheet of a role's printer."""

    def printed_path(self, printed: Printed) -> Path | None:
        """Return where the folder printer keeps a paper, None if it did not take it."""

    def export(self, papers: Sequence[Printed], folder: Path) -> tuple[dict[tuple[str, str], Path], str]:
        """Save papers where a person asked for them, and enter that.

        Returns the files by (kind, number), and the sentence of what stopped it, empty if nothing did.
        """

    def check_ledger(self) -> ChainReport:
        """Prove the chain."""

    def export_ledger(self, file: Path, *, bodies: bool) -> tuple[int, bool]:
        """Write the chain to a file that is not there yet, and enter that.

        Returns how many entries it holds, and whether bodies were left out for the officer's role.
        """

    def rebuild(self, *, mend: bool) -> RebuildReport:
        """Compare the registers with the ledger; with `mend` refill those that differ, and enter that."""


class Joiner(Protocol):
    """Joins the rooms into a desk."""

    def default_data(self) -> Path:
        """Return the platform's data folder."""

    def init(self, data: Path, *, crossing: str, desk: str, shelf: str) -> Initialised:
        """Make a drill desk in a folder that has none."""

    def init_real(
        self,
        data: Path,
        *,
        crossing: str,
        desk: str,
        shelf: str,
        supervisors: Sequence[NewSupervisor],
        tell: Callable[[Initialised], object],
    ) -> Initialised:
        """Make a real desk in a folder that has none, for two; `tell` shows its codes before it is there."""

    def open(
        self, sign_in: SignIn, *, reading: bool = False, renewing: bool = False
    ) -> AbstractContextManager[Session]:
        """Sign in; `reading` opens beside a window that is open, `renewing` by a password that others gave."""

    def restore(self, file: Path, who: SignIn, progress: Progress) -> Restored:
        """Make a desk of a backup in a folder that has none; it takes two officers, one of them a supervisor."""

    def rekey(self, who: SignIn, *, without: Collection[str], tell: Callable[[Rekeyed], object]) -> Rekeyed:
        """Put the store under a new key; it takes two who may. `without` names all whom it leaves out.

        `tell` shows the new code before it opens anything; what it raises leaves the old key.
        """

    def prove(self, file: Path, who: SignIn, progress: Progress) -> Proved:
        """Open a backup somewhere aside, prove it and remove what was opened; no desk is touched or needed."""

    def save(self, file: Path, content: bytes) -> None:
        """Put a file where a person asked for it: whole and durable, or not there. Raises `OSError`."""

    def window(self, data: Path, at: datetime | None) -> int:
        """Open the window and return the exit code when it closes."""

    def check_book(self, data: Path | None, file: str, text: str) -> Sequence[Fault]:
        """Return what is wrong with a book, by itself and beside the books carried for its shelf, or for a desk's.

        Needs no sign-in, so that books activated at a desk are not known here.
        """

    def sign_book(self, data: Path, content: bytes) -> bytes:
        """Return a drill desk's signature of a book."""

    def office(self, folder: Path, at: datetime | None) -> AbstractContextManager[tuple[HeadOffice, datetime]]:
        """Open the folder of head office, which needs no desk; with the instant of what is done there."""

    def today(self, data: Path, at: datetime | None) -> datetime:
        """Return the instant that a command without a desk goes by."""

    def words(self, language: Language) -> Catalog:
        """Return the words of a language."""

    def codes(self, data: bytes) -> tuple[Code, ...]:
        """Return the codes in the bytes of a picture, a PDF or a seal. Raises `CodesError`."""

    def judge(
        self, data: Path, *, bundle: bytes | None, at: datetime | None, who: SignIn | None
    ) -> AbstractContextManager[Judge]:
        """Open what judges seals: by a bundle, else by that in a desk's folder, and by its ledger for who signs in."""
