"""The scriptable desk, joined: what the commands ask for, done with the real rooms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kbdesk.app.clock import machine_now
from kbdesk.app.opening import default_data
from kbdesk.cli.joiner import (
    EnvironmentFailedError,
    Initialised,
    InputError,
    NewSupervisor,
    Proved,
    Rekeyed,
    Restored,
    Session,
    SignIn,
)
from kbdesk.cli.main import run as run_commands
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.passage import PaperChangedError
from kbdesk.desk.ports import PrinterError
from kbdesk.desk.signer_errors import SignerError
from kbdesk.papers.errors import PaperError
from kbdesk.rulebook.faults import Fault, RulebookError
from kbdesk.store import errors, settings

if TYPE_CHECKING:
    from kbdesk.desk.backup import Progress
    from kbdesk.desk.head_office import HeadOffice
    from kbdesk.domain.codes import Code
    from kbdesk.domain.messages import Catalog
    from kbdesk.domain.verify import Judge
    from kbdesk.domain.vocabulary import Language

_BEFORE_ALL_BOOKS = datetime(1990, 1, 1, tzinfo=UTC)
"""A book is checked as if it had joined its shelf then: beside every book that it was ever in force with."""


def run(words: list[str]) -> int:
    """Run a command line and return its exit code."""
    from kbdesk.cli.commands import kbdesk

    return run_commands(kbdesk, Script(), words)


@contextmanager
def told() -> Iterator[None]:
    """Turn the refusals of the rooms into what a script is told: its own input, or the environment."""
    try:
        yield
    except (errors.SignInRefused, errors.StoreExists) as error:
        raise InputError(str(error)) from error
    except OfficersError as error:
        if error.code.startswith("officers.code-"):
            raise InputError(f"--second: {error}") from error
        raise
    except errors.RoleRefused as error:
        raise OfficersError("officers.role") from error
    except (errors.BackupUnreadable, errors.BackupInTheWay) as error:
        raise InputError(f"FILE: {error}") from error
    except PaperError as error:
        raise InputError(str(error)) from error
    except RulebookError as error:
        raise EnvironmentFailedError(f"A book on this desk's shelf cannot be read: {error.faults[0]}") from error
    except (errors.StoreError, PrinterError, PaperChangedError, SignerError) as error:
        raise EnvironmentFailedError(str(error)) from error


class Script:
    """Joins the rooms for the command line."""

    def default_data(self) -> Path:
        """Return the platform's data folder."""
        return default_data()

    def init(self, data: Path, *, crossing: str, desk: str, shelf: str) -> Initialised:
        """Make a drill desk in a folder that has none."""
        from kbdesk.app import drill

        with told():
            return drill.make(data, crossing=crossing, desk=desk, shelf=shelf)

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
        """Make a real desk in a folder that has none, for two supervisors."""
        from kbdesk.app import real_desk

        with told():
            return real_desk.make(data, crossing=crossing, desk=desk, shelf=shelf, supervisors=supervisors, tell=tell)

    @contextmanager
    def open(self, sign_in: SignIn, *, reading: bool = False, renewing: bool = False) -> Iterator[Session]:
        """Sign in; `reading` opens beside a window that is open, `renewing` by a password that others gave."""
        from kbdesk.app.sign_in import sign_in as signed_in

        with told():
            desk = signed_in(sign_in, reading=reading, renewing=renewing)
            try:
                yield desk
            finally:
                desk.close()

    def restore(self, file: Path, who: SignIn, progress: Progress) -> Restored:
        """Make a desk of a backup in a folder that has none, by two officers."""
        from kbdesk.app.restoring import restore

        with told():
            return restore(file, who, progress)

    def rekey(self, who: SignIn, *, without: Collection[str], tell: Callable[[Rekeyed], object]) -> Rekeyed:
        """Put the store under a new key, by two officers."""
        from kbdesk.app.rekeying import rekey

        with told():
            return rekey(who, without=without, tell=tell)

    def prove(self, file: Path, who: SignIn, progress: Progress) -> Proved:
        """Open a backup somewhere aside, prove it and remove what was opened."""
        from kbdesk.app.restoring import prove

        with told():
            return prove(file, who, progress)

    def save(self, file: Path, content: bytes) -> None:
        """Put a file where a person asked for it: whole and durable, or not there. Raises `OSError`."""
        from kbdesk.store.atomic_file import replace_file

        replace_file(file, content)

    def window(self, data: Path, at: datetime | None) -> int:
        """Open the window and return the exit code when it closes."""
        from kbdesk.app.opening import NoDisplayError, show

        try:
            with told():
                return show(data, at)
        except NoDisplayError as error:
            raise EnvironmentFailedError(str(error)) from error
        except ValueError as error:
            raise InputError(str(error)) from error

    def check_book(self, data: Path | None, file: str, text: str) -> Sequence[Fault]:
        """Return what is wrong with a book, by itself and beside the books carried for its shelf, or for a desk's."""
        from kbdesk.app import carried
        from kbdesk.app.place import settings_of
        from kbdesk.desk.book_check import own_faults

        with told():
            shelf = settings_of(data).shelf if data else carried.shelf_of(text)
        if not carried.has_shelf(shelf):
            return own_faults(file, text, carried.reference())
        return carried.law(shelf).check(file, text, at=_BEFORE_ALL_BOOKS)

    def sign_book(self, data: Path, content: bytes) -> bytes:
        """Return a drill desk's signature of a book."""
        from kbdesk.app.book_signer import signed_by_drill

        with told():
            return signed_by_drill(data, content)

    @contextmanager
    def office(self, folder: Path, at: datetime | None) -> Iterator[tuple[HeadOffice, datetime]]:
        """Open the folder of head office, which needs no desk; returns it with the instant of what is done there."""
        from kbdesk.desk.head_office import HeadOffice
        from kbdesk.store.folder_files import FolderFiles

        try:
            yield HeadOffice(FolderFiles(folder)), (at or machine_now()).replace(microsecond=0)
        except OSError as error:
            raise EnvironmentFailedError(f"The folder of head office cannot be used: {error.strerror}.") from error

    def today(self, data: Path, at: datetime | None) -> datetime:
        """Return the instant that a command without a desk goes by: the desk's clock where there is one."""
        from kbdesk.app.place import clock_of

        if not (data / settings.FILE).exists():
            return at or machine_now()
        with told():
            known = settings.read(data)
        try:
            return clock_of(known, at).now()
        except ValueError as error:
            raise InputError(str(error)) from error

    def words(self, language: Language) -> Catalog:
        """Return the words of a language."""
        from kbdesk.app import carried

        return carried.catalogs()[language]

    def codes(self, data: bytes) -> tuple[Code, ...]:
        """Return the codes in the bytes of a picture, a PDF or a seal. Raises `CodesError`."""
        from kbdesk.devices.codes import read

        return read(data)

    @contextmanager
    def judge(self, data: Path, *, bundle: bytes | None, at: datetime | None, who: SignIn | None) -> Iterator[Judge]:
        """Open what judges seals: by a bundle, else by that in a desk's folder, and by its ledger for who signs in."""
        from kbdesk.app import verifying

        with told(), verifying.judge(data, bundle=bundle, at=at, who=who) as found:
            yield found
