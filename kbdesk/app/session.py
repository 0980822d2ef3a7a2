"""A desk with an officer signed in: the rooms joined over one data folder."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kbdesk.app import carried, obeying
from kbdesk.app.printing_desk import PrintingDesk
from kbdesk.cli.joiner import ChainReport, RebuildReport
from kbdesk.desk.passage import PassageDesk
from kbdesk.desk.ports import Clock, DraftRow, PaperRow, PrinterError
from kbdesk.domain.exports import Export, Sight, sight
from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.officers import Role, may_enter
from kbdesk.domain.paper import Printed
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.reference import Reference
from kbdesk.domain.strays import StrayEnd
from kbdesk.domain.vocabulary import Language, PrintState

if TYPE_CHECKING:
    from kbdesk.desk.archive import ArchiveDesk
    from kbdesk.desk.crossing import CrossingDesk
    from kbdesk.desk.custody import CustodyDesk
    from kbdesk.desk.drafts import DraftDesk
    from kbdesk.desk.fees import FeeDesk
    from kbdesk.desk.late import LateDesk
    from kbdesk.desk.papers import PaperDesk
    from kbdesk.desk.personal_record import PersonalRecordDesk
    from kbdesk.desk.returns import ReturnDesk
    from kbdesk.desk.rules import RulesDesk
    from kbdesk.desk.search import SearchDesk
    from kbdesk.desk.shift import ShiftDesk
    from kbdesk.desk.stock import StockDesk
    from kbdesk.desk.watchlist import WatchlistDesk
    from kbdesk.devices.portrait import Pictures
    from kbdesk.store.settings import Settings
    from kbdesk.store.store import Store


def new_id() -> str:
    """Return 16 random hex digits."""
    return secrets.token_hex(8)


class OpenDesk(PrintingDesk):
    """What the script and the window work with once an officer has signed in."""

    def __init__(
        self, *, data: Path, settings: Settings, store: Store, clock: Clock, officer: str, by: str = ""
    ) -> None:
        """Join the rooms; `by` says who works them where that is no officer at the window.

        The store is the desk's from now on: it is closed where they cannot be joined.
        """
        try:
            obeyed = obeying.by_the_records(settings, store)
            super().__init__(data=data, settings=obeyed, store=store, clock=clock, officer=officer)
            self.shelf, self._law = obeyed.shelf, carried.law(obeyed.shelf)
            self.passage = PassageDesk(
                store=store,
                press=self.press,
                sealing=self.sealing,
                printer=self.prints,
                clock=clock,
                law=self._law,
                post=self.post,
                officer=officer,
                new_id=new_id,
                by=by,
            )
        except BaseException:
            store.close()
            raise

    @cached_property
    def rules(self) -> RulesDesk:
        """The rules procedure, loaded when it is first asked for."""
        from kbdesk.app.book_signer import trusted
        from kbdesk.desk.rules import RulesDesk

        return RulesDesk(
            store=self.store,
            clock=self.clock,
            law=self._law,
            post=self.post,
            officer=self.officer,
            supervisors=self.supervisors,
            book_signer=trusted(self.data),
            new_id=new_id,
            follow=lambda: obeying.follow(self.data, self.store),
        )

    @cached_property
    def custody(self) -> CustodyDesk:
        """The custody procedure, loaded when it is first asked for."""
        from kbdesk.desk.custody import CustodyDesk

        return CustodyDesk(
            store=self.store,
            press=self.press,
            sealing=self.sealing,
            printer=self.prints,
            clock=self.clock,
            law=self._law,
            post=self.post,
            officer=self.officer,
            officers=frozenset(self.roles),
            supervisors=self.supervisors,
            new_id=new_id,
        )

    @cached_property
    def returns(self) -> ReturnDesk:
        """The return procedure, loaded when it is first asked for."""
        from kbdesk.desk.returns import ReturnDesk

        return ReturnDesk(
            store=self.store,
            press=self.press,
            sealing=self.sealing,
            printer=self.prints,
            clock=self.clock,
            law=self._law,
            post=self.post,
            officer=self.officer,
            verify=self.verify,
            new_id=new_id,
        )

    @cached_property
    def shift(self) -> ShiftDesk:
        """The shift procedure, loaded when it is first asked for."""
        from kbdesk.desk.shift import ShiftDesk

        return ShiftDesk(
            store=self.store,
            press=self.press,
            sealing=self.sealing,
            printer=self.prints,
            clock=self.clock,
            post=self.post,
            officer=self.officer,
            officers=self.roles,
            language=Language(self.settings.language),
        )

    @cached_property
    def crossing(self) -> CrossingDesk:
        """The crossing procedure, loaded when it is first asked for."""
        from kbdesk.desk.crossing import CrossingDesk

        return CrossingDesk(
            store=self.store,
            clock=self.clock,
            officer=self.officer,
            crossing=self.post.crossing,
            reference=self.reference,
        )

    @cached_property
    def fees(self) -> FeeDesk:
        """The fees procedure, loaded when it is first asked for."""
        from kbdesk.desk.fees import FeeDesk

        return FeeDesk(
            store=self.store,
            press=self.press,
            sealing=self.sealing,
            printer=self.prints,
            clock=self.clock,
            law=self._law,
            post=self.post,
            officer=self.officer,
        )

    @cached_property
    def late(self) -> LateDesk:
        """The late-entry procedure, loaded when it is first asked for."""
        from kbdesk.desk.late import LateDesk

        return LateDesk(
            store=self.store,
            press=self.press,
            sealing=self.sealing,
            printer=self.prints,
            clock=self.clock,
            post=self.post,
            officer=self.officer,
            language=Language(self.settings.language),
            passage=self.passage,
        )

    @cached_property
    def pictures(self) -> Pictures:
        """Opens pictures of which portraits are cut, loaded when one is first given."""
        from kbdesk.devices.portrait import Pictures

        return Pictures()

    @cached_property
    def stock(self) -> StockDesk:
        """The stock procedure, loaded when it is first asked for."""
        from kbdesk.desk.stock import StockDesk

        return StockDesk(store=self.store, clock=self.clock, officer=self.officer)

    @cached_property
    def papers(self) -> PaperDesk:
        """What becomes of papers after their issue, loaded when it is first asked for."""
        from kbdesk.desk.papers import PaperDesk

        return PaperDesk(
            store=self.store,
            press=self.press,
            sealing=self.sealing,
            printer=self.prints,
            clock=self.clock,
            law=self._law,
            post=self.post,
            officer=self.officer,
        )

    @cached_property
    def archive(self) -> ArchiveDesk:
        """Papers as files, loaded when it is first asked for."""
        from kbdesk.desk.archive import ArchiveDesk
        from kbdesk.papers.file_copy import PaperFiles
        from kbdesk.store.atomic_file import replace_file

        return ArchiveDesk(
            store=self.store,
            redraw=self.passage.redraw,
            files=PaperFiles(),
            clock=self.clock,
            officer=self.officer,
            save=replace_file,
        )

    @cached_property
    def watchlist(self) -> WatchlistDesk:
        """The watchlist procedure, loaded when it is first asked for."""
        from kbdesk.desk.watchlist import WatchlistDesk

        return WatchlistDesk(store=self.store, clock=self.clock, officer=self.officer)

    @cached_property
    def search(self) -> SearchDesk:
        """The search procedure, loaded when it is first asked for."""
        from kbdesk.desk.search import SearchDesk
        from kbdesk.store.atomic_file import replace_file

        return SearchDesk(store=self.store, clock=self.clock, officer=self.officer, save=replace_file)

    @cached_property
    def personal(self) -> PersonalRecordDesk:
        """What is held on one person, loaded when it is first asked for."""
        from kbdesk.desk.personal_record import PersonalRecordDesk
        from kbdesk.store.atomic_file import replace_file

        return PersonalRecordDesk(
            store=self.store,
            press=self.press,
            sealing=self.sealing,
            clock=self.clock,
            post=self.post,
            reference=self.reference,
            officer=self.officer,
            save=replace_file,
        )

    @cached_property
    def between(self) -> DraftDesk:
        """Drafts between officers, loaded when they are first asked for."""
        from kbdesk.desk.drafts import DraftDesk

        return DraftDesk(store=self.store, clock=self.clock, officer=self.officer, officers=lambda: self.roles)

    @property
    def catalog(self) -> Catalog:
        """The words of the language the desk is set to."""
        return carried.catalogs()[Language(self.settings.language)]

    @property
    def catalogs(self) -> Catalogs:
        """The words of all languages."""
        return carried.catalogs()

    @property
    def reference(self) -> Reference:
        """Municipalities, issuing offices, crossings, plate codes."""
        return carried.reference()

    def new_id(self) -> str:
        """Return 16 random hex digits."""
        return new_id()

    def drafts(self) -> Sequence[DraftRow]:
        """Return all drafts, newest first (store thread)."""
        return self.store.drafts()

    def load_draft(self, draft_id: str) -> PassageDraft | None:
        """Return a draft as it was last saved (store thread)."""
        return self.store.load_draft(draft_id)

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft that the officer discarded (store thread)."""
        self.store.drop_draft(draft_id)

    def unprinted(self) -> Sequence[PaperRow]:
        """Return what was recorded and not printed, oldest first (store thread)."""
        return self.passage.unprinted()

    def ask_printer(self) -> tuple[tuple[Printed, PrinterError], ...]:
        """Ask what became of papers that a program sent which is gone, and watch strays (store thread).

        Nothing is asked by who may not enter the answer: the next officer asks.
        """
        role = self.roles.get(self.officer)
        if role is not None and not may_enter(Role(role), "paper.printed"):
            return ()
        self.watch_strays()
        sent = [row for row in self.unprinted() if row.state is PrintState.SENT]
        return self.printing.ask((self.passage.redraw(row), row) for row in sent)

    def watch_strays(self) -> None:
        """Have withdrawn what may still come out, as soon as its printer answers (store thread)."""
        self.prints.watch(self.store.strays())

    def settle_strays(self) -> Sequence[StrayEnd]:
        """Record what became of strays since; returns it, to be told (store thread)."""
        return self.printing.settle()

    def print_recorded(
        self, rows: tuple[PaperRow, ...], *, despite: bool = False
    ) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print papers that were recorded and not printed; returns what was not taken, and why (store thread).

        `despite` prints also what an earlier job may still bring out of a printer that cannot be asked.
        """
        return self.passage.print_recorded(rows, despite=despite)

    def check_ledger(self) -> ChainReport:
        """Prove the chain (store thread)."""
        found = self.store.check()
        return ChainReport(entries=found.entries, whole=found.whole, broken_at=found.broken_at, head=found.head)

    def export_ledger(self, file: Path, *, bodies: bool) -> tuple[int, bool]:
        """Write the chain to a file that is not there yet, and enter that (store thread).

        Returns how many entries it holds, and whether bodies were left out for the officer's role. Raises `OSError`;
        without its entry the file does not stay.
        """
        from kbdesk.store.atomic_file import replace_with

        if file.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        entries, known = self.store.last_entry(), self.store.officers.find(self.officer)
        masked = bodies and sight(known, Export.LEDGER_BODIES) is not Sight.WHOLE
        replace_with(file, self.store.export(bodies=bodies, masked=masked))
        try:
            with self.store.act(at=self.clock.now(), officer=self.officer) as act:
                act.append("ledger.exported", {"entries": entries, "bodies": bodies})
        except BaseException:
            file.unlink(missing_ok=True)
            raise
        return entries, masked

    def rebuild(self, *, mend: bool) -> RebuildReport:
        """Compare the registers with the ledger; `mend` refills those that differ, and enters that (store thread)."""
        chain = self.check_ledger()
        if not chain.whole:
            return RebuildReport(chain=chain)
        numbers = self.store.unexplained_numbers()
        differ = self.store.rebuild_compare()
        if differ and mend:
            with self.store.act(at=self.clock.now(), officer=self.officer) as act:
                differ = act.refill_registers()
                act.append("registers.rebuilt", {"registers": list(differ)})
        return RebuildReport(chain=chain, registers=differ, numbers=numbers, mended=bool(differ) and mend)

    def close(self) -> None:
        """Let go of the signer's key, finish the press, note how far the records go and close the store."""
        self._seal_signer.close()
        self.press.close()
        self.note_records()
        self.store.close()
